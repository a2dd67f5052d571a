// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "widgets/verify/labpanel.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTreeWidget>

#include <optional>

using namespace kv;

/// The panel that breaks the lab: what it asks for, and what it says.
class TestLabPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void nothingCanBeBrokenBeforeTheLabIsUp();
    void asksForWhatIsChosen();
    void asksForTheAmountOnlyWhereThereIsOne();
    void whatTheLabCannotIsSaidAndNotOffered();
    void theHostThatServesIsSuggestedUntilOneIsChosen();
    void openFaultsCountDownAndAreUndone();
    void choicesSurviveNews();
    void complaintsGoWithTheNextChoice();

private:
    template <class T> T *child(const verify::LabPanel &panel, const char *name) const
    {
        return panel.findChild<T *>(QString::fromLatin1(name));
    }
};

namespace {

state::LabFaults someFaults()
{
    state::LabFaults faults;
    faults.choices = { { "overlay-down", "the overlay interface is down", "", true, false, false },
                       { "loss", "a part is lost", "", true, true, false },
                       { "delay", "it is late", "this kernel has no sch_netem", true, false, true },
                       { "host-off", "the host loses power", "", false, false, false } };
    faults.hosts = { "controller", "network1", "network2" };
    faults.routers = { "router2", "router3" };
    return faults;
}

/// Collects what a panel asks for.
std::optional<state::FaultWish> wishOf(verify::LabPanel &panel, QPushButton *button)
{
    std::optional<state::FaultWish> wish;
    const auto connection = QObject::connect(&panel, &verify::LabPanel::faultWanted, &panel,
                                             [&](const auto &wanted) { wish = wanted; });
    QTest::mouseClick(button, Qt::LeftButton);
    QObject::disconnect(connection);
    return wish;
}

} // namespace

void TestLabPanel::nothingCanBeBrokenBeforeTheLabIsUp()
{
    verify::LabPanel panel;
    panel.showFaults({});
    QVERIFY(!child<QPushButton>(panel, "faultBreak")->isEnabled());
    state::LabFaults early;
    early.hosts = { "network1" };
    panel.showFaults(early);
    QVERIFY(!child<QPushButton>(panel, "faultBreak")->isEnabled());
    QCOMPARE(child<QLabel>(panel, "faultRemark")->text(), QStringLiteral("The lab is still coming up."));
    panel.showFaults(someFaults());
    QVERIFY(child<QPushButton>(panel, "faultBreak")->isEnabled());
}

void TestLabPanel::asksForWhatIsChosen()
{
    verify::LabPanel panel;
    panel.showFaults(someFaults());
    panel.show();
    child<QComboBox>(panel, "faultHost")->setCurrentText(QStringLiteral("network2"));
    child<QComboBox>(panel, "faultRouter")->setCurrentText(QStringLiteral("router3"));
    child<QSpinBox>(panel, "faultSeconds")->setValue(12);
    auto wish = wishOf(panel, child<QPushButton>(panel, "faultBreak"));
    QVERIFY(wish == state::FaultWish({ "overlay-down", "network2", "router3", 0, 0, 12 }));
    child<QComboBox>(panel, "faultKind")->setCurrentText(QStringLiteral("host-off"));
    QVERIFY(!child<QComboBox>(panel, "faultRouter")->isEnabled());
    child<QSpinBox>(panel, "faultSeconds")->setValue(0);
    QCOMPARE(child<QSpinBox>(panel, "faultSeconds")->text(), QStringLiteral("until it is undone"));
    wish = wishOf(panel, child<QPushButton>(panel, "faultBreak"));
    QVERIFY(wish == state::FaultWish({ "host-off", "network2", "", 0, 0, 0 }));
}

void TestLabPanel::asksForTheAmountOnlyWhereThereIsOne()
{
    verify::LabPanel panel;
    panel.showFaults(someFaults());
    panel.show();
    auto *amount = child<QSpinBox>(panel, "faultAmount");
    QVERIFY(!amount->isVisible());
    child<QComboBox>(panel, "faultKind")->setCurrentText(QStringLiteral("loss"));
    QVERIFY(amount->isVisible());
    QCOMPARE(amount->maximum(), 100);
    amount->setValue(45);
    QCOMPARE(amount->text(), QStringLiteral("45 %"));
    const auto wish = wishOf(panel, child<QPushButton>(panel, "faultBreak"));
    QVERIFY(wish && wish->percent == 45 && wish->milliseconds == 0);
}

void TestLabPanel::whatTheLabCannotIsSaidAndNotOffered()
{
    verify::LabPanel panel;
    panel.showFaults(someFaults());
    auto *kind = child<QComboBox>(panel, "faultKind");
    const int delay = kind->findText(QStringLiteral("delay"));
    QVERIFY(!(kind->model()->flags(kind->model()->index(delay, 0)) & Qt::ItemIsEnabled));
    QCOMPARE(kind->itemData(delay, Qt::ToolTipRole).toString(),
             QStringLiteral("this kernel has no sch_netem"));
    kind->setCurrentIndex(delay);
    QVERIFY(!child<QPushButton>(panel, "faultBreak")->isEnabled());
    QCOMPARE(child<QLabel>(panel, "faultRemark")->text(), QStringLiteral("This kernel has no sch_netem"));
}

void TestLabPanel::theHostThatServesIsSuggestedUntilOneIsChosen()
{
    verify::LabPanel panel;
    panel.showFaults(someFaults());
    panel.show();
    auto *host = child<QComboBox>(panel, "faultHost");
    panel.suggestHost(QStringLiteral("network1"));
    QCOMPARE(host->currentText(), QStringLiteral("network1"));
    panel.suggestHost(QStringLiteral("nowhere"));
    QCOMPARE(host->currentText(), QStringLiteral("network1"));
    panel.suggestHost(QStringLiteral("network2"));
    QCOMPARE(host->currentText(), QStringLiteral("network2"));
    QTest::keyClick(host, Qt::Key_Up);
    QCOMPARE(host->currentText(), QStringLiteral("network1"));
    panel.suggestHost(QStringLiteral("network2"));
    QCOMPARE(host->currentText(), QStringLiteral("network1"));
}

void TestLabPanel::openFaultsCountDownAndAreUndone()
{
    verify::LabPanel panel;
    state::LabFaults faults = someFaults();
    faults.open = { { 3, "overlay-down", "network1", "router2", "overlay0", 30'000'000 },
                    { 4, "host-off", "network2", "", "network2", 0 } };
    panel.showNow(10'000'000);
    panel.showFaults(faults);
    auto *open = child<QTreeWidget>(panel, "openFaults");
    QCOMPARE(open->topLevelItemCount(), 2);
    QCOMPARE(open->topLevelItem(0)->text(0), QStringLiteral("overlay-down"));
    QCOMPARE(open->topLevelItem(0)->text(1), QStringLiteral("network1"));
    QCOMPARE(open->topLevelItem(0)->text(2), QStringLiteral("20 s"));
    QCOMPARE(open->topLevelItem(0)->toolTip(0), QStringLiteral("router2: overlay0"));
    QCOMPARE(open->topLevelItem(1)->text(2), QString());
    panel.showNow(29'500'000);
    QCOMPARE(open->topLevelItem(0)->text(2), QStringLiteral("1 s"));
    panel.showNow(31'000'000);
    QCOMPARE(open->topLevelItem(0)->text(2), QStringLiteral("0 s"));
    QSignalSpy undone(&panel, &verify::LabPanel::undoWanted);
    open->setCurrentItem(open->topLevelItem(1));
    QTest::mouseClick(child<QPushButton>(panel, "faultUndo"), Qt::LeftButton);
    QTest::mouseClick(child<QPushButton>(panel, "faultUndoAll"), Qt::LeftButton);
    QCOMPARE(undone.count(), 2);
    QCOMPARE(undone[0][0].toInt(), 4);
    QCOMPARE(undone[1][0].toInt(), 0);
    // What is chosen stays chosen when another one goes.
    faults.open.erase(faults.open.begin());
    panel.showFaults(faults);
    QCOMPARE(open->currentItem(), open->topLevelItem(0));
    panel.showFaults(someFaults());
    QVERIFY(!child<QPushButton>(panel, "faultUndo")->isEnabled());
    QVERIFY(!child<QPushButton>(panel, "faultUndoAll")->isEnabled());
}

void TestLabPanel::choicesSurviveNews()
{
    verify::LabPanel panel;
    state::LabFaults faults = someFaults();
    panel.showFaults(faults);
    child<QComboBox>(panel, "faultKind")->setCurrentText(QStringLiteral("host-off"));
    child<QComboBox>(panel, "faultHost")->setCurrentText(QStringLiteral("network2"));
    child<QComboBox>(panel, "faultRouter")->setCurrentText(QStringLiteral("router3"));
    faults.open = { { 1, "host-off", "network2", "", "network2", 0 } };
    panel.showFaults(faults);
    QCOMPARE(child<QComboBox>(panel, "faultKind")->currentText(), QStringLiteral("host-off"));
    QCOMPARE(child<QComboBox>(panel, "faultHost")->currentText(), QStringLiteral("network2"));
    QCOMPARE(child<QComboBox>(panel, "faultRouter")->currentText(), QStringLiteral("router3"));
}

void TestLabPanel::complaintsGoWithTheNextChoice()
{
    verify::LabPanel panel;
    panel.showFaults(someFaults());
    panel.showComplaint(QStringLiteral("the host is off (network1)"));
    const auto *remark = child<QLabel>(panel, "faultRemark");
    QCOMPARE(remark->text(), QStringLiteral("the host is off (network1)"));
    child<QComboBox>(panel, "faultKind")->setCurrentText(QStringLiteral("loss"));
    QCOMPARE(remark->text(), QStringLiteral("A part is lost"));
    panel.showComplaint(QStringLiteral("no"));
    panel.showComplaint({});
    QCOMPARE(remark->text(), QStringLiteral("A part is lost"));
}

QTEST_MAIN(TestLabPanel)
#include "tst_labpanel.moc"
