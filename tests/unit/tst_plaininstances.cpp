// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <tuple>
#include <utility>

using namespace kv;
using tests::GuideSite;

/// Several instances of one plain keepalived, in its host's own namespace.
class TestPlainInstances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void plainInstancesOfOneProcess_data();
    void plainInstancesOfOneProcess();
};

namespace {

constexpr model::TimeUs second = GuideSite::second;

model::VrrpInstanceConfig plainConfig(const char *name, std::uint8_t vrid, std::uint8_t priority,
                                      const char *vip)
{
    model::VrrpInstanceConfig config;
    config.file = "/etc/keepalived/keepalived.conf";
    config.name = name;
    config.interface = "mgmt0";
    config.vrid = vrid;
    config.priority = priority;
    config.addresses = { { *model::IpPrefix::parse(vip), "", false } };
    return config;
}

/// left holds V4 and V6, which share a VRID; right holds SPARE on its VMAC.
void writePlainGroup(GuideSite &records)
{
    for (const auto &[host, number] : { std::pair{ "left", 1 }, std::pair{ "right", 2 } }) {
        const model::NetnsCookie home = static_cast<model::NetnsCookie>(number) * 100 + 1;
        records.networkNode(host, number, false);
        const auto priority = static_cast<std::uint8_t>(number == 1 ? 150 : 100);
        records.add(host, plainConfig("V4", 10, priority, "10.0.0.20/24"));
        records.add(host, plainConfig("V6", 10, priority, "fd00:10::100/64"));
        model::VrrpInstanceConfig spare =
            plainConfig("SPARE", 30, static_cast<std::uint8_t>(250 - priority), "10.0.0.130/24");
        spare.vmacInterface = "vrrp.30";
        records.add(host, spare);
        model::Link vmac;
        vmac.key = { home, 77 };
        vmac.name = "vrrp.30";
        vmac.kind = model::LinkKind::macvlan;
        vmac.adminUp = vmac.carrier = true;
        vmac.oper = model::OperState::up;
        vmac.parent = model::LinkParent{ home, 2 };
        records.add(host, vmac);
        const std::string own = "fe80::" + std::to_string(number) + "/64";
        records.add(host, model::InterfaceAddress{ { home, 2 }, *model::IpPrefix::parse(own), 0, 0 });
        model::ProcessInfo process;
        process.pid = number;
        process.name = "keepalived";
        process.netns = home;
        records.add(host, process);
    }
    for (const char *vip : { "10.0.0.20/24", "fd00:10::100/64" })
        records.add("left", model::InterfaceAddress{ { 101, 2 }, *model::IpPrefix::parse(vip), 0, 0 });
    records.add("right",
                model::InterfaceAddress{ { 201, 77 }, *model::IpPrefix::parse("10.0.0.130/24"), 0, 0 });
}

void hearPlainGroup(GuideSite &records)
{
    const std::tuple<std::uint8_t, std::uint8_t, const char *> senders[] = { { 10, 150, "10.0.0.21" },
                                                                             { 10, 150, "fe80::1" },
                                                                             { 30, 150, "10.0.0.22" } };
    for (const auto &[host, netns] : { std::pair{ "left", 101U }, std::pair{ "right", 201U } }) {
        for (const auto &[vrid, priority, source] : senders) {
            model::VrrpAdvert advert;
            advert.heardOn = { netns, 2 };
            advert.version = 2;
            advert.vrid = vrid;
            advert.priority = priority;
            advert.source = model::IpAddress::parse(source).value();
            records.add(host, advert);
        }
    }
}

} // namespace

void TestPlainInstances::plainInstancesOfOneProcess_data()
{
    QTest::addColumn<QString>("router");
    QTest::addColumn<QString>("servedBy");
    QTest::addColumn<QString>("haAddress");
    QTest::addColumn<QString>("haLink");
    QTest::addColumn<QString>("kernel");
    QTest::newRow("IPv4") << "V4"
                          << "left"
                          << "10.0.0.21"
                          << "mgmt0"
                          << "1 of 1 VIPs";
    QTest::newRow("IPv6 with the same VRID") << "V6"
                                             << "left"
                                             << "fe80::1"
                                             << "mgmt0"
                                             << "1 of 1 VIPs";
    QTest::newRow("one with a VMAC") << "SPARE"
                                     << "right"
                                     << "10.0.0.21"
                                     << "vrrp.30"
                                     << "0 of 1 VIPs";
}

void TestPlainInstances::plainInstancesOfOneProcess()
{
    QFETCH(QString, router);
    GuideSite records;
    writePlainGroup(records);
    for (int i = 0; i < 5; ++i) {
        hearPlainGroup(records);
        records.advance(second);
    }
    engine::Engine engine;
    engine.ingest(records.take());
    const state::SitePtr site = engine.currentSite();
    const state::Router *found = site->router(router.toStdString());
    QVERIFY(found);
    QCOMPARE(found->protection, state::Protection::isProtected);
    QTEST(QString::fromStdString(found->servedBy), "servedBy");
    const state::Instance &left = found->instances.front();
    QTEST(QString::fromStdString(left.haAddress.toString()), "haAddress");
    const state::Host *host = site->host("left");
    const model::Link *link = host->view->link(left.haLink);
    QVERIFY(link);
    QTEST(QString::fromStdString(link->name), "haLink");
    QCOMPARE(left.underlay, (model::LinkKey{ 101, 2 }));
    QTEST(QString::fromStdString(left.evidence.front().raw), "kernel");
    QCOMPARE(host->uses.at(left.underlay).kind, state::NetworkKind::provider);
    QCOMPARE(host->uses.at(left.underlay).network, std::string("plain:10.0.0.0/24"));
}

QTEST_GUILESS_MAIN(TestPlainInstances)
#include "tst_plaininstances.moc"
