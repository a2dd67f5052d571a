// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/textwidth.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/canvas.h"

#include <QAccessible>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>

using namespace kv;
using tests::LabMoment;
using tests::LabOptions;
using topology::Canvas;

class TestCanvas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void fitsTheWindow();
    void clickOnAnActionTellsTheIntention();
    void clickOnRestoreTellsTheIntention();
    void clickOnARouterSelectsIt();
    void hoverFollowsTheMouse();
    void dragPansAndSelectsNothing();
    void wheelKeepsThePointUnderTheCursor();
    void keysZoomAndFit();
    void tabWalksAllElementsAndLeaves();
    void arrowsGoToTheNeighbour();
    void enterActivatesTheFocusedElement();
    void theFocusedElementIsVisible();
    void anUnchangedSiteRepaintsNothing();
    void aHeartbeatMovesADot();
    void reducedMotionKeepsTheDotStill();
    void aCountdownGoesOn();
    void followsTheThemeOfThePalette();
    void screenReadersFindTheElements();
    void eachFormKeepsItsPlaceAndTheSelectionStays();
    void aSelectedElementThatGoesIsLetGo();
    void theMetricsTableFitsTheFont();

private:
    std::unique_ptr<Canvas> m_canvas;

    void show(const LabOptions &options = {});
    QPoint centre(const QString &id) const;
};

namespace {

const QString disable1 = QStringLiteral("action:disable:network1:1000:3");
const QString instance1 = QStringLiteral("instance:b6206312-878e-497c-8ef7-eb384f8add96@network1");

/// Counts paint events and what they cover; grabs (the whole widget) do not count.
class PaintCount : public QObject {
public:
    int count = 0;
    QRegion region;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Paint)
            return QObject::eventFilter(watched, event);
        const QRegion part = static_cast<QPaintEvent *>(event)->region();
        if (part.boundingRect() != static_cast<QWidget *>(watched)->rect()) {
            ++count;
            region += part;
        }
        return QObject::eventFilter(watched, event);
    }
};

state::SitePtr beatLater(const state::SitePtr &site)
{
    auto later = std::make_shared<state::Site>(*site);
    later->now += 100'000;
    later->routers.front().instances.front().lastHeartbeatSent = later->now;
    return later;
}

} // namespace

void TestCanvas::init()
{
    KV_FAIL_ON_WARNINGS;
    m_canvas = std::make_unique<Canvas>();
    m_canvas->resize(1024, 632);
}

void TestCanvas::cleanup()
{
    m_canvas.reset();
}

void TestCanvas::show(const LabOptions &options)
{
    m_canvas->showSite(tests::labSite(options));
    m_canvas->show();
    m_canvas->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    QCoreApplication::processEvents();
}

QPoint TestCanvas::centre(const QString &id) const
{
    return m_canvas->elementRect(id).center().toPoint();
}

void TestCanvas::fitsTheWindow()
{
    show();
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    const picture::DisplayListPtr list = m_canvas->displayList();
    for (const picture::Element &element : list->elements)
        QVERIFY2(QRectF(m_canvas->rect()).contains(m_canvas->elementRect(element.id).adjusted(-1, -1, 1, 1)),
                 qPrintable(element.id));
    m_canvas->resize(512, 632);
    constexpr double readable = 0.7;
    QVERIFY(512 / bounds.width < readable);
    QCOMPARE(m_canvas->zoom(), readable);
    const auto *bar = m_canvas->findChild<QScrollBar *>(QStringLiteral("acrossBar"));
    QVERIFY(bar != nullptr && !bar->isHidden());
    // All of it can be scrolled to.
    const double before = m_canvas->elementRect(instance1).x();
    m_canvas->findChild<QScrollBar *>(QStringLiteral("acrossBar"))->setValue(bar->maximum());
    QCOMPARE(m_canvas->elementRect(instance1).x(), before - bar->maximum());
    QCOMPARE(bar->maximum(), static_cast<int>(std::ceil(bounds.width * readable - 512)));
    m_canvas->zoomToFit();
    m_canvas->resize(1600, 1400);
    QVERIFY(bar->isHidden());
}

void TestCanvas::clickOnAnActionTellsTheIntention()
{
    show();
    QSignalSpy disables(m_canvas.get(), &Canvas::disableRequested);
    QSignalSpy selections(m_canvas.get(), &Canvas::selectionChanged);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, centre(disable1));
    QCOMPARE(disables.size(), 1);
    QCOMPARE(disables.first().at(0).toString(), QStringLiteral("network1"));
    QCOMPARE(disables.first().at(1).toULongLong(), 1000ULL);
    QCOMPARE(disables.first().at(2).toInt(), 3);
    QCOMPARE(selections.size(), 0);
}

void TestCanvas::clickOnRestoreTellsTheIntention()
{
    show({ LabMoment::tookOver });
    QSignalSpy restores(m_canvas.get(), &Canvas::restoreRequested);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {},
                      centre(QStringLiteral("action:restore:network1:1")));
    QCOMPARE(restores.size(), 1);
    QCOMPARE(restores.first().at(0).toString(), QStringLiteral("network1"));
    QCOMPARE(restores.first().at(1).toULongLong(), 1ULL);
}

void TestCanvas::clickOnARouterSelectsIt()
{
    show();
    QSignalSpy selections(m_canvas.get(), &Canvas::selectionChanged);
    QSignalSpy routers(m_canvas.get(), &Canvas::routerSelected);
    QSignalSpy hosts(m_canvas.get(), &Canvas::hostSelected);
    const QRectF box = m_canvas->elementRect(instance1);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {},
                      QPointF(box.right() - 12, box.center().y()).toPoint());
    QCOMPARE(selections.size(), 1);
    QCOMPARE(m_canvas->selectedElement(), instance1);
    QCOMPARE(routers.size(), 1);
    QCOMPARE(routers.first().first().toString(), QStringLiteral("b6206312-878e-497c-8ef7-eb384f8add96"));
    QCOMPARE(hosts.size(), 0);

    const QRectF host = m_canvas->elementRect(QStringLiteral("host:network2"));
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {},
                      QPointF(host.right() - 60, host.top() + 12).toPoint());
    QCOMPARE(hosts.size(), 1);
    QCOMPARE(hosts.first().first().toString(), QStringLiteral("network2"));

    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, QPoint(3, 3));
    QCOMPARE(m_canvas->selectedElement(), QString());
}

void TestCanvas::hoverFollowsTheMouse()
{
    show();
    QTest::mouseMove(m_canvas.get(), centre(disable1));
    QTRY_COMPARE(m_canvas->hoveredElement(), disable1);
    QCOMPARE(m_canvas->cursor().shape(), Qt::PointingHandCursor);
    QTest::mouseMove(m_canvas.get(), QPoint(3, 3));
    QTRY_COMPARE(m_canvas->hoveredElement(), QString());
}

void TestCanvas::dragPansAndSelectsNothing()
{
    show();
    QSignalSpy disables(m_canvas.get(), &Canvas::disableRequested);
    const QPoint from = centre(disable1);
    const QRectF before = m_canvas->elementRect(disable1);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, from + QPoint(40, -30), m_canvas->mapToGlobal(from + QPoint(40, -30)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_canvas.get(), &move);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, from + QPoint(40, -30));
    QCOMPARE(m_canvas->elementRect(disable1).topLeft(), before.topLeft() + QPointF(40, -30));
    QCOMPARE(disables.size(), 0);
    QCOMPARE(m_canvas->selectedElement(), QString());
}

void TestCanvas::wheelKeepsThePointUnderTheCursor()
{
    show();
    const QPoint at = centre(instance1);
    const double before = m_canvas->zoom();
    QWheelEvent wheel(at, m_canvas->mapToGlobal(at), {}, { 0, 240 }, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_canvas.get(), &wheel);
    QVERIFY(m_canvas->zoom() > before * 1.5);
    QVERIFY((centre(instance1) - at).manhattanLength() <= 2);
}

void TestCanvas::keysZoomAndFit()
{
    show();
    const double fitted = m_canvas->zoom();
    QTest::keyClick(m_canvas.get(), Qt::Key_Plus);
    QVERIFY(m_canvas->zoom() > fitted);
    QTest::keyClick(m_canvas.get(), Qt::Key_F);
    QCOMPARE(m_canvas->zoom(), fitted);
    QTest::keyClick(m_canvas.get(), Qt::Key_Minus);
    QVERIFY(m_canvas->zoom() < fitted);
    const QRectF before = m_canvas->elementRect(instance1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QVERIFY(m_canvas->elementRect(instance1).left() > before.left());
    QTest::keyClick(m_canvas.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_canvas->zoom(), fitted);
}

void TestCanvas::tabWalksAllElementsAndLeaves()
{
    show();
    m_canvas->setFocus(Qt::TabFocusReason);
    const QStringList order = m_canvas->elementOrder();
    QVERIFY(order.size() > 30);
    QVERIFY(order.contains(disable1));
    m_canvas->focusElement({});
    for (const QString &id : order) {
        QTest::keyClick(m_canvas.get(), Qt::Key_Tab);
        QCOMPARE(m_canvas->focusedElement(), id);
    }
    QTest::keyClick(m_canvas.get(), Qt::Key_Backtab);
    QCOMPARE(m_canvas->focusedElement(), order.at(order.size() - 2));
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab);
    QTest::keyClick(m_canvas.get(), Qt::Key_Tab);
    QCOMPARE(m_canvas->focusedElement(), QString());
}

void TestCanvas::arrowsGoToTheNeighbour()
{
    show();
    m_canvas->setFocus();
    m_canvas->focusElement(disable1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Up);
    QCOMPARE(m_canvas->focusedElement(), QStringLiteral("link:network1:1000:3"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QCOMPARE(m_canvas->focusedElement(), disable1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QCOMPARE(m_canvas->focusedElement(), QStringLiteral("link:network1:1000:4"));
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QCOMPARE(m_canvas->focusedElement(), QStringLiteral("port:network1:1000:4"));
}

void TestCanvas::enterActivatesTheFocusedElement()
{
    show();
    m_canvas->setFocus();
    QSignalSpy disables(m_canvas.get(), &Canvas::disableRequested);
    QSignalSpy routers(m_canvas.get(), &Canvas::routerSelected);
    m_canvas->focusElement(disable1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QCOMPARE(disables.size(), 1);
    m_canvas->focusElement(instance1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Space);
    QCOMPARE(routers.size(), 1);
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QCOMPARE(m_canvas->selectedElement(), QString());
    QCOMPARE(m_canvas->focusedElement(), QString());
}

void TestCanvas::theFocusedElementIsVisible()
{
    show();
    m_canvas->setFocus();
    for (int i = 0; i < 6; ++i)
        m_canvas->zoomIn();
    for (const QString &id : { disable1, QStringLiteral("link:client:60000:2") }) {
        m_canvas->focusElement(id);
        QVERIFY(QRectF(m_canvas->rect()).contains(m_canvas->elementRect(id)));
    }
    const QImage focused = m_canvas->grab().toImage();
    m_canvas->focusElement({});
    QVERIFY(m_canvas->grab().toImage() != focused); // the ring is seen
}

void TestCanvas::anUnchangedSiteRepaintsNothing()
{
    show();
    PaintCount paints;
    m_canvas->installEventFilter(&paints);
    auto later = std::make_shared<state::Site>(*tests::labSite({}));
    later->now += 30'000;
    const picture::DisplayListPtr before = m_canvas->displayList();
    m_canvas->showSite(later);
    QCoreApplication::processEvents();
    QCOMPARE(paints.count, 0);
    QCOMPARE(m_canvas->displayList(), before);

    later = std::make_shared<state::Site>(*later);
    later->routers.front().instances.back().role = state::Role::fault;
    m_canvas->showSite(later);
    QTRY_VERIFY(paints.count > 0);
    const QRect host =
        m_canvas->elementRect(QStringLiteral("host:network2")).toAlignedRect().adjusted(-16, -16, 16, 16);
    QVERIFY2(host.contains(paints.region.boundingRect()), "only the host that changed");
}

void TestCanvas::aHeartbeatMovesADot()
{
    show();
    PaintCount paints;
    m_canvas->installEventFilter(&paints);
    const QImage still = m_canvas->grab().toImage();
    m_canvas->showSite(beatLater(tests::labSite({})));
    QTRY_VERIFY(paints.count > 5);
    QVERIFY(m_canvas->grab().toImage() != still);
    // The way: from network1's overlay interface to network2's, within the physical network.
    const QRectF ground = m_canvas->elementRect(QStringLiteral("infrastructure")).adjusted(-16, 0, 40, 0);
    QVERIFY(ground.contains(paints.region.boundingRect()));
    QTRY_COMPARE(m_canvas->grab().toImage(), still); // arrived
}

void TestCanvas::reducedMotionKeepsTheDotStill()
{
    m_canvas->setReducedMotion(true);
    show();
    const QImage still = m_canvas->grab().toImage();
    m_canvas->showSite(beatLater(tests::labSite({})));
    const QImage first = m_canvas->grab().toImage();
    QVERIFY(first != still);
    PaintCount paints;
    m_canvas->installEventFilter(&paints);
    QTRY_COMPARE(m_canvas->grab().toImage(), still);
    QVERIFY2(paints.count <= 2, "it appears and goes, nothing in between");
}

void TestCanvas::aCountdownGoesOn()
{
    show({ LabMoment::tookOver });
    const QRect ring = m_canvas->elementRect(QStringLiteral("countdown:network1:1")).toAlignedRect();
    const QImage before = m_canvas->grab(ring).toImage();
    QTRY_VERIFY(m_canvas->grab(ring).toImage() != before);
}

void TestCanvas::followsTheThemeOfThePalette()
{
    show();
    const QColor light = m_canvas->grab().toImage().pixelColor(2, 2);
    QCOMPARE(light, QColor(0xfe, 0xfd, 0xfa));
    QPalette palette;
    palette.setColor(QPalette::Window, QColor(0x0a, 0x26, 0x31));
    m_canvas->setPalette(palette);
    QCOMPARE(m_canvas->grab().toImage().pixelColor(2, 2), QColor(0x05, 0x1f, 0x29));
}

void TestCanvas::screenReadersFindTheElements()
{
    show();
    QAccessibleInterface *canvas = QAccessible::queryAccessibleInterface(m_canvas.get());
    QVERIFY(canvas != nullptr);
    const QStringList order = m_canvas->elementOrder();
    QCOMPARE(canvas->childCount(), static_cast<int>(order.size()));
    QAccessibleInterface *action = canvas->child(static_cast<int>(order.indexOf(disable1)));
    QCOMPARE(action->role(), QAccessible::Button);
    QVERIFY(action->text(QAccessible::Name).contains(QStringLiteral("overlay0")));
    QVERIFY(action->text(QAccessible::Name).contains(QStringLiteral("network1")));
    QCOMPARE(canvas->indexOfChild(action), static_cast<int>(order.indexOf(disable1)));
    QVERIFY(action->rect().isValid());
    QSignalSpy disables(m_canvas.get(), &Canvas::disableRequested);
    action->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(disables.size(), 1);
    QAccessibleInterface *router = canvas->child(static_cast<int>(order.indexOf(instance1)));
    QVERIFY(router->text(QAccessible::Description).contains(QStringLiteral("active")));
    m_canvas->setFocus();
    m_canvas->focusElement(instance1);
    QVERIFY(router->state().focused);
    QCOMPARE(canvas->focusChild(), router);
    QVERIFY(m_canvas->accessibleDescription().contains(QStringLiteral("router2")));
}

void TestCanvas::eachFormKeepsItsPlaceAndTheSelectionStays()
{
    show();
    QSignalSpy changed(m_canvas.get(), &Canvas::formChanged);
    m_canvas->selectElement(instance1);
    m_canvas->zoomIn();
    const double zoom = m_canvas->zoom();
    m_canvas->setForm(picture::Form::overview);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_canvas->form() == picture::Form::overview);
    QVERIFY(m_canvas->displayList()->find(QStringLiteral("way:network1:1000:3")) != nullptr);
    QCOMPARE(m_canvas->selectedElement(), instance1); // the same element in both
    QVERIFY(m_canvas->rect().contains(
        m_canvas->elementRect(QStringLiteral("infrastructure")).center().toPoint())); // fitted at first
    QVERIFY(m_canvas->elementOrder().contains(instance1));
    m_canvas->setForm(picture::Form::overview);
    QCOMPARE(changed.size(), 1);
    m_canvas->setForm(picture::Form::components);
    QCOMPARE(m_canvas->zoom(), zoom);
    QVERIFY(m_canvas->displayList()->find(QStringLiteral("way:network1:1000:3")) == nullptr);
}

void TestCanvas::aSelectedElementThatGoesIsLetGo()
{
    show();
    m_canvas->selectHost(QStringLiteral("client"));
    m_canvas->focusElement(QStringLiteral("host:client"));
    QCOMPARE(m_canvas->selectedElement(), QStringLiteral("host:client"));
    QSignalSpy selections(m_canvas.get(), &Canvas::selectionChanged);
    LabOptions options;
    options.hasOutside = false;
    m_canvas->showSite(tests::labSite(options));
    QCOMPARE(m_canvas->selectedElement(), QString());
    QCOMPARE(m_canvas->focusedElement(), QString());
    QCOMPARE(selections.size(), 1);
    m_canvas->selectRouter(QStringLiteral("b6206312-878e-497c-8ef7-eb384f8add96"));
    QCOMPARE(m_canvas->selectedElement(), instance1);
}

void TestCanvas::theMetricsTableFitsTheFont()
{
    QVERIFY2(QFontDatabase::hasFamily(QStringLiteral("Noto Sans")), "fonts-noto-core is installed");
    QFont font(QStringLiteral("Noto Sans"));
    font.setHintingPreference(QFont::PreferNoHinting);
    for (const bool isBold : { false, true }) {
        font.setBold(isBold);
        font.setPixelSize(100);
        for (const QString &text :
             { QStringLiteral("qr-da3504ad-ba"), QStringLiteral("203.0.113.21 +.17"),
               QStringLiteral("VIP 169.254.0.1 · prio 50"), QStringLiteral("Größe…") }) {
            const double real = QFontMetricsF(font).horizontalAdvance(text);
            const double told = picture::textWidth(text, 100, isBold);
            QVERIFY2(std::abs(real - told) < real * 0.03,
                     qPrintable(QStringLiteral("%1: %2 %3").arg(text).arg(real).arg(told)));
        }
    }
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
