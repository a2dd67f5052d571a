// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "widgets/continuity/labelplacing.h"

#include <QRandomGenerator>
#include <QTest>

using namespace kv::continuity;

class TestLabelPlacing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void noTwoTextsEverOverlap();
    void aLoneLabelStandsInTheLowestRow();
    void theMoreImportantOneIsPlacedFirst();
};

void TestLabelPlacing::noTwoTextsEverOverlap()
{
    QRandomGenerator random(42);
    for (int round = 0; round < 2000; ++round) {
        std::vector<LabelWish> wishes;
        const int count = random.bounded(1, 14);
        for (int i = 0; i < count; ++i)
            wishes.push_back({ random.bounded(0, 900), random.bounded(10, 220), random.bounded(0, 9),
                               random.bounded(0, 2) == 1 });
        const auto places = placeLabels(wishes, 900, 3);
        QCOMPARE(places.size(), wishes.size());
        for (std::size_t a = 0; a < places.size(); ++a) {
            if (places[a].row < 0)
                continue;
            QVERIFY(places[a].left >= 0 && places[a].left + wishes[a].width <= 900);
            for (std::size_t b = 0; b < places.size(); ++b) {
                if (a == b || places[b].row < 0)
                    continue;
                const bool crossesLine = places[b].row < places[a].row && wishes[b].column >= places[a].left
                    && wishes[b].column < places[a].left + wishes[a].width;
                QVERIFY2(!crossesLine, "a line runs through a text");
                if (places[a].row == places[b].row)
                    QVERIFY(places[a].left + wishes[a].width <= places[b].left
                            || places[b].left + wishes[b].width <= places[a].left);
            }
        }
    }
}

void TestLabelPlacing::aLoneLabelStandsInTheLowestRow()
{
    const auto places = placeLabels({ { 100, 80, 1, false } }, 900, 3);
    QCOMPARE(places[0].row, 2);
    QVERIFY(places[0].left > 100);
}

void TestLabelPlacing::theMoreImportantOneIsPlacedFirst()
{
    // One row, both want the same place: the second wish is the more important one.
    const auto places = placeLabels({ { 450, 420, 1, false }, { 452, 420, 5, false } }, 900, 1);
    QCOMPARE(places[1].row, 0);
}

QTEST_APPLESS_MAIN(TestLabelPlacing)
#include "tst_labelplacing.moc"
