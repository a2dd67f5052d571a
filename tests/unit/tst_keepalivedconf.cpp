// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/confinstance.h"
#include "probes/vrrp/conftext.h"
#include "probes/vrrp/keepalivedconf.h"
#include "tests/support/testmain.h"

#include <QFile>

#include <string>

using namespace kv::model;

namespace kv::tests {

class TestKeepalivedConf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void readsNeutronsConfiguration();
    void readsOneInstance_data();
    void readsOneInstance();
    void namesWhatItDoesNotUnderstand_data();
    void namesWhatItDoesNotUnderstand();
    void neverKeepsASecret();
    void staysWithinItsBounds();
    void survivesEveryTruncation();
    void survivesEveryFlippedByte();
};

namespace {

std::string neutronText()
{
    QFile file(QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/vrrp/neutron-keepalived.conf"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

QByteArray describe(const VrrpInstanceConfig &config)
{
    QByteArray text = QByteArray::fromStdString(config.name + " on " + config.interface);
    text += " vrid " + QByteArray::number(config.vrid) + " prio " + QByteArray::number(config.priority);
    text += " v" + QByteArray::number(config.version) + " every " + QByteArray::number(config.advertCentis);
    text += config.startsAsMaster ? " master" : "";
    text += config.nopreempt ? " nopreempt" : "";
    for (const VirtualAddress &address : config.addresses) {
        text += address.isExcluded ? " -" : " +";
        text += QByteArray::fromStdString(address.prefix.toString());
        if (!address.device.empty())
            text += '@' + QByteArray::fromStdString(address.device);
    }
    return text;
}

QByteArray describe(const std::vector<VrrpInstanceConfig> &configs)
{
    QByteArrayList all;
    for (const VrrpInstanceConfig &config : configs)
        all << describe(config);
    return all.join("; ");
}

} // namespace

void TestKeepalivedConf::readsNeutronsConfiguration()
{
    const std::string text = neutronText();
    QVERIFY(!text.empty());
    const auto configs =
        vrrp::parseKeepalivedConf(text, "/var/lib/neutron/ha_confs/8a1c4b62/keepalived.conf");
    QCOMPARE(configs.size(), std::size_t(1));
    const VrrpInstanceConfig &config = configs.front();
    QCOMPARE(QByteArray::fromStdString(config.routerId), QByteArray("8a1c4b62"));
    QCOMPARE(
        describe(config),
        QByteArray(
            "VR_170 on ha-758c0b00-09 vrid 170 prio 50 v2 every 200 nopreempt "
            "+169.254.0.170/24@ha-758c0b00-09"
            " -198.51.100.1/24@qr-c3813aab-a1 -203.0.113.231/24@qg-1cae1316-6b "
            "-203.0.113.25/32@qg-1cae1316-6b"
            " -fd00:198:51:100::1/64@qr-21750996-75 -fd00:203:0:113:f816:3eff:feca:5293/64@qg-1cae1316-6b"
            " -fe80::f816:3eff:fe09:d2a1/64@qr-c3813aab-a1 -fe80::f816:3eff:feca:5293/64@qg-1cae1316-6b"
            " -fe80::f816:3eff:fedd:1eb4/64@qr-21750996-75"));
    QVERIFY(config.notUnderstood.empty());
}

void TestKeepalivedConf::readsOneInstance_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("an empty text has none") << QByteArray() << QByteArray();
    QTest::newRow("keepalived's defaults")
        << QByteArray("vrrp_instance a {\n}\n") << QByteArray("a on  vrid 0 prio 100 v2 every 100");
    QTest::newRow("the version of global_defs, even after the instance")
        << QByteArray("vrrp_instance a {\n advert_int 0.1\n}\nglobal_defs {\n vrrp_version 3\n}\n")
        << QByteArray("a on  vrid 0 prio 100 v3 every 10");
    QTest::newRow("the instance's own version wins")
        << QByteArray("global_defs {\n vrrp_version 3\n}\nvrrp_instance a {\n version 2\n advert_int 2\n}\n")
        << QByteArray("a on  vrid 0 prio 100 v2 every 200");
    QTest::newRow("version 2 rounds 1.4 s down") << QByteArray("vrrp_instance a {\n advert_int 1.4\n}")
                                                 << QByteArray("a on  vrid 0 prio 100 v2 every 100");
    QTest::newRow("version 2 rounds 1.6 s up") << QByteArray("vrrp_instance a {\n advert_int 1.6\n}")
                                               << QByteArray("a on  vrid 0 prio 100 v2 every 200");
    QTest::newRow("version 2 never rounds to nothing") << QByteArray("vrrp_instance a {\n advert_int 0.1\n}")
                                                       << QByteArray("a on  vrid 0 prio 100 v2 every 100");
    QTest::newRow("version 3 cannot say more than 40.95 s")
        << QByteArray("vrrp_instance a {\n version 3\n advert_int 60\n}")
        << QByteArray("a on  vrid 0 prio 100 v3 every 4095");
    QTest::newRow("IPv6 speaks version 3 whatever is asked")
        << QByteArray("vrrp_instance a {\n advert_int 0.25\n virtual_ipaddress {\n fe80::5/64\n }\n}")
        << QByteArray("a on  vrid 0 prio 100 v3 every 25 +fe80::5/64");
    QTest::newRow("comments of both kinds and a quoted name")
        << QByteArray(
               "! first\nvrrp_instance \"two words\" { # here\n state MASTER ! and here\n #priority 7\n}")
        << QByteArray("two words on  vrid 0 prio 255 v2 every 100 master");
    QTest::newRow("a brace on its own line")
        << QByteArray("vrrp_instance a\n{\n virtual_ipaddress\n {\n 10.0.0.1 dev eth1\n }\n}")
        << QByteArray("a on  vrid 0 prio 100 v2 every 100 +10.0.0.1/32@eth1");
    QTest::newRow("a block on one line")
        << QByteArray("vrrp_instance a { virtual_ipaddress { 10.0.0.1/24 } }")
        << QByteArray("a on  vrid 0 prio 100 v2 every 100 +10.0.0.1/24");
    QTest::newRow("two instances")
        << QByteArray("vrrp_instance a {\n virtual_router_id 3\n}\nvrrp_instance b {\n interface x\n}")
        << QByteArray("a on  vrid 3 prio 100 v2 every 100; b on x vrid 0 prio 100 v2 every 100");
    QTest::newRow("a block that is never closed ends with the text")
        << QByteArray("vrrp_instance a {\n priority 7\n") << QByteArray("a on  vrid 0 prio 7 v2 every 100");
    QTest::newRow("a stray closing brace") << QByteArray("}\nvrrp_instance a {\n priority 7\n}")
                                           << QByteArray("a on  vrid 0 prio 7 v2 every 100");
}

void TestKeepalivedConf::readsOneInstance()
{
    QFETCH(QByteArray, text);
    const auto configs = vrrp::parseKeepalivedConf(text.toStdString(), "/etc/keepalived/keepalived.conf");
    QTEST(describe(configs), "expected");
    for (const VrrpInstanceConfig &config : configs) {
        QVERIFY(config.routerId.empty());
        QVERIFY(config.notUnderstood.empty());
    }
}

void TestKeepalivedConf::namesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("note");
    QTest::newRow("a word") << QByteArray("vrrp_instance a {\n\n use_bfd\n}") << QByteArray("/x:3: use_bfd");
    QTest::newRow("a priority out of range")
        << QByteArray("vrrp_instance a {\n priority 256\n}") << QByteArray("/x:2: priority");
    QTest::newRow("an interval that is no number")
        << QByteArray("vrrp_instance a {\n advert_int soon\n}") << QByteArray("/x:2: advert_int");
    QTest::newRow("an address that is none")
        << QByteArray("vrrp_instance a {\n virtual_ipaddress {\n 10.0.0.1/99\n }\n}")
        << QByteArray("/x:3: 10.0.0.1/99");
    QTest::newRow("outside of any instance")
        << QByteArray("frobnicate {\n}\nvrrp_instance a {\n}") << QByteArray("/x:1: frobnicate");
    QTest::newRow("control characters are replaced")
        << QByteArray("vrrp_instance a {\n \033[2Jx\n}") << QByteArray("/x:2: ?[2Jx");
}

void TestKeepalivedConf::namesWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, text);
    const auto configs = vrrp::parseKeepalivedConf(text.toStdString(), "/x");
    QCOMPARE(configs.size(), std::size_t(1));
    QCOMPARE(configs.front().notUnderstood.size(), std::size_t(1));
    QTEST(QByteArray::fromStdString(configs.front().notUnderstood.front()), "note");
}

void TestKeepalivedConf::neverKeepsASecret()
{
    const auto configs = vrrp::parseKeepalivedConf(
        "vrrp_instance a {\n authentication {\n auth_type PASS\n auth_pass hidden1\n hidden2\n }\n"
        " unknown_pass hidden3\n}\n",
        "/x");
    QCOMPARE(configs.size(), std::size_t(1));
    QCOMPARE(configs.front().notUnderstood, std::vector<std::string>({ "/x:7: unknown_pass" }));
}

void TestKeepalivedConf::staysWithinItsBounds()
{
    std::string text;
    for (std::size_t i = 0; i < vrrp::maxConfInstances + 10; ++i)
        text += "vrrp_instance a" + std::to_string(i) + " {\n}\n";
    auto configs = vrrp::parseKeepalivedConf(text, "/x");
    QCOMPARE(configs.size(), vrrp::maxConfInstances);
    QCOMPARE(QByteArray::fromStdString(configs.front().notUnderstood.front()),
             QByteArray("longer than is read"));

    text = "vrrp_instance a {\n virtual_ipaddress {\n";
    for (std::size_t i = 0; i < vrrp::maxConfAddresses + 100; ++i)
        text += "10." + std::to_string(i / 250) + ".0." + std::to_string(i % 250) + "\n";
    configs = vrrp::parseKeepalivedConf(text + "}\n}\n", "/x");
    QCOMPARE(configs.front().addresses.size(), vrrp::maxConfAddresses);
    QCOMPARE(configs.front().notUnderstood.size(), vrrp::maxNotUnderstood);

    text = "vrrp_instance a {\n";
    for (std::size_t i = 0; i < vrrp::maxConfDepth * 100; ++i)
        text += "deep {\n";
    configs = vrrp::parseKeepalivedConf(text, "/x");
    QCOMPARE(configs.size(), std::size_t(1));

    text = "vrrp_instance a {\n}\n" + std::string(vrrp::maxConfBytes * 2, 'x');
    configs = vrrp::parseKeepalivedConf(text, "/x");
    QCOMPARE(QByteArray::fromStdString(configs.front().notUnderstood.front()),
             QByteArray("longer than is read"));
    for (const std::string &note : configs.front().notUnderstood)
        QVERIFY(note.size() < 100);

    text.assign(vrrp::maxConfBytes, '\n');
    for (std::size_t i = 0; i < text.size(); i += 2)
        text[i] = 'x';
    const vrrp::ConfText expanded = vrrp::expandConf({ "/x", text }, {});
    QVERIFY(!expanded.isComplete);
    QCOMPARE(expanded.lines.size(), vrrp::maxConfLines);
    bool complete = false;
    QVERIFY(vrrp::readConfText(expanded.lines, complete).size() <= vrrp::maxConfStatements);
}

void TestKeepalivedConf::survivesEveryTruncation()
{
    const std::string text = neutronText();
    for (std::size_t length = 0; length < text.size(); ++length) {
        const auto configs = vrrp::parseKeepalivedConf(std::string(text, 0, length), "/x");
        QVERIFY(configs.size() <= 1);
    }
}

void TestKeepalivedConf::survivesEveryFlippedByte()
{
    const std::string text = neutronText();
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char put : { '\0', '{', '}', '"', '\n', '\x80' }) {
            std::string changed = text;
            changed[at] = put;
            for (const VrrpInstanceConfig &config : vrrp::parseKeepalivedConf(changed, "/x")) {
                QVERIFY(config.addresses.size() <= 9);
                QVERIFY(config.notUnderstood.size() <= vrrp::maxNotUnderstood);
            }
        }
    }
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestKeepalivedConf)
#include "tst_keepalivedconf.moc"
