// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/support/testmain.h"

#include <QObject>
#include <QTest>

#include <unistd.h>

using namespace kv::tests;

/// The lab whose routers check their gateway.
class LabHealthTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void routersThatCannotReachTheGatewayPassTheRoleRound();
};

/// With Neutron's check of the gateway, and the real script.
void LabHealthTest::routersThatCannotReachTheGatewayPassTheRoleRound()
{
    const LabUser user(geteuid() == 0 ? LabUser::Kind::account : LabUser::Kind::self);
    ForegroundLab checked(user, QStringLiteral("fast"), QStringLiteral("health-check"));
    QVERIFY2(checked.waitForLine("ready") > 0, checked.process().readAllStandardError());
    if (checked.output().contains("track scripts do not run")) {
        QSKIP("keepalived's track scripts need subordinate ids");
    }
    const auto holder = [&](const QString &host) {
        return checked.addresses(host).contains(" 169.254.0.1/24");
    };
    QVERIFY(holder(QStringLiteral("network1")));
    QCOMPARE(user.run(user.onOwnLab(QStringLiteral("fault"),
                                    { QStringLiteral("gateway-dead"), QStringLiteral("gateway") }))
                 .exitCode,
             0);
    constexpr int turnMs = 20000; // the check takes 2 s and fails twice
    QTRY_VERIFY_WITH_TIMEOUT(holder(QStringLiteral("network2")), turnMs);
    QTRY_VERIFY_WITH_TIMEOUT(holder(QStringLiteral("network1")), turnMs);
    QCOMPARE(user.run(user.onOwnLab(QStringLiteral("mend"))).exitCode, 0);
    QTRY_VERIFY_WITH_TIMEOUT(checked.answers(QStringLiteral("203.0.113.17")), turnMs);
}

QTEST_GUILESS_MAIN(LabHealthTest)
#include "tst_labhealth.moc"
