// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/generated.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "tests/widgets/sitechanges.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/prepared.h"
#include "widgets/topology/tilecache.h"

#include <QPaintEvent>
#include <QPainter>

#include <memory>
#include <utility>

using namespace kv;
using picture::Form;
using tests::hostId;
using tests::withPortDown;
using topology::Canvas;

/// The canvas on large sites: laid out elsewhere, painted in tiles.
class TestCanvasScale : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_canvas.reset(); }
    void hostsCollapseAndExpand();
    void isLaidOutOnAnotherThread();
    void nothingIsPaintedWhenNothingChanges();
    void aChangePaintsOnlyItsPlace();
    void tilesShowWhatIsPaintedStraight();
    void tilesAreBounded();
    void whatIsInSightIsKept_data();
    void whatIsInSightIsKept();
    void whatStandsInStaysUntilAllIsThere();
    void theIndexFindsWhatIsThere();

private:
    std::unique_ptr<Canvas> m_canvas;
    state::SitePtr m_large; ///< 15 hosts
    state::SitePtr m_larger; ///< laid out on another thread

    void showComponents(const state::SitePtr &site);
    void waitUntilAllIsPainted();
};

namespace {

class PaintCount : public QObject {
public:
    int count = 0;
    QRegion region;
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            ++count;
            region += static_cast<QPaintEvent *>(event)->region();
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void TestCanvasScale::initTestCase()
{
    m_large = tests::generatedSite({ 15, 6, false });
    m_larger = tests::generatedSite({ 30, 20, false });
    QVERIFY(topology::isLarge(*m_larger));
}

void TestCanvasScale::init()
{
    KV_FAIL_ON_WARNINGS;
    m_canvas = std::make_unique<Canvas>();
    m_canvas->resize(1024, 632);
}

void TestCanvasScale::showComponents(const state::SitePtr &site)
{
    m_canvas->showSite(site);
    m_canvas->setAllCollapsed(false);
    m_canvas->setForm(Form::components);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QTRY_VERIFY(m_canvas->element(hostId("network01")) != nullptr);
}

/// Tiles that are missing ask for another paint as long as there are any.
void TestCanvasScale::waitUntilAllIsPainted()
{
    constexpr int quietMs = 100;
    PaintCount paints;
    m_canvas->installEventFilter(&paints);
    paints.count = 1;
    for (int turns = 0; std::exchange(paints.count, 0) > 0; ++turns) {
        QVERIFY2(turns < 100, "it never ends");
        QTest::qWait(quietMs);
    }
}

void TestCanvasScale::hostsCollapseAndExpand()
{
    m_canvas->showSite(tests::labSite({ tests::LabMoment::steady, 3, 2, true, true }));
    const auto count = [this](const char *prefix) {
        return m_canvas->elementOrder().filter(QString::fromLatin1(prefix)).size();
    };
    QCOMPARE(count("action:collapse:"), 3); // of few hosts only the network nodes
    const double height = m_canvas->element(hostId("network1"))->bounds.height;
    const qsizetype instances = count("instance:");
    m_canvas->activateElement(QStringLiteral("action:collapse:network1"));
    QVERIFY(m_canvas->element(hostId("network1"))->bounds.height < height / 2);
    QCOMPARE(count("instance:"), instances - 1);
    m_canvas->setAllCollapsed(true);
    QCOMPARE(count("instance:"), 0);
    QCOMPARE(count("action:collapse:"), 3 + 2 + 1); // what is collapsed can be expanded
    m_canvas->setAllCollapsed(false);
    QCOMPARE(count("instance:"), instances);
    QCOMPARE(m_canvas->element(hostId("network1"))->bounds.height, height);
}

void TestCanvasScale::isLaidOutOnAnotherThread()
{
    m_canvas->showSite(m_larger);
    QVERIFY(!m_canvas->isLayingOut()); // the fleet is quick
    m_canvas->setForm(Form::components);
    QVERIFY(m_canvas->isLayingOut());
    QVERIFY(m_canvas->displayList()->elements.empty());
    m_canvas->setAllCollapsed(false);
    QTRY_VERIFY(!m_canvas->isLayingOut());
    // The last wish is what is shown.
    QVERIFY(m_canvas->displayList()->elements.size() > 3000);
    // The picture is that of the same thread.
    picture::Options options;
    QVERIFY(*m_canvas->displayList() == *picture::build(*m_larger, options));
    m_canvas->showSite(withPortDown(m_larger, "compute01"));
    m_canvas.reset(); // while it is laid out
}

void TestCanvasScale::nothingIsPaintedWhenNothingChanges()
{
    showComponents(m_larger);
    waitUntilAllIsPainted();
    PaintCount paints;
    m_canvas->installEventFilter(&paints);
    for (int i = 0; i < 5; ++i) {
        auto later = std::make_shared<state::Site>(*m_larger);
        later->records += static_cast<std::uint64_t>(i);
        m_canvas->showSite(later);
        QTRY_VERIFY(!m_canvas->isLayingOut());
        QTest::qWait(20);
    }
    QCOMPARE(paints.count, 0);
}

void TestCanvasScale::aChangePaintsOnlyItsPlace()
{
    showComponents(m_larger);
    m_canvas->goToHost(QStringLiteral("compute01"));
    waitUntilAllIsPainted();
    PaintCount paints;
    m_canvas->installEventFilter(&paints);
    m_canvas->showSite(withPortDown(m_larger, "compute01"));
    QTRY_VERIFY(paints.count > 0);
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QTest::qWait(50);
    qint64 pixels = 0;
    for (const QRect &part : paints.region)
        pixels += qint64(part.width()) * part.height();
    QVERIFY2(pixels < qint64(m_canvas->width()) * m_canvas->height() / 8,
             qPrintable(QString::number(pixels)));
}

void TestCanvasScale::tilesShowWhatIsPaintedStraight()
{
    const topology::PreparedPtr before = topology::prepare(*m_large, {}, nullptr);
    const topology::PreparedPtr after = topology::prepare(*withPortDown(m_large, "compute01"), {}, before);
    QVERIFY(!after->isSame && !after->isAllDirty && !after->dirty.empty());
    const QFont font = topology::pictureFont(m_canvas->font());
    const QSize size(900, 700);
    for (const double zoom : { 1.0, 0.6, 0.2 }) {
        topology::TileCache tiles;
        tiles.setLook({ zoom, 1, picture::Theme::light, font });
        QImage tiled(size, QImage::Format_RGB32);
        QPainter first(&tiled);
        QVERIFY(tiles.paint(first, *before->scenery, { -40, -30 }, QRect({}, size), QRect({}, size), 60'000)
                    .isEmpty());
        tiles.invalidate(after->dirty);
        QVERIFY(tiles.paint(first, *after->scenery, { -40, -30 }, QRect({}, size), QRect({}, size), 60'000)
                    .isEmpty());
        first.end();
        QImage straight(size, QImage::Format_RGB32);
        straight.fill(topology::toQt(picture::Colour::canvas, picture::Theme::light));
        QPainter painter(&straight);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        painter.setTransform(QTransform::fromTranslate(-40, -30).scale(zoom, zoom));
        after->scenery->paint(painter, QRectF(0, 0, 1e5, 1e5), picture::Theme::light, font, zoom);
        painter.end();
        int different = 0;
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                const QColor a = tiled.pixelColor(x, y);
                const QColor b = straight.pixelColor(x, y);
                different += std::abs(a.lightness() - b.lightness()) > 24 ? 1 : 0;
            }
        }
        // Antialiasing at the edges of what was mended.
        QVERIFY2(different < size.width() * size.height() / 500, qPrintable(QString::number(different)));
    }
}

void TestCanvasScale::tilesAreBounded()
{
    const topology::PreparedPtr made = topology::prepare(*m_larger, {}, nullptr);
    topology::TileCache tiles;
    tiles.setLook({ 1, 1, picture::Theme::dark, topology::pictureFont(m_canvas->font()) });
    QImage image(1024, 632, QImage::Format_RGB32);
    QPainter painter(&image);
    for (int y = 0; y < 12'000; y += 600) {
        tiles.paint(painter, *made->scenery, QPointF(0, -y), image.rect(), image.rect(), 60'000);
        QVERIFY(tiles.tileCount() <= tiles.mostTiles(image.size()));
    }
    QVERIFY(tiles.tileCount() > tiles.mostTiles(image.size()) / 2);
    // The bound follows the view.
    const QRect small(0, 0, 256, 256);
    tiles.paint(painter, *made->scenery, {}, small, small, 60'000);
    QCOMPARE(tiles.mostTiles(small.size()), std::size_t(16));
    QVERIFY(tiles.tileCount() <= 16);
}

void TestCanvasScale::whatIsInSightIsKept_data()
{
    QTest::addColumn<QSize>("view");
    QTest::addColumn<double>("ratio");
    QTest::newRow("a laptop's screen") << QSize(1600, 1000) << 1.0;
    QTest::newRow("a 4K screen") << QSize(3840, 2160) << 1.0;
    QTest::newRow("a 4K screen with two device pixels a pixel") << QSize(1920, 1080) << 2.0;
}

void TestCanvasScale::whatIsInSightIsKept()
{
    QFETCH(QSize, view);
    QFETCH(double, ratio);
    const topology::PreparedPtr made = topology::prepare(*m_larger, {}, nullptr);
    constexpr double zoom = 3.8;
    const picture::Rect bounds = made->scenery->list()->bounds;
    QVERIFY(bounds.width * zoom > view.width() + 60 && bounds.height * zoom > view.height() + 2090);
    topology::TileCache tiles;
    tiles.setLook({ zoom, ratio, picture::Theme::light, topology::pictureFont(m_canvas->font()) });
    QImage image(view, QImage::Format_RGB32);
    const QRect all = image.rect();
    const QPointF offset(-60, -90);
    QPainter painter(&image);
    const auto isThere = [&] { return tiles.paint(painter, *made->scenery, offset, all, all, 0).isEmpty(); };
    QVERIFY(!isThere());
    // Full of what was in sight before.
    for (const double down : { 2000, 1000, 0 })
        tiles.paint(painter, *made->scenery, offset - QPointF(0, down), all, all, 600'000);
    QVERIFY(isThere());
    // A dot that moves is a small part of the view.
    for (int i = 0; i < 5; ++i)
        tiles.paint(painter, *made->scenery, offset, all, QRect(100 + i, 100, 12, 12), 0);
    QVERIFY(isThere());
    QVERIFY(tiles.tileCount() <= tiles.mostTiles(view));
    // Another zoom, made piece by piece while what was before stands in.
    tiles.setLook({ zoom * 0.98, ratio, picture::Theme::light, topology::pictureFont(m_canvas->font()) });
    for (int y = 0; y < view.height(); y += 64)
        tiles.paint(painter, *made->scenery, offset, all, QRect(0, y, view.width(), 64), 600'000);
    QVERIFY(isThere());
    QVERIFY(tiles.tileCount() <= tiles.mostTiles(view));
}

void TestCanvasScale::whatStandsInStaysUntilAllIsThere()
{
    const topology::PreparedPtr made = topology::prepare(*m_larger, {}, nullptr);
    topology::TileCache tiles;
    const QFont font = topology::pictureFont(m_canvas->font());
    QImage image(1024, 632, QImage::Format_RGB32);
    const QRect all = image.rect();
    QPainter painter(&image);
    tiles.setLook({ 1, 1, picture::Theme::light, font });
    QVERIFY(tiles.paint(painter, *made->scenery, {}, all, all, 60'000).isEmpty());
    tiles.setLook({ 1.25, 1, picture::Theme::light, font });
    const auto missing = [&] { return tiles.paint(painter, *made->scenery, {}, all, all, 0); };
    QVERIFY(!missing().isEmpty());
    const QImage standsIn = image.copy();
    // A small part is made: the rest is shown as before.
    tiles.paint(painter, *made->scenery, {}, all, QRect(10, 10, 12, 12), 60'000);
    QVERIFY(!missing().isEmpty());
    const QRect far(600, 300, 400, 300);
    QCOMPARE(image.copy(far), standsIn.copy(far));
    QVERIFY(tiles.paint(painter, *made->scenery, {}, all, all, 60'000).isEmpty());
}

void TestCanvasScale::theIndexFindsWhatIsThere()
{
    const topology::PreparedPtr made = topology::prepare(*m_large, {}, nullptr);
    const picture::DisplayList &list = *made->scenery->list();
    for (const QRectF &area :
         { QRectF(0, 0, 300, 300), QRectF(500, 900, 40, 900), QRectF(-50, -50, 10, 10) }) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < list.elements.size(); ++i) {
            if (made->scenery->covered(i).intersects(area))
                expected.push_back(i);
        }
        QVERIFY(made->scenery->touching(area) == expected);
    }
    for (double y = 3; y < 3000; y += 37) {
        for (double x = 3; x < 1100; x += 41)
            QCOMPARE(made->scenery->hit({ x, y }), list.hit({ x, y }));
    }
    QCOMPARE(made->scenery->find(hostId("network02")), list.find(hostId("network02")));
    QVERIFY(made->scenery->find(QStringLiteral("no such thing")) == nullptr);
}

QTEST_MAIN(TestCanvasScale)
#include "tst_canvasscale.moc"
