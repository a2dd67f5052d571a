// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "app/picture/lane.h"
#include "app/picture/sift.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <random>
#include <set>

using namespace kv;
using picture::Filter;
using picture::Form;
using picture::Scene;
using tests::LabMoment;
using tests::LabOptions;

/// Which part of a site a filter shows, and where hosts stand that the user has pinned.
class TestSift : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void withoutOneAllIsShown();
    void hostsByNamePartAndPattern_data();
    void hostsByNamePartAndPattern();
    void aRouterComesWithItsNetworksAndWhoIsOnThem();
    void aNetworkComesWithItsPortsOnly();
    void allMustHold();
    void nothingIsWrongInASoundSite();
    void troubleIsWhatIsWrong();
    void whatIsLeftIsAPicture_data();
    void whatIsLeftIsAPicture();
    void sortsOfNetworksAreLeftOut();
    void theFleetIsFilteredToo();
    void lanesNeverOverlap();
    void aPinnedHostStaysWhereItIs();
};

namespace {

const std::string router2 = "b6206312-878e-497c-8ef7-eb384f8add96";

LabOptions wholeLab(LabMoment moment = LabMoment::steady)
{
    LabOptions options;
    options.moment = moment;
    options.computeNodes = 2;
    options.hasController = true;
    options.hasDhcp = true;
    options.hasPlainRouter = true;
    options.moreRouters = 2;
    return options;
}

picture::Options with(const Filter &filter, Form form = Form::components)
{
    picture::Options options;
    options.form = form;
    options.filter = filter;
    return options;
}

std::set<std::string> hostsOf(const Scene &scene)
{
    std::set<std::string> names;
    for (const picture::SceneHost &host : scene.hosts)
        names.insert(host.name);
    return names;
}

std::set<std::string> routersOf(const Scene &scene)
{
    std::set<std::string> ids;
    for (const picture::SceneHost &host : scene.hosts) {
        for (const picture::SceneSpace &space : host.spaces)
            ids.insert(space.routerId);
    }
    return ids;
}

std::set<std::string> bridgeNetworksOf(const Scene &scene)
{
    std::set<std::string> networks;
    for (const picture::SceneHost &host : scene.hosts) {
        for (const picture::SceneBridge &bridge : host.bridges)
            networks.insert(bridge.link.network);
    }
    return networks;
}

double topOf(const picture::DisplayList &list, const char *host)
{
    const picture::Element *element = list.find(QStringLiteral("host:") + QString::fromLatin1(host));
    return element == nullptr ? -1 : element->bounds.y;
}

} // namespace

void TestSift::withoutOneAllIsShown()
{
    const state::SitePtr site = tests::labSite(wholeLab());
    QVERIFY(!Filter().isActive());
    const Scene scene = picture::sceneOf(*site);
    QCOMPARE(scene.hosts.size(), site->hosts.size());
    QCOMPARE(scene.networks.size(), site->networks.size());
    QCOMPARE(routersOf(scene).size(), site->routers.size() + 1); // "": guests and DHCP
}

void TestSift::hostsByNamePartAndPattern_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("a name") << QStringLiteral("network1") << QStringList{ QStringLiteral("network1") };
    QTest::newRow("a part") << QStringLiteral("work")
                            << QStringList{ QStringLiteral("network1"), QStringLiteral("network2") };
    QTest::newRow("a pattern") << QStringLiteral("C*2") << QStringList{ QStringLiteral("compute2") };
    QTest::newRow("one sign") << QStringLiteral("compute?")
                              << QStringList{ QStringLiteral("compute1"), QStringLiteral("compute2") };
    QTest::newRow("half a pattern") << QStringLiteral("[") << QStringList{};
    QTest::newRow("nobody") << QStringLiteral("storage") << QStringList{};
}

void TestSift::hostsByNamePartAndPattern()
{
    QFETCH(QString, wanted);
    QFETCH(QStringList, shown);
    const state::SitePtr site = tests::labSite(wholeLab());
    Filter filter;
    filter.host = wanted.toStdString();
    for (const Form form : { Form::components, Form::overview, Form::fleet }) {
        const Scene scene = picture::sceneOf(*site, with(filter, form));
        QStringList names;
        for (const picture::SceneHost &host : scene.hosts)
            names << QString::fromStdString(host.name);
        for (const picture::FleetHost &host : scene.fleet.hosts)
            names << QString::fromStdString(host.name);
        names.sort();
        QCOMPARE(names, shown);
    }
}

void TestSift::aRouterComesWithItsNetworksAndWhoIsOnThem()
{
    const state::SitePtr site = tests::labSite(wholeLab());
    Filter filter;
    filter.routerId = router2;
    const Scene scene = picture::sceneOf(*site, with(filter));
    QCOMPARE(routersOf(scene), (std::set<std::string>{ "", router2 }));
    const std::set<std::string> hosts = hostsOf(scene);
    for (const char *there : { "network1", "network2", "compute1", "gateway" })
        QVERIFY2(hosts.contains(there), there);
    QVERIFY(!hosts.contains("controller"));
    for (const char *there : { "vni:101", "vni:102" })
        QVERIFY2(bridgeNetworksOf(scene).contains(there), there);
    // No tap is left whose other end is in a router that is not shown.
    std::set<model::LinkKey> ports;
    for (const picture::SceneHost &host : scene.hosts) {
        for (const picture::SceneSpace &space : host.spaces) {
            for (const picture::ScenePort &port : space.ports)
                ports.insert(port.key);
        }
        for (const picture::SceneBridge &bridge : host.bridges) {
            for (const picture::ScenePort &tap : bridge.taps)
                QVERIFY2(tap.peer == model::LinkKey() || ports.contains(tap.peer), tap.name.c_str());
        }
    }
    for (const picture::SceneBeat &beat : scene.beats)
        QCOMPARE(beat.routerId, router2);
    QCOMPARE(scene.beats.size(), std::size_t{ 2 });
}

void TestSift::aNetworkComesWithItsPortsOnly()
{
    const state::SitePtr site = tests::labSite(wholeLab());
    Filter filter;
    filter.network = "vni:101";
    const Scene scene = picture::sceneOf(*site, with(filter));
    QCOMPARE(bridgeNetworksOf(scene), std::set<std::string>{ "vni:101" });
    int ports = 0;
    for (const picture::SceneHost &host : scene.hosts) {
        for (const picture::SceneSpace &space : host.spaces) {
            QVERIFY(!space.ports.empty());
            for (const picture::ScenePort &port : space.ports) {
                QCOMPARE(port.network, filter.network);
                ++ports;
            }
        }
    }
    QVERIFY(ports > 4);
    QVERIFY(std::ranges::none_of(scene.networks, [](const state::Network &n) { return n.key == "vni:102"; }));
}

void TestSift::allMustHold()
{
    const state::SitePtr site = tests::labSite(wholeLab());
    Filter filter;
    filter.host = "network2";
    filter.routerId = router2;
    filter.network = "vni:102";
    const Scene scene = picture::sceneOf(*site, with(filter));
    QCOMPARE(hostsOf(scene), std::set<std::string>{ "network2" });
    QCOMPARE(routersOf(scene), std::set<std::string>{ router2 });
    QCOMPARE(bridgeNetworksOf(scene), std::set<std::string>{ "vni:102" });
    filter.network = "vni:999";
    QVERIFY(picture::sceneOf(*site, with(filter)).hosts.empty());
}

void TestSift::nothingIsWrongInASoundSite()
{
    const state::SitePtr site = tests::labSite(wholeLab());
    Filter filter;
    filter.hasTroubleOnly = true;
    QVERIFY(picture::sceneOf(*site, with(filter)).hosts.empty());
    QVERIFY(picture::sceneOf(*site, with(filter, Form::fleet)).fleet.hosts.empty());
}

void TestSift::troubleIsWhatIsWrong()
{
    const state::SitePtr site = tests::labSite(wholeLab(LabMoment::tookOver));
    Filter filter;
    filter.hasTroubleOnly = true;
    const Scene scene = picture::sceneOf(*site, with(filter));
    // network1's overlay is cut: all of it; network2 for the routers that lost their standby.
    const std::set<std::string> hosts = hostsOf(scene);
    QVERIFY(hosts.contains("network1"));
    QVERIFY(hosts.contains("network2"));
    QVERIFY(!hosts.contains("compute1"));
    QVERIFY(routersOf(scene).contains(router2));

    auto silent = std::make_shared<state::Site>(*tests::labSite(wholeLab()));
    for (state::Host &host : silent->hosts)
        host.stale = host.name == "compute2";
    QCOMPARE(hostsOf(picture::sceneOf(*silent, with(filter))), std::set<std::string>{ "compute2" });
    const Scene fleet = picture::sceneOf(*silent, with(filter, Form::fleet));
    QCOMPARE(fleet.fleet.hosts.size(), std::size_t{ 1 });
    QCOMPARE(fleet.fleet.hosts.front().name, std::string("compute2"));
}

void TestSift::whatIsLeftIsAPicture_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("components") << int(Form::components);
    QTest::newRow("overview") << int(Form::overview);
    QTest::newRow("fleet") << int(Form::fleet);
}

void TestSift::whatIsLeftIsAPicture()
{
    QFETCH(int, form);
    const state::SitePtr site = tests::labSite(wholeLab(LabMoment::tookOver));
    Filter filters[6];
    filters[1].host = "compute1";
    filters[2].routerId = router2;
    filters[3].network = "vni:102";
    filters[4].hasTroubleOnly = true;
    filters[5].host = "nobody";
    for (const Filter &filter : filters) {
        const picture::DisplayListPtr list = picture::build(*site, with(filter, static_cast<Form>(form)));
        std::set<QString> ids;
        for (const picture::Element &element : list->elements) {
            QVERIFY2(ids.insert(element.id).second, qPrintable(element.id));
            QVERIFY2(element.bounds.right() <= list->bounds.right() + 0.5
                         && element.bounds.bottom() <= list->bounds.bottom() + 0.5,
                     qPrintable(element.id));
        }
    }
}

void TestSift::sortsOfNetworksAreLeftOut()
{
    using state::NetworkKind;
    const state::SitePtr site = tests::labSite(wholeLab());
    const Scene whole = picture::sceneOf(*site);
    for (const NetworkKind kind : { NetworkKind::management, NetworkKind::provider, NetworkKind::overlay,
                                    NetworkKind::selfService, NetworkKind::ha }) {
        Filter filter;
        filter.hidden = { kind };
        QVERIFY(filter.isActive() && !filter.isPartial());
        const Scene scene = picture::sceneOf(*site, with(filter));
        QCOMPARE(scene.hosts.size(), whole.hosts.size());
        QVERIFY(scene != whole);
        const auto isHidden = [kind](const picture::ScenePort &port) {
            return port.kind == kind || (kind == NetworkKind::provider && port.kind == NetworkKind::untagged);
        };
        for (const picture::SceneHost &host : scene.hosts) {
            if (host.kind == state::HostKind::gateway || host.kind == state::HostKind::client)
                continue;
            for (const picture::SceneInterface &interface : host.interfaces)
                QVERIFY(!isHidden(interface.link));
            for (const picture::SceneBridge &bridge : host.bridges)
                QVERIFY(!isHidden(bridge.link));
            for (const picture::SceneSpace &space : host.spaces)
                QVERIFY(std::ranges::none_of(space.ports, isHidden));
        }
        for (const Form form : { Form::components, Form::overview, Form::fleet })
            QVERIFY(!picture::build(*site, with(filter, form))->elements.empty());
    }
}

void TestSift::theFleetIsFilteredToo()
{
    const state::SitePtr site = tests::labSite(wholeLab());
    Filter filter;
    filter.routerId = router2;
    const Scene scene = picture::sceneOf(*site, with(filter, Form::fleet));
    QCOMPARE(scene.fleet.hosts.size(), std::size_t{ 2 });
    for (const picture::FleetHost &host : scene.fleet.hosts) {
        QCOMPARE(host.marks.size(), std::size_t{ 1 });
        QCOMPARE(host.marks.front().routerId, router2);
    }
    filter = {};
    filter.network = "vni:101";
    for (const picture::FleetHost &host : picture::sceneOf(*site, with(filter, Form::fleet)).fleet.hosts)
        QVERIFY2(host.name.starts_with("network") || host.name.starts_with("compute"), host.name.c_str());
}

void TestSift::lanesNeverOverlap()
{
    std::mt19937 random(7);
    const auto pick = [&random](int most) { return double(random() % static_cast<unsigned>(most)); };
    constexpr double gap = 12;
    for (int round = 0; round < 300; ++round) {
        picture::Lane lane(16, gap);
        const int pinned = static_cast<int>(random() % 6);
        std::vector<std::pair<double, double>> boxes;
        std::vector<double> heights;
        for (int i = 0; i < pinned; ++i) {
            heights.push_back(20 + pick(300));
            lane.reserve(std::to_string(i), pick(900) - 50, heights.back());
        }
        for (int i = 0; i < pinned; ++i) {
            const double y = lane.reserved(std::to_string(i)).value();
            boxes.emplace_back(y, y + heights[static_cast<std::size_t>(i)]);
        }
        for (int i = 0; i < 6; ++i) {
            const double height = 20 + pick(300);
            const double y = lane.take(height);
            boxes.emplace_back(y, y + height);
        }
        QVERIFY(!lane.reserved("nobody"));
        std::ranges::sort(boxes);
        QVERIFY(boxes.front().first >= 16);
        for (std::size_t i = 1; i < boxes.size(); ++i)
            QVERIFY2(boxes[i].first >= boxes[i - 1].second + gap - 1e-9, qPrintable(QString::number(round)));
        QCOMPARE(lane.bottom(), boxes.back().second);
    }
}

void TestSift::aPinnedHostStaysWhereItIs()
{
    LabOptions lab = wholeLab();
    lab.networkNodes = 3;
    picture::Options options;
    const picture::DisplayListPtr before = picture::build(*tests::labSite(lab), options);
    options.pins["network2"] = topOf(*before, "network2");
    const picture::DisplayListPtr pinned = picture::build(*tests::labSite(lab), options);
    for (const char *host : { "network1", "network2", "network3", "compute1" })
        QCOMPARE(topOf(*pinned, host), topOf(*before, host));
    QVERIFY(pinned->find(QStringLiteral("pin:network2")) != nullptr);
    QVERIFY(before->find(QStringLiteral("pin:network2")) == nullptr);

    // It stands when what is above goes, and when it is put elsewhere the others make room.
    options.filter.host = "network[23]";
    QCOMPARE(topOf(*picture::build(*tests::labSite(lab), options), "network2"), topOf(*before, "network2"));
    options.filter = {};
    options.pins["network2"] = 0;
    const picture::DisplayListPtr first = picture::build(*tests::labSite(lab), options);
    QVERIFY(topOf(*first, "network2") < topOf(*first, "network1"));
    QCOMPARE(topOf(*first, "compute1"), topOf(*before, "compute1"));
    options.pins["gateway"] = 3; // not in a lane: as if it were not there
    QCOMPARE(topOf(*picture::build(*tests::labSite(lab), options), "gateway"), topOf(*first, "gateway"));
}

QTEST_GUILESS_MAIN(TestSift)
#include "tst_sift.moc"
