// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "widgets/facts/factsmodel.h"
#include "widgets/facts/factspanel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace kv;
using namespace kv::facts;

namespace {

constexpr model::TimeUs hostTime = 5'000'000;
constexpr std::int64_t offset = 1'000'000;
constexpr model::LinkKey bridge{ 0x10, 7 };
constexpr model::LinkKey port{ 0x10, 8 };

template <class Key, class Value>
void put(std::map<Key, model::Fact<Value>> &into, const Key &key, const Value &value)
{
    into[key] = { value, hostTime };
}

/// One host, clock a second behind, with a bridge, a VXLAN port on it, an address and a forwarding entry.
std::shared_ptr<state::Site> smallSite(int extraEntries = 0)
{
    auto view = std::make_shared<model::HostView>();
    view->namespaces[0x10] = { { 0x10, {}, 4026531840, true }, hostTime };
    model::Link link;
    link.key = bridge;
    link.name = "brq3a1b7e90-2f";
    link.kind = model::LinkKind::bridge;
    link.adminUp = true;
    put(view->links, bridge, link);
    link.key = port;
    link.name = "vxlan-101";
    link.kind = model::LinkKind::vxlan;
    link.masterIfindex = bridge.ifindex;
    link.vxlan = model::VxlanInfo{ 101, {}, model::IpAddress::v4(224, 0, 0, 1), 8472, 2 };
    put(view->links, port, link);
    const model::AddressKey address{ bridge, *model::IpPrefix::parse("10.0.0.1/24") };
    put(view->addresses, address, model::InterfaceAddress{ bridge, address.prefix, 0, 0 });
    for (int i = 0; i < extraEntries + 1; ++i) {
        model::FdbKey key{ port, {}, 0, model::IpAddress::v4(10, 0, 1, 21) };
        key.mac.bytes = {
            0xfa, 0x16, 0x3e, 0, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)
        };
        put(view->fdb, key, model::FdbEntry{ key, 0, false, true });
    }
    auto site = std::make_shared<state::Site>();
    site->now = hostTime + offset + 3'000'000;
    state::Host host;
    host.name = "network1";
    host.kind = state::HostKind::network;
    host.clockOffsetUs = offset;
    host.lastHeard = site->now;
    host.view = view;
    site->hosts.push_back(host);
    return site;
}

const FactRow *find(const FactList &list, const QString &section, const QString &name)
{
    for (const FactSection &candidate : list.sections) {
        for (const FactRow &row : candidate.rows) {
            if (candidate.title == section && row.name == name)
                return &row;
        }
    }
    return nullptr;
}

Subject linkSubject(model::LinkKey key)
{
    return { Subject::Kind::link, "network1", key };
}

} // namespace

class TestFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void everyFactHasItsValueSourceAndTime_data();
    void everyFactHasItsValueSourceAndTime();
    void aHostTellsOfItsProbe();
    void filteredPortsAreFacts_data();
    void filteredPortsAreFacts();
    void aPortTellsWhetherItIsFiltered_data();
    void aPortTellsWhetherItIsFiltered();
    void whatHasGoneKeepsItsTitle();
    void aSectionIsBoundedAndCountsTheRest();
    void theModelKeepsItsRowsWhileOnlyAgesMove();
    void thePanelShowsCopiesAndLetsGo();
};

void TestFacts::everyFactHasItsValueSourceAndTime_data()
{
    QTest::addColumn<int>("ifindex");
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("a bridge is up") << bridge.ifindex << "Interface"
                                    << "Administratively"
                                    << "up";
    QTest::newRow("a bridge names its ports") << bridge.ifindex << "Interface"
                                              << "Its ports"
                                              << "vxlan-101";
    QTest::newRow("an address") << bridge.ifindex << "Addresses"
                                << "address"
                                << "10.0.0.1/24";
    QTest::newRow("a port names its bridge") << port.ifindex << "Interface"
                                             << "Port of"
                                             << "brq3a1b7e90-2f";
    QTest::newRow("a VXLAN's VNI") << port.ifindex << "VXLAN"
                                   << "VNI"
                                   << "101";
    QTest::newRow("a VXLAN without a local address says none") << port.ifindex << "VXLAN"
                                                               << "Local address"
                                                               << "none";
    QTest::newRow("an underlay that is not seen is a number") << port.ifindex << "VXLAN"
                                                              << "Underlay"
                                                              << "interface 2";
    QTest::newRow("a forwarding entry") << port.ifindex << "Forwarding entries"
                                        << "fa:16:3e:00:00:00"
                                        << "to 10.0.1.21";
}

void TestFacts::everyFactHasItsValueSourceAndTime()
{
    QFETCH(int, ifindex);
    QFETCH(QString, section);
    QFETCH(QString, name);
    const FactList list = factsOf(*smallSite(), linkSubject({ 0x10, ifindex }));
    const FactRow *row = find(list, section, name);
    QVERIFY(row);
    QTEST(row->value, "value");
    QCOMPARE(row->source, QStringLiteral("kernel"));
    QCOMPARE(row->at, hostTime + offset);
}

void TestFacts::aHostTellsOfItsProbe()
{
    const auto site = smallSite();
    const FactList list = factsOf(*site, { Subject::Kind::host, "network1", {} });
    QVERIFY(find(list, QStringLiteral("Probe"), QStringLiteral("Clock offset")));
    QCOMPARE(find(list, QStringLiteral("Probe"), QStringLiteral("Clock offset"))->value,
             QStringLiteral("1,000.000 ms"));
    QCOMPARE(find(list, QStringLiteral("What it sees"), QStringLiteral("Interfaces"))->value,
             QStringLiteral("2"));
    site->hosts.front().session.phase = model::SessionState::Phase::lost;
    QVERIFY(find(factsOf(*site, { Subject::Kind::host, "network1", {} }), QStringLiteral("Probe"),
                 QStringLiteral("State"))
                ->value.startsWith(QStringLiteral("lost")));
}

void TestFacts::filteredPortsAreFacts_data()
{
    QTest::addColumn<model::PortFilters>("filters");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("source");
    const QString nft = QStringLiteral("nf_tables");
    QTest::newRow("a port that rules name")
        << model::PortFilters{ 0x10, true, { "vxlan-101" }, false, false } << "vxlan-101"
        << "filter rules name it" << nft;
    QTest::newRow("the old iptables was read too")
        << model::PortFilters{ 0x10, true, { "vxlan-101" }, false, true } << "vxlan-101"
        << "filter rules name it"
        << "nf_tables, iptables";
    QTest::newRow("rules that name none")
        << model::PortFilters{ 0x10, true, {}, false, false } << "Filter rules"
        << "name no port" << nft;
    QTest::newRow("rules that cannot be read")
        << model::PortFilters{ 0x10, false, {}, false, false } << "Filter rules"
        << "could not be read" << nft;
    QTest::newRow("more than are kept")
        << model::PortFilters{ 0x10, true, { "tapa" }, true, false } << "Filter rules"
        << "name more ports than the 1,024 that are kept" << nft;
}

void TestFacts::filteredPortsAreFacts()
{
    QFETCH(model::PortFilters, filters);
    QFETCH(QString, name);
    const auto site = smallSite();
    auto view = std::make_shared<model::HostView>(*site->hosts.front().view);
    put(view->filters, filters.netns, filters);
    site->hosts.front().view = view;
    for (const Subject &subject : { Subject{ Subject::Kind::host, "network1", {} },
                                    Subject{ Subject::Kind::netns, "network1", { 0x10, 0 } } }) {
        const FactList list = factsOf(*site, subject);
        const FactRow *row = find(list, QStringLiteral("Filtered ports"), name);
        QVERIFY(row);
        QTEST(row->value, "value");
        QTEST(row->source, "source");
        QCOMPARE(row->at, hostTime + offset);
    }
}

void TestFacts::aPortTellsWhetherItIsFiltered_data()
{
    QTest::addColumn<model::PortFilters>("filters");
    QTest::addColumn<QString>("value");
    QTest::newRow("named") << model::PortFilters{ 0x10, true, { "vxlan-101" }, false, false } << "name it";
    QTest::newRow("not named") << model::PortFilters{ 0x10, true, { "tapa" }, false, false }
                               << "do not name it";
    QTest::newRow("not read") << model::PortFilters{ 0x10, false, {}, false, false } << "not known";
    QTest::newRow("perhaps among those that are not kept")
        << model::PortFilters{ 0x10, true, { "tapa" }, true, false } << "not known";
    QTest::newRow("another namespace's rules")
        << model::PortFilters{ 0x11, true, { "vxlan-101" }, false, false } << QString();
}

void TestFacts::aPortTellsWhetherItIsFiltered()
{
    QFETCH(model::PortFilters, filters);
    const auto site = smallSite();
    auto view = std::make_shared<model::HostView>(*site->hosts.front().view);
    put(view->filters, filters.netns, filters);
    site->hosts.front().view = view;
    const FactList list = factsOf(*site, linkSubject(port));
    const FactRow *row = find(list, QStringLiteral("Interface"), QStringLiteral("Filter rules"));
    QTEST(row ? row->value : QString(), "value");
    // A bridge is no port of one.
    QVERIFY(!find(factsOf(*site, linkSubject(bridge)), QStringLiteral("Interface"),
                  QStringLiteral("Filter rules")));
}

void TestFacts::whatHasGoneKeepsItsTitle()
{
    const FactList list = factsOf(*smallSite(), linkSubject({ 0x10, 99 }));
    QCOMPARE(list.title, QStringLiteral("interface 99 on network1"));
    QVERIFY(list.sections.empty());
    QVERIFY(factsOf(*smallSite(), { Subject::Kind::host, "nobody", {} }).sections.empty());
    QVERIFY(factsOf(*smallSite(), { Subject::Kind::netns, "network1", { 0x77, 0 } }).sections.empty());
}

void TestFacts::aSectionIsBoundedAndCountsTheRest()
{
    const FactList list = factsOf(*smallSite(static_cast<int>(maxRows) + 4), linkSubject(port));
    const FactSection &entries = list.sections.back();
    QCOMPARE(entries.rows.size(), maxRows);
    QCOMPARE(entries.leftOut, 5);
}

void TestFacts::theModelKeepsItsRowsWhileOnlyAgesMove()
{
    FactsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto site = smallSite();
    model.showFacts(factsOf(*site, linkSubject(port)), site->now);
    model.showFacts(factsOf(*site, linkSubject(port)), site->now + 1'000'000);
    QCOMPARE(resets.count(), 1);
    const QModelIndex first = model.index(0, 0);
    QCOMPARE(model.index(0, FactsModel::AgeColumn, first).data().toString(), QStringLiteral("4.0 s"));
    model.showFacts(factsOf(*site, linkSubject(bridge)), site->now);
    QCOMPARE(resets.count(), 2);
}

void TestFacts::thePanelShowsCopiesAndLetsGo()
{
    FactsPanel panel;
    panel.resize(328, 500);
    panel.show();
    auto *subtitle = panel.findChild<QLabel *>(QStringLiteral("factsSubtitle"));
    auto *tree = panel.findChild<QTreeView *>(QStringLiteral("factsTree"));
    panel.showSite(smallSite());
    panel.showSubject(linkSubject(bridge));
    QCOMPARE(panel.findChild<QLabel *>(QStringLiteral("factsTitle"))->text(),
             QStringLiteral("brq3a1b7e90-2f on network1"));
    QCOMPARE(subtitle->text(), QStringLiteral("bridge"));
    tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    tree->setFocus();
    QTest::keyClick(tree, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Administratively\tup\tkernel\t3.0 s"));
    panel.showSubject(linkSubject({ 0x10, 99 }));
    QVERIFY(subtitle->text().contains(QStringLiteral("not there any more")));
}

QTEST_MAIN(TestFacts)
#include "tst_facts.moc"
