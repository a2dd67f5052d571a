// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathtarget.h"
#include "app/engine/reboot.h"
#include "app/engine/trafficpath.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <memory>
#include <string>

using namespace kv;
using model::IpAddress;
using model::LinkKey;
using state::PathTarget;
using state::PathTargetKind;

namespace {

const IpAddress both = IpAddress::v4(192, 168, 1, 5);
const IpAddress floating = IpAddress::v4(203, 0, 113, 17);
const model::MacAddress macOfA{ { 2, 0, 0, 0, 0, 0xa } };
const model::MacAddress macOfB{ { 2, 0, 0, 0, 0, 0xb } };
constexpr LinkKey tapOfB{ 401, 7 };

/// Two tenants with 192.168.1.0/24 and an instance 192.168.1.5 each: a on VNI 101, behind a router with a
/// floating IP for it, b on VNI 201. The instance of a is seen on compute1, that of b on compute2, in a
/// namespace and behind a tap.
struct Tenants {
    state::Site site;
    model::HostView network;
    model::HostView first;
    model::HostView second;

    Tenants()
    {
        for (const char *name : { "network1", "compute1", "compute2" })
            site.hosts.emplace_back().name = name;
        router("a", 102, "vni:101");
        router("b", 103, "vni:201");
        model::NatTable table;
        table.netns = 102;
        table.hasNft = true;
        table.rules.emplace_back().destination = { floating, 32 };
        table.rules.front().to = both;
        network.nat[102] = { table, 1 };
        guest(first, site.hosts[1], 302, "vni:101", macOfA);
        guest(second, site.hosts[2], 402, "vni:201", macOfB);
        model::Link tap;
        tap.key = tapOfB;
        tap.name = "tapb";
        tap.kind = model::LinkKind::tuntap;
        tap.masterIfindex = 6;
        second.links[tap.key] = { tap, 1 };
        site.hosts[2].uses[tap.key] = { state::NetworkKind::selfService, "vni:201" };
        second.fdb[{ tapOfB, macOfB, 0, {} }] = { { { tapOfB, macOfB, 0, {} }, 6, false, false }, 1 };
    }

    void link(model::HostView &view, LinkKey key, const char *name, const model::MacAddress &mac)
    {
        model::Link made;
        made.key = key;
        made.name = name;
        made.mac = mac;
        made.adminUp = made.carrier = true;
        made.oper = model::OperState::up;
        view.links[key] = { made, 1 };
    }
    void address(model::HostView &view, LinkKey key, const char *text)
    {
        const model::IpPrefix prefix = *model::IpPrefix::parse(text);
        view.addresses[{ key, prefix }] = { { key, prefix, 0, 0 }, 1 };
    }

    void router(const char *name, model::NetnsCookie netns, const char *vni)
    {
        state::Router made;
        made.id = made.name = name;
        made.protection = state::Protection::notRedundant;
        made.servedBy = "network1";
        state::Instance &instance = made.instances.emplace_back();
        instance.host = "network1";
        instance.routerId = name;
        instance.netns = netns;
        instance.role = state::Role::notRedundant;
        site.routers.push_back(made);
        link(network, { netns, 3 }, "qr-1", {});
        link(network, { netns, 5 }, "qg-1", {});
        address(network, { netns, 3 }, "192.168.1.1/24");
        site.hosts[0].uses[{ netns, 3 }] = { state::NetworkKind::selfService, vni };
    }

    void guest(model::HostView &view, state::Host &host, model::NetnsCookie netns, const char *vni,
               const model::MacAddress &mac)
    {
        view.namespaces[netns] = { { netns, { "guest" }, 1, false }, 1 };
        link(view, { netns, 2 }, "eth0", mac);
        address(view, { netns, 2 }, "192.168.1.5/24");
        host.uses[{ netns, 2 }] = { state::NetworkKind::selfService, vni };
    }

    void neighbour(model::NetnsCookie netns, const model::MacAddress &mac)
    {
        const model::NeighbourKey key{ { netns, 3 }, both };
        network.neighbours[key] = { { key, mac, model::NeighbourState::known, false, false }, 1 };
    }

    const state::Site &made()
    {
        site.hosts[0].view = std::make_shared<model::HostView>(network);
        site.hosts[1].view = std::make_shared<model::HostView>(first);
        site.hosts[2].view = std::make_shared<model::HostView>(second);
        return site;
    }
};

const PathTarget ofA{ PathTargetKind::floatingIp, "a", floating, both };
const PathTarget ofB{ PathTargetKind::fixedAddress, "b", {}, both };
using Targets = std::vector<PathTarget>;

} // namespace

class TestPathTarget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void anInstanceIsOfItsOwnNetwork();
    void anAddressOfTwoTenantsIsToldOfBoth();
    void aTapIsOfTheRouterThatKnowsIt();
    void aNetworkThatIsNotKnownLeavesBoth();
    void severalRoutersOfOneNetworkAreOneTarget();
    void thePathLeadsToTheTenantsOwnInstance();
    void aGatewaysRebootLooksThroughTheRoutersOnce();
};

void TestPathTarget::anInstanceIsOfItsOwnNetwork()
{
    Tenants tenants;
    QCOMPARE(engine::targetsOfSpace(tenants.made(), "compute1", 302), Targets{ ofA });
    QCOMPARE(engine::targetsOfSpace(tenants.made(), "compute2", 402), Targets{ ofB });
}

void TestPathTarget::anAddressOfTwoTenantsIsToldOfBoth()
{
    Tenants tenants;
    QCOMPARE(engine::targetsNamed(tenants.made(), "192.168.1.5"), (Targets{ ofA, ofB }));
    QCOMPARE(engine::targetsNamed(tenants.made(), "203.0.113.17"), Targets{ ofA });
    const Targets all = engine::allTargets(tenants.made());
    QCOMPARE(all.size(), std::size_t(4));
    QCOMPARE((Targets{ all[0], all[1] }), (Targets{ ofA, ofB }));
}

void TestPathTarget::aTapIsOfTheRouterThatKnowsIt()
{
    Tenants tenants;
    tenants.neighbour(103, macOfB);
    QCOMPARE(engine::targetsOfPort(tenants.made(), "compute2", tapOfB), Targets{ ofB });
    // A MAC is a tenant's own matter, too.
    tenants.neighbour(102, macOfB);
    QCOMPARE(engine::targetsOfPort(tenants.made(), "compute2", tapOfB), Targets{ ofB });
    tenants.network.neighbours.erase({ { 102, 3 }, both });
    for (state::Host &host : tenants.site.hosts)
        host.uses.clear();
    QCOMPARE(engine::targetsOfPort(tenants.made(), "compute2", tapOfB), Targets{ ofB });
}

void TestPathTarget::aNetworkThatIsNotKnownLeavesBoth()
{
    Tenants tenants;
    tenants.site.hosts[2].uses.clear();
    QCOMPARE(engine::targetsOfSpace(tenants.made(), "compute2", 402), (Targets{ ofA, ofB }));
}

void TestPathTarget::severalRoutersOfOneNetworkAreOneTarget()
{
    Tenants tenants;
    tenants.site.hosts[0].uses[{ 103, 3 }].network = "vni:101";
    QCOMPARE(engine::targetsNamed(tenants.made(), "192.168.1.5"), Targets{ ofA });
}

void TestPathTarget::thePathLeadsToTheTenantsOwnInstance()
{
    Tenants tenants;
    const state::TrafficPath path = engine::trafficPath(tenants.made(), ofB);
    const auto inside = std::ranges::find(path.hops, state::HopKind::insidePort, &state::PathHop::kind);
    QVERIFY(inside != path.hops.end());
    QCOMPARE(inside->fact, "192.168.1.5 " + macOfB.toString());
    QVERIFY(QString::fromStdString(inside->why).contains(QLatin1String("compute2")));
}

void TestPathTarget::aGatewaysRebootLooksThroughTheRoutersOnce()
{
    Tenants tenants;
    for (int number = 0; number < 300; ++number)
        tenants.router(std::to_string(number).c_str(), static_cast<model::NetnsCookie>(1000 + number),
                       "vni:301");
    state::Host &gateway = tenants.site.hosts.emplace_back();
    gateway.name = "gateway";
    gateway.kind = state::HostKind::gateway;
    gateway.view = std::make_shared<model::HostView>();
    const state::Site &site = tenants.made();
    QElapsedTimer timer;
    timer.start();
    engine::mayReboot(site, "gateway");
    const qint64 atOnce = timer.nsecsElapsed();
    timer.start();
    for (const PathTarget &target : engine::allTargets(site))
        engine::trafficPath(site, target);
    const qint64 oneByOne = timer.nsecsElapsed();
    QVERIFY2(2 * atOnce < oneByOne, qPrintable(QStringLiteral("%1 ns, %2 ns").arg(atOnce).arg(oneByOne)));
}

QTEST_GUILESS_MAIN(TestPathTarget)
#include "tst_pathtarget.moc"
