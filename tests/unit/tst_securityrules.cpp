// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definitionreader.h"
#include "app/lab/kernelneeds.h"
#include "app/lab/labfiles.h"
#include "app/lab/plan.h"
#include "app/lab/securityrules.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QObject>
#include <QTest>

#include <algorithm>

using namespace kv;
using namespace kv::lab;

class SecurityRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void rulesAreNeutrons_data();
    void rulesAreNeutrons();
    void theGroupsOtherMembersMayCall();
    void onlyHostsWithInstancesAreFiltered();
    void portSecurityCanBeOff();
    void eachFamilyIsAPartOfItsOwn();
    void withoutIptablesTheNoteSaysSo();
    void aLackNamesTheModule_data();
    void aLackNamesTheModule();
};

namespace {

/// The instance, and one of the two DHCP ports, of the compute1 that the fixtures were read on. The second
/// rule set has its order from there too: IPv6 addresses by SLAAC.
Definition recorded()
{
    const std::string text = R"({ "name": "recorded",
      "fabrics": [{ "name": "overlay" }],
      "hosts": [{ "name": "compute1", "nics": [{ "name": "overlay0", "fabric": "overlay" }] }],
      "networks": [{ "name": "selfservice2", "id": "145a486b-b769-48e9-b05d-31a46856bcb4", "vni": 101,
        "nic": "overlay0", "subnets": [{ "prefix": "198.51.100.0/24", "gateway": "198.51.100.1" },
                                       { "prefix": "fd00:198:51:100::/64", "gateway": "fd00:198:51:100::1" }],
        "dhcp": [{ "host": "compute1", "address": "198.51.100.2", "port": "52cfcc85-d1" }] }],
      "instances": [{ "name": "one", "host": "compute1", "network": "selfservice2", "port": "6f04c7bd-e1",
        "mac": "fa:16:3e:93:ec:c5", "address": "198.51.100.226" }] })";
    return readDefinition(text).value();
}

/// The rules of a table's text, sorted: those of one chain stay in their order, for their order decides.
QStringList rulesOf(const QByteArray &text)
{
    QStringList rules;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("-A neutron-")) {
            rules += QString::fromLatin1(line);
        }
    }
    std::stable_sort(rules.begin(), rules.end(), [](const QString &a, const QString &b) {
        return a.section(QLatin1Char(' '), 1, 1) < b.section(QLatin1Char(' '), 1, 1);
    });
    return rules;
}

std::vector<std::string> partsOf(const Plan &plan)
{
    std::vector<std::string> parts;
    for (const Step &step : plan.steps) {
        if (!step.part.empty() && (parts.empty() || parts.back() != step.part)
            && step.part.find("compute1") != std::string::npos) {
            parts.push_back(step.part);
        }
    }
    return parts;
}

} // namespace

void SecurityRulesTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void SecurityRulesTest::rulesAreNeutrons_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isIpv4");
    QTest::newRow("IPv4") << QStringLiteral("iptables") << true;
    QTest::newRow("IPv6") << QStringLiteral("ip6tables") << false;
}

void SecurityRulesTest::rulesAreNeutrons()
{
    QFETCH(QString, file);
    QFETCH(bool, isIpv4);
    QFile neutrons(QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/securitygroup/%1.rules").arg(file));
    QVERIFY(neutrons.open(QIODevice::ReadOnly));
    const std::string ours =
        securityGroupRules(recorded(), "compute1", isIpv4 ? model::IpFamily::v4 : model::IpFamily::v6);
    QCOMPARE(rulesOf(QByteArray::fromStdString(ours)).join(QLatin1Char('\n')),
             rulesOf(neutrons.readAll()).join(QLatin1Char('\n')));
}

void SecurityRulesTest::theGroupsOtherMembersMayCall()
{
    const std::string rules =
        securityGroupRules(loadLab("three-nodes").value(), "compute1", model::IpFamily::v4);
    QVERIFY(rules.find("-A neutron-linuxbri-i8be1f3a7-0 -s 198.51.101.11/32 -j RETURN") != std::string::npos);
    QVERIFY(rules.find("-A neutron-linuxbri-i8be1f3a7-0 -s 198.51.100.11/32 -j RETURN") == std::string::npos);
}

void SecurityRulesTest::onlyHostsWithInstancesAreFiltered()
{
    const Definition guide = loadLab("guide").value();
    QVERIFY(hasFilteredPorts(guide, "compute1"));
    QVERIFY(!hasFilteredPorts(guide, "compute2"));
    QVERIFY(!hasFilteredPorts(guide, "network1"));
}

void SecurityRulesTest::portSecurityCanBeOff()
{
    Definition guide = loadLab("guide").value();
    for (NetworkDefinition &network : guide.networks) {
        network.portSecurity = false;
    }
    QVERIFY(!hasFilteredPorts(guide, "compute1"));
    QVERIFY(partsOf(makePlan(guide, fastTimers)).empty());
}

void SecurityRulesTest::eachFamilyIsAPartOfItsOwn()
{
    QCOMPARE(partsOf(makePlan(loadLab("guide").value(), fastTimers)),
             (std::vector<std::string>{ "MAC and ARP protection on compute1",
                                        "security-group filtering (IPv4) on compute1",
                                        "security-group filtering (IPv6) on compute1" }));
}

void SecurityRulesTest::withoutIptablesTheNoteSaysSo()
{
    Abilities abilities;
    abilities.missingPrograms = { "iptables-restore" };
    const Plan plan = makePlan(loadLab("guide").value(), fastTimers, abilities);
    QCOMPARE(plan.notes,
             (std::vector<std::string>{ "iptables-restore is left out: it is not installed (apt "
                                        "install iptables)" }));
    QCOMPARE(partsOf(plan).size(), std::size_t{ 1 });
    QVERIFY(makePlan(loadLab("plain-pair").value(), fastTimers, abilities).notes.empty());
}

void SecurityRulesTest::aLackNamesTheModule_data()
{
    QTest::addColumn<QByteArray>("module");
    QTest::addColumn<QByteArray>("planned"); ///< a built-in lab that asks for it
    for (const char *module : { "veth", "bridge", "vxlan", "nf_tables", "xt_physdev", "br_netfilter" }) {
        QTest::newRow(module) << QByteArray(module) << QByteArray("guide");
    }
    QTest::newRow("macvlan") << QByteArray("macvlan") << QByteArray("plain-pair");
}

void SecurityRulesTest::aLackNamesTheModule()
{
    QFETCH(QByteArray, module);
    QFETCH(QByteArray, planned);
    const Plan plan = makePlan(loadLab(planned.toStdString()).value(), fastTimers);
    const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), [&](const Step &candidate) {
        return kernelNeed(candidate.action).module == module.toStdString();
    });
    QVERIFY(step != plan.steps.end());
    const model::Error error =
        lackOf(step->action, { model::ErrorCode::unsupported, "Operation not supported", "RTM_NEWLINK" });
    QVERIFY2(QByteArray::fromStdString(error.text).endsWith("modprobe " + module), error.text.c_str());
}

QTEST_GUILESS_MAIN(SecurityRulesTest)
#include "tst_securityrules.moc"
