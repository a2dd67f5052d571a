// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/generated.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/findbar.h"
#include "widgets/topology/scenery.h"
#include "widgets/topology/search.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace kv;
using tests::LabMoment;
using topology::Canvas;
using topology::FindBar;

class TestFind : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void findsByWhatTheKernelCallsIt_data();
    void findsByWhatTheKernelCallsIt();
    void allWordsMustBeThere();
    void hitsComeInTheKeyboardsOrderAndGoRound();
    void theCurrentHitComesIntoSight();
    void hitsFollowTheSite();
    void hitsAreNumberedInThePicture();
    void theBarCountsWalksAndCloses();
    void theBarSaysWhenNothingIsFoundAtOnce();
    void aLargeSiteIsLookedThroughElsewhere();
    void eachLetterFindsWhatAWalkFinds_data();
    void eachLetterFindsWhatAWalkFinds();
    void whatIsNoLongerLookedForIsNotTold();
    void tooManyHitsForFlagsAreDots();

private:
    std::unique_ptr<Canvas> m_canvas;
    QStringList namesOfHits() const;
    QStringList hitsOfAWalk(const state::Site &site, const QString &words) const;
    void showLargeSite();
    state::SitePtr m_large;
};

void TestFind::init()
{
    KV_FAIL_ON_WARNINGS;
    m_canvas = std::make_unique<Canvas>();
    m_canvas->resize(1400, 900);
    m_canvas->showSite(tests::labSite());
    m_canvas->show();
    m_canvas->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
}

void TestFind::cleanup()
{
    m_canvas.reset();
}

QStringList TestFind::namesOfHits() const
{
    QStringList names;
    for (const QString &id : m_canvas->hits())
        names << m_canvas->displayList()->find(id)->name;
    return names;
}

void TestFind::findsByWhatTheKernelCallsIt_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("oneOfTheHits"); // part of its name
    QTest::newRow("interface") << "overlay0"
                               << "overlay0";
    QTest::newRow("in capitals") << "OVERLAY0"
                                 << "overlay0";
    QTest::newRow("virtual address") << "203.0.113.17"
                                     << "router";
    QTest::newRow("VNI") << "vni 101"
                         << "vxlan";
    QTest::newRow("router id") << "b6206312"
                               << "router";
    QTest::newRow("host") << "compute1"
                          << "compute1";
}

void TestFind::findsByWhatTheKernelCallsIt()
{
    QFETCH(QString, words);
    QFETCH(QString, oneOfTheHits);
    m_canvas->find(words);
    const QStringList names = namesOfHits();
    QVERIFY2(!names.filter(oneOfTheHits, Qt::CaseInsensitive).isEmpty(), qPrintable(names.join(u'\n')));
    QVERIFY(names.size() < m_canvas->elementOrder().size());
}

void TestFind::allWordsMustBeThere()
{
    m_canvas->find(QStringLiteral("overlay0"));
    const auto everywhere = m_canvas->hits().size();
    m_canvas->find(QStringLiteral("  network2   overlay0 "));
    QVERIFY(m_canvas->hits().size() < everywhere);
    QVERIFY(!m_canvas->hits().isEmpty());
    for (const QString &id : m_canvas->hits())
        QCOMPARE(m_canvas->displayList()->find(id)->target.host, std::string("network2"));
    m_canvas->find(QStringLiteral("overlay0 nosuchthing"));
    QVERIFY(m_canvas->hits().isEmpty());
    QCOMPARE(m_canvas->currentHit(), -1);
    m_canvas->find(QStringLiteral("   "));
    QVERIFY(m_canvas->hits().isEmpty());
}

void TestFind::hitsComeInTheKeyboardsOrderAndGoRound()
{
    m_canvas->find(QStringLiteral("overlay0"));
    const QStringList hits = m_canvas->hits();
    QVERIFY(hits.size() >= 3);
    const QStringList order = m_canvas->elementOrder();
    for (qsizetype i = 1; i < hits.size(); ++i)
        QVERIFY(order.indexOf(hits[i - 1]) < order.indexOf(hits[i]));
    QCOMPARE(m_canvas->currentHit(), 0);
    m_canvas->previousHit();
    QCOMPARE(m_canvas->currentHit(), static_cast<int>(hits.size()) - 1);
    m_canvas->nextHit();
    QCOMPARE(m_canvas->currentHit(), 0);
    m_canvas->nextHit();
    QCOMPARE(m_canvas->currentHit(), 1);
}

void TestFind::theCurrentHitComesIntoSight()
{
    for (int i = 0; i < 12; ++i)
        m_canvas->zoomIn();
    m_canvas->find(QStringLiteral("overlay0"));
    for (int i = 0; i < m_canvas->hits().size(); ++i) {
        const QRectF box = m_canvas->elementRect(m_canvas->hits().at(m_canvas->currentHit()));
        QVERIFY(QRectF(m_canvas->rect()).intersects(box));
        m_canvas->nextHit();
    }
}

void TestFind::hitsFollowTheSite()
{
    m_canvas->find(QStringLiteral("isolated"));
    QVERIFY(m_canvas->hits().isEmpty());
    QSignalSpy changed(m_canvas.get(), &Canvas::hitsChanged);
    tests::LabOptions options;
    options.moment = LabMoment::tookOver;
    m_canvas->showSite(tests::labSite(options));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_canvas->hits().isEmpty());
    m_canvas->showSite(tests::labSite());
    QVERIFY(m_canvas->hits().isEmpty());
}

void TestFind::hitsAreNumberedInThePicture()
{
    const QImage before = m_canvas->grab().toImage();
    m_canvas->find(QStringLiteral("overlay0"));
    const QImage with = m_canvas->grab().toImage();
    for (const QString &id : m_canvas->hits()) {
        const QPoint corner = m_canvas->elementRect(id).topLeft().toPoint();
        const QRect flag(corner - QPoint(8, 8), QSize(16, 16));
        QVERIFY2(before.copy(flag) != with.copy(flag), qPrintable(id));
    }
    m_canvas->find({});
    QCOMPARE(m_canvas->grab().toImage(), before);
}

void TestFind::theBarCountsWalksAndCloses()
{
    FindBar bar(m_canvas.get());
    bar.open();
    auto *text = bar.findChild<QLineEdit *>(QStringLiteral("findText"));
    auto *count = bar.findChild<QLabel *>(QStringLiteral("findCount"));
    QVERIFY(text->hasFocus());
    QVERIFY(m_canvas->rect().contains(bar.geometry()));
    QTest::keyClicks(text, QStringLiteral("overlay0"));
    const qsizetype hits = m_canvas->hits().size();
    QCOMPARE(count->text(), QStringLiteral("1 of %1").arg(hits));
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(count->text(), QStringLiteral("2 of %1").arg(hits));
    QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(m_canvas->currentHit(), 0);
    QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("findNext")), Qt::LeftButton);
    QCOMPARE(m_canvas->currentHit(), 1);
    m_canvas->resize(900, 700);
    QVERIFY(m_canvas->rect().contains(bar.geometry()));
    const QString lookedAt = m_canvas->hits().at(1);
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!bar.isVisible());
    QVERIFY(m_canvas->hits().isEmpty());
    QVERIFY(m_canvas->hasFocus());
    QCOMPARE(m_canvas->focusedElement(), lookedAt);
    bar.open();
    QCOMPARE(m_canvas->hits().size(), hits); // the last words are looked for again
    text->setText(QStringLiteral("nosuchthing"));
    QCOMPARE(count->text(), QStringLiteral("nothing found"));
    QVERIFY(!bar.findChild<QToolButton *>(QStringLiteral("findNext"))->isEnabled());
}

void TestFind::theBarSaysWhenNothingIsFoundAtOnce()
{
    FindBar bar(m_canvas.get());
    bar.open();
    bar.findChild<QLineEdit *>(QStringLiteral("findText"))->setText(QStringLiteral("nosuchthing"));
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("findCount"))->text(), QStringLiteral("nothing found"));
}

/// By what the index is to be as good as.
QStringList TestFind::hitsOfAWalk(const state::Site &site, const QString &words) const
{
    QStringList found;
    for (const QString &id : m_canvas->elementOrder()) {
        if (topology::matches(topology::searchText(*m_canvas->element(id), site), words))
            found << id;
    }
    return found;
}

void TestFind::showLargeSite()
{
    if (!m_large)
        m_large = tests::generatedSite({ 30, 20, false });
    m_canvas->showSite(m_large);
    m_canvas->setAllCollapsed(false);
    m_canvas->setForm(picture::Form::components);
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QVERIFY(m_canvas->elementOrder().size() > 2000);
}

void TestFind::aLargeSiteIsLookedThroughElsewhere()
{
    showLargeSite();
    FindBar bar(m_canvas.get());
    bar.open();
    auto *text = bar.findChild<QLineEdit *>(QStringLiteral("findText"));
    const auto *count = bar.findChild<QLabel *>(QStringLiteral("findCount"));
    QSignalSpy changed(m_canvas.get(), &Canvas::hitsChanged);
    text->setText(QStringLiteral("o"));
    QVERIFY(m_canvas->isFinding());
    QCOMPARE(count->text(), QStringLiteral("looking…"));
    QTRY_VERIFY(!m_canvas->isFinding());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_canvas->hits(), hitsOfAWalk(*m_large, QStringLiteral("o")));
    // Once it is made, a letter needs no more than it.
    text->setText(QStringLiteral("ov"));
    QVERIFY(!m_canvas->isFinding());
    QCOMPARE(m_canvas->hits(), hitsOfAWalk(*m_large, QStringLiteral("ov")));
    QCOMPARE(count->text(), QStringLiteral("1 of %1").arg(m_canvas->hits().size()));
    // Another picture is looked through too.
    m_canvas->setAllCollapsed(true);
    QTRY_VERIFY(!m_canvas->isLayingOut());
    QTRY_COMPARE(m_canvas->hits(), hitsOfAWalk(*m_large, QStringLiteral("ov")));
}

void TestFind::eachLetterFindsWhatAWalkFinds_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("a name") << "overlay0";
    QTest::newRow("two words") << "tap compute05";
    QTest::newRow("the words the other way round") << "compute05 tap";
    QTest::newRow("capitals") << "NETWORK01 UP";
    QTest::newRow("nothing at last") << "network01nowhere";
}

void TestFind::eachLetterFindsWhatAWalkFinds()
{
    QFETCH(QString, words);
    showLargeSite();
    m_canvas->find(words.left(1));
    QTRY_VERIFY(!m_canvas->isFinding());
    for (qsizetype letters = 1; letters <= words.size(); ++letters) {
        m_canvas->find(words.left(letters));
        QCOMPARE(m_canvas->hits(), hitsOfAWalk(*m_large, words.left(letters)));
    }
    m_canvas->find(words.left(2)); // wider again
    QCOMPARE(m_canvas->hits(), hitsOfAWalk(*m_large, words.left(2)));
}

void TestFind::whatIsNoLongerLookedForIsNotTold()
{
    showLargeSite();
    m_canvas->find(QStringLiteral("overlay0"));
    m_canvas->find({});
    QVERIFY(!m_canvas->isFinding());
    m_canvas->find(QStringLiteral("network01"));
    QVERIFY(m_canvas->isFinding());
    QTRY_VERIFY(!m_canvas->isFinding());
    QCOMPARE(m_canvas->hits(), hitsOfAWalk(*m_large, QStringLiteral("network01")));
    m_canvas->find({});
    QVERIFY(m_canvas->hits().isEmpty());
}

void TestFind::tooManyHitsForFlagsAreDots()
{
    showLargeSite();
    m_canvas->zoomToFit();
    m_canvas->find(QStringLiteral("o"));
    QTRY_VERIFY(m_canvas->hits().size() > 1000);
    const QColor ink = topology::toQt(picture::Colour::ink, m_canvas->pictureTheme());
    const QImage image = m_canvas->grab().toImage();
    int dots = 0;
    for (const QString &id : m_canvas->hits()) {
        const QPoint corner = m_canvas->elementRect(id).topLeft().toPoint();
        const QPoint dot = corner / 10 * 10 + QPoint(4, 4); // one for all in ten pixels
        dots += image.rect().contains(dot) && image.pixelColor(dot) == ink ? 1 : 0;
    }
    QVERIFY2(dots > 300, qPrintable(QString::number(dots)));
    // Few enough are flags again.
    m_canvas->find(QStringLiteral("overlay0 network01"));
    QVERIFY(!m_canvas->hits().isEmpty() && m_canvas->hits().size() < 300);
    QVERIFY(m_canvas->grab().toImage() != image);
}

QTEST_MAIN(TestFind)
#include "tst_find.moc"
