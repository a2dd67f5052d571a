// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sitereading.h"

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/labhosts.h"
#include "app/cli/livesite.h"
#include "probes/session/replaysession.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace kv::cli {

using model::Error;
using model::ErrorCode;

namespace {

constexpr int snapshotWaitMs = 30'000;
/// From the last snapshot on: a standby's master-down interval of Neutron's default timers, 6.8 s, and an
/// advertisement. What is unknown then is unknown.
constexpr int settleWaitMs = 9'000;

bool hasSettled(const state::Site &site)
{
    return std::ranges::none_of(site.routers, [](const state::Router &router) {
        return router.protection == state::Protection::unknown
            || router.protection == state::Protection::failingOver;
    });
}

/// Until the site can be spoken of.
class Waiting : public QObject {
public:
    Waiting(LiveSite &live, QCoreApplication &app) : m_live(live), m_app(app)
    {
        connect(&live.sessions(), &session::SessionSet::hostEnded, this, [this] { ++m_ended; });
        connect(&live.sessions(), &session::SessionSet::observationsReceived, this, [this] { look(); });
        QTimer::singleShot(snapshotWaitMs, this, [this] { finish(exitPass); });
        connect(&m_interrupt, &Interrupt::interrupted, this, [this] { finish(exitCouldNotRun); });
    }

private:
    void look()
    {
        const state::SitePtr site = m_live.engine().currentSite();
        int told = m_ended;
        for (const state::Host &host : site->hosts)
            told += host.view->hasSnapshot && host.session.phase == model::SessionState::Phase::live ? 1 : 0;
        if (told < static_cast<int>(m_live.sessions().hosts().size()))
            return;
        if (!m_sinceTold.isValid())
            m_sinceTold.start();
        if (hasSettled(*site) || m_sinceTold.hasExpired(settleWaitMs))
            finish(exitPass);
    }

    void finish(int code)
    {
        if (!std::exchange(m_isFinished, true))
            m_app.exit(code);
    }

    LiveSite &m_live;
    QCoreApplication &m_app;
    Interrupt m_interrupt;
    QElapsedTimer m_sinceTold;
    int m_ended = 0;
    bool m_isFinished = false;
};

} // namespace

SiteReading::SiteReading(QCommandLineParser &parser) : m_parser(parser), m_arguments(parser)
{
    parser.addOptions({
        { QStringLiteral("replay"), tr("Of a recording instead of hosts."), QStringLiteral("file") },
        { QStringLiteral("at"), tr("With --replay: that many seconds after its beginning; else at its end."),
          QStringLiteral("seconds") },
    });
}

SiteReading::~SiteReading() = default;

model::Result<state::SitePtr> SiteReading::read(qsizetype ownWords)
{
    const QString file = m_parser.value(QStringLiteral("replay"));
    if (!file.isEmpty())
        return replay(file);
    if (m_parser.isSet(QStringLiteral("at")))
        return Error{ ErrorCode::invalidArgument, tr("--at needs --replay").toStdString(), {} };
    m_lab = std::make_unique<LabHosts>();
    auto options = m_lab->complete(m_arguments.read(ownWords));
    if (!options)
        return options.error();
    return live(*options);
}

model::Result<state::SitePtr> SiteReading::replay(const QString &file) const
{
    std::optional<model::TimeUs> until;
    if (m_parser.isSet(QStringLiteral("at"))) {
        bool isNumber = false;
        const double seconds = m_parser.value(QStringLiteral("at")).toDouble(&isNumber);
        if (!isNumber || seconds < 0)
            return Error{ ErrorCode::invalidArgument, tr("--at is a number of seconds").toStdString(), {} };
        until = static_cast<model::TimeUs>(seconds * 1e6);
    }
    QCoreApplication &app = *QCoreApplication::instance();
    session::ReplaySession replay(file, 0);
    engine::Engine engine;
    std::optional<model::TimeUs> began;
    std::optional<Error> failed;
    QObject::connect(&replay, &session::Session::observationsReceived, &app,
                     [&](const std::vector<model::Observation> &records) {
                         std::vector<model::Observation> wanted;
                         for (const model::Observation &record : records) {
                             if (!began)
                                 began = record.arrivedAt;
                             if (!until || record.arrivedAt <= *began + *until)
                                 wanted.push_back(record);
                         }
                         engine.ingest(wanted);
                     });
    QObject::connect(&replay, &session::ReplaySession::lineFailed, &app, [&](const model::Error &error) {
        // Of a run that was killed the last line is half a line.
        if (error.code == ErrorCode::io)
            failed = error;
        else
            printError(QString::fromStdString(error.context + ": " + error.text));
    });
    QObject::connect(&replay, &session::Session::ended, &app, [&app] { app.exit(exitPass); });
    replay.start();
    app.exec();
    if (failed)
        return *failed;
    return engine.currentSite();
}

model::Result<state::SitePtr> SiteReading::live(const SiteOptions &options) const
{
    QCoreApplication &app = *QCoreApplication::instance();
    LiveSite live;
    session::SessionPolicy policy;
    policy.reconnects = false;
    if (const auto opened = live.open(options, policy); !opened)
        return opened.error();
    Waiting waiting(live, app);
    live.sessions().start();
    if (app.exec() != exitPass)
        return Error{ ErrorCode::gone, tr("interrupted").toStdString(), {} };
    state::SitePtr site = live.engine().currentSite();
    for (const state::Host &host : site->hosts) {
        if (!host.view->hasSnapshot)
            printError(tr("no snapshot of %1").arg(live.whyEnded(QString::fromStdString(host.name))));
    }
    if (!live.close(options))
        return Error{ ErrorCode::io, tr("what was asked to be kept could not be written").toStdString(), {} };
    if (std::ranges::none_of(site->hosts, [](const state::Host &host) { return host.view->hasSnapshot; }))
        return Error{ ErrorCode::gone, tr("no host answered").toStdString(), {} };
    return site;
}

} // namespace kv::cli
