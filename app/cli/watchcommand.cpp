// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changelines.h"
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/labhosts.h"
#include "app/cli/livesite.h"
#include "probes/session/nearclock.h"

#include <QCoreApplication>
#include <QDateTime>

#include <map>

namespace kv::cli {

namespace {

/// The lines of `watch`: near end's times as the clock on the wall shows them.
class Watch {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::Watch)
public:
    explicit Watch(bool tellsEverything) : m_tellsEverything(tellsEverything) { }

    void show(const std::vector<model::Observation> &observations);
    void showVerdicts(const std::vector<std::string> &lines) const;

private:
    QString wallTime(model::TimeUs near) const
    {
        return QDateTime::fromMSecsSinceEpoch(m_startedUnixMs + (near - m_startedNear) / 1000)
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    }

    qint64 m_startedUnixMs = QDateTime::currentMSecsSinceEpoch();
    model::TimeUs m_startedNear = session::nearNow();
    std::map<std::string, ChangeLines> m_hosts;
    std::map<std::string, std::int64_t> m_offsets;
    bool m_tellsEverything;
};

void Watch::show(const std::vector<model::Observation> &observations)
{
    for (const model::Observation &observation : observations) {
        if (observation.host.empty())
            continue;
        if (const auto *clock = std::get_if<model::ClockOffset>(&observation.body))
            m_offsets[observation.host] = clock->offsetUs;
        const bool isNearEnds = std::holds_alternative<model::SessionState>(observation.body);
        const model::TimeUs near = isNearEnds ? observation.at : observation.at + m_offsets[observation.host];
        const auto [lines, isNew] = m_hosts.try_emplace(observation.host, m_tellsEverything);
        for (const QString &line : lines->second.take(observation))
            printLine(wallTime(near) + QLatin1Char(' ') + QString::fromStdString(observation.host)
                      + QLatin1Char(' ') + line);
    }
}

void Watch::showVerdicts(const std::vector<std::string> &lines) const
{
    for (const std::string &line : lines) {
        // A verdict line begins with its time in seconds of the near end's clock.
        const QString text = QString::fromStdString(line);
        const qsizetype blank = text.indexOf(QLatin1Char(' '));
        const auto near = static_cast<model::TimeUs>(text.left(blank).toDouble() * 1e6);
        printLine(wallTime(near) + QStringLiteral(" verdict") + text.mid(blank));
    }
}

} // namespace

int watchCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Watch::tr("A line for each change, as it happens: time, host, what became true. "
                  "Ends with Ctrl+C, or when no host is left."));
    SiteArguments arguments(parser);
    parser.addOption({ QStringLiteral("all"), Watch::tr("Also each advertisement and forwarding entry.") });
    if (const auto code = parseWords(parser, QStringLiteral("watch"), invocation.words))
        return *code;
    LabHosts lab;
    auto options = lab.complete(arguments.read());
    if (!options) {
        printError(QString::fromStdString(options.error().text));
        return exitCouldNotRun;
    }
    QCoreApplication &app = *QCoreApplication::instance();
    LiveSite live;
    if (const auto opened = live.open(*options, {}); !opened) {
        printError(QString::fromStdString(opened.error().context + ": " + opened.error().text));
        return exitCouldNotRun;
    }
    Watch watch(parser.isSet(QStringLiteral("all")));
    Interrupt interrupt;
    QObject::connect(&live.sessions(), &session::SessionSet::observationsReceived, &app,
                     [&](const std::vector<model::Observation> &observations) { watch.show(observations); });
    QObject::connect(&live.engine(), &engine::Engine::verdictsChanged, &app,
                     [&](const std::vector<std::string> &lines) { watch.showVerdicts(lines); });
    QObject::connect(&interrupt, &Interrupt::interrupted, &live.sessions(), &session::SessionSet::stop);
    QObject::connect(&live.sessions(), &session::SessionSet::stopped, &app, [&] { app.exit(exitPass); });
    live.sessions().start();
    const int code = app.exec();
    return live.close(*options) ? code : exitCouldNotRun;
}

} // namespace kv::cli
