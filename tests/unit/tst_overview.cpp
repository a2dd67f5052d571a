// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "app/picture/svgwriter.h"
#include "tests/support/labsite.h"
#include "tests/support/pictureelements.h"
#include "tests/support/plainsite.h"
#include "tests/support/programs.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace kv;
using picture::Element;
using picture::ElementKind;
using picture::Point;
using picture::Rect;
using picture::Shape;
using tests::holds;
using tests::LabMoment;
using tests::LabOptions;
using tests::of;
using tests::text;

/// The layout of the overview, on the guide's lab and on sites of up to twenty hosts.
class TestOverview : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void boxesDoNotOverlap_data() { sites(); }
    void boxesDoNotOverlap();
    void linesRunThroughNoBoxAndNoText_data() { sites(); }
    void linesRunThroughNoBoxAndNoText();
    void linesOfDifferentNetworksNeverRunTogether_data() { sites(); }
    void linesOfDifferentNetworksNeverRunTogether();
    void textsStayInTheirBoxesAndStandOut_data() { sites(); }
    void textsStayInTheirBoxesAndStandOut();
    void idsAreUnique_data() { sites(); }
    void idsAreUnique();
    void isDeterministic();
    void aPinnedHostStandsWhereItWasPut();
    void moreHostsMoveNothing_data();
    void moreHostsMoveNothing();
    void whatComesAndGoesMovesNothingElse_data();
    void whatComesAndGoesMovesNothingElse();
    void onlyWhatRunsIsDrawn();
    void sharesItsElementsWithTheComponents();
    void heartbeatsGoThroughTheInfrastructure();

private:
    static void sites();
};

namespace {

const LabOptions whole{ LabMoment::steady, 2, 2, true, true, true, true };

using Pins = std::map<std::string, double>;

picture::DisplayListPtr overviewOf(const state::Site &site, const Pins &pins = {})
{
    picture::Options options;
    options.overviewPins = pins;
    options.form = picture::Form::overview;
    return picture::build(site, options);
}

/// A site of so many hosts: half of them network nodes (at most eight), the others compute nodes.
LabOptions generated(int hosts)
{
    LabOptions options;
    options.networkNodes = std::clamp(hosts / 2, 1, 8);
    options.computeNodes = hosts - options.networkNodes;
    options.hasDhcp = true;
    options.hasController = hosts % 2 == 0;
    options.hasOutside = hosts % 3 != 0;
    options.hasPlainRouter = hosts % 4 == 0;
    options.moreRouters = hosts % 7;
    options.moment = hosts % 5 == 0 ? LabMoment::tookOver : LabMoment::steady;
    return options;
}

const ElementKind leafKinds[] = { ElementKind::bridge,    ElementKind::namespaceBox, ElementKind::instance,
                                  ElementKind::interface, ElementKind::service,      ElementKind::firewall };

bool isLeaf(const Element &element)
{
    return std::find(std::begin(leafKinds), std::end(leafKinds), element.kind) != std::end(leafKinds);
}

std::vector<const Element *> leaves(const picture::DisplayList &list)
{
    std::vector<const Element *> found;
    for (const Element &element : list.elements) {
        if (isLeaf(element))
            found.push_back(&element);
    }
    return found;
}

/// Of a line: where it begins and ends.
std::pair<Point, Point> endsOf(const Element &wire)
{
    const std::vector<picture::PathSegment> &path = wire.shapes.front().path;
    return { path.front().to, path.back().to };
}

bool touches(const Rect &box, Point point)
{
    const Rect reach = box.grown(1.5);
    return reach.contains(point);
}

bool isNear(Point a, Point b)
{
    return std::abs(a.x - b.x) < 1 && std::abs(a.y - b.y) < 1;
}

void verifyDisjoint(const std::vector<const Element *> &boxes)
{
    for (std::size_t a = 0; a < boxes.size(); ++a) {
        for (std::size_t b = a + 1; b < boxes.size(); ++b)
            QVERIFY2(!boxes[a]->bounds.overlaps(boxes[b]->bounds),
                     (text(*boxes[a]) + " overlaps " + text(*boxes[b])).constData());
    }
}

state::SitePtr without(const state::Site &site, const char *host, const char *program)
{
    state::Site made = site;
    for (state::Host &entry : made.hosts) {
        if (entry.name != host)
            continue;
        auto view = std::make_shared<model::HostView>(*entry.view);
        std::erase_if(view->processes,
                      [program](const auto &process) { return process.second.value.name == program; });
        entry.view = view;
    }
    return std::make_shared<state::Site>(std::move(made));
}

} // namespace

void TestOverview::sites()
{
    QTest::addColumn<state::SitePtr>("site");
    QTest::addColumn<Pins>("pins");
    LabOptions failover = whole;
    failover.moment = LabMoment::tookOver;
    QTest::newRow("the lab in peace") << tests::labSite() << Pins{};
    QTest::newRow("the overlay just cut") << tests::labSite({ LabMoment::cut }) << Pins{};
    QTest::newRow("the whole guide") << tests::labSite(whole) << Pins{};
    QTest::newRow("the whole guide, with all that runs")
        << tests::withPrograms(*tests::labSite(whole)) << Pins{};
    QTest::newRow("after a takeover") << tests::withPrograms(*tests::labSite(failover)) << Pins{};
    QTest::newRow("no host outside, no routers")
        << tests::labSite({ LabMoment::steady, 0, 3, true, true, false }) << Pins{};
    QTest::newRow("twenty routers a node")
        << tests::withPrograms(*tests::labSite({ LabMoment::steady, 2, 1, true, true, true, true, 19 }))
        << Pins{};
    QTest::newRow("a plain pair") << tests::plainSite(false) << Pins{};
    QTest::newRow("a plain pair, cut") << tests::plainSite(true) << Pins{};
    QTest::newRow("a plain pair of four instances") << tests::plainGroupSite() << Pins{};
    QTest::newRow("probes that start") << tests::startingSite() << Pins{};
    for (int hosts = 2; hosts <= 20; ++hosts)
        QTest::addRow("generated, %d hosts", hosts)
            << tests::withPrograms(*tests::labSite(generated(hosts))) << Pins{};
    const Pins turned{ { "network1", 900 }, { "network2", 0 }, { "compute1", 700 } };
    QTest::newRow("pinned the other way round") << tests::withPrograms(*tests::labSite(whole)) << turned;
    const Pins crowd{ { "network3", 0 }, { "network1", 10 }, { "compute2", 120 }, { "compute1", 121 } };
    QTest::newRow("pinned over each other") << tests::withPrograms(*tests::labSite(generated(12))) << crowd;
    const Pins far{ { "network1", 4000 }, { "compute3", 2500 }, { "gateway", 3 }, { "nobody", 5 } };
    QTest::newRow("pinned far below") << tests::withPrograms(*tests::labSite(generated(7))) << far;
}

void TestOverview::boxesDoNotOverlap()
{
    QFETCH(state::SitePtr, site);
    QFETCH(Pins, pins);
    const picture::DisplayListPtr list = overviewOf(*site, pins);
    const std::vector<const Element *> outer = of(
        *list, { ElementKind::host, ElementKind::infrastructure, ElementKind::cloud, ElementKind::legend });
    for (const Element *box : outer)
        QVERIFY2(holds(list->bounds, box->bounds), text(*box).constData());
    verifyDisjoint(outer);
    verifyDisjoint(of(*list, { ElementKind::agent }));
    verifyDisjoint(leaves(*list));
    verifyDisjoint(of(*list, { ElementKind::pill }));
    for (const Element *leaf : leaves(*list)) {
        for (const Element *frame : of(*list, { ElementKind::agent }))
            QVERIFY2(!frame->bounds.overlaps(leaf->bounds) || holds(frame->bounds, leaf->bounds),
                     (text(*leaf) + " stands half in " + text(*frame)).constData());
    }
    for (const Element &element : list->elements) {
        if (!isLeaf(element) && element.kind != ElementKind::agent)
            continue;
        const Element *host =
            list->find(QStringLiteral("host:") + QString::fromStdString(element.target.host));
        QVERIFY2(host != nullptr && holds(host->bounds, element.bounds), text(element).constData());
    }
}

void TestOverview::linesRunThroughNoBoxAndNoText()
{
    QFETCH(state::SitePtr, site);
    QFETCH(Pins, pins);
    const picture::DisplayListPtr list = overviewOf(*site, pins);
    for (const Element *wire : of(*list, { ElementKind::wire })) {
        const auto [begin, end] = endsOf(*wire);
        for (const auto &[from, to] : tests::stepsOf(wire->shapes.front())) {
            const Rect reach = tests::reachOf(from, to);
            for (const Element &element : list->elements) {
                const bool isContainer = tests::isIn(element,
                                                     { ElementKind::host, ElementKind::agent,
                                                       ElementKind::infrastructure, ElementKind::cloud });
                const bool ends = touches(element.bounds, begin) || touches(element.bounds, end);
                if (isLeaf(element) || element.kind == ElementKind::pill || (isContainer && !ends))
                    QVERIFY2(!reach.overlaps(element.bounds.grown(-1.5)),
                             (wire->id.toUtf8() + " runs through " + text(element)).constData());
                for (const Shape &shape : element.shapes)
                    QVERIFY2(
                        shape.kind != Shape::Kind::text || !reach.overlaps(shape.rect),
                        (wire->id.toUtf8() + " runs through the words " + shape.text.toUtf8()).constData());
            }
        }
    }
}

void TestOverview::linesOfDifferentNetworksNeverRunTogether()
{
    QFETCH(state::SitePtr, site);
    QFETCH(Pins, pins);
    const picture::DisplayListPtr list = overviewOf(*site, pins);
    const std::vector<const Element *> wires = of(*list, { ElementKind::wire });
    for (std::size_t a = 0; a < wires.size(); ++a) {
        for (std::size_t b = a + 1; b < wires.size(); ++b) {
            const auto [beginA, endA] = endsOf(*wires[a]);
            const auto [beginB, endB] = endsOf(*wires[b]);
            if (wires[a]->network == wires[b]->network
                && (isNear(endA, endB) || isNear(beginA, beginB) || isNear(endA, beginB)))
                continue; // they meet: one line that branches
            for (const auto &[fromA, toA] : tests::stepsOf(wires[a]->shapes.front())) {
                for (const auto &[fromB, toB] : tests::stepsOf(wires[b]->shapes.front())) {
                    const Rect one = tests::reachOf(fromA, toA);
                    const Rect other = tests::reachOf(fromB, toB);
                    const double across = std::min(one.right(), other.right()) - std::max(one.x, other.x);
                    const double down = std::min(one.bottom(), other.bottom()) - std::max(one.y, other.y);
                    QVERIFY2(
                        across <= 0 || down <= 0 || std::max(across, down) < 10,
                        (wires[a]->id + QStringLiteral(" runs along ") + wires[b]->id).toUtf8().constData());
                }
            }
        }
    }
}

void TestOverview::textsStayInTheirBoxesAndStandOut()
{
    QFETCH(state::SitePtr, site);
    QFETCH(Pins, pins);
    const picture::DisplayListPtr list = overviewOf(*site, pins);
    for (std::size_t e = 0; e < list->elements.size(); ++e) {
        const Element &element = list->elements[e];
        for (std::size_t s = 0; s < element.shapes.size(); ++s) {
            const Shape &shape = element.shapes[s];
            if (shape.kind != Shape::Kind::text)
                continue;
            QVERIFY2(!shape.text.isEmpty() && (shape.pixelSize >= 10 || shape.text == QLatin1String("?")),
                     text(element).constData());
            QVERIFY2(holds(element.bounds, shape.rect),
                     (text(element) + ": " + shape.text.toUtf8()).constData());
            for (std::size_t t = s + 1; t < element.shapes.size(); ++t)
                QVERIFY2(element.shapes[t].kind != Shape::Kind::text
                             || !shape.rect.overlaps(element.shapes[t].rect),
                         (text(element) + ": " + shape.text.toUtf8()).constData());
            const picture::Colour ground = tests::groundUnder(*list, e, s, shape.rect.center());
            for (const picture::Theme theme : { picture::Theme::light, picture::Theme::dark }) {
                const double ratio =
                    picture::contrast(picture::rgb(shape.fill, theme), picture::rgb(ground, theme));
                QVERIFY2(ratio >= 4.5,
                         qPrintable(QStringLiteral("%1: %2 has %3").arg(element.id, shape.text).arg(ratio)));
            }
        }
    }
}

void TestOverview::idsAreUnique()
{
    QFETCH(state::SitePtr, site);
    QFETCH(Pins, pins);
    QSet<QString> ids;
    const picture::DisplayListPtr list = overviewOf(*site, pins);
    for (const Element &element : list->elements) {
        QVERIFY2(!element.id.isEmpty() && !ids.contains(element.id), text(element).constData());
        ids.insert(element.id);
        QVERIFY2(!element.isFocusable || !element.name.isEmpty(), text(element).constData());
    }
}

void TestOverview::isDeterministic()
{
    const state::SitePtr site = tests::withPrograms(*tests::labSite(whole));
    QVERIFY(*overviewOf(*site) == *overviewOf(*site));
    QCOMPARE(picture::svg(*overviewOf(*site), picture::Theme::dark),
             picture::svg(*overviewOf(*site), picture::Theme::dark));
}

void TestOverview::aPinnedHostStandsWhereItWasPut()
{
    const state::SitePtr site = tests::withPrograms(*tests::labSite(whole));
    const auto topOf = [](const picture::DisplayListPtr &list, const char *host) {
        return list->find(QStringLiteral("host:") + QString::fromLatin1(host))->bounds.y;
    };
    const picture::DisplayListPtr before = overviewOf(*site);
    QVERIFY(before->find(QStringLiteral("pin:network2")) == nullptr);
    // Where it is: nothing else moves.
    const double top = topOf(before, "network2");
    const picture::DisplayListPtr same = overviewOf(*site, { { "network2", top } });
    for (const char *host : { "network1", "network2", "compute1", "compute2", "controller", "gateway" })
        QCOMPARE(topOf(same, host), topOf(before, host));
    const picture::Element *mark = same->find(QStringLiteral("pin:network2"));
    QVERIFY(mark != nullptr && holds(same->find(QStringLiteral("host:network2"))->bounds, mark->bounds));
    // Elsewhere: the others make room, those of the other side stay.
    const picture::DisplayListPtr lower = overviewOf(*site, { { "network1", 600 } });
    QCOMPARE(topOf(lower, "network1"), 600.0);
    QVERIFY(topOf(lower, "network2") < topOf(before, "network2"));
    QCOMPARE(topOf(lower, "compute1"), topOf(before, "compute1"));
    // Each form has its own.
    picture::Options options;
    options.pins = { { "network1", 600 } };
    options.form = picture::Form::overview;
    QVERIFY(*picture::build(*site, options) == *before);
    QVERIFY(*overviewOf(*site, { { "gateway", 3 } }) == *before); // it stands in no lane
}

void TestOverview::moreHostsMoveNothing_data()
{
    QTest::addColumn<LabOptions>("more");
    QTest::newRow("a third network node") << LabOptions{ LabMoment::steady, 3, 1, false };
    QTest::newRow("a fourth network node") << LabOptions{ LabMoment::steady, 4, 1, false };
    QTest::newRow("a second compute node") << LabOptions{ LabMoment::steady, 2, 2, false };
    QTest::newRow("a controller") << LabOptions{ LabMoment::steady, 2, 1, true };
    QTest::newRow("eighteen compute nodes") << LabOptions{ LabMoment::steady, 2, 18, false };
}

void TestOverview::moreHostsMoveNothing()
{
    QFETCH(LabOptions, more);
    const picture::DisplayListPtr before = overviewOf(*tests::withPrograms(*tests::labSite()));
    const picture::DisplayListPtr after = overviewOf(*tests::withPrograms(*tests::labSite(more)));
    QVERIFY(after->elements.size() > before->elements.size());
    for (const Element &element : before->elements) {
        if (element.target.kind == picture::TargetKind::none)
            continue;
        const Element *same = after->find(element.id);
        QVERIFY2(same != nullptr, text(element).constData());
        QVERIFY2(same->bounds == element.bounds, (text(element) + " is now at " + text(*same)).constData());
    }
}

void TestOverview::whatComesAndGoesMovesNothingElse_data()
{
    QTest::addColumn<state::SitePtr>("after");
    const state::SitePtr site = tests::withPrograms(*tests::labSite(whole));
    LabOptions options = whole;
    options.moment = LabMoment::tookOver;
    QTest::newRow("a takeover") << tests::withPrograms(*tests::labSite(options));
    const std::pair<const char *, const char *> programs[] = {
        { "network1", "neutron-l3-agent" },          { "network1", "neutron-linuxbridge-agent" },
        { "compute1", "neutron-dhcp-agent" },        { "compute1", "neutron-metadata-agent" },
        { "compute2", "neutron-linuxbridge-agent" },
    };
    for (const auto &[host, program] : programs)
        QTest::addRow("%s stops on %s", program, host) << without(*site, host, program);
}

void TestOverview::whatComesAndGoesMovesNothingElse()
{
    QFETCH(state::SitePtr, after);
    const picture::DisplayListPtr was = overviewOf(*tests::withPrograms(*tests::labSite(whole)));
    const picture::DisplayListPtr is = overviewOf(*after);
    int compared = 0;
    for (const Element &element : was->elements) {
        const Element *same = is->find(element.id);
        if (same == nullptr || tests::isIn(element, { ElementKind::pill, ElementKind::wire }))
            continue;
        QVERIFY2(same->bounds == element.bounds, (text(element) + " is now at " + text(*same)).constData());
        ++compared;
    }
    QVERIFY(compared > 50);
}

void TestOverview::onlyWhatRunsIsDrawn()
{
    const state::SitePtr site = tests::withPrograms(*tests::labSite(whole));
    const picture::DisplayListPtr list = overviewOf(*site);
    for (const char *id : { "agent:network1:neutron-l3-agent", "agent:compute1:neutron-metadata-agent",
                            "service:controller:rabbitmq", "service:controller:ml2" })
        QVERIFY2(list->find(QLatin1String(id)) != nullptr, id);
    QVERIFY(list->find(QStringLiteral("agent:network2:neutron-linuxbridge-agent")) == nullptr); // it is gone
    QVERIFY(list->find(QStringLiteral("line:network2:management:neutron-linuxbridge-agent")) == nullptr);
    QCOMPARE(of(*list, { ElementKind::firewall }).size(), std::size_t{ 1 }); // at the instance's port alone
    QVERIFY(of(*overviewOf(*tests::labSite(whole)),
               { ElementKind::agent, ElementKind::service, ElementKind::firewall })
                .empty());
    QVERIFY(of(*overviewOf(*without(*site, "controller", "rabbitmq")), { ElementKind::agent }).size()
            == of(*list, { ElementKind::agent }).size());
}

void TestOverview::sharesItsElementsWithTheComponents()
{
    const state::SitePtr site = tests::withPrograms(*tests::labSite(whole));
    const picture::DisplayListPtr overview = overviewOf(*site);
    const picture::DisplayListPtr components = picture::build(*site);
    for (const Element *element : of(*components,
                                     { ElementKind::host, ElementKind::instance, ElementKind::bridge,
                                       ElementKind::interface, ElementKind::namespaceBox })) {
        const Element *same = overview->find(element->id);
        QVERIFY2(same != nullptr, text(*element).constData());
        QVERIFY2(same->target == element->target && same->state == element->state,
                 text(*element).constData());
    }
}

void TestOverview::heartbeatsGoThroughTheInfrastructure()
{
    const picture::DisplayListPtr list = overviewOf(*tests::labSite());
    QCOMPARE(list->beats.size(), std::size_t{ 2 });
    const Rect cloud = list->find(QStringLiteral("infrastructure"))->bounds;
    const picture::BeatTrack &beat = list->beats.front();
    const Rect from = list->find(QStringLiteral("link:network1:1000:3"))->bounds;
    const Rect to = list->find(QStringLiteral("link:network2:2000:3"))->bounds;
    QVERIFY(touches(from, beat.points.front()) && touches(to, beat.points.back()));
    QVERIFY(std::any_of(beat.points.begin(), beat.points.end(),
                        [&cloud](Point point) { return cloud.contains(point); }));
    const picture::DisplayListPtr cut = overviewOf(*tests::labSite({ LabMoment::cut }));
    QVERIFY(cut->beats.front().isCut);
    QVERIFY(cut->find(QStringLiteral("cut:network1:1000:3")) != nullptr);
}

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
