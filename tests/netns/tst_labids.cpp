// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QObject>
#include <QTest>

#include <memory>

#include <unistd.h>

using namespace kv::tests;

namespace {

/// What a user finds in his lab.
enum class Ids { all, single };

QByteArray failingScript()
{
    QFile file(QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/lab/failing-script.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool hasAccount()
{
    QFile accounts(QStringLiteral("/etc/passwd"));
    return accounts.open(QIODevice::ReadOnly) && accounts.readAll().contains("keepview-test:");
}

} // namespace

/// A lab's users: 65,536 of them where the user has subordinate ids, one where not (FACTS 5).
class LabIdsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void dnsmasqAndTrackScripts_data();
    void dnsmasqAndTrackScripts();
};

void LabIdsTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabIdsTest::dnsmasqAndTrackScripts_data()
{
    QTest::addColumn<int>("user");
    QTest::addColumn<bool>("hasAllIds");
    if (geteuid() == 0) {
        QVERIFY2(hasAccount(),
                 "tests/support/asuser makes the account keepview-test with its subordinate ids");
        QTest::newRow("root") << static_cast<int>(LabUser::Kind::self) << true;
        QTest::newRow("an account with subordinate ids") << static_cast<int>(LabUser::Kind::account) << true;
        QTest::newRow("a user without any") << static_cast<int>(LabUser::Kind::ordinary) << false;
    } else {
        QFile ids(QStringLiteral("/etc/subuid"));
        QVERIFY(ids.open(QIODevice::ReadOnly));
        QTest::newRow("as we are") << static_cast<int>(LabUser::Kind::self)
                                   << ids.readAll().contains(qgetenv("USER") + ":");
    }
}

void LabIdsTest::dnsmasqAndTrackScripts()
{
    QFETCH(int, user);
    QFETCH(bool, hasAllIds);
    const LabUser who(static_cast<LabUser::Kind>(user));
    ForegroundLab guide(who, QStringLiteral("fast"));
    QVERIFY2(guide.waitForLine("ready") > 0, guide.process().readAllStandardError());
    QCOMPARE(guide.output().contains("note: every program runs as one user"), !hasAllIds);
    QCOMPARE(
        guide.shell(QStringLiteral("compute2"), QStringLiteral("ps -C dnsmasq -o user=")).contains("nobody"),
        hasAllIds);

    const LabUser again(static_cast<LabUser::Kind>(user));
    const QString path = again.file(QStringLiteral("failing-script.json"), failingScript());
    ForegroundLab lab(again, QStringLiteral("fast"), path);
    QVERIFY2(lab.waitForLine("ready") > 0, lab.process().readAllStandardError());
    const auto holds = [&](const char *host) {
        return lab.shell(QString::fromLatin1(host), QStringLiteral("ip -4 addr")).contains("10.6.0.9/24");
    };
    // With users the script runs and its failure counts; without it never runs and counts as a success.
    QTRY_VERIFY(holds(hasAllIds ? "lb2" : "lb1"));
    QTRY_VERIFY(!holds(hasAllIds ? "lb1" : "lb2"));
}

QTEST_GUILESS_MAIN(LabIdsTest)
#include "tst_labids.moc"
