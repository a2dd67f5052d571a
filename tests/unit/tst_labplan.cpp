// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/facts.h"
#include "app/lab/keepalivedconf.h"
#include "app/lab/labfiles.h"
#include "app/lab/natrules.h"
#include "app/lab/plan.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

#include <set>

using namespace kv;
using namespace kv::lab;

class LabPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void writesNeutronsConfiguration();
    void fastTimersNeedVersion3();
    void masterDownIntervalFollowsTheRfc_data();
    void masterDownIntervalFollowsTheRfc();
    void theSameDefinitionGivesTheSamePlan();
    void everyAddressOfTheDefinitionIsSet();
    void everyStepIsInAPlaceMadeBefore();
    void laterInstancesJoinAfterTheFirstHoldsTheVip();
    void bothInstancesShareTheirPortsMacs();
    void natRulesCoverTheFloatingIp();
    void factsSurviveTheSocket();
};

namespace {

template <class T> std::vector<const T *> actionsOf(const Plan &plan)
{
    std::vector<const T *> found;
    for (const Step &step : plan.steps) {
        if (const auto *action = std::get_if<T>(&step.action)) {
            found.push_back(action);
        }
    }
    return found;
}

template <class T> std::vector<std::pair<Place, T>> changesOf(const Plan &plan)
{
    std::vector<std::pair<Place, T>> found;
    for (const ChangeLink *change : actionsOf<ChangeLink>(plan)) {
        if (const auto *wanted = std::get_if<T>(&change->change)) {
            found.emplace_back(change->place, *wanted);
        }
    }
    return found;
}

Definition pairDefinition()
{
    return loadLab("pair").value();
}

constexpr const char *neutronsText = R"(global_defs {
    notification_email_from neutron@openstack.local
    router_id neutron
}
vrrp_instance VR_1 {
    state BACKUP
    interface ha-eb820380-40
    virtual_router_id 1
    priority 50
    garp_master_delay 60
    nopreempt
    advert_int 2
    track_interface {
        ha-eb820380-40
    }
    virtual_ipaddress {
        169.254.0.1/24 dev ha-eb820380-40
    }
    virtual_ipaddress_excluded {
        198.51.100.1/24 dev qr-da3504ad-ba no_track
        203.0.113.17/32 dev qg-33fedbc5-43 no_track
        203.0.113.21/24 dev qg-33fedbc5-43 no_track
        fd00:198:51:100::1/64 dev qr-442e36eb-fc no_track
        fd00:203:0:113::21/64 dev qg-33fedbc5-43 no_track
        fe80::f816:3eff:fe03:1af6/64 dev qg-33fedbc5-43 scope link no_track
        fe80::f816:3eff:fedc:8ea8/64 dev qr-da3504ad-ba scope link no_track
        fe80::f816:3eff:feee:c841/64 dev qr-442e36eb-fc scope link no_track
    }
    virtual_routes {
        0.0.0.0/0 via 203.0.113.1 dev qg-33fedbc5-43 no_track
        ::/0 via fd00:203:0:113::1 dev qg-33fedbc5-43 no_track
    }
}
)";

} // namespace

void LabPlanTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabPlanTest::writesNeutronsConfiguration()
{
    const RouterDefinition router = pairDefinition().routers.front();
    QCOMPARE(QString::fromStdString(keepalivedConf(router, router.instances.front(), defaultTimers)),
             QString::fromLatin1(neutronsText));
}

void LabPlanTest::fastTimersNeedVersion3()
{
    const RouterDefinition router = pairDefinition().routers.front();
    const QString text = QString::fromStdString(keepalivedConf(router, router.instances.front(), fastTimers));
    QVERIFY(text.contains(QStringLiteral("    router_id neutron\n    vrrp_version 3\n}")));
    QVERIFY(text.contains(QStringLiteral("advert_int 0.10\n")));
}

void LabPlanTest::masterDownIntervalFollowsTheRfc_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("advertCentis");
    QTest::addColumn<int>("expectedMs");
    QTest::newRow("version 2, Neutron's 2 s: the skew is not multiplied") << 2 << 200 << 6804;
    QTest::newRow("version 2, 1 s") << 2 << 100 << 3804;
    QTest::newRow("version 3, 1 s: the skew is a part of the interval") << 3 << 100 << 3804;
    QTest::newRow("version 3, 0.1 s") << 3 << 10 << 380;
}

void LabPlanTest::masterDownIntervalFollowsTheRfc()
{
    QFETCH(int, version);
    QFETCH(int, advertCentis);
    QFETCH(int, expectedMs);
    const Timers timers{ static_cast<std::uint8_t>(version), static_cast<std::uint16_t>(advertCentis) };
    QCOMPARE(timers.masterDownMs(50), std::int64_t{ expectedMs });
}

void LabPlanTest::theSameDefinitionGivesTheSamePlan()
{
    QVERIFY(makePlan(pairDefinition(), defaultTimers) == makePlan(pairDefinition(), defaultTimers));
    QVERIFY(!(makePlan(pairDefinition(), defaultTimers) == makePlan(pairDefinition(), fastTimers)));
}

void LabPlanTest::everyAddressOfTheDefinitionIsSet()
{
    const Definition lab = pairDefinition();
    std::set<std::pair<std::string, std::string>> made;
    for (const auto &[place, change] : changesOf<netlink::AddAddress>(makePlan(lab, defaultTimers))) {
        QVERIFY2(change.address.address.isSet(), place.key().c_str());
        made.emplace(place.key(), change.address.toString());
    }
    for (const HostDefinition &host : lab.hosts) {
        for (const Nic &nic : host.nics) {
            for (const model::IpPrefix &address : nic.addresses) {
                QVERIFY2(made.contains({ host.name, address.toString() }), host.name.c_str());
            }
        }
    }
    for (const InstanceDefinition &instance : lab.instances) {
        for (const model::IpPrefix &address : instance.addresses) {
            QVERIFY(made.contains({ instance.host + ":instance-" + instance.name, address.toString() }));
        }
    }
}

void LabPlanTest::everyStepIsInAPlaceMadeBefore()
{
    std::set<std::string> made;
    for (const Step &step : makePlan(pairDefinition(), defaultTimers).steps) {
        QVERIFY(!step.phase.empty());
        if (const auto *host = std::get_if<MakeHost>(&step.action)) {
            QVERIFY2(made.insert(host->host).second, "a host is made once");
        } else if (const auto *netns = std::get_if<MakeNetns>(&step.action)) {
            QVERIFY(made.contains(netns->place.host));
            QVERIFY2(made.insert(netns->place.key()).second, "a namespace is made once");
        } else if (const auto *change = std::get_if<ChangeLink>(&step.action)) {
            QVERIFY2(made.contains(change->place.key()), describe(step.action).c_str());
            if (const auto *veth = std::get_if<netlink::AddVeth>(&change->change)) {
                QVERIFY2(made.contains(veth->there.netns), describe(step.action).c_str());
                QVERIFY(veth->here.name.size() < 16 && veth->there.name.size() < 16); // IFNAMSIZ
            }
        } else if (const auto *process = std::get_if<StartProcess>(&step.action)) {
            QVERIFY(made.contains(process->place.key()));
        }
    }
}

void LabPlanTest::laterInstancesJoinAfterTheFirstHoldsTheVip()
{
    const Plan plan = makePlan(pairDefinition(), defaultTimers);
    const netlink::SetUp firstUp{ { "ha-eb820380-40" }, true };
    const netlink::SetUp secondUp{ { "ha-7a7ce184-36" }, true };
    const auto indexOf = [&](const auto &matches) {
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            if (matches(plan.steps[i].action)) {
                return static_cast<int>(i);
            }
        }
        return -1;
    };
    const auto up = [](const netlink::SetUp &wanted) {
        return [wanted](const Action &action) {
            const auto *change = std::get_if<ChangeLink>(&action);
            return change && change->change == netlink::LinkChange(wanted);
        };
    };
    const int first = indexOf(up(firstUp));
    const int started = indexOf([](const Action &a) { return std::holds_alternative<StartProcess>(a); });
    const int holds = indexOf([](const Action &a) {
        const auto *wait = std::get_if<AwaitAddress>(&a);
        return wait && wait->address == model::IpAddress::v4(169, 254, 0, 1)
            && wait->place.host == "network1";
    });
    const int second = indexOf(up(secondUp));
    QVERIFY(first >= 0 && first < started && started < holds && holds < second);
}

void LabPlanTest::bothInstancesShareTheirPortsMacs()
{
    std::multiset<std::string> macs;
    for (const auto &[place, change] :
         changesOf<netlink::AddVeth>(makePlan(pairDefinition(), defaultTimers))) {
        if (change.there.mac) {
            macs.insert(change.there.mac->toString());
        }
    }
    const Definition pair = pairDefinition();
    for (const RouterPort &port : pair.routers.front().ports) {
        QCOMPARE(macs.count(port.mac.toString()), std::size_t{ 2 });
    }
    QCOMPARE(macs.count("fa:16:3e:78:ba:99"), std::size_t{ 1 }); // an ha- port is its host's own
}

void LabPlanTest::natRulesCoverTheFloatingIp()
{
    const QString rules = QString::fromStdString(natRules(pairDefinition().routers.front()));
    QVERIFY(rules.contains(QStringLiteral("ip daddr 203.0.113.17 dnat to 198.51.100.11")));
    QVERIFY(rules.contains(QStringLiteral("ip saddr 198.51.100.11 snat to 203.0.113.17")));
    QVERIFY(rules.contains(QStringLiteral("oifname \"qg-33fedbc5-43\" snat to 203.0.113.21")));
    QVERIFY(rules.contains(QStringLiteral("ct state established,related accept")));
    // A fresh Debian has no /etc/protocols: nft could not read the name.
    QVERIFY2(!rules.contains(QStringLiteral("icmp")), "protocols are numbers");
}

void LabPlanTest::factsSurviveTheSocket()
{
    const LabFacts facts = factsOf("demo", true, pairDefinition());
    auto pair = packetPair();
    QVERIFY(pair.ok());
    QVERIFY(sendPacket((*pair)[0].get(), factsWords(facts)).ok());
    const auto received = receivePacket((*pair)[1].get());
    QVERIFY(received.ok() && received->has_value());
    const std::optional<LabFacts> back = factsFromWords(**received);
    QVERIFY(back.has_value());
    QCOMPARE(back->name, facts.name);
    QCOMPARE(back->hasFastTimers, true);
    QCOMPARE(back->hosts, facts.hosts);
    QCOMPARE(back->targets.size(), std::size_t{ 2 });
    QVERIFY(back->targets[1].address == facts.targets[1].address);
    QCOMPARE(back->routers.size(), std::size_t{ 1 });
    QVERIFY(back->routers == facts.routers);
    QVERIFY(back->routers.front().isRedundant);
    const model::Error error{ model::ErrorCode::busy, "a\ttab and\na line", "where" };
    QVERIFY(sendPacket((*pair)[0].get(), errorWords(error)).ok());
    const auto failure = receivePacket((*pair)[1].get());
    QVERIFY(failure.ok() && failure->has_value());
    QCOMPARE(errorFromWords(**failure).text, std::string("a tab and a line"));
    QVERIFY(errorFromWords(**failure).code == model::ErrorCode::busy);
    const auto tooLong = sendPacket((*pair)[0].get(), { std::string(maxPacketBytes + 1, 'x') });
    QVERIFY(!tooLong.ok() && tooLong.error().code == model::ErrorCode::oversized);
}

QTEST_GUILESS_MAIN(LabPlanTest)
#include "tst_labplan.moc"
