// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/generated.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "tests/widgets/sitechanges.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/prepared.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QWheelEvent>

#include <memory>

using namespace kv;
using picture::Form;
using tests::hostId;
using tests::withPortDown;
using topology::Canvas;

/// Three forms of one site: which is shown at first, how one leads to another, and to a host in it.
class TestCanvasForms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_canvas.reset(); }
    void aLargeSiteBeginsAsAFleet();
    void aSmallSiteBeginsAsItWasLeft();
    void theFleetIsWholeForScreenReaders();
    void aTileLeadsToItsHost_data();
    void aTileLeadsToItsHost();
    void theFormFollowsTheZoom();
    void theFormStaysWhenItShall();
    void theFormFollowsTheZoomWhileALayoutRuns();
    void theFleetWaitsForNoLayout();
    void goingToAHostTellsItAtOnce();
    void aHostThatIsChosenBeforeItIsThereStaysChosen();
    void aHostThatDoesNotComeIsNotWaitedFor_data();
    void aHostThatDoesNotComeIsNotWaitedFor();
    void aSiteThatGrowsIsAFleetUntilSomebodyWorks_data();
    void aSiteThatGrowsIsAFleetUntilSomebodyWorks();

private:
    std::unique_ptr<Canvas> m_canvas;
    state::SitePtr m_large; ///< 15 hosts
    state::SitePtr m_larger; ///< laid out on another thread

    void showComponents(const state::SitePtr &site);
    void wheel(int notches) const;
};

void TestCanvasForms::initTestCase()
{
    m_large = tests::generatedSite({ 15, 6, false });
    m_larger = tests::generatedSite({ 30, 20, false });
    QVERIFY(topology::isLarge(*m_larger));
}

void TestCanvasForms::init()
{
    KV_FAIL_ON_WARNINGS;
    m_canvas = std::make_unique<Canvas>();
    m_canvas->resize(1024, 632);
}

void TestCanvasForms::showComponents(const state::SitePtr &site)
{
    m_canvas->showSite(site);
    m_canvas->setAllCollapsed(false);
    m_canvas->setForm(Form::components);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QTRY_VERIFY(m_canvas->element(hostId("network01")) != nullptr);
}

void TestCanvasForms::wheel(int notches) const
{
    const QPointF middle = QRectF(m_canvas->rect()).center();
    QWheelEvent event(middle, m_canvas->mapToGlobal(middle), {}, QPoint(0, 120 * notches), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_canvas.get(), &event);
}

void TestCanvasForms::aLargeSiteBeginsAsAFleet()
{
    QSignalSpy forms(m_canvas.get(), &Canvas::formChanged);
    m_canvas->setForm(Form::overview);
    m_canvas->showSite(m_large);
    QVERIFY(m_canvas->form() == Form::fleet);
    QCOMPARE(forms.size(), 2);
    // What people choose afterwards stays.
    m_canvas->setForm(Form::components);
    m_canvas->showSite(withPortDown(m_large, "compute01"));
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QVERIFY(m_canvas->form() == Form::components);
    QVERIFY(m_canvas->element(QStringLiteral("action:collapse:compute01")) != nullptr);
    QVERIFY(m_canvas->element(QStringLiteral("action:collapse:compute01"))
                ->name.contains(QStringLiteral("Expand")));
}

void TestCanvasForms::aSmallSiteBeginsAsItWasLeft()
{
    m_canvas->setForm(Form::overview);
    m_canvas->showSite(tests::labSite());
    QVERIFY(m_canvas->form() == Form::overview);
}

void TestCanvasForms::theFleetIsWholeForScreenReaders()
{
    m_canvas->showSite(m_large);
    m_canvas->show();
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_canvas.get());
    QVERIFY(canvas != nullptr);
    std::size_t expected = m_large->hosts.size();
    for (const state::Router &router : m_large->routers)
        expected += router.instances.size();
    QCOMPARE(static_cast<std::size_t>(canvas->childCount()), expected);
    for (int i = 0; i < canvas->childCount(); ++i) {
        QVERIFY(!canvas->child(i)->text(QAccessible::Name).isEmpty());
        QVERIFY(!canvas->child(i)->text(QAccessible::Description).isEmpty());
    }
    // Host by host: a tile, then its marks.
    QCOMPARE(m_canvas->elementOrder().first(), hostId("network01"));
    QVERIFY(m_canvas->elementOrder().at(1).endsWith(QStringLiteral("@network01")));
}

void TestCanvasForms::aTileLeadsToItsHost_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("double click") << false;
    QTest::newRow("Enter") << true;
}

void TestCanvasForms::aTileLeadsToItsHost()
{
    QFETCH(bool, byKey);
    m_canvas->showSite(m_larger);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    const QString id = hostId("compute05");
    const QPoint at = m_canvas->elementRect(id).topLeft().toPoint() + QPoint(6, 6);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at);
    QCOMPARE(m_canvas->selectedElement(), id);
    QVERIFY(m_canvas->form() == Form::fleet);
    if (byKey)
        QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    else
        QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at);
    QVERIFY(m_canvas->form() == Form::components);
    QTRY_VERIFY(m_canvas->element(id) != nullptr);
    QCOMPARE(m_canvas->selectedElement(), id);
    QVERIFY(QRectF(m_canvas->rect()).contains(m_canvas->elementRect(id).topLeft()));
    QVERIFY(m_canvas->element(QStringLiteral("action:collapse:compute05"))
                ->name.contains(QStringLiteral("Collapse")));
}

void TestCanvasForms::theFormFollowsTheZoom()
{
    m_canvas->showSite(tests::labSite());
    m_canvas->show();
    const auto turn = [this](int notches, Form form) {
        for (int i = 0; i < 20 && m_canvas->form() != form; ++i)
            wheel(notches);
        return m_canvas->form() == form;
    };
    QVERIFY(m_canvas->form() == Form::components);
    QVERIFY(turn(-1, Form::overview));
    // It is shown whole: one notch either way does not leave it again.
    wheel(1);
    QVERIFY(m_canvas->form() == Form::overview);
    wheel(-1);
    QVERIFY(m_canvas->form() == Form::overview);
    QVERIFY(turn(-1, Form::fleet));
    for (int i = 0; i < 20; ++i)
        wheel(-1);
    QVERIFY(m_canvas->form() == Form::fleet); // there is nothing farther out
    QVERIFY(turn(1, Form::overview));
    QVERIFY(turn(1, Form::components));
    for (int i = 0; i < 20; ++i)
        wheel(1);
    QVERIFY(m_canvas->form() == Form::components);
}

void TestCanvasForms::theFormStaysWhenItShall()
{
    m_canvas->setFormFollowsZoom(false);
    m_canvas->showSite(tests::labSite());
    m_canvas->show();
    for (int i = 0; i < 20; ++i)
        wheel(-1);
    QVERIFY(m_canvas->form() == Form::components);
    // Fitting is no zooming: it never leaves a form.
    m_canvas->setFormFollowsZoom(true);
    m_canvas->zoomToFit();
    QVERIFY(m_canvas->form() == Form::components);
}

void TestCanvasForms::theFormFollowsTheZoomWhileALayoutRuns()
{
    showComponents(m_larger);
    m_canvas->showSite(withPortDown(m_larger, "compute01"));
    QVERIFY(m_canvas->isLayingOut());
    for (int i = 0; i < 20 && m_canvas->form() == Form::components; ++i)
        wheel(-1);
    QVERIFY(m_canvas->isLayingOut()); // no turn of the event loop was between
    QVERIFY(m_canvas->form() == Form::overview);
    // Until it is there, nobody can want to leave it.
    for (int i = 0; i < 20; ++i)
        wheel(-1);
    QVERIFY(m_canvas->form() == Form::overview);
    QTRY_VERIFY(!m_canvas->displayList()->elements.empty());
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QVERIFY(m_canvas->form() == Form::overview);
    m_canvas->zoomToFit();
    wheel(-1);
    QVERIFY(m_canvas->form() == Form::overview);
    for (int i = 0; i < 20; ++i)
        wheel(-1);
    QVERIFY(m_canvas->form() == Form::fleet);
}

void TestCanvasForms::theFleetWaitsForNoLayout()
{
    showComponents(m_larger);
    m_canvas->showSite(withPortDown(m_larger, "compute01"));
    m_canvas->setAllCollapsed(true);
    QVERIFY(m_canvas->isLayingOut());
    m_canvas->setForm(Form::fleet);
    QVERIFY(m_canvas->element(hostId("network01")) != nullptr);
    const picture::DisplayListPtr fleet = m_canvas->displayList();
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QVERIFY(m_canvas->form() == Form::fleet);
    QCOMPARE(m_canvas->displayList(), fleet);
    m_canvas->setForm(Form::components);
    QTRY_VERIFY(m_canvas->element(QStringLiteral("action:collapse:compute01")) != nullptr);
}

void TestCanvasForms::goingToAHostTellsItAtOnce()
{
    m_canvas->showSite(m_larger);
    m_canvas->show();
    QSignalSpy hosts(m_canvas.get(), &Canvas::hostSelected);
    m_canvas->goToHost(QStringLiteral("compute05"));
    QVERIFY(m_canvas->isLayingOut());
    QCOMPARE(hosts.size(), 1);
    QCOMPARE(hosts.first().first().toString(), QStringLiteral("compute05"));
    QTRY_VERIFY(m_canvas->element(hostId("compute05")) != nullptr);
    QCOMPARE(m_canvas->selectedElement(), hostId("compute05"));
}

void TestCanvasForms::aHostThatIsChosenBeforeItIsThereStaysChosen()
{
    m_canvas->showSite(m_larger);
    m_canvas->setForm(Form::components);
    QVERIFY(m_canvas->isLayingOut());
    m_canvas->selectHost(QStringLiteral("compute05"));
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QCOMPARE(m_canvas->selectedElement(), hostId("compute05"));
    m_canvas->selectHost(QStringLiteral("nowhere"));
    QCOMPARE(m_canvas->selectedElement(), QString());
}

void TestCanvasForms::aHostThatDoesNotComeIsNotWaitedFor_data()
{
    QTest::addColumn<bool>("isFormLeft");
    QTest::newRow("it has gone meanwhile") << false;
    QTest::newRow("another form was wanted before it came") << true;
}

void TestCanvasForms::aHostThatDoesNotComeIsNotWaitedFor()
{
    QFETCH(bool, isFormLeft);
    const auto without = [](const state::SitePtr &site, const char *name) {
        auto less = std::make_shared<state::Site>(*site);
        std::erase_if(less->hosts, [name](const state::Host &host) { return host.name == name; });
        return less;
    };
    m_canvas->showSite(m_larger);
    m_canvas->setAllCollapsed(false);
    m_canvas->show();
    if (!isFormLeft)
        m_canvas->showSite(without(m_larger, "compute20"));
    m_canvas->goToHost(QStringLiteral("compute20"));
    if (isFormLeft) {
        m_canvas->setForm(Form::fleet);
        m_canvas->setForm(Form::components);
    }
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QTRY_VERIFY(m_canvas->element(hostId("network01")) != nullptr);
    QVERIFY(isFormLeft || m_canvas->selectedElement().isEmpty());
    m_canvas->focusElement(hostId("network01"));
    const QRectF seen = m_canvas->visiblePart();
    // Later it is there: that moves nobody's view.
    m_canvas->showSite(withPortDown(m_larger, "compute01"));
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QTRY_VERIFY(m_canvas->element(hostId("compute20")) != nullptr);
    QCOMPARE(m_canvas->visiblePart().topLeft(), seen.topLeft());
}

void TestCanvasForms::aSiteThatGrowsIsAFleetUntilSomebodyWorks_data()
{
    QTest::addColumn<QString>("work");
    QTest::addColumn<bool>("isFleet");
    QTest::newRow("nothing") << QString() << true;
    QTest::newRow("zooming") << QStringLiteral("zoom") << false;
    QTest::newRow("moving the picture") << QStringLiteral("move") << false;
    QTest::newRow("choosing the form that it has") << QStringLiteral("form") << false;
    QTest::newRow("a click on an element") << QStringLiteral("click") << false;
    QTest::newRow("walking by the keyboard") << QStringLiteral("walk") << false;
    QTest::newRow("looking for words") << QStringLiteral("find") << false;
}

void TestCanvasForms::aSiteThatGrowsIsAFleetUntilSomebodyWorks()
{
    QFETCH(QString, work);
    QFETCH(bool, isFleet);
    m_canvas->showSite(tests::labSite());
    m_canvas->show();
    QVERIFY(m_canvas->form() == Form::components);
    if (work == QLatin1String("zoom"))
        wheel(1);
    else if (work == QLatin1String("move"))
        m_canvas->centreOn({ 300, 300 });
    else if (work == QLatin1String("form"))
        m_canvas->setForm(Form::components);
    else if (work == QLatin1String("click"))
        m_canvas->activateElement(hostId("network1"));
    else if (work == QLatin1String("walk"))
        m_canvas->focusElement(hostId("network1"));
    else if (work == QLatin1String("find"))
        m_canvas->find(QStringLiteral("overlay0"));
    m_canvas->showSite(m_large);
    QCOMPARE(m_canvas->form() == Form::fleet, isFleet);
    QVERIFY(isFleet || m_canvas->form() == Form::components);
}

QTEST_MAIN(TestCanvasForms)
#include "tst_canvasforms.moc"
