// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definitionreader.h"
#include "app/lab/derivedids.h"
#include "app/lab/jsontree.h"
#include "app/lab/labfiles.h"
#include "app/lab/plan.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace kv;
using namespace kv::lab;

class LabDefinitionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyBuiltinLabIsGood_data();
    void everyBuiltinLabIsGood();
    void aBadFileIsNamedWithLineAndReason_data();
    void aBadFileIsNamedWithLineAndReason();
    void boundsHold_data();
    void boundsHold();
    void whatIsLeftOutIsDerived();
    void filesAndNamesAreLoaded();
};

namespace {

// One thing a line, so that a row below names the line that it changes.
const QStringList goodLines{
    QStringLiteral(R"({ "name": "small",)"), // 1
    QStringLiteral(R"(  "fabrics": [{ "name": "tunnels" }, { "name": "outside", "mtu": 9000 }],)"), // 2
    QStringLiteral(R"(  "hosts": [)"), // 3
    QStringLiteral(R"(    { "name": "n1", "nics": [)"), // 4
    QStringLiteral(R"(      { "name": "over0", "fabric": "tunnels", "addresses": ["10.0.1.1/24"] },)"), // 5
    QStringLiteral(R"(      { "name": "out0", "fabric": "outside" }] },)"), // 6
    QStringLiteral(R"(    { "name": "n2", "nics": [{ "name": "over0", "fabric": "tunnels" },)"), // 7
    QStringLiteral(R"(      { "name": "out0", "fabric": "outside" }, { "name": "x0" }] },)"), // 8
    QStringLiteral(
        R"(    { "name": "c1", "agents": ["neutron-dhcp-agent"], "forwards": true, "nics": [)"), // 9
    QStringLiteral(R"(      { "name": "over0", "fabric": "tunnels" }, { "name": "x0" }] }],)"), // 10
    QStringLiteral(
        R"(  "wires": [{ "host": "n2", "nic": "x0", "otherHost": "c1", "otherNic": "x0" }],)"), // 11
    QStringLiteral(R"(  "networks": [)"), // 12
    QStringLiteral(R"(    { "name": "ha", "vni": 9, "nic": "over0" },)"), // 13
    QStringLiteral(R"(    { "name": "inside", "vni": 10, "nic": "over0", "mtu": 1400, "subnets": [)"), // 14
    QStringLiteral(R"(      { "prefix": "10.9.0.0/24", "gateway": "10.9.0.1", "dns": "8.8.4.4" },)"), // 15
    QStringLiteral(R"(      { "prefix": "fd00:9::/64", "gateway": "fd00:9::1" }],)"), // 16
    QStringLiteral(R"(      "dhcp": [{ "host": "c1", "address": "10.9.0.2" }] },)"), // 17
    QStringLiteral(R"(    { "name": "out", "nic": "out0" }],)"), // 18
    QStringLiteral(R"(  "routers": [{ "name": "r1", "haNetwork": "ha", "priority": 50, "vrid": 7,)"), // 19
    QStringLiteral(R"(    "hosts": [{ "host": "n1" }, { "host": "n2" }],)"), // 20
    QStringLiteral(R"(    "ports": [{ "network": "inside", "addresses": ["10.9.0.1/24"] },)"), // 21
    QStringLiteral(R"(      { "network": "out", "gateway": true, "addresses": ["192.0.2.1/24"] }],)"), // 22
    QStringLiteral(R"(    "nextHops": ["192.0.2.9"],)"), // 23
    QStringLiteral(R"(    "floatingIps": [{ "floating": "192.0.2.5", "fixed": "10.9.0.11" }] }],)"), // 24
    QStringLiteral(R"(  "instances": [{ "name": "i1", "host": "c1", "network": "inside",)"), // 25
    QStringLiteral(R"(    "address": "10.9.0.11" }],)"), // 26
    QStringLiteral(
        R"(  "keepalived": [{ "host": "n1", "holds": "10.0.1.9", "config": ["a {", "}"] }],)"), // 27
    QStringLiteral(R"(  "targets": [{ "from": "c1", "address": "10.0.1.1" }])"), // 28
    QStringLiteral("}"), // 29
};

QByteArray good()
{
    return goodLines.join(QLatin1Char('\n')).toUtf8();
}

void row(const char *name, int line, const char *before, const char *after, const char *where,
         const char *reason)
{
    QStringList lines = goodLines;
    QString &changed = lines[line - 1];
    const QString from = QString::fromUtf8(before);
    QVERIFY2(changed.contains(from), name);
    changed.replace(from, QString::fromUtf8(after));
    QTest::newRow(name) << lines.join(QLatin1Char('\n')).toUtf8() << QByteArray(where) << QByteArray(reason);
}

} // namespace

void LabDefinitionTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabDefinitionTest::everyBuiltinLabIsGood_data()
{
    QTest::addColumn<QString>("name");
    for (const BuiltinLab &lab : builtinLabs()) {
        const QString name = QString::fromUtf8(lab.name.data(), static_cast<qsizetype>(lab.name.size()));
        QTest::newRow(qPrintable(name)) << name;
    }
}

void LabDefinitionTest::everyBuiltinLabIsGood()
{
    QFETCH(QString, name);
    const auto lab = loadLab(name.toStdString());
    QVERIFY2(lab.ok(), lab.ok() ? "" : lab.error().text.c_str());
    QCOMPARE(QString::fromStdString(lab->name), name);
    const auto fromFile = loadLab(KEEPVIEW_SOURCE "/resources/labs/" + name.toStdString() + ".json");
    QVERIFY2(fromFile.ok() && makePlan(*fromFile, fastTimers) == makePlan(*lab, fastTimers),
             "the programs carry the file as it is");
}

void LabDefinitionTest::aBadFileIsNamedWithLineAndReason_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("nothing at all") << QByteArray() << QByteArray("1:1")
                                    << QByteArray("unexpected end of input");
    QTest::newRow("no object") << QByteArray("[\n]") << QByteArray("1")
                               << QByteArray("a lab is an object, not a list");
    row("a comma too many", 13, "},", "},,", "13:48", "syntax error");
    row("a missing quote", 4, "\"n1\"", "\"n1", "4:22", "syntax error");
    row("an unfinished file", 29, "}", "", "29:1", "unexpected end of input");
    row("a key given twice", 19, "\"priority\": 50", "\"name\": \"r2\"", "19",
        "the key \"name\" is given twice");
    row("an unknown key", 5, "\"addresses\"", "\"addrs\"", "5", "a nic has no \"addrs\"");
    row("an unknown key at the top", 28, "targets", "goals", "28", "a lab has no \"goals\"");
    row("a text for a number", 13, "9", "\"9\"", "13", "\"vni\" is a number, not a text");
    row("a number with a fraction", 13, "9", "9.5", "13", "whole numbers");
    row("a number for a list", 3, "[", "7, \"x\": [", "3", "\"hosts\" is a list, not a number");
    row("a text in a list of objects", 6, "}] }", "}, \"eth9\"] }", "6",
        "an item of \"nics\" is an object, not a text");
    row("a needed key is missing", 13, ", \"nic\": \"over0\"", "", "13", "a network needs \"nic\"");
    row("an address with a part too large", 5, "10.0.1.1/24", "10.0.1.256/24", "5",
        "\"10.0.1.256/24\" is no address with a prefix length");
    row("a prefix length too large", 5, "/24", "/33", "5", "is no address with a prefix length");
    row("an address without a prefix length", 5, "/24", "", "5", "is no address with a prefix length");
    row("a next hop that is no address", 23, "192.0.2.9", "gateway", "23",
        "\"gateway\" is no IPv4 or IPv6 address");
    row("a MAC that is none", 25, "\"i1\"", "\"i1\", \"mac\": \"fa:16:3e:00:11\"", "25",
        "is no Ethernet address");
    row("a multicast MAC", 25, "\"i1\"", "\"i1\", \"mac\": \"01:16:3e:00:11:22\"", "25",
        "is no Ethernet address");
    row("an id that is no UUID", 13, "\"ha\"", "\"ha\", \"id\": \"1234\"", "13", "\"1234\" is no UUID");
    row("a port id too short", 25, "\"i1\"", "\"i1\", \"port\": \"8be1f3a7\"", "25", "first 11 characters");
    row("an interface name of 16 characters", 6, "out0", "out0123456789abc", "6",
        "longer than 15 characters");
    row("an interface name with a slash", 6, "out0", "a/b", "6", "\"a/b\" is no name");
    row("a fabric's name that makes no interface", 2, "tunnels", "thirteen-char", "2",
        "longer than 12 characters");
    row("an empty name", 4, "\"n1\"", "\"\"", "4", "\"\" is no name");
    row("VRID 255", 19, "7", "255", "19", "\"vrid\" is 255, not 1 to 254");
    row("VRID 0", 19, "7", "0", "19", "\"vrid\" is 0, not 1 to 254");
    row("priority 255, the owner's", 19, "50", "255", "19", "\"priority\" is 255, not 1 to 254");
    row("a VNI of 25 bits", 13, "9", "16777216", "13", "\"vni\" is 16777216");
    row("VNI 0", 13, "9", "0", "13", "\"vni\" is 0");
    row("an MTU too small for IPv6", 14, "1400", "1279", "14", "\"mtu\" is 1279, not 1280 to 65535");
    row("a number of more than 64 bits", 13, "9", "99999999999999999999", "13", "whole numbers");
    row("an unknown fabric", 6, "outside", "inside", "6", "there is no fabric \"inside\"");
    row("an unknown host of a router", 20, "\"n2\"", "\"n3\"", "20", "there is no host \"n3\"");
    row("an unknown network of a port", 21, "inside", "nowhere", "21", "there is no network \"nowhere\"");
    row("an unknown HA network", 19, "\"ha\"", "\"hb\"", "19", "there is no network \"hb\"");
    row("an unknown host of a target", 28, "c1", "c9", "28", "there is no host \"c9\"");
    row("an unknown host of a wire", 11, "\"c1\"", "\"c9\"", "11", "there is no host \"c9\"");
    row("a wire to a nic that is not there", 11, "\"otherNic\": \"x0\"", "\"otherNic\": \"x1\"", "11",
        "host \"c1\" has no nic \"x1\"");
    row("a wire to a nic of a fabric", 11, "\"nic\": \"x0\"", "\"nic\": \"out0\"", "11", "is in a fabric");
    row("a nic with neither fabric nor wire", 6, ", \"fabric\": \"outside\"", "", "6",
        "neither a fabric nor a wire");
    row("a host without the network's nic", 20, "\"n2\"", "\"c1\"", "20",
        "host \"c1\" has no nic \"out0\", which the network \"out\" needs");
    row("a host twice", 7, "\"n2\"", "\"n1\"", "7", "the host \"n1\" is there twice");
    row("the fabric's name for a host", 7, "\"n2\"", "\"fabric\"", "7", "fabrics' own place");
    row("a nic twice", 6, "out0", "over0", "6", "the nic of n1 \"over0\" is there twice");
    row("a network twice", 18, "\"out\"", "\"ha\"", "18", "the network \"ha\" is there twice");
    row("a VNI twice", 14, "10,", "9,", "14", "the VNI \"9\" is there twice");
    row("a router's host twice", 20, "\"n2\"", "\"n1\"", "20", "the host of router r1 \"n1\" is there twice");
    row("a port id twice", 20, "{ \"host\": \"n1\" }, {",
        "{ \"host\": \"n1\", \"haPort\": \"12345678-9a\" }, { \"haPort\": \"12345678-9a\",", "20",
        "the port \"12345678-9a\" is there twice");
    row("an unknown agent", 9, "neutron-dhcp-agent", "nova-compute", "9",
        "there is no agent \"nova-compute\"");
    row("a router without HA on two hosts", 19, "\"haNetwork\": \"ha\", ", "", "19", "is on one host");
    row("a router's port without addresses", 21, "[\"10.9.0.1/24\"]", "[]", "21", "needs \"addresses\"");
    row("two gateway ports", 21, "\"inside\"", "\"inside\", \"gateway\": true", "19", "one gateway port");
    row("a floating IP of IPv6", 24, "192.0.2.5", "fd00::5", "19", "a floating IP is IPv4");
    row("a gateway outside of its subnet", 15, "10.9.0.1\"", "10.8.0.1\"", "15",
        "10.8.0.1 is not in 10.9.0.0/24");
    row("a DHCP port outside of the subnet", 17, "10.9.0.2", "10.8.0.2", "17",
        "10.8.0.2 is not in 10.9.0.0/24");
    row("an IPv6 subnet that is no /64", 16, "/64", "/80", "16", "/64: SLAAC needs it");
    row("an instance outside of the subnet", 26, "10.9.0.11", "10.8.0.11", "25", "10.8.0.11 is in no subnet");
    row("an instance that nobody gives an address", 17, "{ \"host\": \"c1\", \"address\": \"10.9.0.2\" }", "",
        "25", "nothing answers DHCP in \"inside\"");
    row("a keepalived without configuration", 27, "[\"a {\", \"}\"]", "[]", "27", "needs \"config\"");
    row("a line break in a configuration line", 27, "a {", "a\\nb", "27", "is no line of at most 400");
}

void LabDefinitionTest::aBadFileIsNamedWithLineAndReason()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, where);
    QFETCH(QByteArray, reason);
    QVERIFY2(readDefinition(good().toStdString()).ok(), "what the rows change is good");
    const auto lab = readDefinition(text.toStdString());
    QVERIFY(!lab.ok());
    QVERIFY2(QByteArray::fromStdString(lab.error().text).contains(reason), lab.error().text.c_str());
    QCOMPARE(QByteArray::fromStdString(lab.error().context), where);
}

void LabDefinitionTest::boundsHold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("too many bytes") << QByteArray(maxDefinitionBytes + 1, ' ')
                                    << QByteArray("larger than 1 MiB");
    QTest::newRow("too deep") << QByteArray(maxDefinitionDepth + 1, '[') << QByteArray("nested too deeply");
    QTest::newRow("too many values") << "[" + QByteArray("0,").repeated(maxDefinitionValues) + "0]"
                                     << QByteArray("too many values");
    QByteArray hosts = "{\"name\":\"x\",\"hosts\":[";
    for (std::size_t i = 0; i <= maxHosts; ++i) {
        hosts +=
            (i == 0 ? "{\"name\":\"h" : ",{\"name\":\"h") + QByteArray::number(static_cast<int>(i)) + "\"}";
    }
    QTest::newRow("too many hosts") << hosts + "]}" << QByteArray("\"hosts\" has more than 128 items");
}

void LabDefinitionTest::boundsHold()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, reason);
    const auto lab = readDefinition(text.toStdString());
    QVERIFY(!lab.ok());
    QVERIFY2(QByteArray::fromStdString(lab.error().text).contains(reason), lab.error().text.c_str());
}

void LabDefinitionTest::whatIsLeftOutIsDerived()
{
    const auto lab = readDefinition(good().toStdString());
    QVERIFY(lab.ok());
    const RouterDefinition &router = lab->routers.front();
    QCOMPARE(router.id.size(), std::size_t{ 36 });
    QVERIFY(router.id == derivedUuid("router:r1") && router.id != derivedUuid("router:r2"));
    QCOMPARE(router.instances[0].haAddress.toString(), std::string("169.254.192.1/18"));
    QCOMPARE(router.instances[1].haAddress.toString(), std::string("169.254.192.2/18"));
    std::set<std::string> ids{ router.instances[0].haPortId, router.instances[1].haPortId,
                               router.ports[0].portId, router.ports[1].portId, lab->instances[0].portId };
    QCOMPARE(ids.size(), std::size_t{ 5 });
    QCOMPARE(lab->networks[0].mtuBytes, 1450U); // VXLAN takes 50 bytes
    QCOMPARE(lab->networks[2].mtuBytes, 1500U);
    const InstanceDefinition &instance = lab->instances.front();
    QVERIFY(!instance.isStatic);
    QCOMPARE(instance.addresses.size(), std::size_t{ 2 });
    QCOMPARE(instance.addresses[0].toString(), std::string("10.9.0.11/24"));
    QCOMPARE(instance.addresses[1].toString(),
             autoAddress(*model::IpPrefix::parse("fd00:9::/64"), instance.mac).toString());
    QCOMPARE(linkLocalOf(*model::MacAddress::parse("fa:16:3e:03:1a:f6")).toString(),
             std::string("fe80::f816:3eff:fe03:1af6/64"));
}

void LabDefinitionTest::filesAndNamesAreLoaded()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("mine.json"));
    const auto unknown = loadLab("no-such");
    QVERIFY(!unknown.ok() && unknown.error().text.find("guide") != std::string::npos);
    const auto absent = loadLab(path.toStdString());
    QVERIFY(!absent.ok() && absent.error().context == path.toStdString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(good().replace("\"vrid\": 7", "\"vrid\": 0"));
    file.close();
    const auto bad = loadLab(path.toStdString());
    QVERIFY(!bad.ok());
    QCOMPARE(QString::fromStdString(bad.error().text),
             path + QStringLiteral(":19: \"vrid\" is 0, not 1 to 254"));
}

QTEST_GUILESS_MAIN(LabDefinitionTest)
#include "tst_labdefinition.moc"
