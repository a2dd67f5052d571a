// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/blastradius.h"
#include "app/engine/engine.h"
#include "app/engine/outage.h"
#include "app/engine/sentence.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>

using namespace kv;
using state::HostKind;
using state::NetworkKind;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;

state::SitePtr siteOf(GuideSite &records)
{
    engine::Engine engine;
    engine.ingest(records.take());
    return engine.currentSite();
}

state::SitePtr settledGuide()
{
    GuideSite records;
    records.guide();
    records.advance(3 * second);
    return siteOf(records);
}

state::InterfaceUse useOf(const state::SitePtr &site, const std::string &host, const std::string &link)
{
    const state::Host *found = site->host(host);
    for (const auto &[key, use] : found->uses) {
        const model::Link *known = found->view->link(key);
        if (known && known->name == link)
            return use;
    }
    return {};
}

} // namespace

class TestInference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void interfaces_data();
    void interfaces();
    void idleInterfaces_data();
    void idleInterfaces();
    void hosts_data();
    void hosts();
    void networks();
    void timers_data();
    void timers();
    void theBlastRadiusOfAnOverlay();
    void theBlastRadiusOfWhatIsNotThere();
    void sentences_data();
    void sentences();
};

void TestInference::interfaces_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("link");
    QTest::addColumn<NetworkKind>("kind");
    QTest::addColumn<QString>("network");
    const auto row = [](const char *name, const char *host, const char *link, NetworkKind kind,
                        const char *network) {
        QTest::newRow(name) << QString::fromLatin1(host) << QString::fromLatin1(link) << kind
                            << QString::fromLatin1(network);
    };
    row("what VXLAN devices ride on is overlay", "network1", "overlay0", NetworkKind::overlay, "overlay");
    row("a compute node's, too", "compute1", "overlay0", NetworkKind::overlay, "overlay");
    row("what is enslaved in a bridge without a tunnel is provider", "network2", "provider0",
        NetworkKind::provider, "provider:brqprovider1");
    row("its bridge is the untagged provider network", "network1", "brqprovider1", NetworkKind::untagged,
        "untagged:brqprovider1");
    row("and so is the router's outside port", "network1", "qg-outside", NetworkKind::untagged,
        "untagged:brqprovider1");
    row("the VXLAN under the VRRP interface is the HA network", "network1", "vxlan-102", NetworkKind::ha,
        "vni:102");
    row("the VRRP interface belongs to it", "network2", "ha-port", NetworkKind::ha, "vni:102");
    row("every other VXLAN is self-service", "network1", "vxlan-101", NetworkKind::selfService, "vni:101");
    row("the router's inside port belongs to it", "network1", "qr-inside6", NetworkKind::selfService,
        "vni:101");
    row("an instance's interface, too", "compute1", "eth0", NetworkKind::selfService, "vni:101");
    row("the remaining addressed interface is management", "network1", "mgmt0", NetworkKind::management,
        "management");
    row("a compute node's, too, by its subnet", "compute1", "mgmt0", NetworkKind::management, "management");
    row("an address in a provider subnet makes it provider", "gateway", "lan0", NetworkKind::provider,
        "provider:brqprovider1");
    row("the gateway's other side is none of the site's networks", "gateway", "wan0", NetworkKind::none, "");
    row("nor is the client's", "client", "eth0", NetworkKind::none, "");
}

void TestInference::interfaces()
{
    QFETCH(QString, host);
    QFETCH(QString, link);
    QFETCH(NetworkKind, kind);
    QFETCH(QString, network);
    const state::InterfaceUse use = useOf(settledGuide(), host.toStdString(), link.toStdString());
    QCOMPARE(use.kind, kind);
    QCOMPARE(QString::fromStdString(use.network), network);
}

void TestInference::idleInterfaces_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<int>("master");
    QTest::addColumn<QString>("address");
    QTest::addColumn<NetworkKind>("kind");
    const auto none = NetworkKind::none;
    QTest::newRow("named as the provider interface of the network nodes")
        << QStringLiteral("provider0") << 0 << QString() << NetworkKind::provider;
    QTest::newRow("of another name") << QStringLiteral("spare0") << 0 << QString() << none;
    QTest::newRow("so named, in a bridge of something else")
        << QStringLiteral("provider0") << 90 << QString() << none;
    QTest::newRow("so named, with an address of its own")
        << QStringLiteral("provider0") << 0 << QStringLiteral("172.30.0.1/24") << none;
}

void TestInference::idleInterfaces()
{
    QFETCH(QString, link);
    QFETCH(int, master);
    QFETCH(QString, address);
    QFETCH(NetworkKind, kind);
    GuideSite records;
    records.guide();
    model::Link made;
    made.key = { records.overlayLink("compute1").netns, 60 };
    made.name = link.toStdString();
    made.kind = model::LinkKind::physical;
    made.adminUp = true;
    made.masterIfindex = master;
    records.add("compute1", made);
    if (!address.isEmpty())
        records.add(
            "compute1",
            model::InterfaceAddress{ made.key, *model::IpPrefix::parse(address.toStdString()), 0, 0 });
    records.advance(second);
    QCOMPARE(useOf(siteOf(records), "compute1", made.name).kind, kind);
}

void TestInference::hosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<HostKind>("kind");
    QTest::newRow("a host with a router is a network node") << "network1" << HostKind::network;
    QTest::newRow("a host with tunnels and no router is a compute node") << "compute1" << HostKind::compute;
    QTest::newRow("a host between a provider subnet and another is a gateway")
        << "gateway" << HostKind::gateway;
    QTest::newRow("a host outside is a client") << "client" << HostKind::client;
}

void TestInference::hosts()
{
    QFETCH(QString, host);
    QFETCH(HostKind, kind);
    QCOMPARE(settledGuide()->host(host.toStdString())->kind, kind);
}

void TestInference::networks()
{
    const state::SitePtr site = settledGuide();
    QStringList found;
    for (const state::Network &network : site->networks)
        found.append(QString::fromStdString(network.key + " = " + network.label));
    const QStringList expected = {
        QStringLiteral("management = management"), QStringLiteral("provider:brqprovider1 = provider"),
        QStringLiteral("overlay = overlay"),       QStringLiteral("untagged:brqprovider1 = 203.0.113.0/24"),
        QStringLiteral("vni:101 = VNI 101"),       QStringLiteral("vni:102 = VNI 102"),
    };
    QCOMPARE(found, expected);
}

void TestInference::timers_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("centis");
    QTest::addColumn<int>("priority");
    QTest::addColumn<qint64>("minUs");
    QTest::addColumn<qint64>("maxUs");
    QTest::newRow("Neutron's default waits 4.80 to 6.80 s")
        << 2 << 200 << 50 << qint64(4'804'687) << qint64(6'804'687);
    QTest::newRow("VRRPv2 at 1 s waits 2.80 to 3.80 s")
        << 2 << 100 << 50 << qint64(2'804'687) << qint64(3'804'687);
    QTest::newRow("VRRPv3 at 1 s waits 2.80 to 3.80 s")
        << 3 << 100 << 50 << qint64(2'804'687) << qint64(3'804'687);
    QTest::newRow("VRRPv3 at 0.1 s multiplies the skew, too")
        << 3 << 10 << 50 << qint64(280'468) << qint64(380'468);
    QTest::newRow("VRRPv2 below a second is rounded to one")
        << 2 << 10 << 50 << qint64(2'804'687) << qint64(3'804'687);
    QTest::newRow("the highest priority waits least")
        << 2 << 200 << 255 << qint64(4'003'906) << qint64(6'003'906);
}

void TestInference::timers()
{
    QFETCH(int, version);
    QFETCH(int, centis);
    QFETCH(int, priority);
    QFETCH(qint64, minUs);
    QFETCH(qint64, maxUs);
    const state::ExpectedOutage expected = engine::expectedOutage(
        engine::vrrpTimers(static_cast<std::uint8_t>(version), static_cast<std::uint32_t>(centis),
                           static_cast<std::uint8_t>(priority)));
    QCOMPARE(expected.minUs, minUs);
    QCOMPARE(expected.maxUs, maxUs);
}

void TestInference::theBlastRadiusOfAnOverlay()
{
    GuideSite records;
    records.guide();
    records.advance(3 * second);
    const model::LinkKey link = records.overlayLink("network1");
    const state::SitePtr site = siteOf(records);
    const engine::BlastRadius radius = engine::blastRadius(*site, "network1", link);
    QCOMPARE(radius.linkName, std::string("overlay0"));
    QVERIFY(radius.actionsAllowed);
    QVERIFY(!radius.isManagement);
    QCOMPARE(radius.routers.size(), std::size_t(1));
    const engine::AffectedRouter &router = radius.routers.front();
    QVERIFY(router.isActiveHere && router.losesHeartbeats && router.losesTraffic);
    QCOMPARE(router.takesOver, std::string("network2"));
    QCOMPARE(router.keepsAfterRepair, std::string("network2"));
    QVERIFY(router.expected.isKnown);
    QCOMPARE(radius.floatingIps, std::vector<std::string>{ "203.0.113.17" });
    const std::vector<std::string> users = { "VNI 102 (vxlan-102)", "VNI 101 (vxlan-101)", "10.0.1.21/24" };
    QCOMPARE(radius.otherUsers, users);
    QCOMPARE(engine::overlayLinks(*site, "network1"), std::vector<model::LinkKey>{ link });
    auto without = std::make_shared<state::Site>(*site);
    for (state::Instance &instance : without->routers.front().instances) {
        if (instance.host == "network2")
            instance.brokenOutside = "provider0";
    }
    QVERIFY(engine::blastRadius(*without, "network1", link).routers.front().takesOver.empty());
    without = std::make_shared<state::Site>(*site);
    without->routers.front().protection = state::Protection::unprotected;
    QVERIFY(engine::blastRadius(*without, "network1", link).routers.front().takesOver.empty());
    QVERIFY(engine::blastRadius(*site, "network1", { 101, 2 }).isManagement);
    QVERIFY(!engine::blastRadius(*site, "network2", records.overlayLink("network2"))
                 .routers.front()
                 .isActiveHere);
}

void TestInference::theBlastRadiusOfWhatIsNotThere()
{
    const state::SitePtr site = settledGuide();
    QVERIFY(engine::blastRadius(*site, "network1", { 101, 999 }).linkName.empty());
    QVERIFY(engine::blastRadius(*site, "nowhere", { 1, 1 }).routers.empty());
}

void TestInference::sentences_data()
{
    QTest::addColumn<int>("moment");
    QTest::addColumn<engine::Severity>("severity");
    QTest::addColumn<QString>("text");
    using engine::Severity;
    QTest::newRow("healthy")
        << 0 << Severity::good
        << "b6206312 is protected. Active on network1, standby on network2; the standby hears it. "
           "If network1 falls silent, expect 4.8 to 6.8 s without traffic.";
    QTest::newRow("just cut")
        << 1 << Severity::alarm
        << "b6206312 is failing over: overlay0 of network1 went down 1.0 s ago; network2 should take over 4.8 to 6.8 s "
           "after that.";
    QTest::newRow("taken over")
        << 2 << Severity::alarm
        << "network2 took over b6206312 5.6 s after overlay0 of network1 went down, inside the expected 4.8 to 6.8 s; "
           "network1 is isolated and still holds the addresses.";
    QTest::newRow("standby's keepalived gone")
        << 3 << Severity::alarm
        << "b6206312 is not protected: active on network1, and keepalived does not run on network2.";
    QTest::newRow("a probe is silent")
        << 4 << Severity::unknown
        << "Whether b6206312 is protected is not known: nothing has been heard of network1 for more than 3 s.";
    QTest::newRow("the standby's overlay has just gone down")
        << 7 << Severity::alarm
        << "b6206312 is losing its protection: active on network1, with no standby to rely on.";
    QTest::newRow("settled, but what lies behind it does not answer")
        << 5 << Severity::alarm
        << "b6206312 is protected, but no answer has come from 203.0.113.17 for 5.0 s. Active on network1, standby on "
           "network2.";
    QTest::newRow("standby's keepalived gone, and no answer")
        << 6 << Severity::alarm
        << "b6206312 is not protected: active on network1, and keepalived does not run on network2. "
           "No answer from 203.0.113.17 and 1 more for 5.0 s.";
}

void TestInference::sentences()
{
    QFETCH(int, moment);
    QFETCH(engine::Severity, severity);
    QFETCH(QString, text);
    GuideSite records;
    records.guide();
    records.advance(3 * second);
    if (moment == 7) {
        records.overlay("network2", false);
        records.advance(second);
    }
    if (moment == 1 || moment == 2) {
        records.overlay("network1", false);
        records.advance(second);
    }
    if (moment == 2) {
        records.advance(4'600'000);
        records.becomeActive("network2");
        records.advance(4 * second);
    }
    if (moment == 3 || moment == 6)
        records.keepalived("network2", model::ProcessState::gone);
    if (moment == 5 || moment == 6) {
        records.startEcho("client", 1, "203.0.113.17", 100'000);
        if (moment == 6)
            records.startEcho("client", 2, "198.51.100.11", 100'000);
        records.advance(second);
        records.answer("203.0.113.17", false);
        records.answer("198.51.100.11", false);
    }
    if (moment == 4)
        records.silence("network1", true);
    if (moment >= 3 && moment <= 6)
        records.advance(5 * second);
    const state::SitePtr site = siteOf(records);
    const engine::Sentence sentence = engine::siteSentence(*site);
    QCOMPARE(sentence.text, text);
    QCOMPARE(sentence.severity, severity);
    QCOMPARE(engine::routerSentence(*site, GuideSite::routerId), sentence);
}

QTEST_GUILESS_MAIN(TestInference)
#include "tst_inference.moc"
