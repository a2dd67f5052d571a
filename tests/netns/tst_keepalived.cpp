// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/probeprocess.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/mount.h>
#include <sys/stat.h>

namespace kv::tests {

/// Real keepalived behind a bridge as Neutron has it, and alone on an interface.
class TestKeepalived : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void hearsBothRoutersOnTheirBridge();
    void hearsAPlainInterface();
    void seesAProcessStopAndEnd();
    void tellsWhereAConfigurationRuns();
    void followsTheFiles();
    void opensNothingInARoutersNamespace();
    void aLinkThatWasDownIsHeardAgain();
    void followsIncludesAndConditions();
    void seesProcessesOfTheList();
    void findsAProgramThatAnOldProcessBecame();
    void readsAContainersFiles();
};

namespace {

const QString confs = QStringLiteral("/var/lib/neutron/ha_confs");

QString confOf(const QString &router)
{
    return confs + QLatin1Char('/') + router + QStringLiteral("/keepalived.conf");
}

bool writeFile(const QString &path, const QByteArray &text)
{
    QDir().mkpath(path.section(QLatin1Char('/'), 0, -2));
    // As Neutron writes: a new file takes the old one's place.
    QFile file(path + QStringLiteral(".new"));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush()
        && ::rename(qPrintable(file.fileName()), qPrintable(path)) == 0;
}

QByteArray configText(const QByteArray &interface, int priority = 50)
{
    return "global_defs {\n vrrp_version 3\n}\nvrrp_instance VR_9 {\n state BACKUP\n interface "
        + interface + "\n virtual_router_id 9\n priority " + QByteArray::number(priority)
        + "\n nopreempt\n advert_int 0.1\n virtual_ipaddress {\n 169.254.0.9/24 dev "
        + interface + "\n }\n}\n";
}

/// keepalived in a namespace ("" is this one); ends with this object.
class Keepalived {
public:
    Keepalived(const QString &netns, const QString &conf, const QStringList &more = {})
    {
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
        const QString name = QString::number(reinterpret_cast<quintptr>(this));
        if (!netns.isEmpty()) {
            m_process.setChildProcessModifier([path = QStringLiteral("/run/netns/") + netns] {
                const int fd = ::open(qPrintable(path), O_RDONLY | O_CLOEXEC);
                if (fd < 0 || ::setns(fd, CLONE_NEWNET) != 0)
                    ::_exit(127);
            });
        }
        m_process.start(QStringLiteral("keepalived"),
                        QStringList{ QStringLiteral("-n"), QStringLiteral("-l"), QStringLiteral("-P"),
                                     QStringLiteral("-f"), conf, QStringLiteral("-p"),
                                     QStringLiteral("/run/%1.pid").arg(name), QStringLiteral("-r"),
                                     QStringLiteral("/run/%1.vrrp").arg(name) }
                            + more);
        m_process.waitForStarted();
    }
    ~Keepalived()
    {
        ::kill(pid(), SIGCONT);
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished();
    }
    pid_t pid() const { return static_cast<pid_t>(m_process.processId()); }

private:
    QProcess m_process;
};

QString textAt(const QJsonObject &message, const char *key)
{
    return message.value(QLatin1String(key)).toString();
}

auto advertFrom(const QString &source)
{
    return [source](const QJsonObject &advert) { return textAt(advert, "source") == source; };
}

auto configOf(const QString &file)
{
    return [file](const QJsonObject &config) { return textAt(config, "file") == file; };
}

auto namespaceNamed(const QString &name)
{
    return [name](const QJsonObject &netns) {
        return netns.value(QLatin1String("names")).toArray().contains(name);
    };
}

} // namespace

void TestKeepalived::initTestCase()
{
    QVERIFY(run(QStringLiteral("ip link set lo up; command -v keepalived")));
    // Ours alone, and gone with our mount namespace.
    QCOMPARE(::mount("tmpfs", "/var/lib", "tmpfs", 0, nullptr), 0);
}

void TestKeepalived::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(run(QStringLiteral("ip link add br0 type bridge\n"
                               "ip link set br0 up\n"
                               "for n in 1 2; do\n"
                               "ip netns add qrouter-$n; ip link add tap$n type veth peer name ha-$n netns "
                               "qrouter-$n; ip link set tap$n master br0 up\n"
                               "ip -n qrouter-$n link set lo up; ip -n qrouter-$n link set ha-$n up\n"
                               "ip -n qrouter-$n addr add 169.254.192.$n/18 dev ha-$n\n"
                               "done")));
    QVERIFY(writeFile(confOf(QStringLiteral("1")), configText("ha-1")));
    QVERIFY(writeFile(confOf(QStringLiteral("2")), configText("ha-2")));
}

void TestKeepalived::cleanup()
{
    run(QStringLiteral("for n in 1 2; do ip netns del qrouter-$n 2>/dev/null || true; ip link del tap$n "
                       "2>/dev/null || true; done\n"
                       "ip link del br0; rm -rf /var/lib/neutron"));
}

void TestKeepalived::hearsBothRoutersOnTheirBridge()
{
    ProbeProcess probe({});
    const QJsonObject bridge = probe.linkKey(QStringLiteral("br0"));
    std::optional<QJsonObject> advert;
    {
        const Keepalived first(QStringLiteral("qrouter-1"), confOf(QStringLiteral("1")));
        advert = probe.waitFor(QStringLiteral("vrrp.advert"), advertFrom(QStringLiteral("169.254.192.1")));
        QVERIFY(advert);
        QCOMPARE(advert->value(QLatin1String("netns")), bridge.value(QLatin1String("netns")));
        QCOMPARE(advert->value(QLatin1String("ifindex")), bridge.value(QLatin1String("ifindex")));
        QCOMPARE(advert->value(QLatin1String("vrid")).toInt(), 9);
        QCOMPARE(advert->value(QLatin1String("advertCentis")).toInt(), 10);
        QVERIFY(advert->value(QLatin1String("checksumValid")).toBool());
    }
    const Keepalived second(QStringLiteral("qrouter-2"), confOf(QStringLiteral("2")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.advert"), advertFrom(QStringLiteral("169.254.192.2"))));
    // The first one's farewell has been heard, and each advertisement once.
    int farewells = 0;
    QMap<QString, int> heard;
    for (const QJsonObject &message : probe.messages()) {
        if (textAt(message, "m") != QLatin1String("vrrp.advert"))
            continue;
        farewells += message.value(QLatin1String("priority")).toInt() == 0 ? 1 : 0;
        ++heard[QStringLiteral("%1 from %2 with %3")
                    .arg(message.value(QLatin1String("at")).toInteger() / 1000)
                    .arg(textAt(message, "source"))
                    .arg(message.value(QLatin1String("priority")).toInt())];
    }
    QCOMPARE(farewells, 1);
    for (auto advertised = heard.cbegin(); advertised != heard.cend(); ++advertised)
        QVERIFY2(*advertised == 1, qPrintable(advertised.key()));
}

void TestKeepalived::hearsAPlainInterface()
{
    QVERIFY(run(QStringLiteral(
        "ip link add plain0 type veth peer name plain1; ip link set plain0 up; ip link set plain1 up;"
        "ip addr add 10.7.0.1/24 dev plain0")));
    const QString conf = QStringLiteral("/run/plain.conf");
    QVERIFY(writeFile(conf, configText("plain0", 150)));
    {
        ProbeProcess probe({});
        const QJsonObject link = probe.linkKey(QStringLiteral("plain0"));
        const Keepalived keepalived(QString(), conf);
        const auto advert =
            probe.waitFor(QStringLiteral("vrrp.advert"), advertFrom(QStringLiteral("10.7.0.1")));
        QVERIFY(advert);
        QCOMPARE(advert->value(QLatin1String("ifindex")), link.value(QLatin1String("ifindex")));
        const auto config = probe.waitFor(QStringLiteral("vrrp.config"), configOf(conf));
        QVERIFY(config);
        QCOMPARE(textAt(*config, "routerId"), QString());
        QCOMPARE(config->value(QLatin1String("netns")), link.value(QLatin1String("netns")));
        // A file outside of Neutron's folder is followed too.
        QVERIFY(writeFile(conf, configText("plain0", 151)));
        QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), [](const QJsonObject &message) {
            return message.value(QLatin1String("priority")).toInt() == 151;
        }));
    }
    QVERIFY(run(QStringLiteral("ip link del plain0")));
}

void TestKeepalived::seesAProcessStopAndEnd()
{
    ProbeProcess probe({});
    auto keepalived = std::make_unique<Keepalived>(QStringLiteral("qrouter-1"), confOf(QStringLiteral("1")));
    const pid_t parent = keepalived->pid();
    const auto isChild = [parent](const QJsonObject &process) {
        return process.value(QLatin1String("parentPid")).toInt() == parent;
    };
    const auto child = probe.waitFor(QStringLiteral("process"), isChild);
    QVERIFY(child);
    QCOMPARE(textAt(*child, "state"), QStringLiteral("running"));
    QCOMPARE(textAt(*child, "configFile"), confOf(QStringLiteral("1")));
    QVERIFY(child->value(QLatin1String("startedAt")).toInteger() > 0);
    const auto childPid = static_cast<pid_t>(child->value(QLatin1String("pid")).toInt());
    const auto inState = [childPid](const char *state) {
        return [childPid, state](const QJsonObject &process) {
            return process.value(QLatin1String("pid")).toInt() == childPid
                && textAt(process, "state") == QLatin1String(state);
        };
    };
    QCOMPARE(::kill(childPid, SIGSTOP), 0);
    QVERIFY(probe.waitFor(QStringLiteral("process"), inState("stopped"), 3000));
    QCOMPARE(::kill(childPid, SIGCONT), 0);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(probe.waitFor(
        QStringLiteral("process"),
        [&](const QJsonObject &process) { return inState("running")(process) && process != *child; }, 3000));
    keepalived.reset();
    QVERIFY(probe.waitFor(QStringLiteral("process"), inState("gone")));
}

void TestKeepalived::tellsWhereAConfigurationRuns()
{
    ProbeProcess probe({});
    const auto netns = probe.waitFor(QStringLiteral("netns"), namespaceNamed(QStringLiteral("qrouter-1")));
    QVERIFY(netns);
    const auto config = probe.waitFor(QStringLiteral("vrrp.config"), configOf(confOf(QStringLiteral("1"))));
    QVERIFY(config);
    QCOMPARE(textAt(*config, "routerId"), QStringLiteral("1"));
    // Its interface is there and nowhere else; no keepalived runs yet.
    QCOMPARE(config->value(QLatin1String("netns")), netns->value(QLatin1String("netns")));
    QVERIFY(run(QStringLiteral("ip netns del qrouter-1")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), [](const QJsonObject &message) {
        return configOf(confOf(QStringLiteral("1")))(message)
            && textAt(message, "netns") == QLatin1String("0");
    }));
}

void TestKeepalived::followsTheFiles()
{
    ProbeProcess probe({});
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), configOf(confOf(QStringLiteral("2")))));
    const QString state = confs + QStringLiteral("/2/state");
    const auto isState = [](const char *value) {
        return [value](const QJsonObject &message) {
            return textAt(message, "routerId") == QLatin1String("2")
                && textAt(message, "value") == QLatin1String(value);
        };
    };
    for (const char *value : { "backup", "primary" }) {
        QFile file(state);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(value);
        file.close();
        QVERIFY(probe.waitFor(QStringLiteral("ha.state"), isState(value)));
    }
    QVERIFY(writeFile(confOf(QStringLiteral("2")), configText("ha-2", 51)));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), [](const QJsonObject &message) {
        return message.value(QLatin1String("priority")).toInt() == 51;
    }));
    // A router made under the running probe, and one taken away.
    QVERIFY(writeFile(confOf(QStringLiteral("3")), configText("ha-3")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), configOf(confOf(QStringLiteral("3")))));
    QVERIFY(QDir(confs + QStringLiteral("/2")).removeRecursively());
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config.gone"), configOf(confOf(QStringLiteral("2")))));
    QVERIFY(probe.waitFor(QStringLiteral("ha.state.gone")));
    // Neutron's whole folder may go and come back.
    QVERIFY(run(QStringLiteral("rm -rf /var/lib/neutron")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config.gone"), configOf(confOf(QStringLiteral("3")))));
    QVERIFY(writeFile(confOf(QStringLiteral("4")), configText("ha-4")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), configOf(confOf(QStringLiteral("4")))));
}

/// FACTS 4: an open descriptor in a deleted namespace keeps its router alive.
void TestKeepalived::opensNothingInARoutersNamespace()
{
    ProbeProcess probe({});
    {
        const Keepalived first(QStringLiteral("qrouter-1"), confOf(QStringLiteral("1")));
        QVERIFY(probe.waitFor(QStringLiteral("vrrp.advert"), advertFrom(QStringLiteral("169.254.192.1"))));
    }
    QVERIFY(run(QStringLiteral("ip netns del qrouter-1")));
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(QStringLiteral("/sys/class/net/tap1"))
                                 && !run(QStringLiteral("ip link show tap1 2>/dev/null")),
                             5000);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

void TestKeepalived::aLinkThatWasDownIsHeardAgain()
{
    ProbeProcess probe({});
    const Keepalived first(QStringLiteral("qrouter-1"), confOf(QStringLiteral("1")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.advert"), advertFrom(QStringLiteral("169.254.192.1"))));
    QVERIFY(run(QStringLiteral("ip link set br0 down")));
    const auto isDown = [](const QJsonObject &link) {
        return textAt(link, "name") == QLatin1String("br0") && !link.value(QLatin1String("up")).toBool();
    };
    const auto down = probe.waitFor(QStringLiteral("link"), isDown);
    QVERIFY(down);
    QVERIFY(run(QStringLiteral("ip link set br0 up")));
    const qint64 downAt = down->value(QLatin1String("at")).toInteger();
    const auto isLater = [downAt](const QJsonObject &advert) {
        return advert.value(QLatin1String("at")).toInteger() > downAt + 300'000;
    };
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.advert"), isLater));
}

// What only keepalived's own words decide: its includes, and what it was started with.
void TestKeepalived::followsIncludesAndConditions()
{
    const QString conf = QStringLiteral("/run/inc/main.conf");
    QVERIFY(writeFile(conf,
                      "@first $PRIO=11\n@second $PRIO=22\ninclude sub/*.conf\n"
                          + configText("ha-1").replace("priority 50", "priority $PRIO")));
    QDir().mkpath(QStringLiteral("/run/inc/sub"));
    ProbeProcess probe({});
    const Keepalived keepalived(QStringLiteral("qrouter-1"), conf,
                                { QStringLiteral("-i"), QStringLiteral("second") });
    const auto isMain = [conf](const QJsonObject &config) {
        return textAt(config, "file") == conf && textAt(config, "name") == QLatin1String("VR_9")
            && config.value(QLatin1String("priority")).toInt() == 22;
    };
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config"), isMain));
    QVERIFY(writeFile(QStringLiteral("/run/inc/sub/more.conf"),
                      "vrrp_instance MORE {\n interface ha-1\n virtual_router_id 10\n frobnicate\n}\n"));
    const auto isMore = [conf](const QJsonObject &config) {
        return textAt(config, "file") == conf && textAt(config, "name") == QLatin1String("MORE");
    };
    const auto more = probe.waitFor(QStringLiteral("vrrp.config"), isMore);
    QVERIFY(more);
    QCOMPARE(more->value(QLatin1String("notUnderstood")).toArray().at(0).toString(),
             QStringLiteral("/run/inc/sub/more.conf:4: frobnicate"));
    QCOMPARE(more->value(QLatin1String("files")).toArray().at(0).toString(),
             QStringLiteral("/run/inc/sub/more.conf"));
    QVERIFY(QFile::remove(QStringLiteral("/run/inc/sub/more.conf")));
    QVERIFY(probe.waitFor(QStringLiteral("vrrp.config.gone"), configOf(conf)));
}

void TestKeepalived::seesProcessesOfTheList()
{
    QDir().mkpath(QStringLiteral("/run/bin"));
    QVERIFY(
        writeFile(QStringLiteral("/run/bin/neutron-l3-agent"), "#!/bin/sh\nwhile read line; do :; done\n"));
    QVERIFY(
        run(QStringLiteral("chmod 755 /run/bin/neutron-l3-agent; cp $(command -v sleep) /run/bin/dnsmasq; "
                           "cp $(command -v sleep) /run/bin/other")));
    ProbeProcess probe({});
    const auto start = [](QProcess &process, const char *program, const QStringList &words) {
        process.start(QLatin1String(program), words);
        return process.waitForStarted();
    };
    QProcess agent, dnsmasq, other;
    QVERIFY(start(agent, "/run/bin/neutron-l3-agent", { QStringLiteral("--password=hidden") }));
    QVERIFY(start(other, "/run/bin/other", { QStringLiteral("60") }));
    QVERIFY(start(dnsmasq, "/run/bin/dnsmasq", { QStringLiteral("60") }));
    const auto named = [](const char *name, const char *state) {
        return [name, state](const QJsonObject &process) {
            return textAt(process, "name") == QLatin1String(name)
                && textAt(process, "state") == QLatin1String(state);
        };
    };
    const auto seen = probe.waitFor(QStringLiteral("process"), named("neutron-l3-agent", "running"));
    QVERIFY(seen);
    QCOMPARE(seen->value(QLatin1String("pid")).toInteger(), agent.processId());
    QVERIFY(seen->value(QLatin1String("startedAt")).toInteger() > 0);
    QVERIFY(probe.waitFor(QStringLiteral("process"), named("dnsmasq", "running")));
    for (QProcess *process : { &agent, &other, &dnsmasq }) {
        process->kill();
        process->waitForFinished();
    }
    QVERIFY(probe.waitFor(QStringLiteral("process"), named("dnsmasq", "gone")));
    QVERIFY(probe.waitFor(QStringLiteral("process"), named("neutron-l3-agent", "gone")));
    for (const QJsonObject &message : probe.messages()) {
        QVERIFY(textAt(message, "name") != QLatin1String("other"));
        QVERIFY(!QJsonDocument(message).toJson().contains("hidden"));
    }
}

// A wrapper that waits before it becomes what it starts.
void TestKeepalived::findsAProgramThatAnOldProcessBecame()
{
    QVERIFY(writeFile(QStringLiteral("/run/late.conf"), configText("ha-1", 44)));
    ProbeProcess probe({});
    QProcess wrapper;
    wrapper.start(QStringLiteral("ip"),
                  { QStringLiteral("netns"), QStringLiteral("exec"), QStringLiteral("qrouter-1"),
                    QStringLiteral("sh"), QStringLiteral("-c"),
                    QStringLiteral("sleep 5; exec keepalived -n -P -f /run/late.conf") });
    QVERIFY(wrapper.waitForStarted());
    const auto isLate = [](const QJsonObject &config) {
        return config.value(QLatin1String("priority")).toInt() == 44;
    };
    const auto config = probe.waitFor(QStringLiteral("vrrp.config"), isLate, 30'000);
    wrapper.terminate();
    if (!wrapper.waitForFinished(5000))
        wrapper.kill();
    wrapper.waitForFinished();
    QVERIFY(config);
}

// A root directory of its own; what is in it is read through /proc/PID/root.
void TestKeepalived::readsAContainersFiles()
{
    QVERIFY(
        run(QStringLiteral("mkdir -p /run/c && mount -t tmpfs t /run/c && cd /run/c && "
                           "mkdir -p usr etc/keepalived proc run tmp dev etc/sub && "
                           "for d in bin sbin lib lib64; do [ -e /$d ] && ln -s usr/$d $d; done; "
                           "mount --rbind /usr usr && mount --rbind /proc proc && mount --rbind /dev dev")));
    QVERIFY(writeFile(QStringLiteral("/run/c/etc/keepalived/keepalived.conf"),
                      configText("ha-1", 33) + "include /etc/sub/*.conf\n"));
    QVERIFY(writeFile(QStringLiteral("/run/c/etc/sub/a.conf"),
                      "vrrp_instance SUB {\n interface ha-1\n virtual_router_id 3\n virtual_ipaddress {\n  "
                      "10.9.9.9/32 dev lo\n }\n}\n"));
    ProbeProcess probe({});
    QProcess keepalived;
    keepalived.setProcessChannelMode(QProcess::MergedChannels);
    keepalived.start(QStringLiteral("ip"),
                     { QStringLiteral("netns"), QStringLiteral("exec"), QStringLiteral("qrouter-1"),
                       QStringLiteral("chroot"), QStringLiteral("/run/c"), QStringLiteral("keepalived"),
                       QStringLiteral("-n"), QStringLiteral("-l"), QStringLiteral("-P") });
    QVERIFY(keepalived.waitForStarted());
    const auto isContained = [](const QJsonObject &process) {
        return process.value(QLatin1String("contained")).toBool()
            && textAt(process, "version") == QLatin1String("2.2.7");
    };
    const auto process = probe.waitFor(QStringLiteral("process"), isContained, 30'000);
    const auto isFrom33 = [](const QJsonObject &config) {
        return config.value(QLatin1String("priority")).toInt() == 33
            && textAt(config, "file").contains(QLatin1String("/root/etc/"));
    };
    const auto config = probe.waitFor(QStringLiteral("vrrp.config"), isFrom33);
    const auto isSub = [](const QJsonObject &sub) { return textAt(sub, "name") == QLatin1String("SUB"); };
    const auto sub = probe.waitFor(QStringLiteral("vrrp.config"), isSub);
    keepalived.terminate();
    if (!keepalived.waitForFinished(5000))
        keepalived.kill();
    keepalived.waitForFinished();
    run(QStringLiteral("umount -l /run/c"));
    QByteArray processes;
    for (const QJsonObject &message : probe.messages()) {
        if (textAt(message, "m") != QLatin1String("vrrp.advert"))
            processes += QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
    }
    QVERIFY2(process, (processes + keepalived.readAll()).constData());
    QVERIFY(config);
    QVERIFY(sub);
    QCOMPARE(textAt(*config, "netns"), textAt(*process, "netns"));
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "user namespaces are forbidden here\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestKeepalived test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keepalived.moc"
