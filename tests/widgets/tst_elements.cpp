// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/elementsmodel.h"
#include "widgets/topology/elementspanel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace kv;
using tests::LabMoment;
using topology::ElementsModel;
using topology::ElementsPanel;

class TestElements : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void hasEachElementThatTheKeyboardReaches();
    void aChangeTellsOnlyItsRows();
    void sortsByNumbersInNames();
    void wordsNarrowIt();
    void theSelectionStaysWhileTheSiteChanges();
    void choosingAndActivatingTells();
    void copiesARow();

private:
    std::unique_ptr<ElementsPanel> m_panel;
    QTableView *m_table = nullptr;
    void show(const tests::LabOptions &options = {});
    QString idOf(const QString &start) const;
};

namespace {

picture::DisplayListPtr listOf(const state::SitePtr &site)
{
    return picture::build(picture::sceneOf(*site), {});
}

QStringList columnOf(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

} // namespace

void TestElements::init()
{
    KV_FAIL_ON_WARNINGS;
    m_panel = std::make_unique<ElementsPanel>();
    m_panel->resize(900, 400);
    m_table = m_panel->findChild<QTableView *>(QStringLiteral("elementsTable"));
    m_panel->QWidget::show();
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    show();
}

void TestElements::cleanup()
{
    m_panel.reset();
}

void TestElements::show(const tests::LabOptions &options)
{
    const state::SitePtr site = tests::labSite(options);
    m_panel->showPicture(listOf(site), site);
}

QString TestElements::idOf(const QString &start) const
{
    const QAbstractItemModel &model = *m_table->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data().toString().startsWith(start))
            return model.index(row, 0).data(ElementsModel::elementIdRole).toString();
    }
    return {};
}

void TestElements::hasEachElementThatTheKeyboardReaches()
{
    const state::SitePtr site = tests::labSite();
    const picture::DisplayListPtr list = listOf(site);
    ElementsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(list, site);
    QStringList expected;
    for (const picture::Element &element : list->elements) {
        if (element.isFocusable)
            expected << element.id;
    }
    QVERIFY(expected.size() > 20);
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row) {
        shown << model.index(row, 0).data(ElementsModel::elementIdRole).toString();
        QCOMPARE(model.rowOf(shown.last()), row);
        QVERIFY(!model.index(row, ElementsModel::nameColumn).data().toString().isEmpty());
        QVERIFY(!model.index(row, ElementsModel::kindColumn).data().toString().isEmpty());
    }
    QCOMPARE(shown, expected);
    QCOMPARE(model.rowOf(QStringLiteral("nothing")), -1);
}

void TestElements::aChangeTellsOnlyItsRows()
{
    ElementsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const state::SitePtr before = tests::labSite();
    model.show(listOf(before), before);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.show(listOf(before), before);
    QCOMPARE(reset.size() + changed.size(), 0);
    tests::LabOptions options;
    options.moment = LabMoment::cut;
    const state::SitePtr after = tests::labSite(options);
    model.show(listOf(after), after);
    QVERIFY(reset.size() + changed.size() > 0);
    QVERIFY(reset.size() == 1 || changed.size() < model.rowCount());
}

void TestElements::sortsByNumbersInNames()
{
    tests::LabOptions options;
    options.computeNodes = 11;
    show(options);
    m_table->sortByColumn(ElementsModel::hostColumn, Qt::AscendingOrder);
    QStringList hosts = columnOf(*m_table->model(), ElementsModel::hostColumn);
    QVERIFY(hosts.indexOf(QStringLiteral("compute2")) < hosts.indexOf(QStringLiteral("compute10")));
    QVERIFY(hosts.indexOf(QStringLiteral("compute2")) >= 0);
    m_table->sortByColumn(ElementsModel::hostColumn, Qt::DescendingOrder);
    hosts = columnOf(*m_table->model(), ElementsModel::hostColumn);
    QVERIFY(hosts.indexOf(QStringLiteral("compute2")) > hosts.indexOf(QStringLiteral("compute10")));
}

void TestElements::wordsNarrowIt()
{
    const int all = m_table->model()->rowCount();
    auto *filter = m_panel->findChild<QLineEdit *>(QStringLiteral("elementsFilter"));
    filter->setText(QStringLiteral("overlay0 network1"));
    QVERIFY(m_table->model()->rowCount() > 0);
    QVERIFY(m_table->model()->rowCount() < all);
    const QStringList hosts = columnOf(*m_table->model(), ElementsModel::hostColumn);
    QCOMPARE(hosts.count(QStringLiteral("network1")), hosts.size());
    filter->clear();
    QCOMPARE(m_table->model()->rowCount(), all);
}

void TestElements::theSelectionStaysWhileTheSiteChanges()
{
    const QString router = idOf(QStringLiteral("router router2"));
    QVERIFY(!router.isEmpty());
    QSignalSpy told(m_panel.get(), &ElementsPanel::elementSelected);
    m_panel->selectElement(router);
    QCOMPARE(m_panel->selectedElement(), router);
    for (const LabMoment moment : { LabMoment::cut, LabMoment::tookOver, LabMoment::steady }) {
        tests::LabOptions options;
        options.moment = moment;
        show(options);
        QCOMPARE(m_panel->selectedElement(), router);
    }
    m_panel->selectElement(QStringLiteral("nothing"));
    QCOMPARE(m_panel->selectedElement(), QString());
    QCOMPARE(told.size(), 0);
}

void TestElements::choosingAndActivatingTells()
{
    QSignalSpy selected(m_panel.get(), &ElementsPanel::elementSelected);
    QSignalSpy activated(m_panel.get(), &ElementsPanel::elementActivated);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Down);
    QTest::keyClick(m_table, Qt::Key_Down);
    QVERIFY(!selected.isEmpty());
    QCOMPARE(selected.last().at(0).toString(), m_panel->selectedElement());
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.last().at(0).toString(), m_panel->selectedElement());
}

void TestElements::copiesARow()
{
    m_panel->selectElement(idOf(QStringLiteral("router router2")));
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    const QStringList cells = QGuiApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), static_cast<qsizetype>(ElementsModel::columns));
    QVERIFY(cells.first().startsWith(QStringLiteral("router router2")));
}

QTEST_MAIN(TestElements)
#include "tst_elements.moc"
