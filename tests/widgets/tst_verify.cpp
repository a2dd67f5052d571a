// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/widgets/failoverscene.h"
#include "widgets/look/theme.h"
#include "widgets/verify/disabledialog.h"
#include "widgets/verify/verdictstrip.h"
#include "widgets/verify/verificationpanel.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace kv;
using namespace kv::tests;

class TestVerify : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void enterIsCancel_data();
    void enterIsCancel();
    void escapeIsCancel();
    void theButtonRepeatsVerbObjectAndTime();
    void aClickOnTheButtonDisables();
    void theKeyboardCanDisableOnPurpose();
    void aRouterThatWouldStopMustBeAcceptedFirst();
    void aProbeThatMayNotChangeLinksOffersNoButton();
    void theDialogNamesTheBlastRadius();
    void theStripCarriesTheOneActionThatMatters();
    void theStripsSentenceIsWholeBesideACountdown();
    void thePanelAbortsWhatRuns();
};

namespace {

verify::DisablePlan plan()
{
    verify::DisablePlan p;
    p.host = "network1";
    p.link = scene::overlayOnNetwork1;
    p.linkName = "overlay0";
    p.isAllowed = true;
    p.routers = { { scene::routerId,
                    "router2",
                    state::Protection::isProtected,
                    true,
                    true,
                    true,
                    "network2",
                    "network2",
                    { 4'800'000, 6'800'000, true },
                    { "203.0.113.21/24" } } };
    p.floatingIps = { "203.0.113.17" };
    p.otherUsers = { "VNI 101 (vxlan-101)" };
    return p;
}

QPushButton *button(const QWidget &dialog, const char *name)
{
    return dialog.findChild<QPushButton *>(QString::fromLatin1(name));
}

} // namespace

void TestVerify::enterIsCancel_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("focus");
    const QStringList widgets{ QString(), QStringLiteral("undoSeconds"), QStringLiteral("confirmDisable") };
    for (const QString &focus : widgets) {
        const QByteArray where = focus.isEmpty() ? "where the dialog opens" : "on " + focus.toLatin1();
        QTest::newRow("Return " + where) << int(Qt::Key_Return) << focus;
        QTest::newRow("keypad Enter " + where) << int(Qt::Key_Enter) << focus;
    }
}

void TestVerify::enterIsCancel()
{
    QFETCH(int, key);
    QFETCH(QString, focus);
    verify::DisableDialog dialog(plan());
    QSignalSpy wanted(&dialog, &verify::DisableDialog::disableWanted);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QWidget *widget = focus.isEmpty() ? dialog.focusWidget() : dialog.findChild<QWidget *>(focus);
    QVERIFY(widget);
    widget->setFocus();
    QTest::keyClick(widget, static_cast<Qt::Key>(key));
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(wanted.size(), 0);
    QVERIFY(!dialog.isVisible());
}

void TestVerify::escapeIsCancel()
{
    verify::DisableDialog dialog(plan());
    QSignalSpy wanted(&dialog, &verify::DisableDialog::disableWanted);
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(wanted.size(), 0);
}

void TestVerify::theButtonRepeatsVerbObjectAndTime()
{
    verify::DisableDialog dialog(plan());
    auto *seconds = dialog.findChild<QSpinBox *>(QStringLiteral("undoSeconds"));
    QCOMPARE(seconds->value(), 60);
    QCOMPARE(seconds->minimum(), 10);
    QCOMPARE(seconds->maximum(), 600);
    seconds->setValue(120);
    QCOMPARE(button(dialog, "confirmDisable")->text().remove(QLatin1Char('&')),
             QStringLiteral("Disable overlay0 for 120 s"));
}

void TestVerify::aClickOnTheButtonDisables()
{
    verify::DisableDialog dialog(plan());
    QSignalSpy wanted(&dialog, &verify::DisableDialog::disableWanted);
    dialog.show();
    QTest::mouseClick(button(dialog, "confirmDisable"), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), QStringLiteral("network1"));
    QCOMPARE(wanted[0][1].value<model::LinkKey>(), scene::overlayOnNetwork1);
    QCOMPARE(wanted[0][2].toInt(), 60);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
}

void TestVerify::theKeyboardCanDisableOnPurpose()
{
    verify::DisableDialog dialog(plan());
    QSignalSpy wanted(&dialog, &verify::DisableDialog::disableWanted);
    dialog.show();
    button(dialog, "confirmDisable")->setFocus();
    QTest::keyClick(button(dialog, "confirmDisable"), Qt::Key_Space);
    QCOMPARE(wanted.size(), 1);
}

void TestVerify::aRouterThatWouldStopMustBeAcceptedFirst()
{
    auto stopping = plan();
    stopping.routers.push_back({ "1",
                                 "router1",
                                 state::Protection::notRedundant,
                                 true,
                                 false,
                                 true,
                                 "",
                                 "",
                                 {},
                                 { "192.0.2.1/24" } });
    verify::DisableDialog dialog(stopping);
    dialog.show();
    QVERIFY(!button(dialog, "confirmDisable")->isEnabled());
    auto *accepts = dialog.findChild<QCheckBox *>(QStringLiteral("acceptsStop"));
    QVERIFY(accepts);
    QVERIFY(accepts->text().contains(QStringLiteral("router1")));
    accepts->setFocus();
    QTest::keyClick(accepts, Qt::Key_Space);
    QVERIFY(button(dialog, "confirmDisable")->isEnabled());
}

void TestVerify::aProbeThatMayNotChangeLinksOffersNoButton()
{
    auto observing = plan();
    observing.isAllowed = false;
    verify::DisableDialog dialog(observing);
    QVERIFY(!button(dialog, "confirmDisable")->isEnabled());
}

void TestVerify::theDialogNamesTheBlastRadius()
{
    verify::DisablePlan p = plan();
    p.routers.front().orTakesOver = { "network3" };
    verify::DisableDialog dialog(p);
    QString all;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        all += label->text() + QLatin1Char('\n');
    for (const char *part : { "overlay0", "network1", "router2", "network2 or network3 takes over",
                              "4.8 to 6.8 s", "203.0.113.17", "VNI 101 (vxlan-101)", "second gap" })
        QVERIFY2(all.contains(QString::fromLatin1(part)), part);
}

void TestVerify::theStripCarriesTheOneActionThatMatters()
{
    verify::VerdictStrip strip;
    strip.resize(1200, strip.sizeHint().height());
    strip.show();
    strip.showContent({ verify::StripContent::Severity::good,
                        QStringLiteral("router2 is protected. All is well."),
                        {},
                        {},
                        {} });
    QVERIFY(!strip.actionButton()->isVisible());
    QSignalSpy wanted(&strip, &verify::VerdictStrip::actionWanted);
    strip.showContent({ verify::StripContent::Severity::alarm,
                        QStringLiteral("network2 took over. network1 is isolated."),
                        {},
                        QStringLiteral("overlay0 returns by itself in 51 s"),
                        QStringLiteral("Restore overlay0 now") });
    QVERIFY(strip.actionButton()->isVisible());
    QCOMPARE(strip.size().height(), 32);
    QTest::mouseClick(strip.actionButton(), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    strip.actionButton()->setFocus();
    QTest::keyClick(strip.actionButton(), Qt::Key_Space);
    QCOMPARE(wanted.size(), 2);
}

void TestVerify::theStripsSentenceIsWholeBesideACountdown()
{
    const QString first =
        QStringLiteral("network2 took over router2 6.6 s after overlay0 of network1 went down, "
                       "inside the expected 4.8 to 6.8 s;");
    const QString rest =
        QStringLiteral("network1 is isolated and still holds the addresses, nobody hears it.");
    const QString aside = QStringLiteral("router1 has no HA and stops with network1");
    verify::VerdictStrip strip;
    strip.resize(1300, verify::VerdictStrip::stripHeight);
    strip.show();
    const verify::StripContent cut{ verify::StripContent::Severity::alarm, first + QLatin1Char(' ') + rest,
                                    aside, QStringLiteral("overlay0 on network1 returns by itself in 51 s"),
                                    QStringLiteral("Restore overlay0 now") };
    strip.showContent(cut);
    QVERIFY(QTest::qWaitForWindowExposed(&strip));
    QCOMPARE(strip.lines(), QStringList({ first, rest }));
    QVERIFY(!strip.showsAside());
    strip.resize(3000, strip.height());
    QTRY_VERIFY(strip.showsAside());
    QCOMPARE(strip.lines(), QStringList({ cut.sentence }));
    strip.resize(700, strip.height());
    QTRY_VERIFY(strip.lines().front().endsWith(QChar(0x2026)));
    QVERIFY(strip.lines().front().startsWith(QStringLiteral("network2 took")));
}

void TestVerify::thePanelAbortsWhatRuns()
{
    verify::VerificationPanel panel;
    panel.show();
    QSignalSpy started(&panel, &verify::VerificationPanel::startWanted);
    QSignalSpy aborted(&panel, &verify::VerificationPanel::abortWanted);
    auto *act = panel.findChild<QPushButton *>(QStringLiteral("verificationButton"));
    QTest::mouseClick(act, Qt::LeftButton);
    QCOMPARE(started.size(), 1);
    auto verification = scene::verification();
    panel.showVerification(verification);
    QTest::mouseClick(act, Qt::LeftButton);
    QCOMPARE(aborted.size(), 1);
    verification.result = state::VerificationResult::fail;
    verification.reason = "nobody took over";
    panel.showVerification(verification);
    QCOMPARE(panel.resultText(), QStringLiteral("FAIL: nobody took over"));
}

QTEST_MAIN(TestVerify)
#include "tst_verify.moc"
