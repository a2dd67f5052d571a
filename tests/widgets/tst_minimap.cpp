// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/minimap.h"
#include "widgets/topology/scenery.h"

#include <QTest>

using namespace kv;
using topology::Canvas;
using topology::Minimap;

class TestMinimap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isThereWhileNotAllIsInSight();
    void staysInTheCorner();
    void theFrameIsWhatTheCanvasShows();
    void aClickGoesThere();
    void whatIsNotSeenNowDoesNotLookAlive_data();
    void whatIsNotSeenNowDoesNotLookAlive();

private:
    std::unique_ptr<Canvas> m_canvas;
    Minimap *m_map = nullptr;
};

void TestMinimap::init()
{
    KV_FAIL_ON_WARNINGS;
    m_canvas = std::make_unique<Canvas>();
    m_canvas->setFormFollowsZoom(false);
    m_map = new Minimap(m_canvas.get());
    m_canvas->resize(1400, 1000);
    m_canvas->showSite(tests::labSite());
    m_canvas->show();
    m_canvas->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    m_canvas->zoomToFit();
}

void TestMinimap::cleanup()
{
    m_canvas.reset();
}

void TestMinimap::isThereWhileNotAllIsInSight()
{
    QVERIFY(!m_map->isVisible());
    for (int i = 0; i < 4; ++i)
        m_canvas->zoomIn();
    QVERIFY(m_map->isVisible());
    m_map->setWanted(false);
    QVERIFY(!m_map->isVisible());
    m_map->setWanted(true);
    QVERIFY(m_map->isVisible());
    m_canvas->zoomToFit();
    QVERIFY(!m_map->isVisible());
}

void TestMinimap::staysInTheCorner()
{
    for (int i = 0; i < 4; ++i)
        m_canvas->zoomIn();
    for (const QSize size : { QSize(1400, 1000), QSize(900, 700) }) {
        m_canvas->resize(size);
        QVERIFY(m_canvas->rect().contains(m_map->geometry()));
        QVERIFY(m_map->geometry().right() > size.width() - 30);
        QVERIFY(m_map->geometry().bottom() > size.height() - 30);
    }
}

void TestMinimap::theFrameIsWhatTheCanvasShows()
{
    for (int i = 0; i < 4; ++i)
        m_canvas->zoomIn();
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    m_canvas->centreOn({ bounds.x, bounds.y });
    const QImage left = m_map->grab().toImage();
    m_canvas->centreOn({ bounds.x + bounds.width, bounds.y + bounds.height });
    const QImage right = m_map->grab().toImage();
    QVERIFY(left != right);
    QVERIFY(m_canvas->visiblePart().isValid());
}

void TestMinimap::aClickGoesThere()
{
    for (int i = 0; i < 6; ++i)
        m_canvas->zoomIn();
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    for (const double part : { 0.5, 0.4, 0.6 }) {
        QTest::mouseClick(m_map, Qt::LeftButton, {},
                          (QPointF(m_map->width(), m_map->height()) * part).toPoint());
        const QPointF middle = m_canvas->visiblePart().center();
        const double pixel = bounds.width / m_map->width();
        QVERIFY(qAbs(middle.x() - (bounds.x + bounds.width * part)) < 2 * pixel);
        QVERIFY(qAbs(middle.y() - (bounds.y + bounds.height * part)) < 2 * pixel);
    }
}

void TestMinimap::whatIsNotSeenNowDoesNotLookAlive_data()
{
    QTest::addColumn<int>("role"); // of the instance on network1
    QTest::addColumn<bool>("isStale");
    QTest::addColumn<int>("colour"); // in its middle; -1: that of its host
    QTest::newRow("active") << int(state::Role::active) << false << int(picture::Colour::ink);
    QTest::newRow("standby") << int(state::Role::standby) << false << int(picture::Colour::faint);
    QTest::newRow("isolated") << int(state::Role::isolated) << false << int(picture::Colour::alarm);
    QTest::newRow("it was active when it was seen last") << int(state::Role::active) << true << -1;
    QTest::newRow("it was isolated when it was seen last") << int(state::Role::isolated) << true << -1;
    QTest::newRow("its role is not known") << int(state::Role::unknown) << false << -1;
}

void TestMinimap::whatIsNotSeenNowDoesNotLookAlive()
{
    QFETCH(int, role);
    QFETCH(bool, isStale);
    QFETCH(int, colour);
    auto site = std::make_shared<state::Site>(*tests::labSite());
    QString id;
    for (state::Router &router : site->routers) {
        for (state::Instance &instance : router.instances) {
            if (instance.host != "network1")
                continue;
            instance.role = static_cast<state::Role>(role);
            instance.stale = isStale;
            id = QStringLiteral("instance:%1@network1").arg(QString::fromStdString(router.id));
        }
    }
    m_canvas->showSite(site);
    for (int i = 0; i < 4; ++i)
        m_canvas->zoomIn();
    const picture::Rect bounds = m_canvas->displayList()->bounds;
    m_canvas->centreOn({ bounds.x + bounds.width, bounds.y + bounds.height });
    const QImage image = m_map->grab().toImage();
    const picture::Element *instance = m_canvas->element(id);
    QVERIFY(instance != nullptr);
    const double scale = m_map->width() / bounds.width;
    const auto at = [&](double x, double y) {
        return image.pixelColor(qRound((x - bounds.x) * scale), qRound((y - bounds.y) * scale));
    };
    const picture::Point middle = instance->bounds.center();
    const picture::Colour key = colour < 0 ? picture::Colour::ns : static_cast<picture::Colour>(colour);
    QCOMPARE(at(middle.x, middle.y), topology::toQt(key, m_canvas->pictureTheme()));
}

QTEST_MAIN(TestMinimap)
#include "tst_minimap.moc"
