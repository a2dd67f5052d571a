// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/advertparser.h"
#include "probes/vrrp/timing.h"
#include "tests/support/testmain.h"

#include <QFile>

#include <vector>

using namespace kv::model;

namespace kv::tests {

using Bytes = std::vector<std::uint8_t>;

class TestVrrpAdvert : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void readsWhatKeepalivedSends_data();
    void readsWhatKeepalivedSends();
    void neverReadsBeyondATruncatedFrame_data();
    void neverReadsBeyondATruncatedFrame();
    void noticesEveryFlippedBit_data();
    void noticesEveryFlippedBit();
    void readsThroughVlanTags();
    void aPaddedFrameIsTheSame();
    void timesFollowTheRfcs_data();
    void timesFollowTheRfcs();
};

namespace {

Bytes frameOf(const char *name)
{
    QFile file(QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/vrrp/%1.hex").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray hex;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.startsWith('#'))
            hex += line;
    }
    const QByteArray bytes = QByteArray::fromHex(hex);
    return { bytes.begin(), bytes.end() };
}

void everyFixture()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : { "v2-ipv4", "v2-ipv4-password", "v2-ipv4-stop", "v3-ipv4", "v3-ipv4-stop",
                              "v3-ipv6", "v3-ipv6-stop" })
        QTest::newRow(name) << QByteArray(name);
}

QByteArray listOf(const std::vector<IpAddress> &addresses)
{
    QByteArray text;
    for (const IpAddress &address : addresses)
        text += QByteArray::fromStdString(address.toString()) + ' ';
    return text.trimmed();
}

} // namespace

void TestVrrpAdvert::readsWhatKeepalivedSends_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("vrid");
    QTest::addColumn<int>("priority");
    QTest::addColumn<int>("authType");
    QTest::addColumn<int>("advertCentis");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("addresses");
    const QByteArray v4("169.254.192.7");
    const QByteArray v6("fe80::24d2:b7ff:feff:2c97");
    QTest::newRow("version 2 without authentication")
        << QByteArray("v2-ipv4") << 2 << 170 << 50 << 0 << 200 << v4 << QByteArray("169.254.0.170");
    QTest::newRow("version 2 with a password, which is not kept")
        << QByteArray("v2-ipv4-password") << 2 << 170 << 50 << 1 << 200 << v4
        << QByteArray("169.254.0.170 10.9.8.7");
    QTest::newRow("version 2 gives up its role")
        << QByteArray("v2-ipv4-stop") << 2 << 170 << 0 << 0 << 200 << v4 << QByteArray("169.254.0.170");
    QTest::newRow("version 3 over IPv4")
        << QByteArray("v3-ipv4") << 3 << 21 << 120 << 0 << 10 << v4 << QByteArray("169.254.0.21 192.0.2.1");
    QTest::newRow("version 3 over IPv4 gives up its role")
        << QByteArray("v3-ipv4-stop") << 3 << 21 << 0 << 0 << 10 << v4
        << QByteArray("169.254.0.21 192.0.2.1");
    QTest::newRow("version 3 over IPv6")
        << QByteArray("v3-ipv6") << 3 << 77 << 200 << 0 << 25 << v6 << QByteArray("fe80::5 2001:db8::5");
    QTest::newRow("version 3 over IPv6 gives up its role")
        << QByteArray("v3-ipv6-stop") << 3 << 77 << 0 << 0 << 25 << v6 << QByteArray("fe80::5 2001:db8::5");
}

void TestVrrpAdvert::readsWhatKeepalivedSends()
{
    QFETCH(QByteArray, name);
    const Bytes frame = frameOf(name.constData());
    QVERIFY(!frame.empty());
    const auto advert = vrrp::parseFrame(frame);
    QVERIFY2(advert.ok(), advert.ok() ? "" : advert.error().text.c_str());
    QTEST(int(advert->version), "version");
    QTEST(int(advert->vrid), "vrid");
    QTEST(int(advert->priority), "priority");
    QTEST(int(advert->authType), "authType");
    QTEST(int(advert->advertCentis), "advertCentis");
    QTEST(QByteArray::fromStdString(advert->source.toString()), "source");
    QTEST(listOf(advert->addresses), "addresses");
    QVERIFY(advert->checksumValid);
    QCOMPARE(QByteArray::fromStdString(advert->sourceMac.toString()), QByteArray("26:d2:b7:ff:2c:97"));
}

void TestVrrpAdvert::neverReadsBeyondATruncatedFrame_data()
{
    everyFixture();
}

void TestVrrpAdvert::neverReadsBeyondATruncatedFrame()
{
    QFETCH(QByteArray, name);
    const Bytes frame = frameOf(name.constData());
    for (std::size_t length = 0; length < frame.size(); ++length) {
        // A heap copy of exactly this length: the sanitizers see any byte read beyond it.
        const Bytes cut(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(length));
        const auto advert = vrrp::parseFrame(cut);
        QVERIFY2(!advert.ok(), qPrintable(QString::number(length)));
        QCOMPARE(advert.error().code, ErrorCode::malformed);
        if (length > 14)
            QVERIFY(!vrrp::parsePacket(std::span(cut).subspan(14)).ok());
    }
}

void TestVrrpAdvert::noticesEveryFlippedBit_data()
{
    everyFixture();
}

void TestVrrpAdvert::noticesEveryFlippedBit()
{
    QFETCH(QByteArray, name);
    const Bytes frame = frameOf(name.constData());
    const auto original = vrrp::parseFrame(frame);
    QVERIFY(original.ok());
    const bool isIpv6 = original->source.family == IpFamily::v6;
    for (std::size_t bit = 0; bit < frame.size() * 8; ++bit) {
        const std::size_t byte = bit / 8;
        Bytes flipped = frame;
        flipped[byte] = static_cast<std::uint8_t>(flipped[byte] ^ (1U << (bit % 8)));
        const auto advert = vrrp::parseFrame(flipped);
        // Nothing covers the Ethernet addresses, nor IPv6's traffic class and flow label.
        const bool isUncovered =
            byte < 12 || (isIpv6 && byte >= 14 && byte < 18 && !(byte == 14 && bit % 8 >= 4));
        if (!isUncovered) {
            QVERIFY2(!advert.ok() || !advert->checksumValid, qPrintable(QStringLiteral("bit %1").arg(bit)));
            continue;
        }
        QVERIFY(advert.ok());
        VrrpAdvert expected = *original;
        expected.sourceMac = advert->sourceMac;
        QCOMPARE(*advert, expected);
    }
}

void TestVrrpAdvert::readsThroughVlanTags()
{
    Bytes frame = frameOf("v3-ipv4");
    const Bytes tag{ 0x81, 0x00, 0x00, 0x2a };
    const auto original = vrrp::parseFrame(frame);
    for (int tags = 1; tags <= 2; ++tags) {
        frame.insert(frame.begin() + 12, tag.begin(), tag.end());
        const auto advert = vrrp::parseFrame(frame);
        QVERIFY(advert.ok());
        QCOMPARE(*advert, *original);
    }
    frame.insert(frame.begin() + 12, tag.begin(), tag.end());
    QVERIFY(!vrrp::parseFrame(frame).ok());
}

void TestVrrpAdvert::aPaddedFrameIsTheSame()
{
    Bytes frame = frameOf("v2-ipv4");
    const auto original = vrrp::parseFrame(frame);
    frame.resize(frame.size() + 18, 0xee);
    const auto advert = vrrp::parseFrame(frame);
    QVERIFY(advert.ok());
    QCOMPARE(*advert, *original);
}

void TestVrrpAdvert::timesFollowTheRfcs_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("priority");
    QTest::addColumn<int>("advertCentis");
    QTest::addColumn<qlonglong>("skewUs");
    QTest::addColumn<qlonglong>("masterDownUs");
    QTest::addColumn<qlonglong>("earliestUs");
    QTest::newRow("Neutron's default") << 2 << 50 << 200 << 804'687LL << 6'804'687LL << 4'804'687LL;
    QTest::newRow("version 2's skew is not multiplied")
        << 2 << 50 << 100 << 804'687LL << 3'804'687LL << 2'804'687LL;
    QTest::newRow("version 3's skew is") << 3 << 50 << 200 << 1'609'375LL << 7'609'375LL << 5'609'375LL;
    QTest::newRow("version 3 at a tenth of a second") << 3 << 50 << 10 << 80'468LL << 380'468LL << 280'468LL;
    QTest::newRow("the owner hardly waits") << 3 << 255 << 100 << 3'906LL << 3'003'906LL << 2'003'906LL;
}

void TestVrrpAdvert::timesFollowTheRfcs()
{
    QFETCH(int, version);
    QFETCH(int, priority);
    QFETCH(int, advertCentis);
    VrrpInstanceConfig config;
    config.version = static_cast<std::uint8_t>(version);
    config.priority = static_cast<std::uint8_t>(priority);
    config.advertCentis = static_cast<std::uint32_t>(advertCentis);
    QTEST(qlonglong(vrrp::skewUs(config)), "skewUs");
    QTEST(qlonglong(vrrp::masterDownUs(config)), "masterDownUs");
    QTEST(qlonglong(vrrp::earliestTakeoverUs(config)), "earliestUs");
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestVrrpAdvert)
#include "tst_vrrpadvert.moc"
