// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/jsonfile.h"
#include "app/cli/pathtext.h"
#include "app/cli/sitereading.h"
#include "app/engine/pathtarget.h"
#include "app/engine/trafficpath.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace kv::cli {

namespace {

class Path {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::Path)
public:
    static void declare(QCommandLineParser &parser);
    static int show(const state::Site &site, const QCommandLineParser &parser);
    static QString choices(const state::Site &site);
};

void Path::declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(tr(
        "The way of a frame from outside to TARGET, hop by hop, each with the fact that it rests on and that "
        "fact's age. TARGET is a floating IP, an instance's address, its namespace or tap, or a router.\n"
        "Exit code 0: clear to its end; 1: broken, a stale pointer, or ambiguous; 2: not known to its end, or "
        "could not run."));
    parser.addPositionalArgument(QStringLiteral("TARGET"),
                                 tr("What the frame goes to; without it, what there is is listed."),
                                 QStringLiteral("[TARGET]"));
    parser.addOptions({
        { QStringLiteral("from"), tr("The host outside that sends."), QStringLiteral("host") },
        { QStringLiteral("json"), tr("As JSON to a file; - is the standard output."),
          QStringLiteral("file") },
    });
}

QString Path::choices(const state::Site &site)
{
    QStringList names;
    for (const state::PathTarget &target : engine::allTargets(site))
        names += QString::fromStdString(engine::targetName(site, target));
    return names.isEmpty() ? tr("nothing") : names.join(QStringLiteral(", "));
}

int exitCodeOf(state::HopState hopState)
{
    switch (hopState) {
    case state::HopState::clear:
    case state::HopState::flooded:
        return exitPass;
    case state::HopState::unknown:
        return exitCouldNotRun;
    default:
        return exitFail;
    }
}

int Path::show(const state::Site &site, const QCommandLineParser &parser)
{
    const QString word = parser.positionalArguments().value(0);
    const std::string from = parser.value(QStringLiteral("from")).toStdString();
    const QString jsonFile = parser.value(QStringLiteral("json"));
    if (!from.empty() && !site.host(from)) {
        printError(tr("--from %1: there is no such host").arg(QString::fromStdString(from)));
        return exitCouldNotRun;
    }
    if (word.isEmpty()) {
        printLine(tr("A path can be asked for: %1").arg(choices(site)));
        return exitPass;
    }
    const std::vector<state::PathTarget> targets = engine::targetsNamed(site, word.toStdString());
    if (targets.empty()) {
        printError(tr("%1 is no floating IP, instance or router that is seen; there is: %2")
                       .arg(word, choices(site)));
        return exitCouldNotRun;
    }
    int code = exitPass;
    QJsonArray paths;
    for (const state::PathTarget &target : targets) {
        const state::TrafficPath path = engine::trafficPath(site, target, from);
        if (jsonFile != QLatin1String("-"))
            printLine(PathText::lines(site, path).join(QLatin1Char('\n')));
        paths.append(PathText::json(site, path));
        const int its = exitCodeOf(path.state);
        code = code == exitPass || its == exitFail ? its : code;
    }
    const QJsonObject json{ { QStringLiteral("schema"), 1 },
                            { QStringLiteral("nowUs"), static_cast<qint64>(site.now) },
                            { QStringLiteral("paths"), paths } };
    return jsonFile.isEmpty() || writeJson(jsonFile, json) ? code : exitCouldNotRun;
}

} // namespace

int pathCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    Path::declare(parser);
    SiteReading reading(parser);
    if (const auto code = parseWords(parser, QStringLiteral("path"), invocation.words))
        return *code;
    const auto site = reading.read(1);
    if (!site) {
        printError(QString::fromStdString(site.error().text));
        return exitCouldNotRun;
    }
    return Path::show(**site, parser);
}

} // namespace kv::cli
