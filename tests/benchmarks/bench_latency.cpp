// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// An address appears in a router's namespace: how long until the GUI process knows, until a new Site is
// there, until the diagram that names it is painted, and, as the peer in the same run, until `ip monitor`
// there has printed it.
#include "app/engine/engine.h"
#include "probes/netlink/applychange.h"
#include "probes/session/sessionset.h"
#include "tests/benchmarks/ground.h"
#include "widgets/topology/canvas.h"

#include <QApplication>
#include <QPaintEvent>
#include <QProcess>
#include <QTimer>

#include <fcntl.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>

namespace {

using namespace kv;

constexpr const char *netnsName = "qrouter-b6206312-878e-497c-8ef7-eb384f8add96";
constexpr const char *portName = "qr-da3504ad-ba";
constexpr int rounds = 300;
constexpr int pauseMs = 60; // over the engine's publish interval: each change is a first one

double nowMs()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

bool namesAddress(const std::vector<model::Observation> &records, const model::IpPrefix &prefix)
{
    for (const auto &record : records) {
        const auto *address = std::get_if<model::InterfaceAddress>(&record.body);
        if (address && address->prefix == prefix)
            return true;
    }
    return false;
}

class Bench : public QObject {
public:
    Bench(int home, int child) : m_home(home), m_child(child)
    {
        (void)m_sessions.addHost(
            { QStringLiteral("here"), { QStringLiteral(KEEPVIEW_BIN "/keepview-probe") } });
        connect(&m_sessions, &session::SessionSet::observationsReceived, this, &Bench::take);
        connect(&m_engine, &engine::Engine::siteChanged, this, &Bench::noteSite);
        m_monitor.start(QStringLiteral("ip"),
                        { QStringLiteral("-n"), QString::fromLatin1(netnsName), QStringLiteral("monitor"),
                          QStringLiteral("address") });
        connect(&m_monitor, &QProcess::readyReadStandardOutput, this, &Bench::readMonitor);
        connect(&m_engine, &engine::Engine::siteChanged, &m_canvas, &topology::Canvas::showSite);
        m_canvas.resize(1024, 632);
        m_canvas.installEventFilter(this);
        m_canvas.show();
        m_sessions.start();
        m_next.setSingleShot(true);
        connect(&m_next, &QTimer::timeout, this, &Bench::addOne);
        m_next.start(1500);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        watched->removeEventFilter(this);
        QCoreApplication::sendEvent(watched, event);
        watched->installEventFilter(this);
        if (m_isPaintWaiting && !m_isSiteWaiting && !m_isWaiting) {
            m_paintMs.push_back(nowMs() - m_startedMs);
            m_isPaintWaiting = false;
        }
        return true;
    }

private:
    void addOne()
    {
        if (m_round == rounds)
            return report();
        ++m_round;
        const auto a = static_cast<std::uint8_t>(m_round / 250),
                   b = static_cast<std::uint8_t>(m_round % 250 + 1);
        m_prefix = { model::IpAddress::v4(10, 9, a, b), 32 };
        m_isWaiting = m_isSiteWaiting = m_isMonitorWaiting = m_isPaintWaiting = true;
        netlink::AddAddress change;
        change.link.name = portName;
        change.address = m_prefix;
        setns(m_child, CLONE_NEWNET);
        if (m_round > 1)
            (void)netlink::applyChange(netlink::RemoveAddress{ change.link, m_lastPrefix });
        m_lastPrefix = m_prefix;
        m_startedMs = nowMs();
        const auto done = netlink::applyChange(change);
        setns(m_home, CLONE_NEWNET);
        if (!done) {
            std::fprintf(stderr, "%s\n", done.error().text.c_str());
            QCoreApplication::exit(2);
        }
        m_next.start(pauseMs);
    }

    void take(const std::vector<model::Observation> &records)
    {
        if (m_isWaiting && namesAddress(records, m_prefix)) {
            m_signalMs.push_back(nowMs() - m_startedMs);
            m_isWaiting = false;
        }
        m_engine.ingest(records);
    }

    void noteSite(const state::SitePtr &site)
    {
        if (!m_isSiteWaiting || m_isWaiting)
            return;
        for (const auto &[key, fact] : site->hosts.front().view->addresses) {
            if (key.prefix == m_prefix) {
                m_siteMs.push_back(nowMs() - m_startedMs);
                m_isSiteWaiting = false;
                return;
            }
        }
    }

    void readMonitor()
    {
        const QByteArray text = m_monitor.readAllStandardOutput();
        if (m_isMonitorWaiting && text.contains(QByteArray::fromStdString(m_prefix.address.toString()))) {
            m_monitorMs.push_back(nowMs() - m_startedMs);
            m_isMonitorWaiting = false;
        }
    }

    void report()
    {
        const auto line = [](const char *name, const std::vector<double> &v) {
            std::printf("  \"%s_p50_ms\": %.3f,\n  \"%s_p99_ms\": %.3f,\n  \"%s_seen\": %zu,\n", name,
                        tests::percentile(v, 0.5), name, tests::percentile(v, 0.99), name, v.size());
        };
        std::printf("{\n");
        line("signal", m_signalMs);
        line("site", m_siteMs);
        line("painted", m_paintMs);
        line("ip_monitor", m_monitorMs);
        std::printf("  \"ratio_signal_to_ip_monitor\": %.3f,\n  \"rounds\": %d\n}\n",
                    tests::percentile(m_signalMs, 0.5) / tests::percentile(m_monitorMs, 0.5), rounds);
        m_monitor.kill();
        m_monitor.waitForFinished();
        connect(&m_sessions, &session::SessionSet::stopped, qApp, &QCoreApplication::quit);
        m_sessions.stop();
    }

    int m_home;
    int m_child;
    session::SessionSet m_sessions;
    engine::Engine m_engine;
    QProcess m_monitor;
    QTimer m_next;
    model::IpPrefix m_prefix;
    model::IpPrefix m_lastPrefix;
    topology::Canvas m_canvas;
    int m_round = 0;
    double m_startedMs = 0;
    bool m_isWaiting = false, m_isSiteWaiting = false, m_isMonitorWaiting = false, m_isPaintWaiting = false;
    std::vector<double> m_signalMs, m_siteMs, m_paintMs, m_monitorMs;
};

} // namespace

int main(int argc, char **argv)
{
    tests::takeOwnGround();
    tests::must({ "ip", "netns", "add", netnsName });
    tests::must({ "ip", "link", "add", "tapda3504ad-ba", "type", "veth", "peer", "name", portName, "netns",
                  netnsName });
    tests::must({ "ip", "-n", netnsName, "link", "set", portName, "up" });
    const int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
    const int child = open((std::string("/run/netns/") + netnsName).c_str(), O_RDONLY | O_CLOEXEC);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    Bench bench(home, child);
    return QCoreApplication::exec();
}
