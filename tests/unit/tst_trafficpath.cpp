// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "app/engine/pathtarget.h"
#include "app/engine/trafficpath.h"
#include "tests/support/guidesite.h"
#include "tests/support/pathwords.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace kv;
using model::IpAddress;
using model::LinkKey;
using model::MacAddress;
using state::HopState;
using tests::GuideSite;
using tests::pathWords;

namespace {

constexpr model::TimeUs second = GuideSite::second;
const MacAddress gatewayMac{ { 0xfa, 0x16, 0x3e, 0x33, 0xfe, 0xdb } };
const MacAddress insideMac{ { 0xfa, 0x16, 0x3e, 1, 1, 1 } };
const MacAddress guestMac{ { 2, 0, 0, 0, 0x2e, 2 } }; // of netns 302, as GuideSite makes it
const IpAddress floating = IpAddress::v4(203, 0, 113, 17);
const IpAddress fixed = IpAddress::v4(198, 51, 100, 11);

/// The guide's hosts with the tables that frames are forwarded by, network1 serving.
class PathSite : public GuideSite {
public:
    PathSite()
    {
        guide();
        route("client", 901, "0.0.0.0/0", IpAddress::v4(198, 18, 0, 1), 2);
        route("gateway", 801, "203.0.113.0/24", {}, 2);
        neighbour("gateway", { 801, 2 }, floating, gatewayMac);
        for (const auto &[host, netns] : { std::pair{ "network1", 102 }, std::pair{ "network2", 202 } }) {
            const auto space = static_cast<model::NetnsCookie>(netns);
            nat(host, space);
            model::Link inside;
            inside.key = { space, 3 };
            inside.name = "qr-inside4";
            inside.kind = model::LinkKind::veth;
            inside.mac = insideMac;
            inside.adminUp = inside.carrier = true;
            inside.oper = model::OperState::up;
            inside.peer = model::VethPeer{ space - 1, 16 };
            add(host, inside);
        }
        serve("network1", 102);
        learn("network2", { 201, 4 }, 10, gatewayMac);
        learn("compute1", { 301, 16 }, 14, guestMac);
        learn("compute1", { 301, 15 }, 14, insideMac);
        remote("compute1", { 301, 15 }, insideMac, 21);
        advance(3 * second);
    }

    /// The router's own tables on the host that serves.
    void serve(const std::string &host, model::NetnsCookie space)
    {
        route(host, space, "198.51.100.0/24", {}, 3);
        neighbour(host, { space, 3 }, fixed, guestMac);
        learn(host, { space - 1, 18 }, 10, gatewayMac);
        learn(host, { space - 1, 15 }, 14, guestMac);
        remote(host, { space - 1, 15 }, guestMac, 23);
    }

    void route(const std::string &host, model::NetnsCookie netns, const char *to, const IpAddress &via,
               int index)
    {
        model::Route made;
        made.key.netns = netns;
        made.key.destination = *model::IpPrefix::parse(to);
        made.key.table = 254;
        made.key.first = { via, index, 1, false };
        made.nextHops = { made.key.first };
        add(host, made);
    }
    /// Two next hops, the first one dead.
    void twoRoutes(const std::string &host, model::NetnsCookie netns, const char *to, const IpAddress &via,
                   int index, bool isSecondDead)
    {
        model::Route made;
        made.key.netns = netns;
        made.key.destination = *model::IpPrefix::parse(to);
        made.key.table = 254;
        made.nextHops = { { IpAddress::v4(192, 0, 2, 9), 99, 1, true }, { via, index, 1, isSecondDead } };
        made.key.first = made.nextHops.front();
        add(host, made);
    }
    void noRoute(const std::string &host, model::NetnsCookie netns, const char *to, int index)
    {
        model::RouteGone gone;
        gone.key.netns = netns;
        gone.key.destination = *model::IpPrefix::parse(to);
        gone.key.table = 254;
        gone.key.first = { {}, index, 1, false };
        add(host, gone);
    }
    void neighbour(const std::string &host, LinkKey link, const IpAddress &address, const MacAddress &mac,
                   model::NeighbourState is = model::NeighbourState::known)
    {
        add(host, model::Neighbour{ { link, address }, mac, is, false, false });
    }
    void learn(const std::string &host, LinkKey port, int bridge, const MacAddress &mac)
    {
        add(host, model::FdbEntry{ { port, mac, 0, {} }, bridge, false, false });
    }
    void forget(const std::string &host, LinkKey port, const MacAddress &mac)
    {
        add(host, model::FdbGone{ { port, mac, 0, {} } });
    }
    void remote(const std::string &host, LinkKey vxlan, const MacAddress &mac, std::uint8_t number)
    {
        add(host, model::FdbEntry{ { vxlan, mac, 0, IpAddress::v4(10, 0, 1, number) }, 0, false, true });
    }
    void nat(const std::string &host, model::NetnsCookie netns, bool hasRule = true, bool isRead = true)
    {
        model::NatTable table;
        table.netns = netns;
        table.hasNft = isRead;
        model::NatRule rule;
        rule.destination = { floating, 32 };
        rule.to = fixed;
        if (hasRule)
            table.rules = { rule };
        add(host, table);
    }

    state::TrafficPath path(const char *target)
    {
        m_engine.ingest(take());
        const state::SitePtr site = m_engine.currentSite();
        const auto found = engine::targetsNamed(*site, target);
        return found.empty() ? state::TrafficPath() : engine::trafficPath(*site, found.front());
    }

private:
    engine::Engine m_engine;
};

const QStringList outside{ QStringLiteral("client:eth0 station"), QStringLiteral("gateway:wan0 station"),
                           QStringLiteral("gateway:lan0 station"), QStringLiteral("gateway:lan0 station") };

QStringList wire(const char *words = "")
{
    return { QStringLiteral("-:untagged:brqprovider1 physical-network") + QLatin1String(words) };
}

QStringList intoRouter(const QString &host, const char *bridge = "", const QStringList &asides = {})
{
    return QStringList{ host + QStringLiteral(":provider0 uplink"),
                        host + QStringLiteral(":brqprovider1 bridge") + QLatin1String(bridge) }
    + asides
        + QStringList{ host + QStringLiteral(":tap-outside port"),
                       host + QStringLiteral(":qg-outside gateway-port"), host + QStringLiteral(": nat"),
                       host + QStringLiteral(": routing") };
}

QStringList toVtep(const QString &host, const char *underlay = "")
{
    return { host + QStringLiteral(":qr-inside4 inside-port"),
             host + QStringLiteral(":tap-inside4 port"),
             host + QStringLiteral(":brqselfserv2 bridge"),
             host + QStringLiteral(":vxlan-101 tunnel"),
             host + QStringLiteral(":overlay0 uplink") + QLatin1String(underlay),
             QStringLiteral("-:overlay physical-network") };
}

const QStringList toGuest{ QStringLiteral("compute1:overlay0 uplink"),
                           QStringLiteral("compute1:vxlan-101 tunnel"),
                           QStringLiteral("compute1:brqselfserv2 bridge"),
                           QStringLiteral("compute1:tap-instance port"),
                           QStringLiteral("compute1:eth0 guest") };

QStringList back(const char *words = "")
{
    return { QStringLiteral("compute1:vxlan-101 tunnel%1 back").arg(QLatin1String(words)) };
}

QStringList words(std::initializer_list<const char *> list)
{
    QStringList made;
    for (const char *word : list)
        made += QString::fromLatin1(word);
    return made;
}

using Change = std::function<void(PathSite &)>;

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(kv::state::HopState)

class TestTrafficPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theHopsAreWhatTheTablesSay_data();
    void theHopsAreWhatTheTablesSay();
    void eachHopHasItsSourceAndAge();
    void whatNothingTranslatesIsRoutedAsItIs();
    void severalHoldersAreSeveralWays();
    void anEntryOfTheOldHostIsShownAside();
    void whatIsAskedForIsFound_data();
    void whatIsAskedForIsFound();
    void aSenderThatIsNamedBegins();
};

void TestTrafficPath::theHopsAreWhatTheTablesSay_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("hops");
    QTest::addColumn<kv::state::HopState>("judged");
    const QString one = QStringLiteral("network1");
    QTest::newRow("all tables agree")
        << Change([](PathSite &) {}) << outside + wire() + intoRouter(one) + toVtep(one) + toGuest + back()
        << HopState::clear;
    QTest::newRow("the serving node's bridge last heard the router's MAC from outside")
        << Change([](PathSite &site) {
               site.forget("network1", { 101, 18 }, gatewayMac);
               site.learn("network1", { 101, 4 }, 10, gatewayMac);
           })
        << outside + wire(" outdated") + intoRouter(one, " outdated") + toVtep(one) + toGuest + back()
        << HopState::outdated;
    QTest::newRow("the old entry was not told as gone: the newer one holds") << Change([](PathSite &site) {
        site.learn("network1", { 101, 4 }, 10, gatewayMac);
    }) << outside + wire(" outdated") + intoRouter(one, " outdated") + toVtep(one) + toGuest + back()
                                                                             << HopState::outdated;
    QTest::newRow("nobody has heard the router's MAC") << Change([](PathSite &site) {
        site.forget("network1", { 101, 18 }, gatewayMac);
        site.forget("network2", { 201, 4 }, gatewayMac);
    }) << outside + wire(" flooded") + intoRouter(one, " flooded") + toVtep(one) + toGuest + back()
                                                       << HopState::flooded;
    QTest::newRow("a MAC on two ports of a bridge, told at once") << Change([](PathSite &site) {
        site.learn("compute1", { 301, 15 }, 14, guestMac);
        site.learn("compute1", { 301, 16 }, 14, guestMac);
    })
                                                                  << outside + wire() + intoRouter(one)
            + toVtep(one)
            + QStringList(toGuest).replaceInStrings(QStringLiteral("bridge"),
                                                    QStringLiteral("bridge ambiguous"))
            + back() << HopState::ambiguous;
    QTest::newRow("a bridge has the instance on another host") << Change([](PathSite &site) {
        site.learn("compute1", { 301, 15 }, 14, guestMac);
    })
                                                               << outside + wire() + intoRouter(one)
            + toVtep(one)
            + QStringList{ toGuest[0], toGuest[1], QStringLiteral("compute1:brqselfserv2 bridge outdated"),
                           QStringLiteral("-: end unknown") } << HopState::outdated;
    QTest::newRow("no VTEP is known: every one gets it") << Change([](PathSite &site) {
        site.add("network1", model::FdbGone{ { { 101, 15 }, guestMac, 0, IpAddress::v4(10, 0, 1, 23) } });
    })
                                                         << outside + wire() + intoRouter(one)
            + toVtep(one).replaceInStrings(QStringLiteral("tunnel"), QStringLiteral("tunnel flooded"))
            + toGuest + back() << HopState::flooded;
    QTest::newRow("no probe on the VTEP's host") << Change([](PathSite &site) {
        site.add("network1", model::FdbGone{ { { 101, 15 }, guestMac, 0, IpAddress::v4(10, 0, 1, 23) } });
        site.remote("network1", { 101, 15 }, guestMac, 77);
    }) << outside + wire() + intoRouter(one) + toVtep(one) + QStringList{ QStringLiteral("-: end unknown") }
                                                 << HopState::unknown;
    QTest::newRow("the overlay is down") << Change([](PathSite &site) { site.overlay("compute1", false); })
                                         << outside + wire() + intoRouter(one) + toVtep(one)
            + QStringList(toGuest).replaceInStrings(QStringLiteral("uplink"), QStringLiteral("uplink broken"))
            + back() << HopState::broken;
    QTest::newRow("what the instance sends goes to the other node") << Change([](PathSite &site) {
        site.add("compute1", model::FdbGone{ { { 301, 15 }, insideMac, 0, IpAddress::v4(10, 0, 1, 21) } });
        site.remote("compute1", { 301, 15 }, insideMac, 22);
    }) << outside + wire() + intoRouter(one) + toVtep(one) + toGuest + back(" outdated")
                                                                    << HopState::outdated;
    QTest::newRow("the instance does not answer") << Change([](PathSite &site) {
        site.neighbour("network1", { 102, 3 }, fixed, {}, model::NeighbourState::failed);
    })
                                                  << outside + wire() + intoRouter(one)
            + toVtep(one).replaceInStrings(QStringLiteral("inside-port"),
                                           QStringLiteral("inside-port broken"))
            + toGuest + back() << HopState::broken;
    QTest::newRow("the NAT has no such rule any more")
        << Change([](PathSite &site) { site.nat("network1", 102, false); })
        << outside + wire()
            + intoRouter(one).replaceInStrings(QStringLiteral(": nat"), QStringLiteral(": nat broken"))
            + toVtep(one) + toGuest + back()
        << HopState::broken;
    QTest::newRow("the NAT could not be read")
        << Change([](PathSite &site) { site.nat("network1", 102, false, false); })
        << outside + wire()
            + intoRouter(one).replaceInStrings(QStringLiteral(": nat"), QStringLiteral(": nat unknown"))
            + toVtep(one) + toGuest + back()
        << HopState::unknown;
    QTest::newRow("the router has no route inside") << Change([](PathSite &site) {
        site.noRoute("network1", 102, "198.51.100.0/24", 3);
        site.route("network1", 102, "192.0.2.0/24", {}, 4);
    })
                                                    << outside + wire()
            + intoRouter(one).replaceInStrings(QStringLiteral(": routing"),
                                               QStringLiteral(": routing broken"))
            + QStringList{ QStringLiteral("-: end broken") }
                                                    << HopState::broken;
    QTest::newRow("the first of two gateways is dead")
        << Change([](PathSite &site) {
               site.twoRoutes("client", 901, "203.0.113.0/24", IpAddress::v4(198, 18, 0, 1), 2, false);
               site.twoRoutes("network1", 102, "198.51.100.0/25", {}, 3, false);
           })
        << QStringList{ outside[0] + QStringLiteral(" ambiguous"), outside[1], outside[2], outside[3] }
            + wire()
            + intoRouter(one).replaceInStrings(QStringLiteral(": routing"),
                                               QStringLiteral(": routing ambiguous"))
            + toVtep(one) + toGuest + back()
        << HopState::ambiguous;
    QTest::newRow("both gateways are dead")
        << Change([](PathSite &site) {
               site.twoRoutes("client", 901, "203.0.113.0/24", IpAddress::v4(198, 18, 0, 1), 2, true);
           })
        << QStringList{ QStringLiteral("client: station broken"), QStringLiteral("-: end unknown") } + wire()
            + intoRouter(one) + toVtep(one) + toGuest + back()
        << HopState::broken;
    QTest::newRow("routes outside lead in a circle")
        << Change([](PathSite &site) {
               site.route("gateway", 801, "203.0.113.17/32", IpAddress::v4(198, 18, 0, 2), 3);
           })
        << QStringList{ outside[0], outside[1], outside[1], outside[0], QStringLiteral("-: end broken") }
            + wire() + intoRouter(one) + toVtep(one) + toGuest + back()
        << HopState::broken;
    QTest::newRow("the gateway has another MAC for the address") << Change([](PathSite &site) {
        site.neighbour("gateway", { 801, 2 }, floating, guestMac);
    })
                                                                 << outside.mid(0, 3)
            + QStringList{ outside[3] + QStringLiteral(" outdated") } + wire() + intoRouter(one) + toVtep(one)
            + toGuest + back() << HopState::outdated;
}

void TestTrafficPath::theHopsAreWhatTheTablesSay()
{
    QFETCH(Change, change);
    QFETCH(QStringList, hops);
    QFETCH(kv::state::HopState, judged);
    PathSite site;
    change(site);
    site.advance(second);
    const state::TrafficPath path = site.path("203.0.113.17");
    QCOMPARE(pathWords(path).join(QLatin1Char('\n')), hops.join(QLatin1Char('\n')));
    QCOMPARE(path.state, judged);
    QCOMPARE(path.servedBy, std::string("network1"));
    for (const state::PathHop &hop : path.hops)
        QVERIFY2(hop.state == HopState::clear || !hop.note.empty(), qPrintable(tests::hopWords(hop)));
}

void TestTrafficPath::eachHopHasItsSourceAndAge()
{
    PathSite site;
    const model::TimeUs moved = site.now();
    site.remote("network1", { 101, 15 }, guestMac, 23);
    site.advance(4 * second);
    const state::TrafficPath path = site.path("203.0.113.17");
    for (const state::PathHop &hop : path.hops) {
        if (hop.kind == state::HopKind::physicalNetwork)
            continue;
        QVERIFY(hop.source != state::HopSource::none);
        QVERIFY(!hop.why.empty() && !hop.fact.empty());
        QVERIFY(hop.at > 0 && hop.at <= site.now());
        QVERIFY2(QString::fromStdString(hop.why).contains(QString::fromStdString(hop.host)), hop.why.c_str());
    }
    const auto tunnel = std::ranges::find(path.hops, state::HopKind::tunnel, &state::PathHop::kind);
    QCOMPARE(tunnel->fact, guestMac.toString() + " dst 10.0.1.23");
    QCOMPARE(tunnel->at, moved);
    QCOMPARE(tunnel->why, std::string("VXLAN FDB of vxlan-101 on network1"));
}

void TestTrafficPath::whatNothingTranslatesIsRoutedAsItIs()
{
    PathSite site;
    site.nat("network1", 102, false);
    site.nat("network2", 202, false);
    site.advance(second);
    const state::TrafficPath routed = site.path("198.51.100.11");
    QCOMPARE(routed.target.kind, state::PathTargetKind::fixedAddress);
    QVERIFY(pathWords(routed).contains(QStringLiteral("compute1:eth0 guest")));
    QVERIFY(pathWords(routed).filter(QStringLiteral(" nat")).isEmpty());
    QCOMPARE(routed.state, HopState::clear);
    site.nat("network1", 102, false, false);
    QCOMPARE(site.path("198.51.100.11").state, HopState::unknown);
}

void TestTrafficPath::severalHoldersAreSeveralWays()
{
    PathSite site;
    site.serve("network2", 202);
    site.cutPath("network1", true);
    site.cutPath("network2", true);
    site.becomeActive("network2");
    site.advance(20 * second);
    const state::TrafficPath path = site.path("203.0.113.17");
    QCOMPARE(path.servedBy, std::string());
    QCOMPARE(path.state, HopState::ambiguous);
    std::set<std::uint8_t> ways;
    for (const state::PathHop &hop : path.hops) {
        ways.insert(hop.way);
        if (hop.kind == state::HopKind::gatewayPort)
            QCOMPARE(hop.state, HopState::ambiguous);
        if (hop.way != 0 && !hop.host.empty() && hop.kind == state::HopKind::nat)
            QCOMPARE(hop.host, hop.way == 1 ? std::string("network1") : std::string("network2"));
    }
    QCOMPARE(ways, (std::set<std::uint8_t>{ 0, 1, 2 }));
}

void TestTrafficPath::anEntryOfTheOldHostIsShownAside()
{
    PathSite site;
    site.overlay("network1", false);
    site.advance(6 * second);
    site.becomeActive("network2");
    site.serve("network2", 202);
    site.advance(second);
    // network1's own bridge heard nothing of it: it keeps the entry of its own port.
    const QStringList told = pathWords(site.path("203.0.113.17"));
    QVERIFY2(told.contains(QStringLiteral("network1:brqprovider1 bridge outdated aside")),
             qPrintable(told.join(QLatin1Char('\n'))));
    QVERIFY(told.contains(QStringLiteral("network2:qg-outside gateway-port")));
    QVERIFY(told.contains(QStringLiteral("-:untagged:brqprovider1 physical-network")));
    // The old master sends once more: both have sent, whoever was last has the switches.
    site.learn("network1", { 101, 18 }, 10, gatewayMac);
    site.advance(second);
    const state::TrafficPath path = site.path("203.0.113.17");
    QVERIFY(pathWords(path).contains(QStringLiteral("-:untagged:brqprovider1 physical-network ambiguous")));
    // network2's bridge heard it, too.
    site.learn("network2", { 201, 4 }, 10, gatewayMac);
    site.advance(second);
    const state::TrafficPath moved = site.path("203.0.113.17");
    QVERIFY(pathWords(moved).contains(QStringLiteral("-:untagged:brqprovider1 physical-network outdated")));
    QVERIFY(pathWords(moved).contains(QStringLiteral("network2:brqprovider1 bridge outdated")));
}

void TestTrafficPath::whatIsAskedForIsFound_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("a floating IP") << QStringLiteral("203.0.113.17") << words({ "203.0.113.17" });
    QTest::newRow("its fixed address is the same path")
        << QStringLiteral("198.51.100.11") << words({ "203.0.113.17" });
    QTest::newRow("an IPv6 address") << QStringLiteral("fd00:198:51:100::11")
                                     << words({ "fd00:198:51:100::11" });
    QTest::newRow("an instance: each of its addresses")
        << QStringLiteral("selfservice-instance2") << words({ "203.0.113.17", "fd00:198:51:100::11" });
    QTest::newRow("an instance's tap")
        << QStringLiteral("tap-instance") << words({ "203.0.113.17", "fd00:198:51:100::11" });
    QTest::newRow("the beginning of a router's id") << QStringLiteral("b6206312") << words({ "b6206312" });
    QTest::newRow("a router's own address") << QStringLiteral("203.0.113.21") << words({ "b6206312" });
    QTest::newRow("a stranger") << QStringLiteral("192.0.2.99") << QStringList();
    QTest::newRow("a word that is nothing") << QStringLiteral("nothing") << QStringList();
}

void TestTrafficPath::whatIsAskedForIsFound()
{
    QFETCH(QString, word);
    QFETCH(QStringList, names);
    PathSite records;
    engine::Engine engine;
    engine.ingest(records.take());
    const state::SitePtr site = engine.currentSite();
    QStringList found;
    for (const state::PathTarget &target : engine::targetsNamed(*site, word.toStdString()))
        found += QString::fromStdString(engine::targetName(*site, target));
    QCOMPARE(found, names);
}

void TestTrafficPath::aSenderThatIsNamedBegins()
{
    PathSite records;
    engine::Engine engine;
    engine.ingest(records.take());
    const state::SitePtr site = engine.currentSite();
    const auto target = engine::targetOf(*site, floating);
    QVERIFY(target);
    const state::TrafficPath path = engine::trafficPath(*site, *target, "gateway");
    QCOMPARE(path.fromHost, std::string("gateway"));
    QCOMPARE(tests::hopWords(path.hops.front()), QStringLiteral("gateway:lan0 station"));
    QCOMPARE(path.state, HopState::clear);
}

QTEST_GUILESS_MAIN(TestTrafficPath)
#include "tst_trafficpath.moc"
