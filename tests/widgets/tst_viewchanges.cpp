// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/filterbar.h"
#include "widgets/topology/kindbuttons.h"
#include "widgets/topology/viewhistory.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace kv;
using picture::Form;
using topology::Canvas;
using topology::FilterBar;
using topology::KindButtons;
using topology::ViewChange;
using topology::ViewHistory;
using topology::ViewState;

/// What the user changes in the view: filter, pins, undo.
class TestViewChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void eachChangeIsTakenBack_data();
    void eachChangeIsTakenBack();
    void aDragIsOneStep();
    void whatGoesOnIsOneStep();
    void aNewChangeEndsTheWayForward();
    void whatTheProgramDoesIsNoStep();
    void theWayBackIsBounded();
    void aHostIsPutElsewhereByTheMouse();
    void aHostIsPutElsewhereByTheKeyboard();
    void hostsOutsideAreNotPinned();
    void eachFormHasItsOwnPins();
    void rememberedPinsAreNoStep();
    void theBarFilters();
    void theBarSaysThatSomethingIsLeftOut();
    void theBarFollowsUndo();
    void aChoiceThatGoesStaysChosen();
    void theButtonsHideSortsOfNetworks();

private:
    std::unique_ptr<Canvas> m_canvas;
    FilterBar *m_bar = nullptr;
    state::SitePtr m_site;

    ViewState look() const;
    void wheel(int notches) const;
    template <class Field> Field *field(const char *name) const
    {
        return m_bar->findChild<Field *>(QString::fromLatin1(name));
    }
    QRectF host(const char *name) const
    {
        return m_canvas->elementRect(QStringLiteral("host:") + QString::fromLatin1(name));
    }
    QPoint headOf(const char *name) const { return host(name).topLeft().toPoint() + QPoint(40, 6); }
};

namespace {

const QString router2 = QStringLiteral("b6206312-878e-497c-8ef7-eb384f8add96");

tests::LabOptions threeNodes()
{
    tests::LabOptions options;
    options.networkNodes = 3;
    options.computeNodes = 2;
    options.hasPlainRouter = true;
    options.moreRouters = 1;
    return options;
}

} // namespace

void TestViewChanges::init()
{
    KV_FAIL_ON_WARNINGS;
    m_canvas = std::make_unique<Canvas>();
    m_canvas->resize(1400, 1000);
    m_bar = new FilterBar(m_canvas.get(), m_canvas.get());
    m_site = tests::labSite(threeNodes());
    m_canvas->showSite(m_site);
    m_bar->showSite(m_site);
    m_canvas->show();
    m_canvas->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
}

void TestViewChanges::cleanup()
{
    m_canvas.reset();
}

ViewState TestViewChanges::look() const
{
    const QRectF seen = m_canvas->visiblePart();
    return { m_canvas->form(),
             {},
             m_canvas->filter(),
             m_canvas->pins(),
             m_canvas->zoom(),
             seen.topLeft(),
             false,
             m_canvas->pins(Form::overview) };
}

void TestViewChanges::wheel(int notches) const
{
    const QPointF at(500, 400);
    QWheelEvent event(at, m_canvas->mapToGlobal(at), {}, { 0, 120 * notches }, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_canvas.get(), &event);
}

void TestViewChanges::eachChangeIsTakenBack_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<QString>("name");
    const std::pair<const char *, const char *> rows[] = { { "wheel", "zooming" },
                                                           { "actual size", "zooming" },
                                                           { "arrow", "moving the picture" },
                                                           { "form", "another form" },
                                                           { "collapse all", "collapsing and expanding" },
                                                           { "collapse one", "collapsing and expanding" },
                                                           { "filter", "the filter" },
                                                           { "pin", "pinning" },
                                                           { "go to a host", "another form" } };
    int number = 0;
    for (const auto &[row, name] : rows)
        QTest::newRow(row) << number++ << QString::fromLatin1(name);
}

void TestViewChanges::eachChangeIsTakenBack()
{
    QFETCH(int, change);
    QFETCH(QString, name);
    if (change == 8)
        m_canvas->setForm(Form::overview);
    const ViewState before = look();
    const picture::DisplayListPtr picture = m_canvas->displayList();
    const auto make = [this](int which) {
        picture::Filter filter;
        filter.routerId = router2.toStdString();
        switch (which) {
        case 0:
            return wheel(2);
        case 1:
            return m_canvas->zoomToActual();
        case 2:
            return QTest::keyClick(m_canvas.get(), Qt::Key_Down);
        case 3:
            return m_canvas->setForm(Form::overview);
        case 4:
            return m_canvas->setAllCollapsed(true);
        case 5:
            return m_canvas->activateElement(QStringLiteral("action:collapse:network2"));
        case 6:
            return m_canvas->setFilter(filter);
        case 7:
            return m_canvas->moveHost(QStringLiteral("network1"), 200);
        default:
            return m_canvas->goToHost(QStringLiteral("network2"));
        }
    };
    make(change);
    const ViewState after = look();
    const picture::DisplayListPtr changed = m_canvas->displayList();
    QVERIFY(after != before || *changed != *picture);
    QCOMPARE(m_canvas->undoName(), name);
    QVERIFY(m_canvas->redoName().isEmpty());
    m_canvas->undoView();
    QVERIFY(look() == before);
    QVERIFY(*m_canvas->displayList() == *picture);
    QCOMPARE(m_canvas->redoName(), name);
    m_canvas->redoView();
    QVERIFY(look() == after);
    QVERIFY(*m_canvas->displayList() == *changed);
    m_canvas->undoView();
    QVERIFY(look() == before);
}

void TestViewChanges::aDragIsOneStep()
{
    m_canvas->zoomToActual();
    const ViewState before = look();
    QTest::mousePress(m_canvas.get(), Qt::MiddleButton, {}, { 600, 500 });
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(m_canvas.get(), QPoint(600 - 6 * step, 500 - 9 * step));
    QTest::mouseRelease(m_canvas.get(), Qt::MiddleButton, {}, { 540, 410 });
    QVERIFY(look() != before);
    QCOMPARE(m_canvas->undoName(), QStringLiteral("moving the picture"));
    m_canvas->undoView();
    QVERIFY(look() == before);
    QCOMPARE(m_canvas->undoName(), QStringLiteral("zooming"));
}

void TestViewChanges::whatGoesOnIsOneStep()
{
    ViewHistory history;
    ViewState at;
    history.note(at, ViewChange::zoom, 0);
    at.zoom = 2;
    history.note(at, ViewChange::zoom, 900);
    at.zoom = 3;
    history.note(at, ViewChange::zoom, 2500); // after a pause: another one
    at.zoom = 4;
    ViewState shown = history.undo(at).value();
    QCOMPARE(shown.zoom, 3.0);
    shown = history.undo(shown).value();
    QCOMPARE(shown.zoom, 1.0);
    QVERIFY(!history.undo(shown));
    // Choices are steps however quickly they come.
    history.note(shown, ViewChange::form, 5000);
    shown.form = Form::fleet;
    history.note(shown, ViewChange::form, 5010);
    shown.form = Form::overview;
    shown = history.undo(shown).value();
    QVERIFY(shown.form == Form::fleet);
    // A wheel that has reached its end changes nothing: there is no step to see.
    history.note(shown, ViewChange::zoom, 9000);
    shown = history.undo(shown).value();
    QVERIFY(shown.form == Form::components);
}

void TestViewChanges::aNewChangeEndsTheWayForward()
{
    m_canvas->setForm(Form::overview);
    m_canvas->undoView();
    QVERIFY(!m_canvas->redoName().isEmpty());
    QSignalSpy changed(m_canvas.get(), &Canvas::historyChanged);
    m_canvas->setAllCollapsed(true);
    QVERIFY(changed.count() > 0);
    QVERIFY(m_canvas->redoName().isEmpty());
    const ViewState before = look();
    m_canvas->redoView();
    QVERIFY(look() == before);
}

void TestViewChanges::whatTheProgramDoesIsNoStep()
{
    QVERIFY(m_canvas->undoName().isEmpty());
    m_canvas->resize(1100, 800);
    m_canvas->showSite(tests::labSite());
    m_canvas->selectHost(QStringLiteral("network1"));
    m_canvas->focusElement(m_canvas->elementOrder().last());
    QVERIFY(m_canvas->undoName().isEmpty());
    Canvas fresh;
    fresh.setForm(Form::overview); // as remembered, before there is a site
    QVERIFY(fresh.undoName().isEmpty());
    fresh.undoView();
    QVERIFY(fresh.form() == Form::overview);
}

void TestViewChanges::theWayBackIsBounded()
{
    ViewHistory history;
    ViewState at;
    for (std::size_t i = 0; i < 2 * ViewHistory::mostSteps; ++i) {
        history.note(at, ViewChange::form, 0);
        at.zoom += 1;
    }
    std::size_t steps = 0;
    while (const auto before = history.undo(at)) {
        at = *before;
        ++steps;
    }
    QCOMPARE(steps, ViewHistory::mostSteps);
}

void TestViewChanges::aHostIsPutElsewhereByTheMouse()
{
    m_canvas->zoomToFit();
    QSignalSpy pinned(m_canvas.get(), &Canvas::pinsChanged);
    const QRectF before = host("network3");
    const QRectF upper = host("network1");
    const QPoint from = headOf("network3");
    const QPoint to(from.x(), static_cast<int>(upper.top()) + 6);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier, from);
    for (int step = 1; step <= 10; ++step)
        QTest::mouseMove(m_canvas.get(), from + (to - from) * step / 10);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier, to);
    QVERIFY(pinned.count() > 0);
    QVERIFY(m_canvas->pins().contains("network3"));
    QVERIFY(host("network3").top() < before.top() - 50);
    for (const char *other : { "network1", "network2" })
        QVERIFY2(!host("network3").intersects(host(other)), other);
    QVERIFY(m_canvas->element(QStringLiteral("pin:network3")) != nullptr);
    QCOMPARE(m_canvas->undoName(), QStringLiteral("pinning"));
    m_canvas->undoView();
    QVERIFY(m_canvas->pins().empty());
    QCOMPARE(host("network3"), before);
    // Without Shift the picture is moved, and no host in it.
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, from);
    QTest::mouseMove(m_canvas.get(), from - QPoint(0, 60));
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, from - QPoint(0, 60));
    QVERIFY(m_canvas->pins().empty());
}

void TestViewChanges::aHostIsPutElsewhereByTheKeyboard()
{
    m_canvas->setFocus();
    m_canvas->focusElement(QStringLiteral("host:network2"));
    const double before = m_canvas->element(QStringLiteral("host:network2"))->bounds.y;
    QTest::keyClick(m_canvas.get(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(m_canvas.get(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(m_canvas->element(QStringLiteral("host:network2"))->bounds.y > before + 70);
    m_canvas->unpinHost(QStringLiteral("network2"));
    QCOMPARE(m_canvas->element(QStringLiteral("host:network2"))->bounds.y, before);
    QCOMPARE(m_canvas->focusedElement(), QStringLiteral("host:network2"));
    m_canvas->undoView();
    QVERIFY(m_canvas->pins().contains("network2"));
}

void TestViewChanges::hostsOutsideAreNotPinned()
{
    for (const char *name : { "gateway", "client", "nobody" }) {
        QVERIFY(!m_canvas->mayPin(QString::fromLatin1(name)));
        m_canvas->moveHost(QString::fromLatin1(name), 40);
    }
    m_canvas->setForm(Form::overview);
    m_canvas->moveHost(QStringLiteral("network1"), 40);
    QVERIFY(m_canvas->pins().empty());
}

void TestViewChanges::eachFormHasItsOwnPins()
{
    m_canvas->setForm(Form::overview);
    const QString id = QStringLiteral("host:network1");
    const double before = m_canvas->element(id)->bounds.y;
    QSignalSpy pinned(m_canvas.get(), &Canvas::pinsChanged);
    m_canvas->setFocus();
    m_canvas->focusElement(id);
    QVERIFY(m_canvas->mayPin(QStringLiteral("network1")));
    QTest::keyClick(m_canvas.get(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(m_canvas->element(id)->bounds.y > before);
    QCOMPARE(pinned.count(), 1);
    QVERIFY(m_canvas->pins(Form::overview).contains("network1"));
    QVERIFY(m_canvas->element(QStringLiteral("pin:network1")) != nullptr);
    m_canvas->undoView();
    QCOMPARE(m_canvas->element(id)->bounds.y, before);
    m_canvas->redoView();
    m_canvas->setForm(Form::components);
    QVERIFY(m_canvas->pins().empty());
    QVERIFY(m_canvas->element(QStringLiteral("pin:network1")) == nullptr);
    m_canvas->setForm(Form::overview);
    m_canvas->unpinHost(QStringLiteral("network1"));
    QCOMPARE(m_canvas->element(id)->bounds.y, before);
    m_canvas->setForm(Form::fleet);
    QVERIFY(!m_canvas->mayPin(QStringLiteral("network1"))); // a tile has its place
}

void TestViewChanges::rememberedPinsAreNoStep()
{
    QSignalSpy pinned(m_canvas.get(), &Canvas::pinsChanged);
    m_canvas->setPins({ { "network1", 400.0 } });
    QCOMPARE(m_canvas->element(QStringLiteral("host:network1"))->bounds.y, 400.0);
    QCOMPARE(pinned.count(), 0);
    QVERIFY(m_canvas->undoName().isEmpty());
}

void TestViewChanges::theBarFilters()
{
    m_bar->open();
    QVERIFY(m_bar->isVisible());
    auto *text = field<QLineEdit>("filterHostText");
    QTRY_VERIFY(text->hasFocus());
    QTest::keyClicks(text, QStringLiteral("net*"));
    QCOMPARE(m_canvas->filter().host, std::string("net*"));
    QCOMPARE(field<QLabel>("filterCount")->text(), QStringLiteral("3 of 7 hosts"));
    QVERIFY(m_canvas->element(QStringLiteral("host:compute1")) == nullptr);
    auto *router = field<QComboBox>("filterRouter");
    router->setCurrentIndex(router->findData(router2));
    QCOMPARE(m_canvas->filter().routerId, router2.toStdString());
    auto *network = field<QComboBox>("filterNetwork");
    QVERIFY(network->findText(QStringLiteral("VNI 102"), Qt::MatchContains) > 0);
    network->setCurrentIndex(network->findData(QStringLiteral("vni:102")));
    QCOMPARE(m_canvas->filter().network, std::string("vni:102"));
    field<QCheckBox>("filterTrouble")->setChecked(true);
    QVERIFY(m_canvas->filter().hasTroubleOnly);
    QCOMPARE(field<QLabel>("filterCount")->text(), QStringLiteral("0 of 7 hosts"));
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!m_bar->isVisible());
    QVERIFY(!m_canvas->filter().isActive());
    QVERIFY(m_canvas->hasFocus());
    QVERIFY(text->text().isEmpty());
}

void TestViewChanges::theBarSaysThatSomethingIsLeftOut()
{
    QVERIFY(!m_bar->isVisible());
    picture::Filter filter;
    filter.host = "compute2";
    m_canvas->setFilter(filter); // by a menu
    QVERIFY(m_bar->isVisible());
    QCOMPARE(field<QLineEdit>("filterHostText")->text(), QStringLiteral("compute2"));
    QCOMPARE(field<QLabel>("filterCount")->text(), QStringLiteral("1 of 7 hosts"));
    QTest::mouseClick(field<QToolButton>("filterShowAll"), Qt::LeftButton);
    QVERIFY(!m_bar->isVisible());
    QVERIFY(!m_canvas->filter().isActive());
}

void TestViewChanges::theBarFollowsUndo()
{
    m_bar->open();
    auto *trouble = field<QCheckBox>("filterTrouble");
    trouble->setChecked(true);
    m_canvas->undoView();
    QVERIFY(!trouble->isChecked());
    QVERIFY(field<QLabel>("filterCount")->text().isEmpty());
    m_canvas->redoView();
    QVERIFY(trouble->isChecked());
}

void TestViewChanges::aChoiceThatGoesStaysChosen()
{
    m_bar->open();
    auto *router = field<QComboBox>("filterRouter");
    router->setCurrentIndex(router->findData(router2));
    auto without = std::make_shared<state::Site>(*m_site);
    std::erase_if(without->routers, [](const state::Router &r) { return r.id == router2.toStdString(); });
    without->now += 2'000'000; // what is offered is looked at each second
    m_canvas->showSite(without);
    m_bar->showSite(without);
    QVERIFY(router->findData(router2) < 0);
    QCOMPARE(m_canvas->filter().routerId, router2.toStdString());
    m_bar->showSite(m_site);
    QVERIFY(router->findData(router2) > 0);
    QCOMPARE(router->currentData().toString(), router2);
}

void TestViewChanges::theButtonsHideSortsOfNetworks()
{
    KindButtons buttons(m_canvas.get(), m_canvas.get());
    const auto ha = state::NetworkKind::ha;
    auto *button = buttons.findChild<QToolButton *>(QStringLiteral("kindButton%1").arg(static_cast<int>(ha)));
    QVERIFY(button->isChecked());
    button->click();
    QCOMPARE(m_canvas->filter().hidden, std::set<state::NetworkKind>{ ha });
    const picture::DisplayListPtr list = m_canvas->displayList();
    for (const picture::Element &element : list->elements)
        QVERIFY2(element.network != ha || element.kind == picture::ElementKind::legend,
                 qPrintable(element.id));
    QVERIFY(!m_bar->isVisible()); // the button says it
    m_canvas->undoView();
    QVERIFY(button->isChecked());
}

QTEST_MAIN(TestViewChanges)
#include "tst_viewchanges.moc"
