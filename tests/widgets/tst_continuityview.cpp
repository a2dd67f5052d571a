// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/widgets/failoverscene.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/continuity/samplelayer.h"
#include "widgets/look/theme.h"

#include <QApplication>
#include <QImage>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <utility>

using namespace kv;
using namespace kv::tests;

class TestContinuityView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eachLossIsAColumnOfItsOwn();
    void aColumnWithManySamplesTellsHowManyWereLost();
    void lateIsDrawnApartFromLost();
    void aWaitingPointBecomesLostInPlace();
    void markersStandWhereTheyHappened();
    void followsTheFailoverThenSlides();
    void wheelZoomsAroundTheCursor();
    void dragShowsWhatWasDraggedOver();
    void keysZoomPanAndReturn();
    void historyIsBounded();
    void manyTargetsScrollAboveTheLanes_data();
    void manyTargetsScrollAboveTheLanes();
    void aScrolledRowStaysInItsArea();
    void onlyWhatChangedIsPainted();
    void framesOverEachOtherMakeTheWhole();
};

void TestContinuityView::init()
{
    KV_FAIL_ON_WARNINGS;
    QApplication::setPalette(look::paletteOf(look::lightTheme()));
}

namespace {

void feed(continuity::ContinuityView &view, model::TimeUs now)
{
    view.showSite(scene::siteAt(now));
    for (const std::uint32_t series : { 1U, 2U })
        view.addPoints(QStringLiteral("client"), series, scene::points(series, scene::pingsFrom, now, now));
}

/// A row with these points only, one a millisecond-wide column or wider, without markers.
state::SitePtr bareSite(model::TimeUs now)
{
    auto site = std::make_shared<state::Site>(*scene::siteAt(scene::downAt - 1));
    site->now = now;
    site->roleSpans.clear();
    site->targets.resize(1);
    return site;
}

class PaintedRegion : public QObject {
public:
    QRegion region;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            region += static_cast<QPaintEvent *>(event)->region();
        return QObject::eventFilter(watched, event);
    }
};

bool isAlarm(QColor color)
{
    return color == look::lightTheme().alarm;
}

} // namespace

void TestContinuityView::eachLossIsAColumnOfItsOwn()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    std::vector<state::EchoPoint> points;
    const model::TimeUs from = 50'000'000;
    const QList<int> lost{ 100, 101, 103, 250, 399 };
    for (int i = 0; i < 400; ++i) {
        const bool isLost = lost.contains(i);
        points.push_back({ static_cast<std::uint64_t>(i) + 1, from + i * 10'000, isLost ? -1 : 500,
                           isLost ? state::EchoVerdict::lost : state::EchoVerdict::answered });
    }
    view.showSite(bareSite(from + 4'000'000));
    view.addPoints(QStringLiteral("client"), 1, points);
    view.show();
    const auto layout = view.layer()->chartLayout();
    // One sample a pixel column: as many bins of 10 ms as the plot is wide.
    view.showWindow({ from, from + layout.plot.width() * 10'000LL - 1 });
    const QImage image = view.layer()->grab().toImage();
    const QRect row = layout.rows[0];
    QList<int> red;
    for (int x = row.left(); x <= row.right(); ++x) {
        if (isAlarm(image.pixelColor(x, row.top() + 2)) && isAlarm(image.pixelColor(x, row.bottom() - 2)))
            red << x;
    }
    QList<int> expected;
    for (const int i : lost)
        expected << layout.plot.left() + view.scene().scale.columnOf(from + i * 10'000);
    QCOMPARE(view.scene().scale.binUs, 10'000);
    QCOMPARE(red, expected);
}

void TestContinuityView::aColumnWithManySamplesTellsHowManyWereLost()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    std::vector<state::EchoPoint> points;
    const model::TimeUs from = 1'000'000'000;
    // Over 600 s a column holds some 60 samples: one loss in the first third, all lost in the last.
    for (int i = 0; i < 60'000; ++i) {
        const bool isLost = i == 10'000 || i >= 50'000;
        points.push_back({ static_cast<std::uint64_t>(i) + 1, from + i * 10'000LL, isLost ? -1 : 500,
                           isLost ? state::EchoVerdict::lost : state::EchoVerdict::answered });
    }
    view.showSite(bareSite(from + 600'000'000));
    view.addPoints(QStringLiteral("client"), 1, points);
    view.show();
    view.showWindow({ from, from + 600'000'000 });
    const auto layout = view.layer()->chartLayout();
    const QRect row = layout.rows[0];
    const QImage image = view.layer()->grab().toImage();
    const auto solidPixels = [&](model::TimeUs at) {
        const int x = layout.plot.left() + view.scene().scale.columnOf(at);
        int count = 0;
        for (int y = row.top() + 1; y < row.bottom(); ++y)
            count += isAlarm(image.pixelColor(x, y)) ? 1 : 0;
        return count;
    };
    const int few = solidPixels(from + 10'000 * 10'000LL);
    const int all = solidPixels(from + 59'000 * 10'000LL);
    QVERIFY2(few > 0, "one loss among 60 answers must not vanish");
    QVERIFY(few < all / 3);
    QVERIFY(all >= row.height() - 3);
    const int x = layout.plot.left() + view.scene().scale.columnOf(from + 10'000 * 10'000LL);
    QVERIFY2(image.pixelColor(x, row.top() + 2) != image.pixelColor(x - 5, row.top() + 2),
             "its column is full height");
}

void TestContinuityView::lateIsDrawnApartFromLost()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    const model::TimeUs from = 50'000'000;
    view.showSite(bareSite(from + 4'000'000));
    view.addPoints(QStringLiteral("client"), 1,
                   { { 1, from + 1'000'000, 400'000, state::EchoVerdict::delayed },
                     { 2, from + 2'000'000, -1, state::EchoVerdict::lost } });
    view.show();
    const auto layout = view.layer()->chartLayout();
    view.showWindow({ from, from + layout.plot.width() * 10'000LL - 1 });
    const QImage image = view.layer()->grab().toImage();
    const QRect row = layout.rows[0];
    const auto redShare = [&](model::TimeUs at) {
        const int x = layout.plot.left() + view.scene().scale.columnOf(at);
        int red = 0;
        for (int y = row.top() + 1; y < row.bottom(); ++y)
            red += isAlarm(image.pixelColor(x, y)) ? 1 : 0;
        return static_cast<double>(red) / (row.height() - 2);
    };
    QVERIFY(redShare(from + 2'000'000) > 0.95);
    QVERIFY(redShare(from + 1'000'000) > 0.3 && redShare(from + 1'000'000) < 0.7);
}

void TestContinuityView::aWaitingPointBecomesLostInPlace()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    const model::TimeUs from = 50'000'000;
    view.showSite(bareSite(from + 1'000'000));
    view.show();
    view.addPoints(QStringLiteral("client"), 1, { { 1, from, -1, state::EchoVerdict::waiting } });
    view.showWindow({ from - 1'000'000, from + 1'000'000 });
    const int column = view.scene().scale.columnOf(from);
    QCOMPARE(view.scene().rows[0].columns.at(column).waiting, 1U);
    view.addPoints(QStringLiteral("client"), 1, { { 1, from, -1, state::EchoVerdict::lost } });
    view.refreshNow();
    QCOMPARE(view.scene().rows[0].columns.at(column).waiting, 0U);
    QCOMPARE(view.scene().rows[0].columns.at(column).lost, 1U);
    QCOMPARE(view.scene().rows[0].history.points().size(), std::size_t{ 1 });
}

void TestContinuityView::markersStandWhereTheyHappened()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    feed(view, scene::downAt + 9'000'000);
    view.refreshNow();
    const auto layout = view.layer()->chartLayout();
    QVERIFY(view.isFollowing());
    QCOMPARE(view.scene().anchor, scene::downAt);
    const int down = continuity::xOf(view.scene(), layout, scene::downAt);
    const int promotion = continuity::xOf(view.scene(), layout, scene::promotedAt);
    QVERIFY(layout.plot.contains(down, layout.plot.top() + 1));
    QVERIFY(layout.plot.contains(promotion, layout.plot.top() + 1));
    const double pixels = 5'600'000.0 / static_cast<double>(view.scene().scale.binUs);
    QVERIFY(qAbs(promotion - down - pixels) <= 1);
    QCOMPARE(view.scene().expected.maxUs, 6'800'000);
}

void TestContinuityView::followsTheFailoverThenSlides()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    feed(view, scene::downAt - 1'000'000);
    view.refreshNow();
    QCOMPARE(view.window().end, scene::downAt - 1'000'000);
    QCOMPARE(view.window().span(), 60'000'000);
    feed(view, scene::downAt + 9'000'000);
    view.refreshNow();
    QCOMPARE(view.window().begin, scene::downAt - 7'000'000);
    QCOMPARE(view.window().end, scene::downAt + 11'000'000);
    feed(view, scene::downAt + 200'000'000);
    view.refreshNow();
    QCOMPARE(view.window().end, scene::downAt + 200'000'000);
}

void TestContinuityView::wheelZoomsAroundTheCursor()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    feed(view, scene::downAt + 9'000'000);
    view.refreshNow();
    QSignalSpy following(&view, &continuity::ContinuityView::followingChanged);
    const auto layout = view.layer()->chartLayout();
    const QPoint cursor(layout.plot.left() + 300, layout.plot.center().y());
    const model::TimeUs under = view.scene().scale.timeOf(300);
    const std::int64_t before = view.window().span();
    QWheelEvent wheel(cursor, view.layer()->mapToGlobal(cursor), {}, { 0, 120 }, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.layer(), &wheel);
    QVERIFY(view.window().span() < before);
    QCOMPARE(following.size(), 1);
    QVERIFY(qAbs(view.scene().scale.columnOf(under) - 300) <= 1);
}

void TestContinuityView::dragShowsWhatWasDraggedOver()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    feed(view, scene::downAt + 9'000'000);
    view.refreshNow();
    const auto layout = view.layer()->chartLayout();
    const int y = layout.plot.center().y();
    const model::TimeUs from = view.scene().scale.timeOf(200);
    const model::TimeUs to = view.scene().scale.timeOf(401);
    QTest::mousePress(view.layer(), Qt::LeftButton, {}, { layout.plot.left() + 200, y });
    QTest::mouseMove(view.layer(), { layout.plot.left() + 400, y });
    QTest::mouseRelease(view.layer(), Qt::LeftButton, {}, { layout.plot.left() + 400, y });
    QCOMPARE(view.window().begin, from);
    QCOMPARE(view.window().end, to);
    QVERIFY(!view.isFollowing());
}

void TestContinuityView::keysZoomPanAndReturn()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    feed(view, scene::downAt - 1'000'000);
    view.refreshNow();
    QTest::keyClick(&view, Qt::Key_Plus);
    QCOMPARE(view.window().span(), 30'000'000);
    const model::TimeUs begin = view.window().begin;
    QTest::keyClick(&view, Qt::Key_Left);
    QVERIFY(view.window().begin < begin);
    QTest::keyClick(&view, Qt::Key_F);
    view.refreshNow();
    QVERIFY(view.isFollowing());
    QCOMPARE(view.window().span(), 60'000'000);
}

void TestContinuityView::historyIsBounded()
{
    continuity::SampleHistory history;
    std::vector<state::EchoPoint> points;
    for (std::uint64_t i = 1; i <= continuity::SampleHistory::mostPoints + 500; ++i)
        points.push_back({ i, static_cast<model::TimeUs>(i) * 10'000, 500, state::EchoVerdict::answered });
    history.add(points);
    QCOMPARE(history.points().size(), continuity::SampleHistory::mostPoints);
    QCOMPARE(history.points().front().sequence, 501U);
    history.add({ points.front() });
    QCOMPARE(history.points().size(), continuity::SampleHistory::mostPoints);
}

void TestContinuityView::manyTargetsScrollAboveTheLanes_data()
{
    QTest::addColumn<int>("targets");
    QTest::addColumn<int>("height");
    QTest::addColumn<bool>("scrolls");
    QTest::addColumn<bool>("lanesStay");
    QTest::newRow("two targets have room") << 2 << 216 << false << true;
    QTest::newRow("four become one line each") << 4 << 250 << false << true;
    QTest::newRow("four in little room scroll, the lanes stay") << 4 << 180 << true << true;
    QTest::newRow("twelve scroll, the lanes stay") << 12 << 216 << true << true;
    QTest::newRow("no room for a row above the lanes: all scrolls") << 4 << 140 << true << false;
}

void TestContinuityView::manyTargetsScrollAboveTheLanes()
{
    QFETCH(int, targets);
    QFETCH(int, height);
    continuity::ContinuityView view;
    view.resize(1272, height);
    auto site = std::make_shared<state::Site>(*scene::siteAt(scene::downAt - 1));
    const state::TargetContinuity first = site->targets.front();
    site->targets.clear();
    for (int i = 0; i < targets; ++i) {
        site->targets.push_back(first);
        site->targets.back().series = static_cast<std::uint32_t>(i) + 1;
    }
    view.showSite(site);
    view.show();
    view.refreshNow();
    constexpr int oneLine = 16; // of the texts beside a row
    auto layout = view.layer()->chartLayout();
    QCOMPARE(layout.rows.size(), static_cast<std::size_t>(targets));
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
        QVERIFY(layout.rows[i].height() >= oneLine);
        QVERIFY(i == 0 || layout.rows[i].top() > layout.rows[i - 1].bottom());
    }
    auto *bar = view.findChild<QScrollBar *>();
    QTEST(bar->isVisible(), "scrolls");
    QVERIFY(!bar->geometry().intersects(view.layer()->geometry()));
    const auto lanesBefore = layout.lanes;
    const auto areLanesShown = [&layout] {
        return std::all_of(layout.lanes.begin(), layout.lanes.end(), [&layout](const QRect &lane) {
            return layout.laneArea.contains(lane) && !layout.rowsShown().intersects(lane);
        });
    };
    QTEST(areLanesShown(), "lanesStay");
    QVERIFY(layout.scrolled.contains(layout.rows.front()));
    // The last row is at the other end of the bar.
    QTest::keyClick(&view, Qt::Key_PageDown);
    bar->setValue(bar->maximum());
    layout = view.layer()->chartLayout();
    QTEST(layout.lanes == lanesBefore, "lanesStay");
    if (bar->isVisible() && layout.lanes == lanesBefore)
        QVERIFY(layout.scrolled.contains(layout.rows.back()));
    else if (bar->isVisible())
        QVERIFY(layout.scrolled.contains(layout.lanes.back()));
    QVERIFY(view.layer()->rect().contains(layout.lanes.back()));
}

/// Nothing of a row that is scrolled under the lanes or the markers may be painted there.
void TestContinuityView::aScrolledRowStaysInItsArea()
{
    continuity::ContinuityView view;
    view.resize(1272, 190);
    auto site = std::make_shared<state::Site>(*scene::siteAt(scene::downAt - 1));
    const state::TargetContinuity first = site->targets.front();
    for (std::uint32_t i = 2; i < 8; ++i) {
        site->targets.push_back(first);
        site->targets.back().series = i;
    }
    view.showSite(site);
    view.show();
    view.refreshNow();
    const auto layout = view.layer()->chartLayout();
    const auto outside = [&view, &layout] {
        QImage image = view.layer()->grab().toImage();
        QPainter(&image).fillRect(layout.scrolled, Qt::black);
        return image;
    };
    const QImage before = outside();
    view.findChild<QScrollBar *>()->setValue(layout.hiddenHeight / 2);
    QVERIFY(view.layer()->chartLayout().rows != layout.rows);
    QCOMPARE(outside(), before);
}

void TestContinuityView::onlyWhatChangedIsPainted()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const model::TimeUs calm = scene::downAt - 3'000'000;
    feed(view, calm);
    view.refreshNow();
    QCoreApplication::processEvents();
    PaintedRegion painted;
    view.layer()->installEventFilter(&painted);
    const auto frameAt = [&](model::TimeUs now) {
        painted.region = {};
        feed(view, now);
        view.refreshNow();
        QCoreApplication::processEvents();
    };
    const continuity::ChartLayout layout = view.layer()->chartLayout();
    const QRect names = continuity::ChartLayout::namesBeside(layout.rows[0]);
    const QRect sums = continuity::ChartLayout::sumsBeside(layout.rows[0]);
    frameAt(calm + 100'000);
    QVERIFY(painted.region.contains(layout.plot));
    QVERIFY2(!painted.region.intersects(names) && !painted.region.intersects(sums), "nothing of it changed");
    frameAt(calm + 1'100'000);
    QVERIFY2(painted.region.contains(sums), "more were sent");
    QVERIFY(!painted.region.intersects(names));
    frameAt(scene::downAt + 4'000'000);
    QVERIFY2(painted.region.contains(sums), "an interruption has begun");
    frameAt(scene::downAt + 4'033'000);
    QVERIFY2(painted.region.contains(sums), "it lasts longer by each frame");
}

void TestContinuityView::framesOverEachOtherMakeTheWhole()
{
    continuity::ContinuityView view;
    view.resize(1272, 216);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    continuity::SampleLayer *layer = view.layer();
    PaintedRegion painted;
    layer->installEventFilter(&painted);
    QImage frames(layer->size(), QImage::Format_RGB32);
    layer->render(&frames, {}, QRegion(layer->rect()), QWidget::DrawChildren);
    for (const model::TimeUs after : { -3'000'000, -2'850'000, 1'000'000, 4'000'000, 4'033'000, 9'000'000 }) {
        painted.region = {};
        feed(view, scene::downAt + after);
        view.refreshNow();
        QCoreApplication::processEvents();
        const QRegion region = std::exchange(painted.region, {}) & layer->rect();
        layer->render(&frames, region.boundingRect().topLeft(), region, QWidget::DrawChildren);
        QImage whole(layer->size(), QImage::Format_RGB32);
        layer->render(&whole, {}, QRegion(layer->rect()), QWidget::DrawChildren);
        // How many were sent is told once a second while nothing is missing.
        const bool isCalm = after < 0;
        const QRect compared =
            isCalm ? QRect(0, 0, layer->chartLayout().plot.right(), layer->height()) : layer->rect();
        QVERIFY2(frames.copy(compared) == whole.copy(compared), qPrintable(QString::number(after)));
    }
}

QTEST_MAIN(TestContinuityView)
#include "tst_continuityview.moc"
