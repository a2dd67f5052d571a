// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The same configurations read by us and by keepalived itself: what its SIGUSR1 dump says beside what we say.
#include "probes/vrrp/keepalivedconf.h"
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <csignal>
#include <cstdio>
#include <sys/mount.h>

namespace kv::tests {

class TestRealConf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { KV_FAIL_ON_WARNINGS; }
    void agrees_data();
    void agrees();
};

namespace {

constexpr int soon = 15'000;
const QString folder = QStringLiteral("/tmp/conf");

bool writeFile(const QString &path, const QByteArray &text)
{
    QDir().mkpath(path.section(QLatin1Char('/'), 0, -2));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One instance in a line, in words that both sides have.
QByteArray ours(const model::VrrpInstanceConfig &config)
{
    QByteArrayList words{ QByteArray::fromStdString(config.name),
                          'v' + QByteArray::number(config.version),
                          "vrid " + QByteArray::number(config.vrid),
                          "prio " + QByteArray::number(config.priority),
                          "every " + QByteArray::number(config.advertCentis),
                          config.nopreempt ? QByteArray("nopreempt") : QByteArray("preempts") };
    if (config.preemptDelayMs != 0)
        words << "after " + QByteArray::number(config.preemptDelayMs);
    if (!config.syncGroup.empty())
        words << "in " + QByteArray::fromStdString(config.syncGroup);
    if (!config.vmacInterface.empty())
        words << "vmac " + QByteArray::fromStdString(config.vmacInterface);
    for (const model::IpAddress &peer : config.unicastPeers)
        words << "peer " + QByteArray::fromStdString(peer.toString());
    for (const model::VirtualAddress &address : config.addresses)
        words << (address.isExcluded ? "evip " : "vip ")
                + QByteArray::fromStdString(address.prefix.toString());
    for (const model::TrackedItem &item : config.tracked) {
        if (!item.isFromGroup)
            words << "tracks " + QByteArray::fromStdString(item.name) + ' ' + QByteArray::number(item.weight);
    }
    return words.join(", ");
}

QByteArray after(const QByteArray &line, const char *start)
{
    return line.mid(line.indexOf(start) + qsizetype(qstrlen(start))).trimmed();
}

/// "10.0.0.1" is its /32, as in our values.
QByteArray prefixOf(const QByteArray &line)
{
    const auto prefix = model::IpPrefix::parse(line.trimmed().split(' ').front().toStdString());
    return prefix ? QByteArray::fromStdString(prefix->toString()) : QByteArray("?");
}

/// One " VRRP Instance = " section of the dump in the same words.
QByteArray theirs(const QByteArrayList &lines)
{
    QByteArray name, version, vrid, priority, every, preempts, delay, group, vmac, section;
    QByteArrayList vips, evips, peers, tracked;
    for (const QByteArray &line : lines) {
        const bool isItem = line.startsWith("     ");
        if (!isItem)
            section = line.trimmed();
        if (line.startsWith(" VRRP Instance = "))
            name = after(line, "= ");
        else if (section.startsWith("VRRP Version = "))
            version = 'v' + after(line, "= ");
        else if (section.startsWith("Virtual Router ID = "))
            vrid = "vrid " + after(line, "= ");
        else if (section.startsWith("Priority = "))
            priority = "prio " + after(line, "= ");
        else if (section.startsWith("Advert interval = ")) {
            const QByteArrayList value = after(line, "= ").split(' ');
            every = "every "
                + QByteArray::number(value[0].toInt() * (value.value(1) == "sec" ? 100 : 1)
                                     / (value.value(1) == "sec" ? 1 : 10));
        } else if (section.startsWith("Preempt = "))
            preempts = after(line, "= ") == "enabled" ? "preempts" : "nopreempt";
        else if (section.startsWith("Preempt delay = "))
            delay =
                "after " + QByteArray::number(qRound(after(line, "= ").split(' ').front().toDouble() * 1000));
        else if (section.startsWith("Sync group = "))
            group = "in " + after(line, "= ");
        else if (section.startsWith("Use VMAC, i/f name "))
            vmac = "vmac " + after(line, "i/f name ").split(',').front();
        else if (isItem && section.startsWith("Virtual IP ("))
            vips << "vip " + prefixOf(line);
        else if (isItem && section.startsWith("Virtual IP Excluded"))
            evips << "evip " + prefixOf(line);
        else if (isItem && section.startsWith("Unicast Peer"))
            peers << "peer " + line.trimmed().split(' ').front();
        else if (isItem && section.startsWith("Tracked ")) {
            const QByteArrayList words = line.simplified().replace(',', "").replace(':', "").split(' ');
            tracked << "tracks " + words.front() + ' ' + words.value(2, "0");
        }
    }
    QByteArrayList words{ name, version, vrid, priority, every, preempts, delay, group, vmac };
    words += peers + vips + evips + tracked;
    words.removeAll(QByteArray());
    return words.join(", ");
}

QByteArrayList instancesOf(const QByteArray &dump)
{
    QByteArrayList all, section;
    bool isInside = false;
    for (const QByteArray &line : dump.split('\n')) {
        const bool begins = line.startsWith(" VRRP Instance = "), ends = line.startsWith("------<");
        if ((begins || ends) && isInside)
            all << theirs(std::exchange(section, {}));
        isInside = begins || (isInside && !ends);
        if (isInside)
            section << line;
    }
    std::sort(all.begin(), all.end());
    return all;
}

/// Before it is ready for it, the signal would end the process.
bool takesUsr1(qint64 pid)
{
    if (pid <= 0)
        return false;
    quint64 taken = 0;
    for (const QByteArray &line : readFile(QStringLiteral("/proc/%1/status").arg(pid)).split('\n')) {
        if (line.startsWith("SigBlk:") || line.startsWith("SigCgt:"))
            taken |= line.mid(7).trimmed().toULongLong(nullptr, 16);
    }
    return (taken & (quint64(1) << (SIGUSR1 - 1))) != 0;
}

qint64 vrrpChild()
{
    return readFile(QStringLiteral("/run/b.pid")).trimmed().toLongLong();
}

/// What keepalived says after reading the file.
QByteArray dumpOf(const QString &conf)
{
    for (const char *left : { "/tmp/keepalived.data", "/run/a.pid", "/run/b.pid" })
        QFile::remove(QLatin1String(left));
    QProcess keepalived;
    keepalived.setStandardOutputFile(QProcess::nullDevice());
    keepalived.setStandardErrorFile(QProcess::nullDevice());
    keepalived.start(QStringLiteral("keepalived"),
                     { QStringLiteral("-n"), QStringLiteral("-l"), QStringLiteral("-P"), QStringLiteral("-f"),
                       conf, QStringLiteral("-i"), QStringLiteral("main"), QStringLiteral("-p"),
                       QStringLiteral("/run/a.pid"), QStringLiteral("-r"), QStringLiteral("/run/b.pid") });
    QByteArray dump;
    if (keepalived.waitForStarted()) {
        const bool isReady = QTest::qWaitFor(
            [&] { return takesUsr1(keepalived.processId()) && takesUsr1(vrrpChild()); }, soon);
        if (isReady && ::kill(static_cast<pid_t>(keepalived.processId()), SIGUSR1) == 0) {
            const auto isWhole = [&] {
                dump = readFile(QStringLiteral("/tmp/keepalived.data"));
                return dump.contains("------< Interfaces >------");
            };
            if (!QTest::qWaitFor(isWhole, soon))
                dump.clear();
        }
    }
    keepalived.terminate();
    if (!keepalived.waitForFinished(5000))
        keepalived.kill();
    keepalived.waitForFinished();
    return dump;
}

} // namespace

void TestRealConf::initTestCase()
{
    QVERIFY(sh(QStringLiteral(
        "command -v keepalived >/dev/null; ip link set lo up; ip link add p0 type veth peer name p1\n"
        "for l in p0 p1; do ip link set $l up; done; ip addr add 10.5.0.1/24 dev p0\n"
        "ip addr add 10.6.0.1/24 dev p1")));
    QCOMPARE(::mount("tmpfs", "/tmp", "tmpfs", 0, nullptr), 0); // where keepalived dumps; ours alone
}

void TestRealConf::agrees_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray rest(" interface p0\n virtual_router_id 7\n virtual_ipaddress {\n 10.7.0.1/24\n }\n");
    const auto instance = [rest](const char *inside) {
        return QByteArray("vrrp_instance A {\n") + rest + inside + "\n}\n";
    };
    QTest::newRow("nothing but the least") << instance("");
    QTest::newRow("MASTER without a priority") << instance("state MASTER");
    QTest::newRow("MASTER, nopreempt, preempt_delay")
        << instance("state MASTER\npriority 90\nnopreempt\npreempt_delay 5");
    QTest::newRow("BACKUP, nopreempt") << instance("state BACKUP\npriority 50\nnopreempt");
    QTest::newRow("priority 255 and nopreempt") << instance("priority 255\nnopreempt\npreempt_delay 1.5");
    QTest::newRow("the same told to begin as BACKUP")
        << instance("state BACKUP\npriority 255\nnopreempt\npreempt_delay 1.5");
    QTest::newRow("version 2 rounds to whole seconds") << instance("advert_int 1.6");
    QTest::newRow("version 3 does not")
        << "global_defs {\n vrrp_version 3\n}\n" + instance("advert_int 0.35");
    QTest::newRow("an instance's own version")
        << "global_defs {\n vrrp_version 3\n}\n" + instance("version 2\nadvert_int 2");
    QTest::newRow("unicast") << instance("unicast_src_ip 10.5.0.1\nunicast_peer {\n 10.5.0.2\n 10.5.0.3\n}");
    QTest::newRow("excluded addresses of both families")
        << instance("virtual_ipaddress_excluded {\n 10.8.0.1/24 dev p1\n fd00:8::1/64 dev p1\n}");
    QTest::newRow("a VMAC by its usual name") << instance("use_vmac");
    QTest::newRow("a VMAC by another name") << instance("use_vmac vip0");
    QTest::newRow("IPv6 and its VMAC") << QByteArray(
        "vrrp_instance A {\n interface p0\n virtual_router_id 9\n use_vmac\n virtual_ipaddress {\n fe80::9/64\n fd00::9/64\n }\n}\n");
    QTest::newRow("tracked interfaces, its own among them")
        << instance("track_interface {\n p1 weight 7\n p0\n}");
    QTest::newRow("a tracked file with its usual weight")
        << "track_file f {\n file /tmp/f\n}\n" + instance("track_file {\n f\n}");
    QTest::newRow("BFD") << "bfd_instance b {\n neighbor_ip 10.5.0.2\n source_ip 10.5.0.1\n weight -30\n}\n"
                            "bfd_instance c {\n neighbor_ip 10.5.0.3\n source_ip 10.5.0.1\n}\n"
            + instance("track_bfd {\n b\n c\n}");
    QTest::newRow("a sync group") << "vrrp_sync_group G {\n group {\n A\n B\n }\n}\n"
            + instance("track_interface {\n p1 weight 7\n}")
            + "vrrp_instance B {\n interface p0\n virtual_router_id 8\n virtual_ipaddress {\n 10.8.0.1/24\n }\n}\n";
    QTest::newRow("conditions") << instance(
        "@main priority 11\n@other priority 22\n@^main advert_int 9\n@^other advert_int 3");
    QTest::newRow("parameters") << "$P=33\n$I=${P}\n" + instance("priority $I\nadvert_int ${N}2");
    QTest::newRow("definitions of several lines") << QByteArray(
        "$I= \\\nvrrp_instance V${N} { \\\n interface p0 \\\n virtual_router_id 2${N} \\\n @main priority 7${N} \\\n @other priority 3 \\\n virtual_ipaddress { \\\n  10.9.${N}.1/24 \\\n } \\\n}\n$N=0\n$I\n$N=1\n$I\n");
    QTest::newRow("sequences and lists") << QByteArray(
        "vrrp_instance A {\n interface p0\n virtual_router_id 5\n virtual_ipaddress {\n ~SEQ(X, 1, 3) 10.2.${X}.1/32\n ~SEQ(Y, 10, -4, 2) 10.3.${Y}.1/24\n ~LST(Z, 7, 9) 10.4.${Z}.1/24\n }\n}\n");
    QTest::newRow("an include of a pattern, relative") << "include sub/*.conf\n" + instance("");
    QTest::newRow("comments and quotes")
        << "# x {\n! y {\n" + instance("priority \"44\" # 55\nadvert_int '3' ! 9");
}

void TestRealConf::agrees()
{
    QFETCH(QByteArray, text);
    const QString conf = folder + QStringLiteral("/main.conf");
    QVERIFY(writeFile(conf, text));
    const QByteArray sub(
        "vrrp_instance S {\n interface p0\n virtual_router_id 99\n priority 9\n virtual_ipaddress {\n 10.3.3.3/28\n }\n}\n");
    QVERIFY(writeFile(folder + QStringLiteral("/sub/s.conf"), sub));
    const vrrp::ConfSurroundings surroundings{ "main", [&](const std::string &pattern, const std::string &) {
                                                  return pattern == "sub/*.conf"
                                                      ? std::vector<vrrp::ConfFile>{ { "/tmp/conf/sub/s.conf",
                                                                                       sub.toStdString() } }
                                                      : std::vector<vrrp::ConfFile>{};
                                              } };
    QByteArrayList expected;
    for (const auto &config :
         vrrp::parseKeepalivedConf(text.toStdString(), conf.toStdString(), surroundings)) {
        expected << ours(config);
        QVERIFY2(config.notUnderstood.empty() || text.contains("${N}2") || text.contains('\''),
                 config.notUnderstood.empty() ? "" : config.notUnderstood.front().c_str());
    }
    std::sort(expected.begin(), expected.end());
    const QByteArray dump = dumpOf(conf);
    QVERIFY2(!dump.isEmpty(), "keepalived dumped nothing");
    QCOMPARE(expected, instancesOf(dump));
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestRealConf test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_realconf.moc"
