// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The picture without colours: what is written can be read, and what states say is not said by colour alone.
#include "app/picture/build.h"
#include "tests/support/labsite.h"

#include <QHash>
#include <QTest>

#include <algorithm>

using namespace kv;
using namespace kv::picture;
using tests::LabMoment;

class TestContrast : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textsStandOutInGreyscale_data();
    void textsStandOutInGreyscale();
    void statesDifferWithoutColour_data();
    void statesDifferWithoutColour();
};

namespace {

/// WCAG 2.1, 1.4.3: text of usual size.
constexpr double wantedContrast = 4.5;

bool contains(const Rect &rect, Point point)
{
    return point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y
        && point.y <= rect.y + rect.height;
}

bool isClosed(const Shape &shape)
{
    return shape.kind != Shape::Kind::path
        || (!shape.path.empty() && shape.path.back().step == PathStep::close);
}

struct Ground {
    Rect rect;
    Colour fill = Colour::none;
};

DisplayListPtr listAt(LabMoment moment, Form form)
{
    tests::LabOptions options;
    options.moment = moment;
    options.hasController = true;
    options.hasDhcp = true;
    options.hasPlainRouter = true;
    Options drawing;
    drawing.form = form;
    return build(sceneOf(*tests::labSite(options)), drawing);
}

/// The element's shapes with every colour taken away, in its own place.
std::vector<Shape> withoutColour(const Element &element)
{
    std::vector<Shape> shapes = element.shapes;
    for (Shape &shape : shapes) {
        shape.fill = shape.fill == Colour::none ? Colour::none : Colour::ink;
        shape.stroke = shape.stroke == Colour::none ? Colour::none : Colour::ink;
    }
    return shapes;
}

} // namespace

void TestContrast::textsStandOutInGreyscale_data()
{
    QTest::addColumn<int>("moment");
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("theme");
    const std::pair<const char *, LabMoment> moments[] = { { "steady", LabMoment::steady },
                                                           { "cut", LabMoment::cut },
                                                           { "took over", LabMoment::tookOver } };
    for (const auto &[name, moment] : moments) {
        for (const Form form : { Form::components, Form::overview }) {
            for (const Theme theme : { Theme::light, Theme::dark })
                QTest::addRow("%s, %s, %s", name, form == Form::overview ? "overview" : "components",
                              theme == Theme::light ? "light" : "dark")
                    << int(moment) << int(form) << int(theme);
        }
    }
}

void TestContrast::textsStandOutInGreyscale()
{
    QFETCH(int, moment);
    QFETCH(int, form);
    QFETCH(int, theme);
    const auto list = listAt(LabMoment(moment), Form(form));
    std::vector<Ground> grounds{ { list->bounds, Colour::canvas } };
    QStringList faint;
    int texts = 0;
    for (const Element &element : list->elements) {
        for (const Shape &shape : element.shapes) {
            if (shape.kind != Shape::Kind::text) {
                if (shape.fill != Colour::none && isClosed(shape))
                    grounds.push_back({ shape.rect, shape.fill });
                continue;
            }
            ++texts;
            const auto ground = std::find_if(grounds.rbegin(), grounds.rend(), [&](const Ground &g) {
                return contains(g.rect, shape.rect.center());
            });
            QVERIFY(ground != grounds.rend());
            const double ratio = contrast(rgb(shape.fill, Theme(theme)), rgb(ground->fill, Theme(theme)));
            if (ratio < wantedContrast)
                faint << QStringLiteral("%1 \"%2\" %3:1").arg(element.id, shape.text).arg(ratio, 0, 'f', 2);
        }
    }
    QVERIFY(texts > 50);
    QVERIFY2(faint.isEmpty(), qPrintable(faint.join(u'\n')));
}

void TestContrast::statesDifferWithoutColour_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("components") << int(Form::components);
    QTest::newRow("overview") << int(Form::overview);
}

/// An element whose state changes while it stays where it is must change in shape, line or word.
void TestContrast::statesDifferWithoutColour()
{
    QFETCH(int, form);
    const auto before = listAt(LabMoment::steady, Form(form));
    int changed = 0;
    for (const LabMoment moment : { LabMoment::cut, LabMoment::tookOver }) {
        const auto after = listAt(moment, Form(form));
        for (const Element &element : after->elements) {
            const Element *was = before->find(element.id);
            if (was == nullptr || was->state == element.state)
                continue;
            ++changed;
            QVERIFY2(withoutColour(*was) != withoutColour(element), qPrintable(element.id));
        }
    }
    QVERIFY(changed >= 4);
}

QTEST_APPLESS_MAIN(TestContrast)
#include "tst_contrast.moc"
