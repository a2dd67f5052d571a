// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the real probe sees of a real kernel, in namespaces of the test's own.
#include "probes/model/hostview.h"
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <net/if.h>
#include <sys/stat.h>

namespace kv::tests {

using namespace model;

class TestKernel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void seesEveryKindOfLink_data();
    void seesEveryKindOfLink();
    void resolvesVethPeersAcrossNamespaces_data();
    void resolvesVethPeersAcrossNamespaces();
    void hearsAddressesComeAndGo_data();
    void hearsAddressesComeAndGo();
    void hearsANamespaceComeAndGo_data();
    void hearsANamespaceComeAndGo();
    void doesNotKeepADeletedNamespaceAlive_data();
    void doesNotKeepADeletedNamespaceAlive();
    void tellsANamespaceOfTheSameNameFromItsPredecessor();
    void keepsTwoNamesOfOneNamespaceTogether();
    void tellsForwardingEntries();
    void aPortThatLeavesItsBridgeStaysALink();
    void writesNoNsidWhenForbidden();
    void namesOfStrangeBytesDoNotBreakTheProtocol();
    void resyncsAfterTheKernelDroppedEvents();
    void dropsForASlowReaderSaysSoAndRecovers();
    void eventsLeadToWhatASnapshotSays_data();
    void eventsLeadToWhatASnapshotSays();
};

namespace {

constexpr int soon = 15'000;
const QString noNsid = QStringLiteral("--no-nsid");

void modes()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("with one socket for all namespaces") << QStringList();
    QTest::newRow("with a socket for each namespace") << QStringList{ noNsid };
}

/// Both ends know each other.
bool arePair(Watched &probe, NetnsCookie netnsA, const char *nameA, NetnsCookie netnsB, const char *nameB)
{
    const Link *a = probe.link(netnsA, nameA);
    const Link *b = probe.link(netnsB, nameB);
    return a && b && a->peer == VethPeer{ b->key.netns, b->key.ifindex }
    && b->peer == VethPeer{ a->key.netns, a->key.ifindex };
}

/// Milliseconds until the interface is no more, or -1.
qint64 msUntilGone(const char *interface)
{
    QElapsedTimer timer;
    timer.start();
    while (if_nametoindex(interface) != 0) {
        if (timer.elapsed() > soon)
            return -1;
        QTest::qWait(1);
    }
    return timer.elapsed();
}

} // namespace

void TestKernel::initTestCase()
{
    QVERIFY(sh(QStringLiteral("ip link set lo up")));
}

void TestKernel::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(sh(QStringLiteral("ip netns add red; ip netns add blue")));
}

void TestKernel::cleanup()
{
    QVERIFY(sh(QStringLiteral(
        "for n in $(ip netns list | cut -d' ' -f1); do ip netns del \"$n\"; done\n"
        "for l in $(ls /sys/class/net 2>/dev/null; ip -o link | cut -d: -f2 | cut -d@ -f1); do\n"
        "[ \"$l\" = lo ] || ip link del \"$l\" 2>/dev/null || :; done")));
}

void TestKernel::seesEveryKindOfLink_data()
{
    modes();
}

void TestKernel::seesEveryKindOfLink()
{
    QFETCH(QStringList, options);
    QVERIFY(sh(QStringLiteral(
        "ip link add br0 type bridge; ip link add tapa type veth peer name qr-a netns red\n"
        "ip link set tapa master br0 up\n"
        "ip link add vx4 type vxlan id 101 group 239.1.1.1 local 127.0.0.1 dstport 8472 dev lo\n"
        "ip link add vx6 type vxlan id 102 remote fd00::7 dstport 4789\n"
        "ip link add ifb9 type ifb")));
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto home = probe.home();
    QCOMPARE(probe.link(home, "lo")->kind, LinkKind::loopback);
    QVERIFY(probe.link(home, "lo")->adminUp && probe.link(home, "lo")->carrier);
    QCOMPARE(probe.link(home, "br0")->kind, LinkKind::bridge);
    QCOMPARE(probe.link(home, "tapa")->kind, LinkKind::veth);
    QCOMPARE(probe.link(home, "tapa")->masterIfindex, probe.link(home, "br0")->key.ifindex);
    QCOMPARE(probe.link(home, "ifb9")->kind, LinkKind::other);
    QCOMPARE(probe.link(home, "ifb9")->kindName, std::string("ifb"));
    const Link *vx4 = probe.link(home, "vx4");
    QVERIFY(vx4 && vx4->vxlan);
    QCOMPARE(vx4->kind, LinkKind::vxlan);
    QCOMPARE(vx4->vxlan->vni, 101U);
    QCOMPARE(vx4->vxlan->group.toString(), std::string("239.1.1.1"));
    QCOMPARE(vx4->vxlan->local.toString(), std::string("127.0.0.1"));
    QCOMPARE(vx4->vxlan->port, std::uint16_t(8472));
    QCOMPARE(vx4->vxlan->underlayIfindex, probe.link(home, "lo")->key.ifindex);
    const Link *vx6 = probe.link(home, "vx6");
    QCOMPARE(vx6->vxlan->group.toString(), std::string("fd00::7"));
    QCOMPARE(vx6->vxlan->underlayIfindex, 0);
    // With a tun device where the system lets us make one.
    if (QFileInfo(QStringLiteral("/dev/net/tun")).isWritable()
        && sh(QStringLiteral("ip tuntap add tun9 mode tap || exit 0")) && if_nametoindex("tun9") != 0)
        QTRY_VERIFY_WITH_TIMEOUT(
            probe.link(home, "tun9") && probe.link(home, "tun9")->kind == LinkKind::tuntap, soon);
}

void TestKernel::resolvesVethPeersAcrossNamespaces_data()
{
    modes();
}

void TestKernel::resolvesVethPeersAcrossNamespaces()
{
    QFETCH(QStringList, options);
    QVERIFY(sh(QStringLiteral("ip link add early type veth peer name earlyp netns red")));
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto home = probe.home();
    const auto red = probe.cookieOf("red"), blue = probe.cookieOf("blue");
    QVERIFY(red != 0 && blue != 0 && red != blue);
    QVERIFY(arePair(probe, home, "early", red, "earlyp"));
    QVERIFY(sh(QStringLiteral("ip link add late type veth peer name latep netns red")));
    QTRY_VERIFY_WITH_TIMEOUT(arePair(probe, home, "late", red, "latep"), soon);
    QVERIFY(sh(QStringLiteral("ip -n red link add far type veth peer name farp netns blue")));
    QTRY_VERIFY_WITH_TIMEOUT(arePair(probe, red, "far", blue, "farp"), soon);
    QVERIFY(sh(QStringLiteral("ip link add same type veth peer name samep")));
    QTRY_VERIFY_WITH_TIMEOUT(arePair(probe, home, "same", home, "samep"), soon);
    QVERIFY(sh(QStringLiteral("ip link set samep netns blue")));
    QTRY_VERIFY_WITH_TIMEOUT(arePair(probe, home, "same", blue, "samep"), soon);
    QVERIFY(sh(QStringLiteral("ip link set same netns red")));
    QTRY_VERIFY_WITH_TIMEOUT(arePair(probe, red, "same", blue, "samep"), soon);
    // A third, unnamed namespace cannot be seen from here, and is not guessed.
    QVERIFY(sh(QStringLiteral("ip netns add gone; ip link add half type veth peer name other netns gone")));
    QTRY_VERIFY_WITH_TIMEOUT(arePair(probe, home, "half", probe.cookieOf("gone"), "other"), soon);
}

void TestKernel::hearsAddressesComeAndGo_data()
{
    modes();
}

void TestKernel::hearsAddressesComeAndGo()
{
    QFETCH(QStringList, options);
    QVERIFY(sh(
        QStringLiteral("ip link add tapa type veth peer name qr-a netns red; ip -n red link set qr-a up")));
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto red = probe.cookieOf("red");
    QVERIFY(sh(QStringLiteral(
        "ip -n red addr add 198.51.100.1/24 dev qr-a; ip -n red addr add fd00:198:51:100::1/64 nodad dev qr-a")));
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasAddress("198.51.100.1/24") && probe.hasAddress("fd00:198:51:100::1/64"),
                             soon);
    const AddressKey key{ probe.link(red, "qr-a")->key, *IpPrefix::parse("198.51.100.1/24") };
    QVERIFY(probe.view().addresses.contains(key));
    QVERIFY(sh(QStringLiteral("ip -n red addr flush dev qr-a")));
    QTRY_VERIFY_WITH_TIMEOUT(
        !probe.hasAddress("198.51.100.1/24") && !probe.hasAddress("fd00:198:51:100::1/64"), soon);
}

void TestKernel::hearsANamespaceComeAndGo_data()
{
    modes();
}

void TestKernel::hearsANamespaceComeAndGo()
{
    QFETCH(QStringList, options);
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(sh(QStringLiteral("ip netns add qrouter-1; ip -n qrouter-1 link set lo up")));
    QTRY_VERIFY_WITH_TIMEOUT(probe.cookieOf("qrouter-1") != 0, soon);
    const auto cookie = probe.cookieOf("qrouter-1");
    QTRY_VERIFY_WITH_TIMEOUT(probe.link(cookie, "lo") && probe.link(cookie, "lo")->adminUp, soon);
    struct stat status { };
    QCOMPARE(::stat("/run/netns/qrouter-1", &status), 0);
    QCOMPARE(probe.view().namespaces.at(cookie).value.inode, std::uint64_t(status.st_ino));
    QVERIFY(sh(QStringLiteral("ip netns del qrouter-1")));
    QTRY_VERIFY_WITH_TIMEOUT(!probe.view().namespaces.contains(cookie), soon);
    QVERIFY(!probe.link(cookie, "lo"));
}

void TestKernel::doesNotKeepADeletedNamespaceAlive_data()
{
    modes();
}

namespace {

const QString dying =
    QStringLiteral("ip netns add dying; ip link add tapd type veth peer name qr-d netns dying\n"
                   "ip link set tapd up; ip -n dying link set qr-d up\n"
                   "ip -n dying addr add 10.9.9.9/24 dev qr-d");

/// Milliseconds from `ip netns del` until its tap is gone; -1 when it stays.
qint64 deletionMs()
{
    return sh(QStringLiteral("ip netns del dying")) ? msUntilGone("tapd") : -1;
}

} // namespace

// The kernel's own time to delete grows with the machine's load; a kept descriptor would make it endless.
void TestKernel::doesNotKeepADeletedNamespaceAlive()
{
    QFETCH(QStringList, options);
    constexpr int tries = 5;
    constexpr qint64 allowedMs = 100;
    qint64 alone = soon, watched = soon;
    for (int i = 0; i < tries; ++i) {
        QVERIFY(sh(dying));
        const qint64 took = deletionMs();
        QVERIFY(took >= 0);
        alone = std::min(alone, took);
    }
    Watched probe(options);
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    for (int i = 0; i < tries; ++i) {
        QVERIFY(sh(dying));
        QTRY_VERIFY_WITH_TIMEOUT(probe.hasAddress("10.9.9.9/24"), soon);
        const qint64 took = deletionMs();
        QVERIFY(took >= 0);
        watched = std::min(watched, took);
        QTRY_VERIFY_WITH_TIMEOUT(!probe.link(probe.home(), "tapd") && probe.cookieOf("dying") == 0, soon);
    }
    QVERIFY2(watched <= std::max(allowedMs, alone + allowedMs / 2),
             qPrintable(QStringLiteral("%1 ms, without a probe %2 ms").arg(watched).arg(alone)));
}

void TestKernel::tellsANamespaceOfTheSameNameFromItsPredecessor()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto first = probe.cookieOf("red");
    QVERIFY(
        sh(QStringLiteral("ip netns del red; ip netns add red; ip -n red link add name new0 type bridge")));
    QTRY_VERIFY_WITH_TIMEOUT(probe.cookieOf("red") != 0 && probe.cookieOf("red") != first, soon);
    QTRY_VERIFY_WITH_TIMEOUT(probe.link(probe.cookieOf("red"), "new0"), soon);
    QVERIFY(!probe.view().namespaces.contains(first));
}

void TestKernel::keepsTwoNamesOfOneNamespaceTogether()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto red = probe.cookieOf("red");
    QVERIFY(sh(QStringLiteral("touch /run/netns/alias; mount --bind /run/netns/red /run/netns/alias")));
    QTRY_COMPARE_WITH_TIMEOUT(probe.cookieOf("alias"), red, soon);
    QCOMPARE(probe.view().namespaces.at(red).value.names, (std::vector<std::string>{ "alias", "red" }));
    QVERIFY(sh(QStringLiteral("ip netns del red")));
    QTRY_COMPARE_WITH_TIMEOUT(probe.view().namespaces.at(red).value.names,
                              std::vector<std::string>{ "alias" }, soon);
    QVERIFY(sh(QStringLiteral("umount /run/netns/alias; rm /run/netns/alias")));
    QTRY_VERIFY_WITH_TIMEOUT(!probe.view().namespaces.contains(red), soon);
}

void TestKernel::tellsForwardingEntries()
{
    QVERIFY(
        sh(QStringLiteral("ip link add br0 type bridge; ip link add tapa type veth peer name qr-a netns red\n"
                          "ip link set tapa master br0 up; ip link set br0 up; ip -n red link set qr-a up\n"
                          "ip link add vx4 type vxlan id 101 group 239.1.1.1 dstport 8472 dev lo")));
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto home = probe.home();
    const LinkKey tap = probe.link(home, "tapa")->key, vxlan = probe.link(home, "vx4")->key;
    const auto flood = probe.view().fdb.find({ vxlan, MacAddress{}, 0, IpAddress::v4(239, 1, 1, 1) });
    QVERIFY(flood != probe.view().fdb.end() && flood->second.value.isSelf);
    const auto mac = MacAddress::parse("02:00:00:00:00:42");
    QVERIFY(sh(QStringLiteral("bridge fdb add 02:00:00:00:00:42 dev tapa master dynamic")));
    QTRY_VERIFY_WITH_TIMEOUT(probe.view().fdb.contains({ tap, *mac, 0, {} }), soon);
    const FdbEntry entry = probe.view().fdb.at({ tap, *mac, 0, {} }).value;
    QCOMPARE(entry.bridgeIfindex, probe.link(home, "br0")->key.ifindex);
    QVERIFY(!entry.isLocal && !entry.isSelf);
    QVERIFY(sh(QStringLiteral("bridge fdb del 02:00:00:00:00:42 dev tapa master")));
    QTRY_VERIFY_WITH_TIMEOUT(!probe.view().fdb.contains({ tap, *mac, 0, {} }), soon);
}

void TestKernel::aPortThatLeavesItsBridgeStaysALink()
{
    QVERIFY(sh(QStringLiteral(
        "ip link add br0 type bridge; ip link add tapa type veth peer name qr-a netns red; ip link set tapa master br0")));
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    QVERIFY(probe.link(probe.home(), "tapa")->masterIfindex != 0);
    QVERIFY(sh(QStringLiteral("ip link set tapa nomaster")));
    QTRY_VERIFY_WITH_TIMEOUT(
        probe.link(probe.home(), "tapa") && probe.link(probe.home(), "tapa")->masterIfindex == 0, soon);
    QCOMPARE(probe.link(probe.home(), "tapa")->kind, LinkKind::veth);
    QVERIFY(arePair(probe, probe.home(), "tapa", probe.cookieOf("red"), "qr-a"));
    QCOMPARE(probe.session().count<LinkGone>(), 0);
}

void TestKernel::writesNoNsidWhenForbidden()
{
    const auto listed = [] {
        QProcess nsids;
        nsids.start(QStringLiteral("ip"), { QStringLiteral("netns"), QStringLiteral("list-id") });
        nsids.waitForFinished();
        return nsids.readAllStandardOutput();
    };
    // What was there before goes when the kernel has cleared it away, but for our own: see nsid of itself.
    QTRY_VERIFY_WITH_TIMEOUT(listed().count('\n') <= 1, soon);
    const QByteArray before = listed();
    Watched probe({ noNsid });
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto &words = probe.view().hello->value.capabilities;
    QVERIFY(std::find(words.begin(), words.end(), "nsid") == words.end());
    QCOMPARE(listed(), before);
}

void TestKernel::namesOfStrangeBytesDoNotBreakTheProtocol()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto before = probe.view().links.size();
    QVERIFY(sh(QStringLiteral("ip link add \"$(printf 'x\\377\\\"\\\\')\" type bridge")));
    QTRY_COMPARE_WITH_TIMEOUT(probe.view().links.size(), before + 1, soon);
}

namespace {

/// A batch of `ip` that adds and deletes one address many times: two events each.
QString flapping(int times)
{
    return QStringLiteral(
               "for i in $(seq %1); do echo addr add 10.77.0.1/32 dev lo; echo addr del 10.77.0.1/32 dev lo; done"
               " | ip -batch -")
        .arg(times);
}

} // namespace

void TestKernel::resyncsAfterTheKernelDroppedEvents()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    const auto pid = static_cast<pid_t>(probe.session().process().processId());
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    const bool flapped = sh(flapping(20'000)) && sh(QStringLiteral("ip addr add 10.77.0.2/32 dev lo"));
    QCOMPARE(::kill(pid, SIGCONT), 0);
    QVERIFY(flapped);
    QTRY_VERIFY_WITH_TIMEOUT(probe.view().lostCount > 0, soon);
    const auto *lost = probe.session().find<Lost>();
    QVERIFY(lost);
    QCOMPARE(lost->reason, std::string("kernel"));
    QTRY_VERIFY_WITH_TIMEOUT(probe.view().hasSnapshot && probe.session().count<SnapshotEnd>() >= 2, soon);
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasAddress("10.77.0.2/32") && !probe.hasAddress("10.77.0.1/32"), soon);
    QVERIFY(sh(QStringLiteral("ip addr del 10.77.0.2/32 dev lo")));
}

// QProcess reads only while its events are handled: this test stops reading by not handling any.
void TestKernel::dropsForASlowReaderSaysSoAndRecovers()
{
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(probe.isReady(), soon);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(std::system(qPrintable(flapping(10'000))), 0);
    QCOMPARE(std::system("ip addr add 10.77.0.2/32 dev lo"), 0);
    probe.session().send("{\"id\":1,\"op\":\"clock\"}\n");
    QTRY_VERIFY_WITH_TIMEOUT(probe.view().lostCount > 0, soon);
    QTRY_VERIFY_WITH_TIMEOUT(!probe.session().replies().empty(), soon);
    const auto &events = probe.session().events();
    QVERIFY(std::any_of(events.begin(), events.end(), [](const wire::Event &event) {
        const Lost *lost = std::get_if<Lost>(&event.body);
        return lost && lost->reason == "queue" && lost->count > 0;
    }));
    QTRY_VERIFY_WITH_TIMEOUT(probe.hasAddress("10.77.0.2/32") && !probe.hasAddress("10.77.0.1/32"), soon);
    QVERIFY(sh(QStringLiteral("ip addr del 10.77.0.2/32 dev lo")));
}

void TestKernel::eventsLeadToWhatASnapshotSays_data()
{
    modes();
}

// The same world, known by events alone and read anew.
void TestKernel::eventsLeadToWhatASnapshotSays()
{
    QFETCH(QStringList, options);
    Watched watched(options);
    QTRY_VERIFY_WITH_TIMEOUT(watched.isReady(), soon);
    QVERIFY(sh(QStringLiteral(
        "ip link add br0 type bridge; ip link set br0 up\n"
        "for n in 1 2 3; do ip netns add q$n; ip link add tap$n type veth peer name qr-$n netns q$n\n"
        "ip link set tap$n master br0 up; ip -n q$n link set qr-$n up; ip -n q$n addr add 10.0.$n.1/24 dev qr-$n; done\n"
        "ip -n q1 link add x type veth peer name y netns q2; ip link set tap3 nomaster; ip -n q2 link set lo up\n"
        "ip netns del q3; ip link add m0 type veth peer name m1; ip link set m1 netns q1; ip netns add last")));
    QTRY_VERIFY_WITH_TIMEOUT(watched.cookieOf("last") != 0 && !watched.link(watched.home(), "tap3"), soon);
    const auto same = [&watched] {
        Watched fresh;
        if (!QTest::qWaitFor([&] { return fresh.isReady(); }, soon))
            return false;
        const auto equal = [](const auto &a, const auto &b) {
            return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto &x, const auto &y) {
                return x.first == y.first && x.second.value == y.second.value;
            });
        };
        const HostView &events = watched.view();
        const HostView &snapshot = fresh.view();
        return equal(events.namespaces, snapshot.namespaces) && equal(events.links, snapshot.links)
            && equal(events.addresses, snapshot.addresses) && equal(events.fdb, snapshot.fdb);
    };
    QTRY_VERIFY_WITH_TIMEOUT(same(), soon);
    QCOMPARE(watched.session().count<SnapshotEnd>(), 1);
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "user namespaces are forbidden here\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestKernel test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kernel.moc"
