// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/verifylab.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

#include <unistd.h>

namespace kv::tests {

namespace {

constexpr int labUpMs = 30'000;
constexpr int commandMs = 60'000;
constexpr int failoverMs = 30'000;

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

/// A command that answers once, in a lab that is up.
struct Answer {
    int code = -1;
    QByteArray errors;
    QJsonObject json;
};

Answer ask(const VerifyLab &lab, const QStringList &words)
{
    Answer answer;
    const auto process =
        lab.start(words + QStringList{ text("--lab-name"), lab.name(), text("--json"), text("-") });
    if (!process->waitForFinished(commandMs))
        return answer;
    answer.code = process->exitCode();
    answer.errors = process->readAllStandardError();
    answer.json = QJsonDocument::fromJson(process->readAllStandardOutput()).object();
    return answer;
}

QJsonObject firstPath(const Answer &answer)
{
    return answer.json[text("paths")].toArray().first().toObject();
}

/// "host interface" of all hops on the way.
QStringList places(const QJsonObject &path)
{
    QStringList words;
    for (const auto &value : path[text("hops")].toArray()) {
        const QJsonObject hop = value.toObject();
        if (!hop[text("aside")].toBool() && !hop[text("wayBack")].toBool()
            && !hop[text("interface")].toString().isEmpty())
            words += hop[text("host")].toString() + QLatin1Char(' ') + hop[text("interface")].toString();
    }
    return words;
}

QStringList subjects(const QJsonObject &answer, const char *list)
{
    QStringList words;
    for (const auto &value : answer[text(list)].toArray())
        words += value.toObject()[text("subject")].toString();
    return words;
}

} // namespace

/// `keepviewctl path` and `keepviewctl may-reboot` on the guide's lab, its kernel's own tables.
class TestCtlSite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void thePathFollowsAFailover();
    void whatAHostCarriesIsWhatItsRebootLoses();
};

void TestCtlSite::thePathFollowsAFailover()
{
    VerifyLab lab(geteuid() == 0, text("fast"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    // A ping from outside fills the tables on the whole way.
    lab.inside(text("client"), { text("ping"), text("-c3"), text("-i0.2"), text("203.0.113.17") });
    const Answer before = ask(lab, { text("path"), text("203.0.113.17") });
    QVERIFY2(before.code == 0, before.errors.constData());
    const QStringList steady = places(firstPath(before));
    QCOMPARE(firstPath(before)[text("state")].toString(), text("clear"));
    QCOMPARE(firstPath(before)[text("servedBy")].toString(), text("network1"));
    QCOMPARE(steady.first(), text("client eth0"));
    QVERIFY2(steady.contains(text("network1 vxlan-101")), qPrintable(steady.join(QLatin1Char('\n'))));
    QVERIFY(steady.contains(text("network1 overlay0")) && steady.contains(text("compute1 overlay0")));
    QCOMPARE(steady.last(), text("compute1 eth0"));

    lab.inside(text("network1"), { text("ip"), text("link"), text("set"), text("overlay0"), text("down") });
    QElapsedTimer clock;
    clock.start();
    // Just after the promotion the router's routes are not there yet: the path says so, too.
    Answer after;
    QStringList moved;
    while (!(firstPath(after)[text("servedBy")].toString() == text("network2") && moved.size() > 1
             && moved.last() == text("compute1 eth0"))
           && clock.elapsed() < failoverMs) {
        after = ask(lab, { text("path"), text("203.0.113.17") });
        moved = places(firstPath(after));
    }
    QCOMPARE(firstPath(after)[text("servedBy")].toString(), text("network2"));
    QVERIFY2(moved.contains(text("network2 vxlan-101")), qPrintable(moved.join(QLatin1Char('\n'))));
    for (const QString &place : moved)
        QVERIFY2(!place.startsWith(text("network1 ")), qPrintable(place));
    QCOMPARE(moved.last(), text("compute1 eth0"));
}

void TestCtlSite::whatAHostCarriesIsWhatItsRebootLoses()
{
    VerifyLab lab(geteuid() == 0, text("fast"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    const Answer first = ask(lab, { text("may-reboot"), text("network1") });
    QVERIFY2(first.code == 1, first.errors.constData());
    QCOMPARE(first.json[text("verdict")].toString(), text("loses-service"));
    QCOMPARE(subjects(first.json, "losses"), QStringList{ text("router1") });
    QCOMPARE(subjects(first.json, "moves"), QStringList{ text("router2") });
    const Answer second = ask(lab, { text("may-reboot"), text("network2") });
    QVERIFY2(second.code == 0, QJsonDocument(second.json).toJson().constData());
    QCOMPARE(subjects(second.json, "exposed"), QStringList{ text("router2") });
    const Answer compute = ask(lab, { text("may-reboot"), text("compute1") });
    QCOMPARE(compute.code, 1);
    QVERIFY(subjects(compute.json, "losses").contains(text("instance-selfservice-instance2")));
    const Answer gateway = ask(lab, { text("may-reboot"), text("gateway") });
    QCOMPARE(gateway.code, 1);
    QVERIFY(subjects(gateway.json, "losses").contains(text("203.0.113.17")));
    QCOMPARE(ask(lab, { text("may-reboot"), text("nobody") }).code, 2);
    // The standby's keepalived is frozen: nobody would take over any more, or nobody can say.
    lab.inside(text("network2"), { text("sh"), text("-c"), text("kill -STOP $(pidof keepalived)") });
    QCOMPARE(ask(lab, { text("may-reboot"), text("network1") }).code, 1);
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestCtlSite)
#include "tst_ctlsite.moc"
