// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/facttree.h"
#include "app/cli/interrupt.h"
#include "app/cli/labhosts.h"
#include "app/cli/livesite.h"
#include "probes/wire/codec.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <utility>

namespace kv::cli {

namespace {

constexpr int waitMs = 30'000;

class Snapshot {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::Snapshot)
public:
    static QByteArray json(const state::Site &site);
    static int show(LiveSite &live, const QString &jsonFile);
};

template <class Map> void addFacts(QByteArray &json, const std::string &host, const Map &facts)
{
    for (const auto &[key, fact] : facts) {
        std::string line = wire::encode(model::Observation{ host, fact.at, fact.at, fact.value });
        line.pop_back();
        json += (json.endsWith('[') ? "\n" : ",\n") + QByteArray::fromStdString(line);
    }
}

void addCounts(QByteArray &json, const std::string &host,
               const std::map<model::LinkKey, model::Fact<model::PortCount>> &counts)
{
    std::map<model::LinkKey, model::Fact<model::PortCounts>> facts;
    for (const auto &[key, fact] : counts)
        facts[key] = { model::PortCounts{ { fact.value } }, fact.at };
    addFacts(json, host, facts);
}

QByteArray Snapshot::json(const state::Site &site)
{
    // The facts are messages of PROTOCOL.md, in its recording form.
    QByteArray json = "{\"facts\":[";
    for (const state::Host &host : site.hosts) {
        const model::HostView &view = *host.view;
        if (view.hello)
            addFacts(json, host.name, std::map<int, model::Fact<model::Hello>>{ { 0, *view.hello } });
        addFacts(json, host.name, view.namespaces);
        addFacts(json, host.name, view.links);
        addFacts(json, host.name, view.addresses);
        addFacts(json, host.name, view.fdb);
        addFacts(json, host.name, view.routes);
        addFacts(json, host.name, view.rules);
        addFacts(json, host.name, view.neighbours);
        addCounts(json, host.name, view.counts);
        addFacts(json, host.name, view.conntrack);
        addFacts(json, host.name, view.nat);
        addFacts(json, host.name, view.filters);
        addFacts(json, host.name, view.vrrpConfigs);
        addFacts(json, host.name, view.adverts);
        addFacts(json, host.name, view.processes);
        addFacts(json, host.name, view.stateFiles);
        addFacts(json, host.name, view.changes);
    }
    return json + "\n]}\n";
}

int Snapshot::show(LiveSite &live, const QString &jsonFile)
{
    const state::SitePtr site = live.engine().currentSite();
    bool isComplete = !site->hosts.empty();
    for (const state::Host &host : site->hosts) {
        isComplete = isComplete && host.view->hasSnapshot;
        if (!host.view->hasSnapshot)
            printError(tr("no snapshot of %1").arg(live.whyEnded(QString::fromStdString(host.name))));
        else if (jsonFile != QLatin1String("-"))
            printLine(factTree(host).join(QLatin1Char('\n')));
    }
    if (!jsonFile.isEmpty()) {
        QFile file(jsonFile);
        const bool isOpen = jsonFile == QLatin1String("-") ? file.open(stdout, QIODevice::WriteOnly)
                                                           : file.open(QIODevice::WriteOnly);
        if (!isOpen || file.write(json(*site)) < 0 || !file.flush()) {
            printError(tr("%1: %2").arg(jsonFile, file.errorString()));
            return exitCouldNotRun;
        }
    }
    return isComplete ? exitPass : exitCouldNotRun;
}

bool isComplete(LiveSite &live, int ended)
{
    const state::SitePtr site = live.engine().currentSite();
    const auto hosts = static_cast<int>(live.sessions().hosts().size());
    int done = ended;
    for (const state::Host &host : site->hosts)
        done += host.view->hasSnapshot && host.session.phase == model::SessionState::Phase::live ? 1 : 0;
    return done >= hosts;
}

} // namespace

int snapshotCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Snapshot::tr("Everything that the hosts' probes see, once."));
    SiteArguments arguments(parser);
    parser.addOption({ QStringLiteral("json"),
                       Snapshot::tr("Also as JSON to a file; - is the standard output."),
                       QStringLiteral("file") });
    if (const auto code = parseWords(parser, QStringLiteral("snapshot"), invocation.words))
        return *code;
    LabHosts lab;
    auto options = lab.complete(arguments.read());
    if (!options) {
        printError(QString::fromStdString(options.error().text));
        return exitCouldNotRun;
    }
    QCoreApplication &app = *QCoreApplication::instance();
    LiveSite live;
    session::SessionPolicy policy;
    policy.reconnects = false;
    if (const auto opened = live.open(*options, policy); !opened) {
        printError(QString::fromStdString(opened.error().context + ": " + opened.error().text));
        return exitCouldNotRun;
    }
    int ended = 0;
    bool isFinished = false;
    Interrupt interrupt;
    const auto finish = [&] {
        if (!std::exchange(isFinished, true))
            app.exit(Snapshot::show(live, parser.value(QStringLiteral("json"))));
    };
    QObject::connect(&interrupt, &Interrupt::interrupted, &app, [&] { app.exit(exitCouldNotRun); });
    QObject::connect(&live.sessions(), &session::SessionSet::hostEnded, &app, [&] { ++ended; });
    QObject::connect(&live.sessions(), &session::SessionSet::observationsReceived, &app, [&] {
        if (isComplete(live, ended))
            finish();
    });
    QTimer::singleShot(waitMs, &app, finish);
    live.sessions().start();
    const int code = app.exec();
    return live.close(*options) ? code : exitCouldNotRun;
}

} // namespace kv::cli
