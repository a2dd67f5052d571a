// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include "app/language/language.h"

#include <QCommandLineParser>

namespace kv::gui {

namespace {

constexpr QLatin1String labOption("lab");
constexpr QLatin1String labNameOption("lab-name");
constexpr QLatin1String timersOption("timers");
constexpr QLatin1String hostOption("host");
constexpr QLatin1String replayOption("replay");
constexpr QLatin1String generateOption("generate");
constexpr QLatin1String fromOption("from");
constexpr QLatin1String targetOption("target");
constexpr QLatin1String demoOption("demo");

model::Error wrong(const QString &text)
{
    return { model::ErrorCode::invalidArgument, text.toStdString(), "options" };
}

void declare(QCommandLineParser &parser)
{
    parser.addOptions({
        { labOption,
          OptionsReader::tr("Run a lab for the window's life: the guide's, or the definition (FILE.json or a "
                            "built-in name) that follows; or watch the running lab whose name follows.") },
        { labNameOption, OptionsReader::tr("The same as --lab with this word (keepviewctl lab list)."),
          QStringLiteral("NAME") },
        { { timersOption, QStringLiteral("lab-timers") },
          OptionsReader::tr("VRRP timers of a private lab: default or fast."),
          QStringLiteral("WHICH"),
          QStringLiteral("default") },
        { hostOption,
          OptionsReader::tr("A host and the command line that starts its probe; once for each host."),
          QStringLiteral("NAME='COMMAND'") },
        { replayOption, OptionsReader::tr("Show a recording."), QStringLiteral("FILE") },
        { generateOption,
          OptionsReader::tr(
              "Show a made-up site: 100x60 is 100 hosts, each with 60 namespaces; with :trouble "
              "behind it some of it has failed."),
          QStringLiteral("HOSTSxNAMESPACES") },
        { fromOption, OptionsReader::tr("The host that pings."), QStringLiteral("HOST") },
        { targetOption, OptionsReader::tr("An address to ping; may come several times."),
          QStringLiteral("ADDRESS") },
        { demoOption,
          OptionsReader::tr(
              "Run the guided failover, write before.png, during.png, after.png and result.json "
              "into this folder, and end."),
          QStringLiteral("FOLDER") },
        { { QStringLiteral("h"), QStringLiteral("help") }, OptionsReader::tr("Show this text.") },
        // Read by main; here for the help.
        { QStringLiteral("language"),
          OptionsReader::tr("The language of all text: %1; else the locale's.")
              .arg(language::Language::codes().join(QStringLiteral(", "))),
          QStringLiteral("CODE") },
        { QStringLiteral("version"), OptionsReader::tr("Show the version.") },
    });
}

/// One thing to show, no more.
model::Result<Options> checkSources(const Options &options)
{
    const bool isLive = options.usesLab || !options.hosts.empty();
    const int sources = (options.usesLab ? 1 : 0) + (options.hosts.empty() ? 0 : 1)
        + (options.replayFile.isEmpty() ? 0 : 1) + (options.generated ? 1 : 0);
    if (sources == 0)
        return wrong(OptionsReader::tr("nothing to show: give --lab, --host, --replay or --generate"));
    if (sources > 1)
        return wrong(OptionsReader::tr("--lab, --host, --replay and --generate exclude each other"));
    if (!options.demoFolder.isEmpty() && !isLive)
        return wrong(OptionsReader::tr("--demo needs live hosts"));
    return options;
}

model::Result<Options> check(const QCommandLineParser &parser)
{
    Options options;
    options.usesLab = parser.isSet(labOption) || parser.isSet(labNameOption);
    options.labName = parser.value(labNameOption);
    options.replayFile = parser.value(replayOption);
    options.fromHost = parser.value(fromOption).toStdString();
    options.demoFolder = parser.value(demoOption);
    const QString timers = parser.value(timersOption);
    if (timers != QLatin1String("fast") && timers != QLatin1String("default"))
        return wrong(OptionsReader::tr("--timers is default or fast, not %1").arg(timers));
    options.hasFastTimers = timers == QLatin1String("fast");
    for (const QString &text : parser.values(hostOption)) {
        const auto host = session::parseHostOption(text);
        if (!host)
            return host.error();
        options.hosts.push_back(*host);
    }
    for (const QString &text : parser.values(targetOption)) {
        const auto address = model::IpAddress::parse(text.toStdString());
        if (!address)
            return wrong(OptionsReader::tr("--target: %1 is not an IPv4 or IPv6 address").arg(text));
        options.targets.push_back(*address);
    }
    if (parser.isSet(generateOption)) {
        const auto spec = session::GeneratedSpec::parse(parser.value(generateOption));
        if (!spec)
            return spec.error();
        options.generated = *spec;
    }
    return checkSources(options);
}

} // namespace

model::Result<Options> OptionsReader::read(const QStringList &words)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(QStringList{ QStringLiteral("keepview") } + words))
        return wrong(parser.errorText());
    Options special;
    special.wantsHelp = parser.isSet(QStringLiteral("help"));
    special.wantsVersion = parser.isSet(QStringLiteral("version"));
    if (special.wantsHelp || special.wantsVersion)
        return special;
    // A word after --lab says which lab.
    const QStringList rest = parser.positionalArguments();
    auto options = check(parser);
    if (options && !rest.isEmpty()) {
        if (rest.size() > 1 || !options->usesLab || !options->labName.isEmpty())
            return wrong(tr("unexpected argument: %1").arg(rest.last()));
        options->labName = rest.first();
    }
    return options;
}

QString OptionsReader::usage()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Keepview: a live picture of VRRP high availability on Linux bridges."));
    declare(parser);
    return parser.helpText();
}

} // namespace kv::gui
