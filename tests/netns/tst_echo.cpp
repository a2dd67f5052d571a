// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/probeprocess.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QMap>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace kv::tests {

class TestEcho : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void answersComeWithKernelStamps_data();
    void answersComeWithKernelStamps();
    void lateIsNotLost();
    void fourSeriesHoldTenMilliseconds();
    void aFrozenProbeDidNotSend();
    void withoutARouteNothingIsSent();
    void endsWithItsNamespaceAndDoesNotKeepIt();
    void refusesWhatCannotRun_data();
    void refusesWhatCannotRun();
};

namespace {

struct Sent {
    qint64 at = 0;
    bool isNotSent = false;
};

/// One series as all its batches told it.
struct Heard {
    QMap<qint64, Sent> sent; ///< by sequence
    QMap<qint64, qint64> rttUs; ///< by sequence; the first answer
    int repeated = 0; ///< sequences said to be sent twice, and duplicate answers
    qint64 upTo = 0;
    bool isOrdered = true;
};

Heard heardOf(ProbeProcess &probe, int series)
{
    Heard heard;
    for (const QJsonObject &message : probe.messages()) {
        if (message.value(QLatin1String("m")).toString() != QLatin1String("echo.batch")
            || message.value(QLatin1String("series")).toInt() != series)
            continue;
        for (const QJsonValue &value : message.value(QLatin1String("sent")).toArray()) {
            const QJsonArray entry = value.toArray();
            const qint64 sequence = entry.at(0).toInteger();
            heard.repeated += heard.sent.contains(sequence) ? 1 : 0;
            heard.sent.insert(sequence, { entry.at(1).toInteger(), entry.size() > 2 });
        }
        for (const QJsonValue &value : message.value(QLatin1String("answers")).toArray()) {
            const QJsonArray entry = value.toArray();
            const qint64 sequence = entry.at(0).toInteger();
            heard.repeated += heard.rttUs.contains(sequence) ? 1 : 0;
            heard.isOrdered = heard.isOrdered && heard.sent.contains(sequence);
            heard.rttUs.insert(sequence, entry.at(2).toInteger());
        }
        heard.isOrdered = heard.isOrdered && message.value(QLatin1String("upTo")).toInteger() >= heard.upTo;
        heard.upTo = message.value(QLatin1String("upTo")).toInteger();
    }
    return heard;
}

int notSentIn(const Heard &heard)
{
    return static_cast<int>(
        std::count_if(heard.sent.begin(), heard.sent.end(), [](const Sent &sent) { return sent.isNotSent; }));
}

bool isGapless(const Heard &heard)
{
    qint64 expected = 1;
    for (auto sent = heard.sent.keyBegin(); sent != heard.sent.keyEnd(); ++sent, ++expected) {
        if (*sent != expected)
            return false;
    }
    return true;
}

QJsonObject start(int series, const QString &target, int intervalUs,
                  const QString &netns = QStringLiteral("0"))
{
    return { { QStringLiteral("op"), QStringLiteral("echo.start") },
             { QStringLiteral("series"), series },
             { QStringLiteral("netns"), netns },
             { QStringLiteral("target"), target },
             { QStringLiteral("intervalUs"), intervalUs } };
}

QString errorOf(const QJsonObject &reply)
{
    return reply.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

/// Lets the probe run until it says something that never comes.
void listenFor(ProbeProcess &probe, int ms)
{
    probe.waitFor(QStringLiteral("never"), {}, ms);
}

const QString peerIpv4 = QStringLiteral("10.5.0.2");
const QString peerIpv6 = QStringLiteral("fd05::2");

} // namespace

void TestEcho::initTestCase()
{
    QVERIFY(run(QStringLiteral("ip link set lo up; echo 0 > /proc/sys/net/ipv6/conf/default/dad_transmits")));
}

void TestEcho::init()
{
    KV_FAIL_ON_WARNINGS;
    QVERIFY(run(QStringLiteral(
        "ip netns add far\n"
        "ip link add near0 type veth peer name far0 netns far\n"
        "ip addr add 10.5.0.1/24 dev near0; ip -6 addr add fd05::1/64 dev near0 nodad\n"
        "ip link set near0 up; ip -n far link set lo up; ip -n far link set far0 up\n"
        "ip -n far addr add 10.5.0.2/24 dev far0; ip -n far -6 addr add fd05::2/64 dev far0 nodad")));
}

void TestEcho::cleanup()
{
    run(QStringLiteral("ip link del near0 2>/dev/null || true; ip netns del far 2>/dev/null || true"));
}

void TestEcho::answersComeWithKernelStamps_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("over IPv4") << peerIpv4;
    QTest::newRow("over IPv6") << peerIpv6;
}

void TestEcho::answersComeWithKernelStamps()
{
    QFETCH(QString, target);
    ProbeProcess probe({});
    QCOMPARE(errorOf(probe.ask(start(7, target, 10'000))), QString());
    listenFor(probe, 1000);
    QCOMPARE(errorOf(probe.ask(
                 { { QStringLiteral("op"), QStringLiteral("echo.stop") }, { QStringLiteral("series"), 7 } })),
             QString());
    const Heard heard = heardOf(probe, 7);
    QVERIFY2(heard.sent.size() >= 90, qPrintable(QString::number(heard.sent.size())));
    QVERIFY(isGapless(heard));
    QVERIFY(heard.isOrdered);
    QCOMPARE(heard.repeated, 0);
    // The last one may have been sent in the moment of the stop.
    QVERIFY(heard.rttUs.size() + notSentIn(heard) >= heard.sent.size() - 1);
    QList<qint64> rtts = heard.rttUs.values();
    std::sort(rtts.begin(), rtts.end());
    QVERIFY(rtts.first() >= 0);
    // Kernel stamp to kernel stamp across a veth: process wake-ups are not in it.
    QVERIFY2(rtts.at(rtts.size() / 2) < 300, qPrintable(QString::number(rtts.at(rtts.size() / 2))));
    const auto hasEnded = [](const QJsonObject &state) {
        return !state.value(QLatin1String("running")).toBool();
    };
    QVERIFY2(probe.waitFor(QStringLiteral("echo.series"), hasEnded), "the series did not say that it ended");
}

/// FACTS 3.10: with the address away for 2.0 s most echoes queue behind ARP and come back late.
void TestEcho::lateIsNotLost()
{
    ProbeProcess probe({});
    QCOMPARE(errorOf(probe.ask(start(1, peerIpv4, 10'000))), QString());
    listenFor(probe, 500);
    // A failover takes the neighbour's address and everybody's knowledge of it away.
    QVERIFY(run(QStringLiteral("ip -n far addr del 10.5.0.2/24 dev far0; ip neigh flush dev near0")));
    listenFor(probe, 2000);
    QVERIFY(run(QStringLiteral("ip -n far addr add 10.5.0.2/24 dev far0")));
    listenFor(probe, 3000);
    const Heard heard = heardOf(probe, 1);
    QVERIFY(isGapless(heard));
    QCOMPARE(heard.repeated, 0);
    int late = 0;
    int lost = 0;
    qint64 latestUs = 0;
    qint64 widestGapUs = 0;
    qint64 before = 0;
    for (auto sent = heard.sent.begin(); sent != heard.sent.end(); ++sent) {
        widestGapUs = before == 0 ? 0 : std::max(widestGapUs, sent->at - before);
        before = sent->at;
        if (sent->isNotSent || heard.upTo - sent->at < 1'000'000)
            continue;
        const auto rtt = heard.rttUs.find(sent.key());
        lost += rtt == heard.rttUs.end() ? 1 : 0;
        late += rtt != heard.rttUs.end() && *rtt > 100'000 ? 1 : 0;
        latestUs = std::max(latestUs, heard.rttUs.value(sent.key()));
    }
    const QByteArray found = QStringLiteral("%1 late, %2 lost, latest %3 us, widest gap %4 us")
                                 .arg(late)
                                 .arg(lost)
                                 .arg(latestUs)
                                 .arg(widestGapUs)
                                 .toUtf8();
    QVERIFY2(late + lost >= 180 && late + lost <= 330, found.constData());
    QVERIFY2(late > 0, found.constData());
    QVERIFY2(latestUs > 500'000 && latestUs < 3'200'000, found.constData());
    // What the kernel held back is stamped with the time of the call: the sending never looks interrupted.
    QVERIFY2(widestGapUs < 200'000, found.constData());
    QVERIFY2(notSentIn(heard) < 20, found.constData());
}

void TestEcho::fourSeriesHoldTenMilliseconds()
{
    ProbeProcess probe({});
    for (int series = 1; series <= 4; ++series)
        QCOMPARE(errorOf(probe.ask(start(series, series % 2 == 0 ? peerIpv6 : peerIpv4, 10'000))), QString());
    listenFor(probe, 3000);
    for (int series = 1; series <= 4; ++series) {
        const Heard heard = heardOf(probe, series);
        QVERIFY2(heard.sent.size() >= 285, qPrintable(QString::number(heard.sent.size())));
        QVERIFY(isGapless(heard));
        QCOMPARE(heard.repeated, 0);
        // The machine may be busy: what was not sent is said so, and what was sent is answered.
        QVERIFY2(notSentIn(heard) < 60, qPrintable(QString::number(notSentIn(heard))));
        QVERIFY(heard.rttUs.size() + notSentIn(heard) >= heard.sent.size() - 2);
    }
}

void TestEcho::aFrozenProbeDidNotSend()
{
    ProbeProcess probe({});
    QCOMPARE(errorOf(probe.ask(start(1, peerIpv4, 10'000))), QString());
    listenFor(probe, 300);
    const auto pid = static_cast<pid_t>(probe.process().processId());
    QCOMPARE(::kill(pid, SIGSTOP), 0);
    QElapsedTimer frozen;
    frozen.start();
    listenFor(probe, 700);
    QCOMPARE(::kill(pid, SIGCONT), 0);
    listenFor(probe, 500);
    const Heard heard = heardOf(probe, 1);
    QVERIFY(isGapless(heard));
    QVERIFY2(notSentIn(heard) >= 60 && notSentIn(heard) <= 100,
             qPrintable(QString::number(notSentIn(heard))));
    QVERIFY(heard.rttUs.size() + notSentIn(heard) >= heard.sent.size() - 2);
}

void TestEcho::withoutARouteNothingIsSent()
{
    ProbeProcess probe({});
    QCOMPARE(errorOf(probe.ask(start(1, QStringLiteral("192.0.2.77"), 10'000))), QString());
    listenFor(probe, 300);
    QVERIFY(
        run(QStringLiteral("ip route add 192.0.2.77 via 10.5.0.2; ip -n far addr add 192.0.2.77/32 dev lo")));
    listenFor(probe, 500);
    const Heard heard = heardOf(probe, 1);
    QVERIFY(isGapless(heard));
    QVERIFY2(notSentIn(heard) >= 20, qPrintable(QString::number(notSentIn(heard))));
    QVERIFY2(heard.rttUs.size() >= 20, qPrintable(QString::number(heard.rttUs.size())));
    // The numbers of the kernel's transmit stamps survive the failed sends.
    QVERIFY(std::all_of(heard.rttUs.begin(), heard.rttUs.end(), [](qint64 rtt) { return rtt < 100'000; }));
}

void TestEcho::endsWithItsNamespaceAndDoesNotKeepIt()
{
    ProbeProcess probe({});
    const auto far = probe.waitFor(QStringLiteral("netns"), [](const QJsonObject &message) {
        return message.value(QLatin1String("names")).toArray().contains(QStringLiteral("far"));
    });
    QVERIFY(far);
    QCOMPARE(errorOf(probe.ask(start(3, QStringLiteral("10.5.0.1"), 10'000,
                                     far->value(QLatin1String("netns")).toString()))),
             QString());
    listenFor(probe, 300);
    QVERIFY(heardOf(probe, 3).rttUs.size() > 10);
    QVERIFY(run(QStringLiteral("ip netns del far")));
    // With the namespace its end of the veth goes, and ours with it.
    QElapsedTimer timer;
    timer.start();
    const auto gone = probe.waitFor(QStringLiteral("link.gone"));
    QVERIFY(gone);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    const auto ended = probe.waitFor(QStringLiteral("echo.series"), [](const QJsonObject &message) {
        return !message.value(QLatin1String("running")).toBool();
    });
    QVERIFY(ended);
    QCOMPARE(ended->value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(),
             QStringLiteral("gone"));
}

void TestEcho::refusesWhatCannotRun_data()
{
    QTest::addColumn<int>("series");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("netns");
    QTest::addColumn<QString>("code");
    const QString home = QStringLiteral("0");
    QTest::newRow("a number that runs already") << 1 << peerIpv4 << home << QStringLiteral("busy");
    QTest::newRow("a namespace that is not there")
        << 2 << peerIpv4 << QStringLiteral("999999999") << QStringLiteral("not-found");
    QTest::newRow("a group") << 2 << QStringLiteral("224.0.0.18") << home
                             << QStringLiteral("invalid-argument");
    QTest::newRow("a link-local target without a link")
        << 2 << QStringLiteral("fe80::1") << home << QStringLiteral("invalid-argument");
    QTest::newRow("more than 64 series") << 65 << peerIpv4 << home << QStringLiteral("oversized");
}

void TestEcho::refusesWhatCannotRun()
{
    QFETCH(int, series);
    QFETCH(QString, target);
    QFETCH(QString, netns);
    ProbeProcess probe({});
    const int running = series == 65 ? 64 : 1;
    for (int number = 1; number <= running; ++number)
        QCOMPARE(errorOf(probe.ask(start(number, peerIpv4, 1'000'000))), QString());
    QTEST(errorOf(probe.ask(start(series, target, 10'000, netns))), "code");
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "user namespaces are forbidden here\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestEcho test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_echo.moc"
