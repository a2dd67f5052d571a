// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/verifylab.h"
#include "tests/support/testmain.h"

#include <QJsonArray>

namespace kv::tests {

/// The same with Neutron's own timers: nobody runs 0.1 s in production.
class TestVerifyDefault : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void neutronsTimersPassAndTheInterruptionsAreThoseOfThePackets();
};

void TestVerifyDefault::neutronsTimersPassAndTheInterruptionsAreThoseOfThePackets()
{
    VerifyLab lab(false, QStringLiteral("default"));
    QVERIFY2(lab.isUp(60'000), qPrintable(lab.why()));
    QVERIFY(lab.startCapture());
    const auto verify = lab.start({ QStringLiteral("verify"), QStringLiteral("--lab-name"), lab.name(),
                                    QStringLiteral("--json"), lab.file(QStringLiteral("report.json")) });
    QVERIFY(verify->waitForFinished(240'000));
    const QByteArray captured = lab.endCapture();
    const QByteArray said = verify->readAllStandardOutput() + verify->readAllStandardError();
    QVERIFY2(verify->exitCode() == 0, said.constData());
    const QJsonObject report = lab.report(QStringLiteral("report.json"));
    const QJsonObject prediction = report[QStringLiteral("prediction")].toObject();
    QCOMPARE(prediction[QStringLiteral("outageMinUs")].toInteger(), 4'804'687);
    QCOMPARE(prediction[QStringLiteral("outageMaxUs")].toInteger(), 6'804'687);
    const QJsonArray gaps =
        report[QStringLiteral("targets")].toArray()[0].toObject()[QStringLiteral("interruptions")].toArray();
    QVERIFY(!gaps.isEmpty());
    const qint64 first = gaps[0].toObject()[QStringLiteral("durationUs")].toInteger();
    QVERIFY2(first > 4'500'000 && first < 7'500'000, qPrintable(QString::number(first)));
    const QString difference = compareWithCapture(report, captured);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestVerifyDefault)
#include "tst_verifydefault.moc"
