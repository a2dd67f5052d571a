// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/jsonfile.h"
#include "app/cli/labhosts.h"
#include "app/cli/livesite.h"
#include "app/cli/verifyrun.h"
#include "app/cli/verifytext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace kv::cli {

using model::Error;
using model::ErrorCode;

namespace {

class Verify {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::Verify)
public:
    static void declare(QCommandLineParser &parser);
    static model::Result<engine::VerifierOptions> read(const QCommandLineParser &parser);
    static void addLabTargets(engine::VerifierOptions &options, const std::vector<lab::Target> &targets);
    static int report(const VerifyRun &run, qint64 startedUnixMs, const QString &jsonFile);
};

void Verify::declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        tr("The guide's failover test, unattended: pings through the router, disables the overlay interface "
           "of its "
           "active node, sees who takes over and when, enables it again and compares with the prediction.\n"
           "Exit code 0: passed, 1: failed, 2: could not run. The interface is restored in every case."));
    parser.addOptions({
        { QStringLiteral("router"), tr("Its id or name; needed when there are several."),
          QStringLiteral("id") },
        { QStringLiteral("target"), tr("An address to ping (repeatable)."), QStringLiteral("address") },
        { QStringLiteral("from"), tr("The host that pings."), QStringLiteral("host") },
        { QStringLiteral("overlay"),
          tr("The overlay interface of a host, when it is not found (repeatable)."),
          QStringLiteral("HOST:IF") },
        { QStringLiteral("json"), tr("The report as JSON to a file; - is the standard output."),
          QStringLiteral("file") },
    });
}

model::Result<engine::VerifierOptions> Verify::read(const QCommandLineParser &parser)
{
    engine::VerifierOptions options;
    options.routerId = parser.value(QStringLiteral("router")).toStdString();
    options.fromHost = parser.value(QStringLiteral("from")).toStdString();
    options.askedBy = "keepviewctl verify";
    for (const QString &target : parser.values(QStringLiteral("target"))) {
        const auto address = model::IpAddress::parse(target.toStdString());
        if (!address)
            return Error{ ErrorCode::invalidArgument,
                          tr("--target %1: not an address").arg(target).toStdString(),
                          {} };
        options.targets.push_back(*address);
    }
    for (const QString &overlay : parser.values(QStringLiteral("overlay"))) {
        const qsizetype colon = overlay.indexOf(QLatin1Char(':'));
        if (colon <= 0 || colon + 1 == overlay.size())
            return Error{ ErrorCode::invalidArgument,
                          tr("--overlay %1: not HOST:INTERFACE").arg(overlay).toStdString(),
                          {} };
        options.overlays[overlay.left(colon).toStdString()] = overlay.mid(colon + 1).toStdString();
    }
    return options;
}

void Verify::addLabTargets(engine::VerifierOptions &options, const std::vector<lab::Target> &targets)
{
    if (!options.targets.empty() || targets.empty())
        return;
    if (options.fromHost.empty())
        options.fromHost = targets.front().fromHost;
    for (const lab::Target &target : targets) {
        if (target.fromHost == options.fromHost)
            options.proposed.push_back(target.address);
    }
}

int Verify::report(const VerifyRun &run, qint64 startedUnixMs, const QString &jsonFile)
{
    const engine::Report report{ QCoreApplication::applicationName(),
                                 QCoreApplication::applicationVersion(),
                                 run.verification(),
                                 run.prediction(),
                                 run.lastSite(),
                                 startedUnixMs,
                                 QDateTime::currentMSecsSinceEpoch() };
    if (jsonFile != QLatin1String("-"))
        printLine(VerifyText::endText(report));
    if (!jsonFile.isEmpty() && !writeJson(jsonFile, report.json()))
        return exitCouldNotRun;
    switch (report.verification.result) {
    case state::VerificationResult::pass:
        return exitPass;
    case state::VerificationResult::fail:
        return exitFail;
    default:
        printError(tr("could not verify: %1").arg(QString::fromStdString(report.verification.reason)));
        return exitCouldNotRun;
    }
}

} // namespace

int verifyCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    Verify::declare(parser);
    SiteArguments arguments(parser);
    if (const auto code = parseWords(parser, QStringLiteral("verify"), invocation.words))
        return *code;
    auto verifierOptions = Verify::read(parser);
    if (!verifierOptions) {
        printError(QString::fromStdString(verifierOptions.error().text));
        return exitCouldNotRun;
    }
    LabHosts lab;
    auto options = lab.complete(arguments.read());
    if (!options) {
        printError(QString::fromStdString(options.error().text));
        return exitCouldNotRun;
    }
    Verify::addLabTargets(*verifierOptions, lab.targets());
    QCoreApplication &app = *QCoreApplication::instance();
    const qint64 startedUnixMs = QDateTime::currentMSecsSinceEpoch();
    const QString jsonFile = parser.value(QStringLiteral("json"));
    LiveSite live;
    session::SessionPolicy policy;
    policy.reconnects = false;
    if (const auto opened = live.open(*options, policy); !opened) {
        printError(QString::fromStdString(opened.error().context + ": " + opened.error().text));
        return exitCouldNotRun;
    }
    VerifyRun run(live, std::move(*verifierOptions), jsonFile == QLatin1String("-"));
    Interrupt interrupt;
    int code = exitCouldNotRun;
    QObject::connect(&interrupt, &Interrupt::interrupted, &run,
                     [&run] { run.abort(Verify::tr("interrupted")); });
    QObject::connect(&run, &VerifyRun::finished, &app, [&] {
        code = Verify::report(run, startedUnixMs, jsonFile);
        live.sessions().stop();
    });
    QObject::connect(&live.sessions(), &session::SessionSet::stopped, &app, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    live.sessions().start();
    app.exec();
    return live.close(*options) ? code : exitCouldNotRun;
}

} // namespace kv::cli
