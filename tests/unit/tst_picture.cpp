// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "app/picture/svgwriter.h"
#include "tests/support/labsite.h"
#include "tests/support/pictureelements.h"
#include "tests/support/plainsite.h"
#include "tests/support/programs.h"
#include "tests/support/testmain.h"

#include <QXmlStreamReader>

#include <algorithm>

using namespace kv;
using picture::Element;
using picture::ElementKind;
using picture::Rect;
using tests::groundUnder;
using tests::holds;
using tests::isIn;
using tests::LabMoment;
using tests::LabOptions;
using tests::of;
using tests::text;

class TestPicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void boxesDoNotOverlap_data();
    void boxesDoNotOverlap();
    void linesDoNotRunThroughBoxesOrTexts_data();
    void linesDoNotRunThroughBoxesOrTexts();
    void textsStayInTheirBoxes_data();
    void textsStayInTheirBoxes();
    void textsStandOut_data();
    void textsStandOut();
    void isDeterministic();
    void moreHostsMoveNothing_data();
    void moreHostsMoveNothing();
    void failoverMovesNothing();
    void svgNamesEveryLink();
    void actionsAreWhereTheyAreAllowed();
    void aCutLeavesATornTubeAndACountdown();
    void heartbeatsGoToThePeer();
    void everyRoleLooksDifferentWithoutColour();
    void aStandbyCountsWhatItMisses_data();
    void aStandbyCountsWhatItMisses();
    void idsAreUnique();
};

namespace {

constexpr int labCount = 14;

void labs()
{
    QTest::addColumn<int>("lab");
    const char *const names[] = { "the lab in peace",
                                  "the overlay just cut",
                                  "after the takeover",
                                  "the whole guide",
                                  "the whole guide after a takeover",
                                  "three network nodes",
                                  "five routers a node",
                                  "two routers a node, isolated",
                                  "no host outside, no routers",
                                  "a plain pair",
                                  "a plain pair, cut",
                                  "probes that start",
                                  "a plain pair of four instances",
                                  "agents and services that run" };
    for (int i = 0; i < labCount; ++i)
        QTest::newRow(names[i]) << i;
}

state::SitePtr siteOf(int lab)
{
    const LabOptions options[] = {
        {},
        { LabMoment::cut },
        { LabMoment::tookOver },
        { LabMoment::steady, 2, 2, true, true, true, true },
        { LabMoment::tookOver, 2, 2, true, true, true, true },
        { LabMoment::steady, 3, 2, false, true },
        { LabMoment::steady, 2, 1, false, false, true, false, 4 },
        { LabMoment::tookOver, 2, 1, false, false, true, false, 1 },
        { LabMoment::steady, 0, 3, true, true, false },
    };
    if (lab == 12)
        return tests::plainGroupSite();
    if (lab == 13)
        return tests::withPrograms(*tests::labSite(options[3]));
    if (lab >= 9)
        return lab == 11 ? tests::startingSite() : tests::plainSite(lab == 10);
    return tests::labSite(options[lab]);
}

picture::DisplayListPtr listOf(int lab)
{
    return picture::build(*siteOf(lab));
}

} // namespace

void TestPicture::init()
{
    KV_FAIL_ON_WARNINGS;
}

void TestPicture::boxesDoNotOverlap_data()
{
    labs();
}

void TestPicture::boxesDoNotOverlap()
{
    QFETCH(int, lab);
    const picture::DisplayListPtr list = listOf(lab);
    const std::initializer_list<ElementKind> levels[] = {
        { ElementKind::host, ElementKind::infrastructure, ElementKind::legend, ElementKind::cloud },
        { ElementKind::bridge, ElementKind::namespaceBox, ElementKind::instance, ElementKind::interface,
          ElementKind::action },
        { ElementKind::port, ElementKind::interface, ElementKind::action, ElementKind::pill,
          ElementKind::note, ElementKind::firewall },
    };
    for (const auto &level : levels) {
        const std::vector<const Element *> boxes = of(*list, level);
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            QVERIFY2(holds(list->bounds, boxes[a]->bounds), text(*boxes[a]).constData());
            for (std::size_t b = a + 1; b < boxes.size(); ++b)
                QVERIFY2(!boxes[a]->bounds.overlaps(boxes[b]->bounds),
                         (text(*boxes[a]) + " overlaps " + text(*boxes[b])).constData());
        }
    }
    const std::vector<const Element *> hosts = of(*list, { ElementKind::host });
    for (const Element *inner : of(*list, levels[1])) {
        QVERIFY2(std::any_of(hosts.begin(), hosts.end(),
                             [inner](const Element *host) {
                                 return host->target.host == inner->target.host
                                     && holds(host->bounds, inner->bounds);
                             }),
                 text(*inner).constData());
    }
}

void TestPicture::linesDoNotRunThroughBoxesOrTexts_data()
{
    labs();
}

void TestPicture::linesDoNotRunThroughBoxesOrTexts()
{
    QFETCH(int, lab);
    const picture::DisplayListPtr list = listOf(lab);
    std::vector<std::pair<const Element *, Rect>> obstacles;
    for (const Element &element : list->elements) {
        if (isIn(element,
                 { ElementKind::port, ElementKind::interface, ElementKind::action, ElementKind::pill,
                   ElementKind::note, ElementKind::legend }))
            obstacles.emplace_back(&element, element.bounds.grown(-1.5));
        else if (element.kind == ElementKind::firewall)
            obstacles.emplace_back(&element, element.bounds.grown(-3.6)); // a cloud
        else if (element.kind == ElementKind::label) {
            for (const picture::Shape &shape : element.shapes)
                obstacles.emplace_back(&element, shape.rect);
        }
    }
    int segments = 0;
    for (const Element *wire : of(*list, { ElementKind::wire })) {
        if (wire->id.startsWith(QLatin1String("outside:")))
            continue; // ends under the cloud
        for (const picture::Shape &shape : wire->shapes) {
            picture::Point last;
            for (const picture::PathSegment &step : shape.path) {
                const picture::Point to = step.to;
                const Rect reach{ std::min(last.x, to.x) - 0.5, std::min(last.y, to.y) - 0.5,
                                  std::abs(last.x - to.x) + 1, std::abs(last.y - to.y) + 1 };
                last = to;
                if (step.step == picture::PathStep::move)
                    continue;
                ++segments;
                for (const auto &[element, box] : obstacles)
                    QVERIFY2(!reach.overlaps(box),
                             (wire->id.toUtf8() + " runs through " + text(*element)).constData());
            }
        }
    }
    QVERIFY(segments > 5 || lab > 8);
}

void TestPicture::textsStayInTheirBoxes_data()
{
    labs();
}

void TestPicture::textsStayInTheirBoxes()
{
    QFETCH(int, lab);
    const picture::DisplayListPtr list = listOf(lab);
    for (const Element &element : list->elements) {
        for (const picture::Shape &shape : element.shapes) {
            if (shape.kind != picture::Shape::Kind::text)
                continue;
            QVERIFY2(!shape.text.isEmpty(), text(element).constData());
            if (element.kind != ElementKind::mark)
                QVERIFY2(shape.pixelSize >= 10 || shape.text == QLatin1String("?"),
                         text(element).constData());
            const Rect box = element.kind == ElementKind::note || element.kind == ElementKind::label
                ? list->bounds
                : element.bounds;
            QVERIFY2(holds(box, shape.rect), (text(element) + ": " + shape.text.toUtf8()).constData());
        }
    }
    const std::vector<const Element *> spaces =
        of(*list, { ElementKind::instance, ElementKind::namespaceBox });
    for (const Element *note : of(*list, { ElementKind::note })) {
        if (note->id.startsWith(QLatin1String("note")))
            QVERIFY2(std::any_of(spaces.begin(), spaces.end(),
                                 [note](const Element *space) { return holds(space->bounds, note->bounds); }),
                     text(*note).constData());
    }
}

void TestPicture::textsStandOut_data()
{
    labs();
}

void TestPicture::textsStandOut()
{
    QFETCH(int, lab);
    const picture::DisplayListPtr list = listOf(lab);
    for (std::size_t e = 0; e < list->elements.size(); ++e) {
        for (std::size_t s = 0; s < list->elements[e].shapes.size(); ++s) {
            const picture::Shape &shape = list->elements[e].shapes[s];
            if (shape.kind != picture::Shape::Kind::text)
                continue;
            const picture::Colour ground = groundUnder(*list, e, s, shape.rect.center());
            for (const picture::Theme theme : { picture::Theme::light, picture::Theme::dark }) {
                const double ratio =
                    picture::contrast(picture::rgb(shape.fill, theme), picture::rgb(ground, theme));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QStringLiteral("%1: %2 has %3 in theme %4")
                                        .arg(list->elements[e].id, shape.text)
                                        .arg(ratio)
                                        .arg(static_cast<int>(theme))));
            }
        }
    }
}

void TestPicture::isDeterministic()
{
    QCOMPARE(*listOf(4) == *listOf(4), true);
    QCOMPARE(picture::svg(*listOf(4), picture::Theme::dark), picture::svg(*listOf(4), picture::Theme::dark));
}

void TestPicture::moreHostsMoveNothing_data()
{
    QTest::addColumn<int>("networkNodes");
    QTest::addColumn<int>("computeNodes");
    QTest::addColumn<bool>("hasController");
    QTest::newRow("a third network node") << 3 << 1 << false;
    QTest::newRow("a fourth network node") << 4 << 1 << false;
    QTest::newRow("a second compute node") << 2 << 2 << false;
    QTest::newRow("a controller") << 2 << 1 << true;
}

void TestPicture::moreHostsMoveNothing()
{
    QFETCH(int, networkNodes);
    QFETCH(int, computeNodes);
    QFETCH(bool, hasController);
    const picture::DisplayListPtr before = listOf(0);
    const picture::DisplayListPtr after =
        picture::build(*tests::labSite({ LabMoment::steady, networkNodes, computeNodes, hasController }));
    QVERIFY(after->elements.size() > before->elements.size());
    for (const Element &element : before->elements) {
        if (element.target.kind == picture::TargetKind::none || element.kind == ElementKind::tube)
            continue;
        const Element *same = after->find(element.id);
        QVERIFY2(same != nullptr, text(element).constData());
        QVERIFY2(same->bounds == element.bounds, (text(element) + " is now at " + text(*same)).constData());
    }
}

void TestPicture::failoverMovesNothing()
{
    for (const auto &[from, to] : { std::pair{ 0, 1 }, std::pair{ 0, 2 }, std::pair{ 3, 4 } }) {
        const picture::DisplayListPtr before = listOf(from);
        const picture::DisplayListPtr after = listOf(to);
        int compared = 0;
        for (const Element &element : before->elements) {
            const Element *same = after->find(element.id);
            if (same == nullptr || isIn(element, { ElementKind::note, ElementKind::pill, ElementKind::wire }))
                continue; // texts have the width of their words
            QVERIFY2(same->bounds == element.bounds,
                     (text(element) + " is now at " + text(*same)).constData());
            ++compared;
        }
        QVERIFY(compared > 50);
    }
}

void TestPicture::svgNamesEveryLink()
{
    const state::SitePtr site = siteOf(4);
    const QByteArray svg = picture::svg(*picture::build(*site), picture::Theme::light);
    QXmlStreamReader reader(svg);
    QString words;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::Characters)
            words += reader.text().toString() + QLatin1Char('\n');
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    for (const state::Host &host : site->hosts) {
        for (const auto &[key, fact] : host.view->links) {
            if (fact.value.kind != model::LinkKind::loopback)
                QVERIFY2(words.contains(QString::fromStdString(fact.value.name)), fact.value.name.c_str());
        }
    }
}

void TestPicture::actionsAreWhereTheyAreAllowed()
{
    const auto actions = [](const picture::DisplayList &list) {
        QStringList ids;
        for (const Element *element : of(list, { ElementKind::action }))
            ids << element->id;
        return ids;
    };
    QCOMPARE(actions(*listOf(0)),
             QStringList({ QStringLiteral("action:disable:network1:1000:3"),
                           QStringLiteral("action:disable:network2:2000:3") }));
    LabOptions forbidden;
    forbidden.actionsAllowed = false;
    QCOMPARE(actions(*picture::build(*tests::labSite(forbidden))), QStringList());
    const picture::DisplayListPtr after = listOf(2);
    QCOMPARE(actions(*after),
             QStringList({ QStringLiteral("action:restore:network1:1"),
                           QStringLiteral("action:disable:network2:2000:3") }));
    const Element *restore = after->find(QStringLiteral("action:restore:network1:1"));
    QCOMPARE(restore->target.kind, picture::TargetKind::restore);
    QCOMPARE(restore->target.host, std::string("network1"));
    QCOMPARE(restore->target.change, std::uint64_t{ 1 });
    const picture::Point middle = restore->bounds.center();
    QCOMPARE(after->hit(middle), restore);
}

void TestPicture::aCutLeavesATornTubeAndACountdown()
{
    const picture::DisplayListPtr list = listOf(2);
    const Element *interface = list->find(QStringLiteral("link:network1:1000:3"));
    QVERIFY(interface != nullptr);
    QCOMPARE(interface->state, picture::ElementState::down);
    QVERIFY(std::any_of(interface->shapes.begin(), interface->shapes.end(),
                        [](const picture::Shape &s) { return s.text == QLatin1String("DOWN"); }));
    QVERIFY(std::any_of(interface->shapes.begin(), interface->shapes.end(),
                        [](const picture::Shape &s) { return !s.dash.isSolid(); }));
    QVERIFY(list->find(QStringLiteral("cut:network1:1000:3")) != nullptr);
    QVERIFY(list->find(QStringLiteral("cut:network2:2000:3")) == nullptr);
    QCOMPARE(list->countdowns.size(), std::size_t{ 1 });
    const picture::Countdown &ring = list->countdowns.front();
    QCOMPARE(ring.until - siteOf(2)->now, model::TimeUs{ 51'000'000 });
    QVERIFY(holds(interface->bounds, list->find(ring.elementId)->bounds));
}

void TestPicture::heartbeatsGoToThePeer()
{
    const std::string router = siteOf(0)->routers.front().id;
    const picture::DisplayListPtr steady = listOf(0);
    QCOMPARE(steady->beats.size(), std::size_t{ 2 });
    const picture::BeatTrack &beat = steady->beats.front();
    QCOMPARE(beat.routerId, router);
    QCOMPARE(beat.host, std::string("network1"));
    QVERIFY(!beat.isCut);
    const Rect from = steady->find(QStringLiteral("link:network1:1000:3"))->bounds;
    const Rect to = steady->find(QStringLiteral("link:network2:2000:3"))->bounds;
    QCOMPARE(beat.points.front().x, from.x);
    QVERIFY(beat.points.front().y > from.y && beat.points.front().y < from.bottom());
    QCOMPARE(beat.points.back().x, to.x);
    QVERIFY(beat.points.back().y > to.y && beat.points.back().y < to.bottom());

    const picture::DisplayListPtr cut = listOf(2);
    QVERIFY(cut->beats.front().isCut);
    QVERIFY(cut->beats.front().points.back().x > to.x - 40); // does not reach the tube in the middle
    QCOMPARE(listOf(5)->beats.size(), std::size_t{ 6 }); // three nodes, each to two others
}

void TestPicture::everyRoleLooksDifferentWithoutColour()
{
    QStringList looks;
    for (int role = 0; role <= static_cast<int>(state::Role::notRedundant); ++role) {
        state::Site site = *siteOf(0);
        site.routers.front().instances.front().role = static_cast<state::Role>(role);
        const picture::DisplayListPtr list = picture::build(site);
        const QString tail = QString::fromStdString(site.routers.front().id) + QStringLiteral("@network1");
        QString look;
        for (const QString &id : { QStringLiteral("instance:") + tail, QStringLiteral("role:") + tail }) {
            const Element *element = list->find(id);
            QVERIFY(element != nullptr);
            for (const picture::Shape &shape : element->shapes)
                look += QStringLiteral("%1/%2/%3/%4/%5/%6;")
                            .arg(static_cast<int>(shape.kind))
                            .arg(shape.strokeWidth)
                            .arg(shape.dash.on)
                            .arg(shape.path.size())
                            .arg(shape.fill == picture::Colour::none)
                            .arg(shape.text);
        }
        QVERIFY2(!looks.contains(look), qPrintable(look));
        looks << look;
    }
}

void TestPicture::aStandbyCountsWhatItMisses_data()
{
    QTest::addColumn<qint64>("ageUs");
    QTest::addColumn<QString>("note");
    QTest::newRow("a fresh one") << qint64{ 1'900'000 } << QStringLiteral("hears network1");
    QTest::newRow("one that is due") << qint64{ 2'400'000 } << QStringLiteral("hears network1");
    QTest::newRow("one missing") << qint64{ 2'600'000 } << QStringLiteral("heartbeats missed: 1");
    QTest::newRow("two missing") << qint64{ 4'600'000 } << QStringLiteral("heartbeats missed: 2");
    QTest::newRow("silence") << qint64{ 20'000'000 } << QStringLiteral("hears nobody");
}

void TestPicture::aStandbyCountsWhatItMisses()
{
    QFETCH(qint64, ageUs);
    QFETCH(QString, note);
    state::Site site = *siteOf(0);
    site.routers.front().instances.back().lastHeartbeatHeard = site.now - ageUs;
    const picture::DisplayListPtr list = picture::build(site);
    const Element *made = list->find(QStringLiteral("note1:b6206312-878e-497c-8ef7-eb384f8add96@network2"));
    QVERIFY(made != nullptr);
    QCOMPARE(made->shapes.front().text, note);
}

void TestPicture::idsAreUnique()
{
    for (int lab = 0; lab < labCount; ++lab) {
        QStringList ids;
        const picture::DisplayListPtr list = listOf(lab);
        for (const Element &element : list->elements) {
            QVERIFY(!element.id.isEmpty());
            QVERIFY2(!ids.contains(element.id), text(element).constData());
            ids << element.id;
            if (element.isFocusable)
                QVERIFY2(!element.name.isEmpty(), text(element).constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestPicture)
#include "tst_picture.moc"
