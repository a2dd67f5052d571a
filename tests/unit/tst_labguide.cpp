// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/dhcpfiles.h"
#include "app/lab/labfiles.h"
#include "app/lab/metadataproxy.h"
#include "app/lab/plan.h"
#include "app/lab/radvdconf.h"
#include "app/lab/subordinateids.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

#include <algorithm>
#include <set>

using namespace kv;
using namespace kv::lab;

class LabGuideTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyPlanIsSound_data();
    void everyPlanIsSound();
    void radvdsConfigurationIsNeutrons();
    void dnsmasqsFilesAreNeutrons();
    void metadataProxysConfigurationIsNeutrons();
    void aRouterWithoutHaHasNoKeepalived();
    void radvdBelongsToTheL3AgentOfAnHaRouter();
    void compute2ServesDhcpAndHasNoInstance();
    void whatIsMissingIsLeftOutAndSaid_data();
    void whatIsMissingIsLeftOutAndSaid();
    void withoutIpv6NothingOfItIsLeft();
    void aVirtualMacIsTriedFirst();
    void findsTheSubordinateRange_data();
    void findsTheSubordinateRange();
};

namespace {

const std::string haRouter = "qrouter-b6206312-878e-497c-8ef7-eb384f8add96";
const std::string plainRouter = "qrouter-1c5d92e4-6b07-4f83-8a9d-20e1f3a4b5c6";

Definition guide()
{
    return loadLab("guide").value();
}

const RouterDefinition &router2(const Definition &lab)
{
    return *std::find_if(lab.routers.begin(), lab.routers.end(),
                         [](const RouterDefinition &router) { return router.name == "router2"; });
}

template <class T> std::vector<T> actionsOf(const Plan &plan)
{
    std::vector<T> found;
    for (const Step &step : plan.steps) {
        if (const auto *action = std::get_if<T>(&step.action)) {
            found.push_back(*action);
        }
    }
    return found;
}

/// "PLACE PROGRAM" of everything that a plan starts for good.
std::multiset<std::string> processesOf(const Plan &plan)
{
    std::multiset<std::string> found;
    for (const StartProcess &process : actionsOf<StartProcess>(plan)) {
        found.insert(process.place.key() + " " + process.program.name);
    }
    for (const StartStandIn &process : actionsOf<StartStandIn>(plan)) {
        found.insert(process.place.key() + " " + process.standIn.name);
    }
    return found;
}

std::string fileOf(const std::vector<DhcpFile> &files, const std::string &name)
{
    for (const DhcpFile &file : files) {
        if (file.name == name) {
            return file.text;
        }
    }
    return "no such file";
}

bool speaksOfIpv6(const Action &action)
{
    const std::string text = describe(action);
    const auto *file = std::get_if<WriteFile>(&action);
    return text.find("fd00") != std::string::npos || text.find("ipv6") != std::string::npos
        || text.find("fe80") != std::string::npos
        || (file
            && (file->text.find("fd00") != std::string::npos
                || file->text.find("fe80") != std::string::npos));
}

} // namespace

void LabGuideTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabGuideTest::everyPlanIsSound_data()
{
    QTest::addColumn<QString>("name");
    for (const BuiltinLab &lab : builtinLabs()) {
        const QString name = QString::fromUtf8(lab.name.data(), static_cast<qsizetype>(lab.name.size()));
        QTest::newRow(qPrintable(name)) << name;
    }
}

void LabGuideTest::everyPlanIsSound()
{
    QFETCH(QString, name);
    std::set<std::string> made;
    std::set<std::pair<std::string, std::string>> links;
    const auto addLink = [&](const std::string &place, const std::string &link) {
        QVERIFY2(link.size() < 16, link.c_str()); // IFNAMSIZ
        QVERIFY2(links.emplace(place, link).second, (place + " " + link).c_str());
    };
    for (const Step &step : makePlan(loadLab(name.toStdString()).value(), defaultTimers).steps) {
        if (const auto *host = std::get_if<MakeHost>(&step.action)) {
            QVERIFY(made.insert(host->host).second);
        } else if (const auto *netns = std::get_if<MakeNetns>(&step.action)) {
            QVERIFY(made.contains(netns->place.host) && made.insert(netns->place.key()).second);
        } else if (const auto *change = std::get_if<ChangeLink>(&step.action)) {
            QVERIFY2(made.contains(change->place.key()), describe(step.action).c_str());
            if (const auto *veth = std::get_if<netlink::AddVeth>(&change->change)) {
                QVERIFY2(made.contains(veth->there.netns), describe(step.action).c_str());
                addLink(change->place.key(), veth->here.name);
                addLink(veth->there.netns, veth->there.name);
            } else if (const auto *bridge = std::get_if<netlink::AddBridge>(&change->change)) {
                addLink(change->place.key(), bridge->name);
            }
        } else if (const auto *process = std::get_if<StartProcess>(&step.action)) {
            QVERIFY(made.contains(process->place.key()));
        } else if (const auto *standIn = std::get_if<StartStandIn>(&step.action)) {
            QVERIFY(made.contains(standIn->place.key()));
        }
    }
    QVERIFY(!made.empty());
}

void LabGuideTest::radvdsConfigurationIsNeutrons()
{
    const Definition lab = guide();
    QCOMPARE(QString::fromStdString(radvdConf(lab, router2(lab))),
             QString::fromLatin1(R"(interface qr-442e36eb-fc
{
   AdvSendAdvert on;
   MinRtrAdvInterval 30;
   MaxRtrAdvInterval 100;
   AdvLinkMTU 1450;
   
   RDNSS  2001:4860:4860::8844  {};
   
   prefix fd00:198:51:100::/64
   {
        AdvOnLink on;
        AdvAutonomous on;
   };
   

   route fe80::a9fe:a9fe/128 {
   };
};
)"));
}

void LabGuideTest::dnsmasqsFilesAreNeutrons()
{
    const Definition lab = guide();
    const NetworkDefinition &network = *findNetwork(lab, "selfservice2");
    const auto files = dhcpFiles(lab, network, network.dhcp.front());
    QCOMPARE(QString::fromStdString(fileOf(files, "host")),
             QString::fromLatin1("fa:16:3e:71:e9:3e,host-198-51-100-11.openstacklocal,198.51.100.11\n"
                                 "fa:16:3e:dc:8e:a8,host-198-51-100-1.openstacklocal,198.51.100.1\n"));
    QCOMPARE(
        QString::fromStdString(fileOf(files, "opts")),
        QString::fromLatin1("tag:subnet-269fa123-bc94-46b6-8af7-37c38b9f37d0,option:dns-server,8.8.4.4\n"
                            "tag:subnet-269fa123-bc94-46b6-8af7-37c38b9f37d0,option:classless-static-route,"
                            "169.254.169.254/32,198.51.100.2,0.0.0.0/0,198.51.100.1\n"
                            "tag:subnet-269fa123-bc94-46b6-8af7-37c38b9f37d0,249,169.254.169.254/"
                            "32,198.51.100.2,0.0.0.0/0,198.51.100.1\n"
                            "tag:subnet-269fa123-bc94-46b6-8af7-37c38b9f37d0,option:router,198.51.100.1"));
    QCOMPARE(fileOf(files, "interface"), std::string("ns-6d5e7a12-4f"));
    QVERIFY(
        fileOf(files, "addn_hosts").find("fd00:198:51:100:f816:3eff:fe71:e93e\thost-fd00-198-51-100-f816-")
            == 0
        || fileOf(files, "addn_hosts")
                .find("\nfd00:198:51:100:f816:3eff:fe71:e93e\thost-fd00-198-51-100-f816-")
            != std::string::npos);
    const Program program = dnsmasq(network, network.dhcp.front());
    const auto has = [&](const char *word) {
        return std::find(program.argv.begin(), program.argv.end(), word) != program.argv.end();
    };
    QVERIFY(has("--dhcp-range=set:subnet-269fa123-bc94-46b6-8af7-37c38b9f37d0,198.51.100.0,static,255.255."
                "255.0,86400s"));
    QVERIFY(has("--dhcp-option-force=option:mtu,1450"));
    QVERIFY2(program.argvOfOneUser.size() == program.argv.size() && program.argvOfOneUser != program.argv,
             "one user cannot change groups");
}

void LabGuideTest::metadataProxysConfigurationIsNeutrons()
{
    const Definition lab = guide();
    const NetworkDefinition &network = *findNetwork(lab, "selfservice2");
    const MetadataProxy ofNetwork = networkMetadataProxy(network, "ns-6d5e7a12-4f", true);
    QVERIFY(ofNetwork.config.find(
                "    bind 169.254.169.254:80\n    bind fe80::a9fe:a9fe:80 interface ns-6d5e7a12-4f\n"
                "    server metadata /var/lib/neutron/metadata_proxy\n"
                "    http-request del-header X-Neutron-Router-ID\n"
                "    http-request set-header X-Neutron-Network-ID "
                + network.id)
            != std::string::npos);
    const MetadataProxy ofRouter = routerMetadataProxy(router2(lab), true);
    QVERIFY(ofRouter.config.find("    bind :::9697\n") != std::string::npos);
    QCOMPARE(ofRouter.program.pidFile, "/var/lib/neutron/external/pids/" + router2(lab).id + ".pid.haproxy");
}

void LabGuideTest::aRouterWithoutHaHasNoKeepalived()
{
    const Plan plan = makePlan(guide(), defaultTimers);
    const auto processes = processesOf(plan);
    QCOMPARE(processes.count("network1:" + haRouter + " keepalived"), std::size_t{ 1 });
    QCOMPARE(processes.count("network2:" + haRouter + " keepalived"), std::size_t{ 1 });
    QCOMPARE(processes.count("network1:" + plainRouter + " keepalived"), std::size_t{ 0 });
    QCOMPARE(processes.count("network1:" + plainRouter + " radvd"), std::size_t{ 1 });
    for (const MakeNetns &made : actionsOf<MakeNetns>(plan)) {
        QVERIFY(made.place.netns != plainRouter || made.place.host == "network1");
    }
}

void LabGuideTest::radvdBelongsToTheL3AgentOfAnHaRouter()
{
    const Plan plan = makePlan(guide(), defaultTimers);
    QCOMPARE(processesOf(plan).count("network1:" + haRouter + " radvd"), std::size_t{ 0 });
    int agents = 0;
    for (const StartStandIn &process : actionsOf<StartStandIn>(plan)) {
        if (process.standIn.work == StandIn::Work::l3Agent) {
            ++agents;
            QCOMPARE(process.standIn.routers.size(), std::size_t{ 1 });
            QCOMPARE(process.standIn.routers.front().netns, haRouter);
            QCOMPARE(process.standIn.routers.front().whilePrimary.front().name, std::string("radvd"));
            QCOMPARE(process.standIn.controller.toString(), std::string("10.0.0.11"));
        }
    }
    QCOMPARE(agents, 2);
}

void LabGuideTest::compute2ServesDhcpAndHasNoInstance()
{
    int namespaces = 0;
    for (const MakeNetns &made : actionsOf<MakeNetns>(makePlan(guide(), defaultTimers))) {
        if (made.place.host == "compute2") {
            ++namespaces;
            QCOMPARE(made.place.netns.rfind("qdhcp-", 0), std::size_t{ 0 });
        }
    }
    QCOMPARE(namespaces, 1);
}

void LabGuideTest::whatIsMissingIsLeftOutAndSaid_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<QByteArray>("note");
    QTest::addColumn<bool>("isStatic");
    QTest::newRow("no DHCP server") << QByteArray("dnsmasq") << QByteArray("apt install dnsmasq-base")
                                    << true;
    QTest::newRow("no DHCP client") << QByteArray("udhcpc") << QByteArray("apt install udhcpc") << true;
    QTest::newRow("no router advertisements")
        << QByteArray("radvd") << QByteArray("apt install radvd") << true;
    QTest::newRow("no metadata proxy") << QByteArray("haproxy") << QByteArray("apt install haproxy") << false;
}

void LabGuideTest::whatIsMissingIsLeftOutAndSaid()
{
    QFETCH(QByteArray, program);
    QFETCH(QByteArray, note);
    QFETCH(bool, isStatic);
    Abilities abilities;
    abilities.missingPrograms = { program.toStdString() };
    const Plan plan = makePlan(guide(), defaultTimers, abilities);
    QVERIFY2(QByteArray::fromStdString(plan.notes.front()).contains(note), plan.notes.front().c_str());
    for (const StartProcess &process : actionsOf<StartProcess>(plan)) {
        QVERIFY(process.program.name != program.toStdString());
    }
    int addresses = 0;
    for (const ChangeLink &change : actionsOf<ChangeLink>(plan)) {
        addresses += change.place.netns.rfind("instance-", 0) == 0
                && std::holds_alternative<netlink::AddAddress>(change.change)
            ? 1
            : 0;
    }
    QCOMPARE(addresses, isStatic ? 2 : 0);
}

void LabGuideTest::withoutIpv6NothingOfItIsLeft()
{
    Abilities abilities;
    abilities.hasIpv6 = false;
    const Plan plan = makePlan(guide(), defaultTimers, abilities);
    QVERIFY(!plan.notes.empty());
    for (const Step &step : plan.steps) {
        QVERIFY2(!speaksOfIpv6(step.action), describe(step.action).c_str());
    }
}

void LabGuideTest::aVirtualMacIsTriedFirst()
{
    const Plan plan = makePlan(loadLab("plain-pair").value(), fastTimers);
    std::vector<std::pair<std::string, std::string>> parts; ///< part, configuration
    for (const Step &step : plan.steps) {
        const auto *file = std::get_if<WriteFile>(&step.action);
        if (file && file->host == "lb1") {
            parts.emplace_back(step.part, file->text);
        }
    }
    QCOMPARE(parts.size(), std::size_t{ 2 });
    QVERIFY(parts[0].first.empty() && parts[0].second.find("use_vmac") == std::string::npos);
    QVERIFY(!parts[1].first.empty() && parts[1].second.find("use_vmac vrrp.30") != std::string::npos);
    QVERIFY(parts[1].second.find("advert_int 0.10\n") != std::string::npos);
    QVERIFY(parts[1].second.find("vrrp_version 3\n") != std::string::npos);
}

void LabGuideTest::findsTheSubordinateRange_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<qulonglong>("first"); ///< 0: none
    QTest::newRow("by name") << QByteArray("root:1:65536\nanna:100000:65536\n") << 100000ULL;
    QTest::newRow("by number") << QByteArray("1234:200000:65536\n") << 200000ULL;
    QTest::newRow("the last line has no end") << QByteArray("anna:100000:65536") << 100000ULL;
    QTest::newRow("somebody else's") << QByteArray("annabel:100000:65536\n") << 0ULL;
    QTest::newRow("too few ids for nobody") << QByteArray("anna:100000:1000\n") << 0ULL;
    QTest::newRow("the first that is large enough")
        << QByteArray("anna:1:10\nanna:300000:65536\n") << 300000ULL;
    QTest::newRow("an empty file") << QByteArray() << 0ULL;
    QTest::newRow("nonsense") << QByteArray("anna\nanna:x:y\n::\nanna:1:\n") << 0ULL;
}

void LabGuideTest::findsTheSubordinateRange()
{
    QFETCH(QByteArray, file);
    QFETCH(qulonglong, first);
    const auto range = subordinateRange(file.toStdString(), "anna", 1234);
    QCOMPARE(range.has_value(), first != 0);
    QVERIFY(!range || (range->first == first && range->count >= neededIds));
}

QTEST_GUILESS_MAIN(LabGuideTest)
#include "tst_labguide.moc"
