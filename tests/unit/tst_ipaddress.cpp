// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/ipaddress.h"
#include "tests/support/testmain.h"

#include <arpa/inet.h>

using namespace kv::model;

namespace kv::tests {

class TestIpAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void parsesAndPrintsBack_data();
    void parsesAndPrintsBack();
    void printsIpv6AsTheCLibraryDoes();
    void refusesWhatIsNoPrefix_data();
    void refusesWhatIsNoPrefix();
    void containsByPrefix_data();
    void containsByPrefix();
    void macParsesAndPrintsBack();
    void ordersByFamilyThenBytes();
};

void TestIpAddress::parsesAndPrintsBack_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed");
    QTest::newRow("IPv4 with length") << QByteArray("203.0.113.21/24") << QByteArray("203.0.113.21/24");
    QTest::newRow("IPv4 without length is a host")
        << QByteArray("203.0.113.17") << QByteArray("203.0.113.17/32");
    QTest::newRow("IPv6 is printed short")
        << QByteArray("fd00:198:51:100:0:0:0:1/64") << QByteArray("fd00:198:51:100::1/64");
    QTest::newRow("IPv6 host") << QByteArray("fe80::1") << QByteArray("fe80::1/128");
    QTest::newRow("the whole of IPv4") << QByteArray("0.0.0.0/0") << QByteArray("0.0.0.0/0");
}

void TestIpAddress::parsesAndPrintsBack()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, printed);
    const auto prefix = IpPrefix::parse(text.toStdString());
    QVERIFY(prefix);
    QCOMPARE(prefix->toString(), printed.toStdString());
}

// Every pattern of words that are zero and words that are not, with each kind of word.
void TestIpAddress::printsIpv6AsTheCLibraryDoes()
{
    for (const unsigned word : { 0x1u, 0xabu, 0xc0deu, 0xffffu }) {
        for (unsigned pattern = 0; pattern < 256; ++pattern) {
            std::array<std::uint8_t, 16> bytes{};
            for (unsigned i = 0; i < 8; ++i) {
                if ((pattern >> i & 1) != 0) {
                    bytes[2 * i] = static_cast<std::uint8_t>(word >> 8);
                    bytes[2 * i + 1] = static_cast<std::uint8_t>(word & 0xff);
                }
            }
            std::array<char, INET6_ADDRSTRLEN> expected{};
            QVERIFY(inet_ntop(AF_INET6, bytes.data(), expected.data(), expected.size()));
            QCOMPARE(IpAddress::fromBytes(bytes.data(), bytes.size()).toString(),
                     std::string(expected.data()));
        }
    }
}

void TestIpAddress::refusesWhatIsNoPrefix_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *bad : { "", "/", "1.2.3", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/", "fd00::/129",
                             "fd00::g", "1.2.3.4/24x", "1.2.3.4 /24", "fe80::1%eth0" })
        QTest::newRow(qPrintable(QStringLiteral("\"%1\"").arg(QLatin1String(bad)))) << QByteArray(bad);
    QTest::newRow("an embedded NUL") << QByteArray("1.2.3.4\0.5", 10);
    QTest::newRow("far too long") << QByteArray(100'000, '1');
}

void TestIpAddress::refusesWhatIsNoPrefix()
{
    QFETCH(QByteArray, text);
    QVERIFY(!IpPrefix::parse(text.toStdString()));
}

void TestIpAddress::containsByPrefix_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("inside");
    QTest::newRow("same subnet") << QByteArray("10.0.1.0/24") << QByteArray("10.0.1.31") << true;
    QTest::newRow("next subnet") << QByteArray("10.0.1.0/24") << QByteArray("10.0.2.31") << false;
    QTest::newRow("18 bits, inside") << QByteArray("169.254.192.0/18") << QByteArray("169.254.255.1") << true;
    QTest::newRow("18 bits, outside")
        << QByteArray("169.254.192.0/18") << QByteArray("169.254.191.255") << false;
    QTest::newRow("other family") << QByteArray("0.0.0.0/0") << QByteArray("::1") << false;
    QTest::newRow("everything") << QByteArray("::/0") << QByteArray("fd00::1") << true;
    QTest::newRow("host length differs in the last bit")
        << QByteArray("10.0.0.1/32") << QByteArray("10.0.0.0") << false;
}

void TestIpAddress::containsByPrefix()
{
    QFETCH(QByteArray, prefix);
    QFETCH(QByteArray, address);
    QFETCH(bool, inside);
    QCOMPARE(IpPrefix::parse(prefix.toStdString())->contains(*IpAddress::parse(address.toStdString())),
             inside);
}

void TestIpAddress::macParsesAndPrintsBack()
{
    const auto mac = MacAddress::parse("fa:16:3e:03:1a:f6");
    QVERIFY(mac);
    QCOMPARE(mac->toString(), std::string("fa:16:3e:03:1a:f6"));
    for (const char *bad :
         { "fa:16:3e:03:1a", "fa-16-3e-03-1a-f6", "fa:16:3e:03:1a:fg", "fa:16:3e:03:1a:f6 " })
        QVERIFY(!MacAddress::parse(bad));
}

void TestIpAddress::ordersByFamilyThenBytes()
{
    QVERIFY(*IpAddress::parse("169.254.192.1") < *IpAddress::parse("169.254.192.2"));
    QVERIFY(*IpAddress::parse("255.255.255.255") < *IpAddress::parse("::"));
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestIpAddress)
#include "tst_ipaddress.moc"
