// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/siteoptions.h"

#include "app/cli/command.h"
#include "app/cli/text.h"
#include "app/language/language.h"

namespace kv::cli {

using model::Error;
using model::ErrorCode;

SiteArguments::SiteArguments(QCommandLineParser &parser) : m_parser(parser)
{
    parser.addOptions({
        { QStringLiteral("lab"),
          tr("A lab, private to this command: the guide's, or the definition (FILE.json or a built-in name) that "
             "follows; or the running lab whose name follows.") },
        { QStringLiteral("lab-name"), tr("The same as --lab with this word."), QStringLiteral("name") },
        { QStringLiteral("timers"), tr("Of a private lab: default (Neutron's) or fast."),
          QStringLiteral("set"), QStringLiteral("default") },
        { QStringLiteral("host"), tr("A host and the command line that starts its probe (repeatable)."),
          QStringLiteral("NAME='COMMAND'") },
        { QStringLiteral("record"), tr("Record everything that is heard to a new file."),
          QStringLiteral("file") },
        { QStringLiteral("verdict-log"), tr("Write the verdicts to a file at the end."),
          QStringLiteral("file") },
    });
}

model::Result<SiteOptions> SiteArguments::read(qsizetype ownWords) const
{
    SiteOptions options;
    options.labName = m_parser.value(QStringLiteral("lab-name"));
    options.usesLab = m_parser.isSet(QStringLiteral("lab")) || !options.labName.isEmpty();
    const QStringList rest = m_parser.positionalArguments().mid(ownWords);
    if (m_parser.isSet(QStringLiteral("lab")) && options.labName.isEmpty() && !rest.isEmpty())
        options.labName = rest.first();
    options.timers = m_parser.value(QStringLiteral("timers"));
    options.recordFile = m_parser.value(QStringLiteral("record"));
    options.verdictFile = m_parser.value(QStringLiteral("verdict-log"));
    if (options.timers != QLatin1String("default") && options.timers != QLatin1String("fast"))
        return Error{ ErrorCode::invalidArgument, tr("--timers is default or fast").toStdString(), {} };
    for (const QString &text : m_parser.values(QStringLiteral("host"))) {
        auto command = session::parseHostOption(text);
        if (!command)
            return Error{
                command.error().code,
                tr("--host %1: %2").arg(text, QString::fromStdString(command.error().text)).toStdString(),
                {}
            };
        options.hosts.push_back(std::move(*command));
    }
    if (options.usesLab && !options.hosts.empty())
        return Error{ ErrorCode::invalidArgument,
                      tr("--lab and --host exclude each other").toStdString(),
                      {} };
    if (!options.usesLab && options.hosts.empty())
        return Error{ ErrorCode::invalidArgument,
                      tr("no hosts: give --lab, or --host NAME='COMMAND'").toStdString(),
                      {} };
    return options;
}

std::optional<int> parseWords(QCommandLineParser &parser, const QString &command, const QStringList &words)
{
    const QCommandLineOption help = parser.addHelpOption();
    // Read by main; here for the help.
    parser.addOption({ QStringLiteral("language"),
                       Text::tr("The language of all text: %1; else the locale's.")
                           .arg(language::Language::codes().join(QStringLiteral(", "))),
                       QStringLiteral("code") });
    if (!parser.parse(QStringList{ QStringLiteral("keepviewctl ") + command } + words)) {
        printError(parser.errorText());
        printError(Text::tr("keepviewctl %1 --help says what it knows").arg(command));
        return exitCouldNotRun;
    }
    if (!parser.isSet(help))
        return std::nullopt;
    const QString path = QCoreApplication::arguments().constFirst();
    QString text = parser.helpText();
    printLine(text.replace(text.indexOf(path), path.size(), QStringLiteral("keepviewctl ") + command));
    return exitPass;
}

} // namespace kv::cli
