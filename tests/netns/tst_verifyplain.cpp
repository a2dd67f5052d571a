// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/verifylab.h"
#include "tests/support/testmain.h"

#include <QJsonArray>

#include <unistd.h>

namespace kv::tests {

namespace {

constexpr int labUpMs = 30'000;
constexpr int verifyMs = 60'000;

} // namespace

/// keepalived without Neutron: every instance of the built-in pair is verified by taking its own interface
/// down.
class TestVerifyPlain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void everyInstanceFailsOverAndComesBack_data();
    void everyInstanceFailsOverAndComesBack();
};

void TestVerifyPlain::everyInstanceFailsOverAndComesBack_data()
{
    QTest::addColumn<QString>("router");
    QTest::addColumn<QString>("host"); ///< who serves first
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("address");
    const auto lb1 = QStringLiteral("lb1");
    const auto front = QStringLiteral("front0");
    QTest::newRow("a member of a sync group, below a VMAC of another instance")
        << QStringLiteral("FRONT") << lb1 << front << QStringLiteral("192.0.2.10");
    QTest::newRow("a member of a sync group with unicast peers")
        << QStringLiteral("BACK") << lb1 << QStringLiteral("back0") << QStringLiteral("10.0.9.1");
    QTest::newRow("IPv6") << QStringLiteral("FRONT6") << lb1 << front << QStringLiteral("fd00:192:0:2::10");
    QTest::newRow("a virtual MAC") << QStringLiteral("SPARE") << QStringLiteral("lb2") << front
                                   << QStringLiteral("192.0.2.30");
}

void TestVerifyPlain::everyInstanceFailsOverAndComesBack()
{
    QFETCH(QString, router);
    QFETCH(QString, host);
    QFETCH(QString, link);
    QFETCH(QString, address);
    // At the default timers: a loaded machine may be late by more than the fast ones allow.
    VerifyLab lab(geteuid() == 0, QStringLiteral("default"), QStringLiteral("plain-pair"));
    QVERIFY2(lab.isUp(labUpMs), qPrintable(lab.why()));
    const QByteArray other = host == QLatin1String("lb1") ? "lb2" : "lb1";
    const auto verify = lab.start({ QStringLiteral("verify"), QStringLiteral("--lab-name"), lab.name(),
                                    QStringLiteral("--router"), router, QStringLiteral("--json"),
                                    lab.file(QStringLiteral("report.json")) });
    QVERIFY(verify->waitForFinished(verifyMs));
    const QByteArray said = verify->readAllStandardOutput() + verify->readAllStandardError();
    QVERIFY2(verify->exitCode() == 0, said.constData());
    const QJsonObject report = lab.report(QStringLiteral("report.json"));
    QCOMPARE(report[QLatin1String("prediction")].toObject()[QLatin1String("takesOver")].toString(),
             QString::fromLatin1(other));
    QVERIFY2(said.contains(
                 (link + QStringLiteral(" of ") + host + QStringLiteral(" reads back identical")).toUtf8()),
             said.constData());
    QVERIFY2(said.contains("took the role back after repair") && !said.contains("nopreempt"),
             said.constData());
    // One has it, and only one.
    const auto has = [&](const QString &where) {
        return lab.inside(where, { QStringLiteral("ip"), QStringLiteral("addr") })
            .contains((QLatin1Char(' ') + address + QLatin1Char('/')).toUtf8());
    };
    QTRY_VERIFY(has(host) && !has(QString::fromLatin1(other)));
    QVERIFY(lab.isLinkUp(host, link));
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestVerifyPlain)
#include "tst_verifyplain.moc"
