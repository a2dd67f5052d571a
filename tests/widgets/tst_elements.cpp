// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "tests/widgets/sitechanges.h"
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
    void aChangeTellsOnlyItsRows_data();
    void aChangeTellsOnlyItsRows();
    void aChangeOfTheSiteTellsOnlyItsRows();
    void sortsByNumbersInNames();
    void wordsNarrowIt();
    void theSelectionStaysWhileTheSiteChanges();
    void aSelectionBeforeTheTableIsSeenIsShownThen();
    void whatComesLaterIsSelectedThen();
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

/// Each row's cells.
QStringList textsOf(const QAbstractItemModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        rows << cells.join(u'\t');
    }
    return rows;
}

/// The rows of all messages in their order; each message tells whole rows.
QList<int> toldRows(const QSignalSpy &changed, const QAbstractItemModel &model)
{
    QList<int> rows;
    for (const QList<QVariant> &message : changed) {
        const auto first = message.at(0).toModelIndex();
        const auto last = message.at(1).toModelIndex();
        if (first.column() != 0 || last.column() != model.columnCount() - 1)
            return {};
        for (int row = first.row(); row <= last.row(); ++row)
            rows << row;
    }
    return rows;
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

void TestElements::aChangeTellsOnlyItsRows_data()
{
    QTest::addColumn<QList<int>>("rows"); // that change
    QTest::addColumn<int>("messages");
    QTest::newRow("none") << QList<int>{} << 0;
    QTest::newRow("the first") << QList<int>{ 0 } << 1;
    QTest::newRow("the last") << QList<int>{ -1 } << 1;
    QTest::newRow("neighbours are told together") << QList<int>{ 4, 5, 6, 7 } << 1;
    QTest::newRow("those apart are told apart") << QList<int>{ 2, 3, 9, 12, 13, 14 } << 3;
}

void TestElements::aChangeTellsOnlyItsRows()
{
    QFETCH(QList<int>, rows);
    QFETCH(int, messages);
    const state::SitePtr site = tests::labSite();
    const picture::DisplayListPtr before = listOf(site);
    ElementsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show(before, site);
    if (rows == QList<int>{ -1 })
        rows = { model.rowCount() - 1 };
    auto after = std::make_shared<picture::DisplayList>(*before);
    int row = 0;
    for (picture::Element &element : after->elements) {
        if (element.isFocusable && rows.contains(row++))
            element.description += QStringLiteral(" changed");
    }
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.show(after, site);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), messages);
    QCOMPARE(toldRows(changed, model), rows);
    for (const int told : std::as_const(rows))
        QVERIFY(textsOf(model).at(told).endsWith(QStringLiteral(" changed")));
}

void TestElements::aChangeOfTheSiteTellsOnlyItsRows()
{
    ElementsModel model;
    const state::SitePtr before = tests::labSite();
    model.show(listOf(before), before);
    const QStringList texts = textsOf(model);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.show(listOf(before), before);
    QCOMPARE(reset.size() + changed.size(), 0);
    // Who listens sees the whole new table, whichever row is told first.
    QStringList seen;
    connect(&model, &QAbstractItemModel::dataChanged, this, [&] {
        if (seen.isEmpty())
            seen = textsOf(model);
    });
    const state::SitePtr after = tests::withLinkDown(before, "compute1", "overlay0");
    model.show(listOf(after), after);
    QCOMPARE(reset.size(), 0);
    QList<int> expected;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (textsOf(model).at(row) != texts.at(row))
            expected << row;
    }
    QVERIFY(!expected.isEmpty() && expected.size() < model.rowCount());
    QCOMPARE(toldRows(changed, model), expected);
    QCOMPARE(seen, textsOf(model));
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

void TestElements::aSelectionBeforeTheTableIsSeenIsShownThen()
{
    const state::SitePtr site = tests::labSite();
    const QString router = idOf(QStringLiteral("router router2"));
    ElementsPanel panel;
    QSignalSpy told(&panel, &ElementsPanel::elementSelected);
    panel.selectElement(router); // nothing is known yet
    panel.showPicture(listOf(site), site);
    QCOMPARE(panel.selectedElement(), QString());
    panel.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QCOMPARE(panel.selectedElement(), router);
    // Chosen while nobody looks.
    const QString host = QStringLiteral("host:network1");
    panel.hide();
    panel.showPicture(listOf(tests::labSite({ LabMoment::cut })), tests::labSite({ LabMoment::cut }));
    panel.selectElement(host);
    panel.QWidget::show();
    QCOMPARE(panel.selectedElement(), host);
    panel.hide();
    panel.selectElement({});
    panel.QWidget::show();
    QCOMPARE(panel.selectedElement(), QString());
    QCOMPARE(told.size(), 0);
}

void TestElements::whatComesLaterIsSelectedThen()
{
    const state::SitePtr later = tests::labSite({ LabMoment::steady, 2, 2 });
    m_panel->selectElement(QStringLiteral("host:compute2"));
    QCOMPARE(m_panel->selectedElement(), QString());
    m_panel->showPicture(listOf(later), later);
    QCOMPARE(m_panel->selectedElement(), QStringLiteral("host:compute2"));
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
