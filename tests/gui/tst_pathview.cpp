// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mainwindow.h"
#include "app/gui/pathfollower.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"
#include "widgets/topology/canvas.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace kv;
using namespace kv::gui;

namespace {

/// The sample recording, that many seconds after its beginning.
state::SitePtr siteAt(double seconds)
{
    return tests::siteAt(QStringLiteral(KEEPVIEW_SOURCE "/resources/recordings/failover.jsonl"), seconds);
}

QStringList tubes(const MainWindow &window)
{
    QStringList ids;
    const picture::DisplayListPtr list = window.canvas()->displayList();
    for (const picture::Element &element : list->elements) {
        if (element.id.startsWith(QLatin1String("path:")))
            ids += element.id;
    }
    return ids;
}

template <class Widget> Widget *part(const MainWindow &window, const char *name)
{
    return window.findChild<Widget *>(QString::fromLatin1(name));
}

QStringList column(const QTableView *table, int number)
{
    QStringList words;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        words += table->model()->index(row, number).data().toString();
    return words;
}

const QString floating = QStringLiteral("203.0.113.17");
const QString instance = QStringLiteral("fd00:198:51:100:f816:3eff:fe71:e93e");

} // namespace

/// The traffic path and the distribution in the window, by mouse-free means.
class TestPathView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void thePathOfTheSelectedRouterFollowsTheFailover();
    void anotherTargetIsChosenByKeyboard();
    void whatThereIsToChooseFromIsReadOnceASecond();
    void aPingedAddressOrAnInstanceBringsItsPath();
    void theDistributionIsSortedByKeyboard();
    void theQuestionAboutARebootIsAnswered();
};

void TestPathView::thePathOfTheSelectedRouterFollowsTheFailover()
{
    MainWindow window;
    window.show();
    window.showSite(siteAt(3));
    window.selectRouter(QStringLiteral("b6206312-878e-497c-8ef7-eb384f8add96"));
    const auto *sentence = part<QLabel>(window, "pathSentence");
    const auto *hops = part<QTableView>(window, "pathTable");
    QCOMPARE(part<QComboBox>(window, "pathTarget")->currentText(), floating);
    QVERIFY(sentence->text().contains(QStringLiteral("network1")));
    QVERIFY(tubes(window).contains(QStringLiteral("path:network1>compute1")));
    QCOMPARE(hops->model()->rowCount(), 23);
    QVERIFY(column(hops, 1).join(QLatin1Char(' ')).contains(QStringLiteral("FDB · 2.9 s")));
    const QString read = hops->model()->index(14, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(read.contains(QStringLiteral("VXLAN FDB of vxlan-101 on network1")), qPrintable(read));
    window.showSite(siteAt(6));
    QVERIFY2(sentence->text().contains(QStringLiteral("overlay0 on network1 is down")),
             qPrintable(sentence->text()));
    window.showSite(siteAt(12));
    QVERIFY(sentence->text().contains(QStringLiteral("network2")));
    QVERIFY(tubes(window).contains(QStringLiteral("path:network2>compute1")));
    QVERIFY(!tubes(window).contains(QStringLiteral("path:network1>compute1")));
}

void TestPathView::anotherTargetIsChosenByKeyboard()
{
    MainWindow window;
    window.show();
    window.showSite(siteAt(3));
    auto *target = part<QComboBox>(window, "pathTarget");
    QCOMPARE(target->accessibleName(), QStringLiteral("Traffic path of"));
    target->setCurrentText(floating);
    QTest::keyClick(target, Qt::Key_Down);
    QCOMPARE(target->currentText(), instance);
    QVERIFY(part<QLabel>(window, "pathSentence")->text().startsWith(instance));
    QTest::keyClick(target, Qt::Key_Home);
    QVERIFY(tubes(window).isEmpty());
    QVERIFY(part<QTableView>(window, "pathTable")->isHidden());
    window.showSite(siteAt(12));
    QVERIFY(tubes(window).isEmpty());
}

void TestPathView::whatThereIsToChooseFromIsReadOnceASecond()
{
    MainWindow window;
    const state::SitePtr first = siteAt(3);
    window.showSite(first);
    const auto *choice = part<QComboBox>(window, "pathTarget");
    const auto names = [choice] {
        QStringList texts;
        for (int i = 0; i < choice->count(); ++i)
            texts << choice->itemText(i);
        return texts;
    };
    const QStringList before = names();
    QVERIFY(before.size() > 2);
    const auto later = [&first](model::TimeUs by) {
        auto site = std::make_shared<state::Site>(*first);
        site->now += by;
        site->records += static_cast<std::uint64_t>(by);
        for (state::Router &router : site->routers)
            router.name = "renamed";
        return site;
    };
    const auto show = [&window](const state::SitePtr &site) {
        window.findChild<PathFollower *>()->showSite(site);
    };
    show(later(PathFollower::intervalUs));
    QCOMPARE(names(), before);
    show(later(PathFollower::choicesIntervalUs + PathFollower::intervalUs));
    QVERIFY(names() != before);
    QVERIFY(names().contains(QStringLiteral("renamed")));
}

void TestPathView::aPingedAddressOrAnInstanceBringsItsPath()
{
    MainWindow window;
    window.show();
    window.showSite(siteAt(3));
    auto *target = part<QComboBox>(window, "pathTarget");
    auto *traffic = part<QTableView>(window, "trafficTable");
    const QStringList pinged = column(traffic, 0);
    QCOMPARE(pinged.size(), 2);
    traffic->selectRow(1);
    QCOMPARE(target->currentText(), instance);
    traffic->selectRow(0);
    QCOMPARE(target->currentText(), floating);
    QString guest;
    for (const QString &id : window.canvas()->elementOrder()) {
        const picture::DisplayListPtr list = window.canvas()->displayList();
        const picture::Element *element = list->find(id);
        if (element && element->target.kind == picture::TargetKind::netns
            && element->name.contains(QStringLiteral("selfservice-instance2")))
            guest = id;
    }
    QVERIFY(!guest.isEmpty());
    traffic->selectRow(1);
    window.canvas()->activateElement(guest);
    QCOMPARE(target->currentText(), instance); // one of its own addresses is shown already: it stays
    QTest::keyClick(target, Qt::Key_Home);
    QVERIFY(tubes(window).isEmpty());
    window.canvas()->selectElement({});
    window.canvas()->activateElement(guest); // and the picture is another one while its click is told
    QVERIFY(!tubes(window).isEmpty());
    QVERIFY2(target->currentText() == instance || target->currentText() == floating,
             qPrintable(target->currentText()));
}

void TestPathView::theDistributionIsSortedByKeyboard()
{
    MainWindow window;
    window.show();
    window.showSite(siteAt(12));
    QAction *open = window.findChild<QAction *>(QStringLiteral("distributionDockAction"));
    QVERIFY(open && !open->shortcut().isEmpty());
    open->trigger();
    auto *nodes = part<QTableView>(window, "nodesTable");
    auto *shares = part<QTableView>(window, "sharesTable");
    QTRY_COMPARE(column(nodes, 0), (QStringList{ QStringLiteral("network1"), QStringLiteral("network2") }));
    QCOMPARE(column(nodes, 1), (QStringList{ QStringLiteral("0"), QStringLiteral("1") }));
    QCOMPARE(column(shares, 0), (QStringList{ QStringLiteral("router1"), QStringLiteral("router2") }));
    QCOMPARE(column(shares, 2).first(), QStringLiteral("nowhere"));
    QVERIFY(column(nodes, 5).last().contains(QStringLiteral("packets/s")));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    nodes->setFocus();
    nodes->setCurrentIndex(nodes->model()->index(0, 1));
    QTest::keyClick(nodes, Qt::Key_S);
    QCOMPARE(nodes->horizontalHeader()->sortIndicatorSection(), 1);
    QTest::keyClick(nodes, Qt::Key_S);
    QCOMPARE(column(nodes, 0).first(), QStringLiteral("network2"));
    QVERIFY(!nodes->accessibleName().isEmpty() && !shares->accessibleName().isEmpty());
}

void TestPathView::theQuestionAboutARebootIsAnswered()
{
    MainWindow window;
    window.show();
    window.showSite(siteAt(41));
    window.findChild<QAction *>(QStringLiteral("distributionDockAction"))->trigger();
    auto *host = part<QComboBox>(window, "rebootHost");
    auto *summary = part<QLabel>(window, "rebootSummary");
    auto *items = part<QTreeWidget>(window, "rebootItems");
    QTRY_COMPARE(host->currentText(), QStringLiteral("network1"));
    QVERIFY(summary->text().startsWith(QStringLiteral("Do not reboot network1")));
    QCOMPARE(items->topLevelItem(0)->child(0)->text(0), QStringLiteral("router1"));
    QTest::keyClick(host, Qt::Key_Down);
    QCOMPARE(host->currentText(), QStringLiteral("network2"));
    QVERIFY2(summary->text().startsWith(QStringLiteral("network2 may be rebooted")),
             qPrintable(summary->text()));
}

QTEST_MAIN(TestPathView)
#include "tst_pathview.moc"
