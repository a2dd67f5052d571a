// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "app/picture/svgwriter.h"
#include "tests/support/generated.h"
#include "tests/support/pictureelements.h"
#include "tests/support/testmain.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace kv;
using picture::Element;
using picture::ElementKind;
using picture::Form;
using picture::Rect;
using session::GeneratedSpec;
using tests::holds;
using tests::isIn;
using tests::of;
using tests::text;

Q_DECLARE_METATYPE(kv::picture::Options)

/// The layout of components and fleet on generated sites of 2 to 100 hosts. (The overview has its own test.)
class TestLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void nothingOverlaps_data() { pictures(); }
    void nothingOverlaps();
    void linesRunThroughNoBoxAndNoText_data() { pictures(); }
    void linesRunThroughNoBoxAndNoText();
    void textsStayInTheirBoxes_data() { pictures(); }
    void textsStayInTheirBoxes();
    void crossingsAreFew_data() { components(); }
    void crossingsAreFew();
    void isDeterministicAndNamesEachThingOnce_data() { pictures(); }
    void isDeterministicAndNamesEachThingOnce();
    void hostsThatComeAndGoAtTheEndMoveNothing_data();
    void hostsThatComeAndGoAtTheEndMoveNothing();
    void aFailoverMovesNothing_data();
    void aFailoverMovesNothing();
    void aCollapsedHostSaysWhatIsInIt();
    void expandingAHostMovesNoneAbove();
    void theFleetHasEachInstanceOnce();
    void svgParsesAndNamesEachHost_data();
    void svgParsesAndNamesEachHost();

private:
    static void pictures();
    static void components();
};

namespace {

/// Sites are made once: verdicts of a hundred hosts take a while.
state::SitePtr siteOf(const GeneratedSpec &spec)
{
    static std::map<std::tuple<int, int, bool>, state::SitePtr> made;
    state::SitePtr &site = made[{ spec.hosts, spec.namespaces, spec.hasTrouble }];
    if (!site)
        site = tests::generatedSite(spec);
    return site;
}

picture::Options optionsOf(Form form, bool isCollapsed = false)
{
    picture::Options options;
    options.form = form;
    options.collapse.isUsual = isCollapsed;
    return options;
}

/// Finds what a rectangle touches without looking at all: buckets of 200 px.
class Places {
public:
    void add(const Element *element, const Rect &box)
    {
        forEachCell(box, [&](std::pair<int, int> cell) { m_cells[cell].emplace_back(element, box); });
    }
    template <class Visit> void visit(const Rect &area, Visit visit) const
    {
        forEachCell(area, [&](std::pair<int, int> cell) {
            const auto found = m_cells.find(cell);
            if (found == m_cells.end())
                return;
            for (const auto &[element, box] : found->second) {
                if (box.overlaps(area))
                    visit(*element, box);
            }
        });
    }

private:
    std::map<std::pair<int, int>, std::vector<std::pair<const Element *, Rect>>> m_cells;

    template <class Do> static void forEachCell(const Rect &box, Do use)
    {
        constexpr double side = 200;
        for (int y = int(std::floor(box.y / side)); y <= int(std::floor(box.bottom() / side)); ++y) {
            for (int x = int(std::floor(box.x / side)); x <= int(std::floor(box.right() / side)); ++x)
                use({ x, y });
        }
    }
};

QByteArray firstOverlap(const std::vector<const Element *> &boxes)
{
    Places places;
    QByteArray found;
    for (const Element *box : boxes) {
        places.visit(box->bounds, [&](const Element &other, const Rect &) {
            found = text(*box) + " overlaps " + text(other);
        });
        places.add(box, box->bounds);
    }
    return found;
}

/// Words and their boxes are tested by the box they stand in.
const std::initializer_list<ElementKind> levels[] = {
    { ElementKind::host, ElementKind::infrastructure, ElementKind::legend, ElementKind::cloud },
    { ElementKind::bridge, ElementKind::namespaceBox, ElementKind::instance, ElementKind::interface,
      ElementKind::action, ElementKind::service },
    { ElementKind::port, ElementKind::interface, ElementKind::action, ElementKind::pill, ElementKind::note,
      ElementKind::firewall, ElementKind::service, ElementKind::mark },
};

} // namespace

void TestLayout::components()
{
    QTest::addColumn<GeneratedSpec>("spec");
    QTest::addColumn<picture::Options>("options");
    const GeneratedSpec specs[] = { { 2, 4, false },    { 2, 9, false },  { 3, 7, false },
                                    { 10, 12, false },  { 30, 20, true }, { 100, 12, true },
                                    { 100, 60, false }, { 1, 250, false } };
    for (const GeneratedSpec &spec : specs) {
        QTest::addRow("%d hosts, %d namespaces", spec.hosts, spec.namespaces)
            << spec << optionsOf(Form::components);
    }
}

void TestLayout::pictures()
{
    components();
    QTest::newRow("30 hosts, collapsed")
        << GeneratedSpec{ 30, 20, true } << optionsOf(Form::components, true);
    QTest::newRow("100 hosts, collapsed")
        << GeneratedSpec{ 100, 12, true } << optionsOf(Form::components, true);
    picture::Options some = optionsOf(Form::components, true);
    some.collapse.others = { "network02", "compute05" };
    QTest::newRow("100 hosts, two of them expanded") << GeneratedSpec{ 100, 12, true } << some;
    picture::Options pinned = optionsOf(Form::components);
    pinned.pins = { { "network02", 900 }, { "network03", 910 }, { "compute02", 40 } };
    QTest::newRow("pinned") << GeneratedSpec{ 10, 12, true } << pinned;
    for (const int hosts : { 1, 2, 3, 10, 30, 100 })
        QTest::addRow("the fleet of %d", hosts) << GeneratedSpec{ hosts, 12, true } << optionsOf(Form::fleet);
    QTest::newRow("the fleet of 40 with 41 instances")
        << GeneratedSpec{ 40, 41, true } << optionsOf(Form::fleet);
    QTest::newRow("the fleet of one with 250") << GeneratedSpec{ 1, 250, false } << optionsOf(Form::fleet);
}

void TestLayout::nothingOverlaps()
{
    QFETCH(GeneratedSpec, spec);
    QFETCH(picture::Options, options);
    const picture::DisplayListPtr list = picture::build(*siteOf(spec), options);
    for (const auto &level : levels) {
        const std::vector<const Element *> boxes = of(*list, level);
        const QByteArray overlap = firstOverlap(boxes);
        QVERIFY2(overlap.isEmpty(), overlap.constData());
        for (const Element *box : boxes)
            QVERIFY2(holds(list->bounds, box->bounds), text(*box).constData());
    }
    std::map<std::string, const Element *> hosts;
    for (const Element *host : of(*list, { ElementKind::host }))
        hosts.emplace(host->target.host, host);
    for (const Element &inner : list->elements) {
        const bool isInside = isIn(inner, levels[1]) || isIn(inner, { ElementKind::port });
        if (!isInside)
            continue;
        const auto host = hosts.find(inner.target.host);
        QVERIFY2(host != hosts.end() && holds(host->second->bounds, inner.bounds), text(inner).constData());
    }
}

void TestLayout::linesRunThroughNoBoxAndNoText()
{
    QFETCH(GeneratedSpec, spec);
    QFETCH(picture::Options, options);
    const picture::DisplayListPtr list = picture::build(*siteOf(spec), options);
    Places obstacles;
    for (const Element &element : list->elements) {
        if (isIn(element,
                 { ElementKind::port, ElementKind::interface, ElementKind::action, ElementKind::pill,
                   ElementKind::note, ElementKind::legend, ElementKind::service }))
            obstacles.add(&element, element.bounds.grown(-1.5));
        else if (element.kind == ElementKind::host && options.form == Form::fleet)
            obstacles.add(&element, element.bounds.grown(-1.5));
        else if (element.kind == ElementKind::firewall)
            obstacles.add(&element, element.bounds.grown(-3.6)); // a cloud
        else if (element.kind == ElementKind::label) {
            for (const picture::Shape &shape : element.shapes)
                obstacles.add(&element, shape.rect);
        }
    }
    QByteArray found;
    for (const Element *wire : of(*list, { ElementKind::wire })) {
        for (const picture::Shape &shape : wire->shapes) {
            for (const auto &[from, to] : tests::stepsOf(shape)) {
                obstacles.visit(tests::reachOf(from, to), [&](const Element &element, const Rect &) {
                    found = wire->id.toUtf8() + " runs through " + text(element);
                });
            }
        }
    }
    QVERIFY2(found.isEmpty(), found.constData());
}

void TestLayout::textsStayInTheirBoxes()
{
    QFETCH(GeneratedSpec, spec);
    QFETCH(picture::Options, options);
    const picture::DisplayListPtr list = picture::build(*siteOf(spec), options);
    for (const Element &element : list->elements) {
        const bool isLoose = isIn(element, { ElementKind::note, ElementKind::label, ElementKind::mark });
        std::vector<Rect> texts;
        for (const picture::Shape &shape : element.shapes) {
            if (shape.kind != picture::Shape::Kind::text)
                continue;
            QVERIFY2(!shape.text.isEmpty(), text(element).constData());
            QVERIFY2(shape.pixelSize >= 10 || shape.text == QLatin1String("?"), text(element).constData());
            QVERIFY2(holds(isLoose ? list->bounds : element.bounds, shape.rect),
                     (text(element) + ": " + shape.text.toUtf8()).constData());
            QVERIFY2(std::none_of(texts.begin(), texts.end(),
                                  [&shape](const Rect &other) { return other.overlaps(shape.rect); }),
                     (text(element) + ": " + shape.text.toUtf8()).constData());
            texts.push_back(shape.rect);
        }
    }
}

/// Places where lines of different networks cross within a host: a few for each router (its lines and the
/// trunks that all routers share), never for each pair of routers.
void TestLayout::crossingsAreFew()
{
    constexpr int mostCrossings = 12;
    QFETCH(GeneratedSpec, spec);
    QFETCH(picture::Options, options);
    const state::SitePtr site = siteOf(spec);
    const picture::DisplayListPtr list = picture::build(*site, options);
    std::map<QString, std::set<std::pair<int, int>>> crossings; // by host: places
    Places seen;
    for (const Element *wire : of(*list, { ElementKind::wire })) {
        if (!wire->id.startsWith(QLatin1String("veth:")))
            continue;
        const QString host = wire->id.section(QLatin1Char(':'), 1, 1);
        for (const auto &[from, to] : tests::stepsOf(wire->shapes.front())) {
            const bool isAcross = std::abs(from.y - to.y) < 0.01;
            const bool isDown = std::abs(from.x - to.x) < 0.01;
            if (!isAcross && !isDown)
                continue; // a rounded corner
            const Rect reach{ std::min(from.x, to.x), std::min(from.y, to.y) - (isAcross ? 0.01 : 0),
                              std::abs(from.x - to.x) + (isDown ? 0.01 : 0),
                              std::abs(from.y - to.y) + (isAcross ? 0.02 : 0) };
            seen.visit(reach, [&](const Element &other, const Rect &box) {
                const bool isOtherAcross = box.width > box.height;
                if (other.network != wire->network && isOtherAcross != isAcross)
                    crossings[host].emplace(qRound(isAcross ? box.center().x : reach.center().x),
                                            qRound(isAcross ? reach.center().y : box.center().y));
            });
            seen.add(wire, reach);
        }
    }
    std::map<QString, int> routers;
    for (const state::Router &router : site->routers) {
        for (const state::Instance &instance : router.instances)
            ++routers[QString::fromStdString(instance.host)];
    }
    for (const auto &[host, places] : crossings) {
        const int most = mostCrossings * routers[host];
        QVERIFY2(static_cast<int>(places.size()) <= most,
                 qPrintable(QStringLiteral("%1: %2 of %3").arg(host).arg(places.size()).arg(most)));
    }
}

void TestLayout::isDeterministicAndNamesEachThingOnce()
{
    QFETCH(GeneratedSpec, spec);
    QFETCH(picture::Options, options);
    const picture::DisplayListPtr list = picture::build(*siteOf(spec), options);
    QVERIFY(*list == *picture::build(*siteOf(spec), options));
    QSet<QString> ids;
    for (const Element &element : list->elements) {
        QVERIFY2(!element.id.isEmpty() && !ids.contains(element.id), text(element).constData());
        ids.insert(element.id);
        QVERIFY2(!element.isFocusable || !element.name.isEmpty(), text(element).constData());
    }
}

void TestLayout::hostsThatComeAndGoAtTheEndMoveNothing_data()
{
    QTest::addColumn<GeneratedSpec>("spec");
    QTest::addColumn<picture::Options>("options");
    QTest::addColumn<int>("gone");
    QTest::newRow("two of ten") << GeneratedSpec{ 10, 12, false } << optionsOf(Form::components) << 2;
    QTest::newRow("ten of thirty") << GeneratedSpec{ 30, 20, true } << optionsOf(Form::components) << 10;
    QTest::newRow("half of a hundred") << GeneratedSpec{ 100, 12, true } << optionsOf(Form::components) << 50;
    QTest::newRow("half of a hundred, collapsed")
        << GeneratedSpec{ 100, 12, true } << optionsOf(Form::components, true) << 50;
    QTest::newRow("half of a hundred, in the fleet")
        << GeneratedSpec{ 100, 12, true } << optionsOf(Form::fleet) << 50;
}

void TestLayout::hostsThatComeAndGoAtTheEndMoveNothing()
{
    QFETCH(GeneratedSpec, spec);
    QFETCH(picture::Options, options);
    QFETCH(int, gone);
    const state::SitePtr all = siteOf(spec);
    auto fewer = std::make_shared<state::Site>(*all);
    fewer->hosts.resize(fewer->hosts.size() - static_cast<std::size_t>(gone));
    const picture::DisplayListPtr before = picture::build(*fewer, options);
    const picture::DisplayListPtr after = picture::build(*all, options);
    QHash<QString, std::size_t> now;
    for (std::size_t i = 0; i < after->elements.size(); ++i)
        now.insert(after->elements[i].id, i);
    int compared = 0;
    for (const Element &element : before->elements) {
        if (element.target.kind == picture::TargetKind::none || element.kind == ElementKind::tube)
            continue;
        QVERIFY2(now.contains(element.id), text(element).constData());
        const Element &same = after->elements[now.value(element.id)];
        QVERIFY2(same.bounds == element.bounds, (text(element) + " is now at " + text(same)).constData());
        ++compared;
    }
    QVERIFY(compared > 40);
}

void TestLayout::aFailoverMovesNothing_data()
{
    QTest::addColumn<picture::Options>("options");
    QTest::newRow("components") << optionsOf(Form::components);
    QTest::newRow("collapsed") << optionsOf(Form::components, true);
    QTest::newRow("fleet") << optionsOf(Form::fleet);
}

void TestLayout::aFailoverMovesNothing()
{
    QFETCH(picture::Options, options);
    const picture::DisplayListPtr before = picture::build(*siteOf({ 30, 20, false }), options);
    const picture::DisplayListPtr after = picture::build(*siteOf({ 30, 20, true }), options);
    QHash<QString, const Element *> now;
    for (const Element &element : after->elements)
        now.insert(element.id, &element);
    int compared = 0;
    for (const Element &element : before->elements) {
        const Element *same = now.value(element.id);
        if (same == nullptr
            || isIn(element, { ElementKind::note, ElementKind::pill, ElementKind::wire, ElementKind::tube })
            || element.id.startsWith(QLatin1String("tally:")))
            continue; // texts have the width of their words
        QVERIFY2(same->bounds == element.bounds, (text(element) + " is now at " + text(*same)).constData());
        ++compared;
    }
    QVERIFY(compared > 60);
}

void TestLayout::aCollapsedHostSaysWhatIsInIt()
{
    const picture::DisplayListPtr list =
        picture::build(*siteOf({ 30, 20, true }), optionsOf(Form::components, true));
    QVERIFY(of(*list, { ElementKind::instance, ElementKind::bridge, ElementKind::port }).empty());
    const Element *cut = list->find(QStringLiteral("host:network03"));
    QVERIFY(cut != nullptr);
    QVERIFY2(cut->description.contains(QStringLiteral("20 isolated")), qPrintable(cut->description));
    const Element *toggle = list->find(QStringLiteral("action:collapse:network03"));
    QVERIFY(toggle != nullptr && toggle->isFocusable);
    QVERIFY(toggle->target.kind == picture::TargetKind::collapse);
    QCOMPARE(list->hit(toggle->bounds.center()), toggle);
    QVERIFY(toggle->name.contains(QStringLiteral("Expand")));
    const auto tallies = of(*list, { ElementKind::mark });
    QVERIFY(std::any_of(tallies.begin(), tallies.end(), [](const Element *mark) {
        return mark->id.startsWith(QLatin1String("tally:network03:"))
            && mark->name == QLatin1String("20 isolated");
    }));
    // Two network nodes are few: nothing to collapse.
    const picture::DisplayListPtr few = picture::build(*siteOf({ 3, 7, false }), optionsOf(Form::components));
    QVERIFY(few->find(QStringLiteral("action:collapse:network01")) == nullptr);
}

void TestLayout::expandingAHostMovesNoneAbove()
{
    const state::SitePtr site = siteOf({ 30, 20, true });
    picture::Options options = optionsOf(Form::components, true);
    const picture::DisplayListPtr before = picture::build(*site, options);
    options.collapse.others = { "network04" };
    const picture::DisplayListPtr after = picture::build(*site, options);
    for (const char *host : { "network01", "network02", "network03", "compute01", "compute20" }) {
        const QString id = QStringLiteral("host:") + QString::fromLatin1(host);
        const Rect was = before->find(id)->bounds;
        const Rect is = after->find(id)->bounds;
        QVERIFY2(was.y == is.y && was.x == is.x && was.height == is.height, host);
    }
    QVERIFY(after->find(QStringLiteral("host:network04"))->bounds.height
            > before->find(QStringLiteral("host:network04"))->bounds.height);
}

void TestLayout::theFleetHasEachInstanceOnce()
{
    const state::SitePtr site = siteOf({ 40, 41, true });
    const picture::DisplayListPtr list = picture::build(*site, optionsOf(Form::fleet));
    std::size_t instances = 0;
    for (const state::Router &router : site->routers) {
        for (const state::Instance &instance : router.instances) {
            const Element *mark = list->find(
                QStringLiteral("instance:%1@%2")
                    .arg(QString::fromStdString(router.id), QString::fromStdString(instance.host)));
            QVERIFY2(mark != nullptr, router.name.c_str());
            const Element *tile = list->find(QStringLiteral("host:") + QString::fromStdString(instance.host));
            QVERIFY(holds(tile->bounds, mark->bounds));
            QVERIFY(mark->target.routerId == router.id && mark->isFocusable);
            ++instances;
        }
    }
    QVERIFY(instances > 200);
    QCOMPARE(of(*list, { ElementKind::host }).size(), site->hosts.size());
    QVERIFY(!of(*list, { ElementKind::wire }).empty()); // the split router's instances are joined
}

void TestLayout::svgParsesAndNamesEachHost_data()
{
    QTest::addColumn<picture::Options>("options");
    QTest::newRow("fleet") << optionsOf(Form::fleet);
    QTest::newRow("collapsed") << optionsOf(Form::components, true);
}

void TestLayout::svgParsesAndNamesEachHost()
{
    QFETCH(picture::Options, options);
    const state::SitePtr site = siteOf({ 40, 41, true });
    QXmlStreamReader reader(picture::svg(*picture::build(*site, options), picture::Theme::dark));
    QString words;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::Characters)
            words += reader.text().toString() + QLatin1Char('\n');
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    for (const state::Host &host : site->hosts)
        QVERIFY2(words.contains(QString::fromStdString(host.name)), host.name.c_str());
}

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
