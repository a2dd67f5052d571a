// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/blastradius.h"
#include "app/engine/engine.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace kv;
using model::Link;
using model::LinkKey;
using model::LinkKind;
using state::NetworkKind;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;
constexpr model::NetnsCookie home = 101; ///< of network1
constexpr int overlay = 3; ///< of the guide's site
constexpr int provider = 4;
constexpr int bond = 30;
constexpr int first = 31;
constexpr int other = 32;
constexpr int managementVlan = 33;

Link made(int index, const char *name, LinkKind kind, bool isUp = true)
{
    Link link;
    link.key = { home, index };
    link.name = name;
    link.kind = kind;
    link.mac = model::MacAddress{ { 2, 0, 0, 0, 1, static_cast<std::uint8_t>(index) } };
    link.adminUp = true;
    link.carrier = isUp;
    link.oper = isUp ? model::OperState::up : model::OperState::down;
    return link;
}

Link vlan(int index, const char *name, std::uint16_t id, int parent, bool isUp = true)
{
    Link link = made(index, name, LinkKind::vlan, isUp);
    link.vlan = model::VlanInfo{ id, false };
    link.parent = model::LinkParent{ home, parent };
    return link;
}

Link port(int index, const char *name, bool isUp = true)
{
    Link link = made(index, name, LinkKind::physical, isUp);
    link.masterIfindex = bond;
    link.bondPort = model::BondPort{ isUp, isUp };
    return link;
}

/// The guide's site; network1's overlay0 is VLAN 30 of a bond of two ports.
struct OnABond {
    GuideSite records;
    engine::Engine engine;

    OnABond()
    {
        records.guide();
        for (const Link &link : { port(first, "eth1"), port(other, "eth2"),
                                  made(bond, "bond0", LinkKind::bond), vlan(overlay, "overlay0", 30, bond) })
            records.add("network1", link);
        records.advance(3 * second);
    }
    state::SitePtr site()
    {
        engine.ingest(records.take());
        return engine.currentSite();
    }
    state::SitePtr after(const std::vector<Link> &changes)
    {
        for (const Link &link : changes)
            records.add("network1", link);
        records.advance(second / 2);
        return site();
    }
};

const state::Instance &network1Of(const state::SitePtr &site)
{
    const state::Router *router = site->router(GuideSite::routerId);
    return *std::ranges::find(router->instances, "network1", &state::Instance::host);
}

const state::Evidence &pathOf(const state::Instance &instance)
{
    return *std::ranges::find(instance.evidence, state::EvidenceSource::path, &state::Evidence::source);
}

state::InterfaceUse useOf(const state::SitePtr &site, int index)
{
    const auto &uses = site->host("network1")->uses;
    const auto found = uses.find({ home, index });
    return found == uses.end() ? state::InterfaceUse{} : found->second;
}

} // namespace

/// What an HA network's or an overlay's interface rides on: VLAN parents, bonds, their ports.
class TestLowerLinks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void thePathFollowsThem_data();
    void thePathFollowsThem();
    void theOverlayIsTheVlan();
    void whatIsBelowBelongsToTheNetworkAbove();
    void aSharedBondBelongsToNone();
    void aProviderVlanIsFollowed();
    void theBlastRadius_data();
    void theBlastRadius();
    void aBridgeBelowTheTunnelIsFollowed();
};

void TestLowerLinks::thePathFollowsThem_data()
{
    QTest::addColumn<std::vector<Link>>("changes");
    QTest::addColumn<state::Answer>("answer");
    QTest::addColumn<QString>("raw");
    using Links = std::vector<Link>;
    QTest::newRow("all is up") << Links{} << state::Answer::yes << "overlay0 up";
    QTest::newRow("one of two ports is down")
        << Links{ port(first, "eth1", false) } << state::Answer::yes << "overlay0 up";
    QTest::newRow("the other is") << Links{ port(other, "eth2", false) } << state::Answer::yes
                                  << "overlay0 up";
    QTest::newRow("both are, and the bond says so")
        << Links{ port(first, "eth1", false), port(other, "eth2", false),
                  made(bond, "bond0", LinkKind::bond, false), vlan(overlay, "overlay0", 30, bond, false) }
        << state::Answer::no << "overlay0 down";
    QTest::newRow("both are, and a bond without MII monitoring does not say so")
        << Links{ port(first, "eth1", false), port(other, "eth2", false) } << state::Answer::no
        << "eth1 down";
    QTest::newRow("the bond is down, and its VLAN does not say so")
        << Links{ made(bond, "bond0", LinkKind::bond, false) } << state::Answer::no << "bond0 down";
    QTest::newRow("the VLAN is down")
        << Links{ vlan(overlay, "overlay0", 30, bond, false) } << state::Answer::no << "overlay0 down";
}

void TestLowerLinks::thePathFollowsThem()
{
    QFETCH(std::vector<Link>, changes);
    QFETCH(state::Answer, answer);
    QFETCH(QString, raw);
    OnABond bonded;
    const state::SitePtr site = bonded.after(changes);
    const state::Evidence &path = pathOf(network1Of(site));
    QCOMPARE(QString::fromStdString(path.raw), raw);
    QCOMPARE(path.answer, answer);
    const bool isWhole = answer == state::Answer::yes;
    QCOMPARE(site->router(GuideSite::routerId)->protection == state::Protection::isProtected, isWhole);
}

void TestLowerLinks::theOverlayIsTheVlan()
{
    OnABond bonded;
    const state::SitePtr site = bonded.site();
    // Not the bond: other networks may share it.
    QCOMPARE(network1Of(site).underlay, (LinkKey{ home, overlay }));
    QCOMPARE(useOf(site, overlay).kind, NetworkKind::overlay);
}

void TestLowerLinks::whatIsBelowBelongsToTheNetworkAbove()
{
    OnABond bonded;
    const state::SitePtr site = bonded.site();
    for (const int index : { bond, first, other })
        QCOMPARE(useOf(site, index).kind, NetworkKind::overlay);
    QCOMPARE(useOf(site, provider).kind, NetworkKind::provider);
}

void TestLowerLinks::aSharedBondBelongsToNone()
{
    OnABond bonded;
    bonded.records.add("network1", vlan(managementVlan, "bond0.10", 10, bond));
    bonded.records.add("network1",
                       model::AddressGone{ { { home, 2 }, *model::IpPrefix::parse("10.0.0.21/24") } });
    bonded.records.add(
        "network1",
        model::InterfaceAddress{ { home, managementVlan }, *model::IpPrefix::parse("10.0.0.21/24"), 0, 0 });
    const state::SitePtr site = bonded.site();
    QCOMPARE(useOf(site, managementVlan).kind, NetworkKind::management);
    QCOMPARE(useOf(site, bond).kind, NetworkKind::none);
    QVERIFY(!engine::blastRadius(*site, "network1", { home, overlay }).isManagement);
    QVERIFY(engine::blastRadius(*site, "network1", { home, bond }).isManagement);
    QVERIFY(!engine::blastRadius(*site, "network1", { home, first }).isManagement);
}

void TestLowerLinks::aProviderVlanIsFollowed()
{
    OnABond bonded;
    Link uplink = vlan(provider, "bond0.7", 7, bond);
    uplink.masterIfindex = 10; // brqprovider1
    const state::SitePtr site = bonded.after({ uplink });
    QCOMPARE(useOf(site, provider).kind, NetworkKind::provider);
    QCOMPARE(useOf(site, 10).kind, NetworkKind::untagged);
}

void TestLowerLinks::theBlastRadius_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<std::vector<Link>>("changes");
    QTest::addColumn<bool>("cutsHeartbeats");
    QTest::addColumn<QStringList>("users");
    const QStringList tunnels{ QStringLiteral("VNI 102 (vxlan-102)"), QStringLiteral("VNI 101 (vxlan-101)") };
    const QString local = QStringLiteral("10.0.1.21/24");
    const QStringList vlanToo = tunnels + QStringList{ QStringLiteral("VLAN 30 (overlay0)") };
    const QString master = QStringLiteral("bond0");
    using Links = std::vector<Link>;
    QTest::newRow("of the VLAN") << overlay << Links{} << true << tunnels + QStringList{ local };
    QTest::newRow("of the bond: everything that rides on it")
        << bond << Links{} << true << vlanToo + QStringList{ local };
    QTest::newRow("of one port, while the other is up") << first << Links{} << false << QStringList{ master };
    QTest::newRow("of the last port")
        << first << Links{ port(other, "eth2", false) } << true << vlanToo + QStringList{ master, local };
}

void TestLowerLinks::theBlastRadius()
{
    QFETCH(int, index);
    QFETCH(std::vector<Link>, changes);
    QFETCH(bool, cutsHeartbeats);
    QFETCH(QStringList, users);
    OnABond bonded;
    // The self-service network's bridge has taken an address by a router advertisement, as they do.
    bonded.records.add(
        "network1",
        model::InterfaceAddress{ { home, 14 }, *model::IpPrefix::parse("fd00:198:51:100::77/64"), 0, 0 });
    const engine::BlastRadius radius =
        engine::blastRadius(*bonded.after(changes), "network1", { home, index });
    QCOMPARE(!radius.routers.empty() && radius.routers.front().losesHeartbeats, cutsHeartbeats);
    QCOMPARE(!radius.routers.empty() && radius.routers.front().losesTraffic, cutsHeartbeats);
    QCOMPARE(radius.routers.empty(), !cutsHeartbeats);
    QStringList found;
    for (const std::string &user : radius.otherUsers)
        found.append(QString::fromStdString(user));
    QCOMPARE(found, users);
}

/// As some installers have it: the tunnels' address on a bridge, a port of which leaves the host.
void TestLowerLinks::aBridgeBelowTheTunnelIsFollowed()
{
    OnABond bonded;
    Link bridge = made(overlay, "br-vxlan", LinkKind::bridge);
    Link uplink = vlan(managementVlan, "bond0.30", 30, bond);
    uplink.masterIfindex = overlay;
    QCOMPARE(pathOf(network1Of(bonded.after({ bridge, uplink }))).answer, state::Answer::yes);
    QCOMPARE(network1Of(bonded.site()).underlay, (LinkKey{ home, overlay }));
    // The bridge keeps its carrier by its other ports.
    const state::SitePtr cut = bonded.after({ port(first, "eth1", false), port(other, "eth2", false) });
    QCOMPARE(QString::fromStdString(pathOf(network1Of(cut)).raw), QStringLiteral("eth1 down"));
}

QTEST_GUILESS_MAIN(TestLowerLinks)
#include "tst_lowerlinks.moc"
