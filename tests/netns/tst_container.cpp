// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/probeprocess.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QSet>

#include <csignal>
#include <cstdio>
#include <sys/mount.h>

namespace kv::tests {

/// Neutron's L3 agent and its keepalived in a container, as Kolla has them: a root directory, mounts and pids
/// of their own, with /var/lib/neutron/ha_confs there and not on the host.
class TestContainer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void readsTheRoutersOfAContainer();
    void outlivesItsAgent();
    void aRestartedContainerReplacesTheOldOne();
    void keepsWhatADeadContainerSaidLast();

private:
    QProcess m_container;

    void startContainer();
    void stopContainer();
};

namespace {

const QString router = QStringLiteral("b6206312-878e-497c-8ef7-eb384f8add96");
const QString insideConf = QStringLiteral("/var/lib/neutron/ha_confs/%1/keepalived.conf").arg(router);

bool writeInside(const QString &path, const QByteArray &text)
{
    const QString whole = QStringLiteral("/run/c") + path;
    QFile file(whole + QStringLiteral(".new"));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush()
        && ::rename(qPrintable(file.fileName()), qPrintable(whole)) == 0;
}

QByteArray configText(int priority)
{
    return "vrrp_instance VR_1 {\n state BACKUP\n interface ha-1\n virtual_router_id 1\n priority "
        + QByteArray::number(priority)
        + "\n nopreempt\n advert_int 1\n virtual_ipaddress {\n 169.254.0.1/24 dev ha-1\n }\n}\n";
}

QString textAt(const QJsonObject &message, const char *key)
{
    return message.value(QLatin1String(key)).toString();
}

auto named(const char *name)
{
    return [name](const QJsonObject &process) {
        return textAt(process, "name") == QLatin1String(name)
            && textAt(process, "state") == QLatin1String("running");
    };
}

auto stateOf(const char *value)
{
    return [value](const QJsonObject &state) { return textAt(state, "value") == QLatin1String(value); };
}

qint64 pidOf(const std::optional<QJsonObject> &process)
{
    return process ? process->value(QLatin1String("pid")).toInteger() : 0;
}

} // namespace

void TestContainer::initTestCase()
{
    QVERIFY(run(QStringLiteral("ip link set lo up; command -v keepalived")));
    // The host's own must not be there.
    QCOMPARE(::mount("tmpfs", "/var/lib", "tmpfs", 0, nullptr), 0);
}

void TestContainer::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(run(
        QStringLiteral(
            "ip netns add qrouter-1; ip link add tap1 type veth peer name ha-1 netns qrouter-1\n"
            "ip link set tap1 up; ip -n qrouter-1 link set ha-1 up; ip -n qrouter-1 addr add 169.254.192.1/18 dev ha-1\n"
            "mkdir -p /run/c && mount -t tmpfs t /run/c && cd /run/c\n"
            "mkdir -p usr etc proc run tmp dev var/lib/neutron/ha_confs/%1 bin2\n"
            "for d in bin sbin lib lib64; do [ -e /$d ] && ln -s usr/$d $d; done\n"
            "mount --rbind /usr usr && mount --rbind /dev dev\n"
            "touch qrouter && mount --bind /run/netns/qrouter-1 qrouter\n"
            "printf '#!/bin/sh\\nwhile sleep 1000; do :; done\\n' > bin2/neutron-l3-agent\n"
            "printf '#!/bin/sh\\nrm -f /run/k.*\\nmount -t proc proc /proc\\n/bin2/neutron-l3-agent &\\nnsenter --net=/qrouter keepalived -n -l -P -f "
            "%2 -p /run/k.pid -r /run/k.vrrp &\\nwhile :; do wait; sleep 1; done\\n' > bin2/start\n"
            "chmod 755 bin2/*")
            .arg(router, insideConf)));
    QVERIFY(writeInside(insideConf, configText(50)));
    QVERIFY(writeInside(QStringLiteral("/var/lib/neutron/ha_confs/%1/state").arg(router), "backup"));
}

void TestContainer::cleanup()
{
    stopContainer();
    run(QStringLiteral("ip netns del qrouter-1; ip link del tap1 2>/dev/null || true; umount -l /run/c"));
}

void TestContainer::startContainer()
{
    m_container.setStandardOutputFile(QProcess::nullDevice());
    m_container.setStandardErrorFile(QProcess::nullDevice());
    m_container.start(QStringLiteral("unshare"),
                      { QStringLiteral("--mount"), QStringLiteral("--pid"), QStringLiteral("--fork"),
                        QStringLiteral("--kill-child"), QStringLiteral("chroot"), QStringLiteral("/run/c"),
                        QStringLiteral("/bin2/start") });
    QVERIFY(m_container.waitForStarted());
}

/// The kernel ends everything in it.
void TestContainer::stopContainer()
{
    if (m_container.state() == QProcess::NotRunning)
        return;
    m_container.kill();
    m_container.waitForFinished();
}

void TestContainer::readsTheRoutersOfAContainer()
{
    ProbeProcess probe({});
    startContainer();
    const qint64 agent = pidOf(probe.waitFor(QStringLiteral("process"), named("neutron-l3-agent")));
    const auto keepalived = probe.waitFor(QStringLiteral("process"), named("keepalived"));
    QVERIFY(agent > 0 && keepalived);
    QVERIFY(keepalived->value(QLatin1String("contained")).toBool());
    const auto isTheRouters = [&](const QJsonObject &config) {
        return textAt(config, "routerId") == router && textAt(config, "file").endsWith(insideConf)
            && textAt(config, "netns") == textAt(*keepalived, "netns");
    };
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), isTheRouters));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state"), stateOf("backup")));
    // It changes in there.
    QVERIFY(writeInside(QStringLiteral("/var/lib/neutron/ha_confs/%1/state").arg(router), "primary"));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state"), stateOf("primary")));
    QVERIFY(writeInside(insideConf, configText(77)));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), [&](const QJsonObject &config) {
        return isTheRouters(config) && config.value(QLatin1String("priority")).toInt() == 77;
    }));
    QVERIFY(!probe.waitFor(QStringLiteral("vrrp.config.gone"), {}, 0));
}

void TestContainer::outlivesItsAgent()
{
    ProbeProcess probe({});
    startContainer();
    const qint64 agent = pidOf(probe.waitFor(QStringLiteral("process"), named("neutron-l3-agent")));
    QVERIFY(agent > 0 && probe.waitFor(QStringLiteral("process"), named("keepalived")));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state"), stateOf("backup")));
    ::kill(static_cast<pid_t>(agent), SIGKILL);
    QVERIFY(probe.waitFor(QStringLiteral("process"), [&](const QJsonObject &process) {
        return process.value(QLatin1String("pid")).toInteger() == agent
            && textAt(process, "state") == QLatin1String("gone");
    }));
    // Its keepalived goes on, and so does what is read of it.
    QVERIFY(writeInside(QStringLiteral("/var/lib/neutron/ha_confs/%1/state").arg(router), "fault"));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state"), stateOf("fault")));
    QVERIFY(writeInside(insideConf, configText(88)));
    const auto config = probe.waitFor(QStringLiteral("vrrp.config"), [](const QJsonObject &found) {
        return found.value(QLatin1String("priority")).toInt() == 88;
    });
    QVERIFY(config);
    QVERIFY(!textAt(*config, "file").startsWith(QStringLiteral("/proc/%1/").arg(agent)));
}

void TestContainer::aRestartedContainerReplacesTheOldOne()
{
    ProbeProcess probe({});
    startContainer();
    const auto first = probe.waitFor(QStringLiteral("vrrp.config"));
    QVERIFY(first && probe.waitFor(QStringLiteral("process"), named("keepalived")));
    stopContainer();
    startContainer();
    const auto isOther = [&](const QJsonObject &config) {
        return textAt(config, "file") != textAt(*first, "file") && textAt(config, "routerId") == router;
    };
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), isOther));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config.gone"), [&](const QJsonObject &gone) {
        return textAt(gone, "file") == textAt(*first, "file");
    }));
    QVERIFY(writeInside(QStringLiteral("/var/lib/neutron/ha_confs/%1/state").arg(router), "primary"));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state"), stateOf("primary")));
}

void TestContainer::keepsWhatADeadContainerSaidLast()
{
    ProbeProcess probe({});
    startContainer();
    const auto config = probe.waitFor(QStringLiteral("vrrp.config"), [](const QJsonObject &found) {
        return textAt(found, "netns") != QLatin1String("0");
    });
    QVERIFY(config && probe.waitFor(QStringLiteral("process"), named("keepalived")));
    stopContainer();
    QVERIFY(probe.waitFor(QStringLiteral("process"), [](const QJsonObject &process) {
        return textAt(process, "name") == QLatin1String("keepalived")
            && textAt(process, "state") == QLatin1String("gone");
    }));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state.gone")));
    // Its addresses may still be there: without the configuration nobody would know whose they are.
    // A process that ended a little later may have been the last way to it.
    QSet<QString> files;
    const auto none = [](const QJsonObject &) { return false; };
    QVERIFY(!probe.waitFor(QStringLiteral("vrrp.config.gone"), none, 1500));
    for (const QJsonObject &message : probe.messages()) {
        if (textAt(message, "m") == QLatin1String("vrrp.config"))
            files.insert(textAt(message, "file"));
        else if (textAt(message, "m") == QLatin1String("vrrp.config.gone"))
            files.remove(textAt(message, "file"));
    }
    QCOMPARE(files.size(), 1);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "user namespaces are forbidden here\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestContainer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_container.moc"
