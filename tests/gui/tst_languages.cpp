// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "app/gui/appearance.h"
#include "app/gui/mainwindow.h"
#include "app/language/language.h"
#include "app/picture/textwidth.h"
#include "probes/wire/codec.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "tests/support/textrecorder.h"
#include "tests/widgets/failoverscene.h"
#include "widgets/continuity/continuityview.h"
#include "widgets/facts/factsmodel.h"
#include "widgets/topology/canvas.h"
#include "widgets/verify/disabledialog.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QLabel>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace kv;
using namespace kv::tests;
using gui::ThemeChoice;

/// The window and its dialogs in every language, light and dark: no text is cut, shortened or painted over
/// another. The pictures are left in the build folder, to be looked at. ctest runs it a second time at two
/// device pixels a pixel.
class TestLanguages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { KV_FAIL_ON_WARNINGS; }
    void cutAndCoveredTextIsFound();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void theFactsAreReadable_data();
    void theFactsAreReadable();
    void theDiagramsTextsFitTheirPlaces_data();
    void theDiagramsTextsFitTheirPlaces();
    void everyWordIsInTheLanguage();
};

namespace {

constexpr model::TimeUs sevenSeconds = 7'500'000;

/// The scene's failover with its pings, and a verification in its third step; this dock in front.
void showFailover(gui::MainWindow &window, const QString &dock)
{
    const model::TimeUs now = scene::downAt + sevenSeconds;
    window.showSite(scene::siteAt(now));
    for (const std::uint32_t series : { 1U, 2U })
        window.addPoints(QStringLiteral("client"), series, scene::points(series, scene::pingsFrom, now, now));
    window.showVerification(scene::verification());
    window.findChild<QDockWidget *>(dock)->raise();
}

verify::DisablePlan plan()
{
    verify::DisablePlan p;
    p.host = "network1";
    p.link = scene::overlayOnNetwork1;
    p.linkName = "overlay0";
    p.isAllowed = true;
    p.routers = { { scene::routerId,
                    "router2",
                    state::Protection::isProtected,
                    true,
                    true,
                    true,
                    "network2",
                    "network1",
                    { 4'800'000, 6'800'000, true },
                    { "203.0.113.21/24" } },
                  { "b",
                    "router3",
                    state::Protection::unprotected,
                    true,
                    true,
                    true,
                    "",
                    "",
                    {},
                    { "203.0.113.31/24" } },
                  { "c", "router4", state::Protection::isProtected, false, true, true, "", "", {}, {} } };
    p.floatingIps = { "203.0.113.17", "203.0.113.18", "203.0.113.19", "203.0.113.20" };
    p.otherUsers = { "VNI 101 (vxlan-101)", "VNI 102 (vxlan-102)", "10.0.1.21/24" };
    return p;
}

bool isInScrolledPart(const QWidget &window, QPointF point)
{
    for (const QWidget *w = window.childAt(point.toPoint()); w; w = w->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(w->parentWidget())
            || qobject_cast<const topology::Canvas *>(w))
            return true;
    }
    return false;
}

/// Above or below the part of its column that is seen, where the column can be scrolled to it.
bool isScrolledAway(const QWidget &window, QPointF point)
{
    for (const auto *area : window.findChildren<QAbstractScrollArea *>()) {
        const QRectF seen(area->viewport()->mapTo(&window, QPoint(0, 0)), area->viewport()->size());
        const bool isBeside = point.x() < seen.left() || point.x() > seen.right();
        const double beyond = std::max(seen.top() - point.y(), point.y() - seen.bottom());
        if (area->isVisible() && !isBeside && beyond > 0 && beyond <= area->verticalScrollBar()->maximum())
            return true;
    }
    return false;
}

/// Some widget's own text ends so: "Disable overlay0…".
bool isMeant(const QWidget &window, QPointF point)
{
    const auto *button = qobject_cast<const QAbstractButton *>(window.childAt(point.toPoint()));
    return (button && button->text().endsWith(QChar(0x2026)))
        || qobject_cast<const topology::Canvas *>(window.childAt(point.toPoint()));
}

/// Cut by a clip at its side (or above and below, where nothing scrolls), or shortened with "…".
QStringList cutTexts(QWidget &window, const QVector<DrawnText> &texts)
{
    QStringList faults;
    for (const DrawnText &t : texts) {
        const QPointF middle = t.rect.center();
        const bool isCanvas = qobject_cast<topology::Canvas *>(window.childAt(middle.toPoint()));
        const double quarter = t.rect.height() / 4; // a line's height has air above and below
        const bool isCutAside =
            t.rect.left() < t.visible.left() - 1 || t.rect.right() > t.visible.right() + 1;
        const bool isCutAbove =
            t.rect.top() + quarter < t.visible.top() || t.rect.bottom() - quarter > t.visible.bottom();
        const bool isScrolled = isInScrolledPart(window, middle) || isScrolledAway(window, middle);
        if (isScrolled && t.visible.isEmpty())
            continue; // nothing of it is to be seen
        if (!isCanvas && (isCutAside || (isCutAbove && !isScrolled)))
            faults << QStringLiteral("cut: \"%1\" at %2,%3").arg(t.text).arg(middle.x()).arg(middle.y());
        if (t.text.endsWith(QChar(0x2026)) && !isMeant(window, middle))
            faults
                << QStringLiteral("shortened: \"%1\" at %2,%3").arg(t.text).arg(middle.x()).arg(middle.y());
    }
    return faults;
}

QStringList coveredTexts(const QVector<DrawnText> &texts)
{
    QStringList faults;
    for (qsizetype a = 0; a < texts.size(); ++a) {
        const QRectF mine = texts[a].rect & texts[a].visible;
        for (qsizetype b = a + 1; b < texts.size(); ++b) {
            const QRectF both = mine & texts[b].rect & texts[b].visible;
            if (both.width() > 2 && both.height() > std::min(mine.height(), texts[b].rect.height()) * 0.35)
                faults << QStringLiteral("\"%1\" over \"%2\" at %3,%4")
                              .arg(texts[b].text, texts[a].text)
                              .arg(both.center().x())
                              .arg(both.center().y());
        }
    }
    return faults;
}

/// Buttons and labels that got less room than they ask for.
QStringList narrowWidgets(const QWidget &window)
{
    QStringList faults;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label ? label->text() : button ? button->text() : QString();
        if (text.isEmpty() || !widget->isVisible())
            continue;
        const bool wraps = label && label->wordWrap();
        const bool isNarrow = !wraps && widget->width() < widget->minimumSizeHint().width();
        const bool isLow = wraps && widget->height() < label->heightForWidth(widget->width());
        if (isNarrow || isLow)
            faults << QStringLiteral("too small: \"%1\" (%2)").arg(text, widget->objectName());
    }
    return faults;
}

QStringList faultsOf(QWidget &window)
{
    const QVector<DrawnText> texts = TextRecorder::textsOf(window);
    if (texts.isEmpty())
        return { QStringLiteral("no text was painted") };
    return cutTexts(window, texts) + coveredTexts(texts) + narrowWidgets(window);
}

/// As the sample recording ends.
state::SitePtr recordedSite()
{
    QFile file(QStringLiteral(KEEPVIEW_SOURCE "/resources/recordings/failover.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    engine::Engine engine;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        auto record = wire::decodeObservation({ line.constData(), static_cast<std::size_t>(line.size()) });
        if (!record)
            return {};
        engine.ingest({ std::move(*record) });
    }
    return engine.currentSite();
}

/// The host itself and its namespaces and links.
QStringList elementsOf(const topology::Canvas &canvas, const std::string &host)
{
    QStringList ids;
    const picture::DisplayListPtr list = canvas.displayList();
    for (const picture::Element &element : list->elements) {
        using picture::TargetKind;
        const TargetKind kind = element.target.kind;
        if (element.target.host == host
            && (kind == TargetKind::host || kind == TargetKind::netns || kind == TargetKind::link))
            ids += element.id;
    }
    return ids;
}

/// What of the row is wider than its column, but for the value and the longest names
/// (programs, IPv6 addresses): those lose their middle.
QStringList shortened(const QTreeView &tree, const QModelIndex &parent, int row)
{
    constexpr int margins = 6; // of the style, both sides
    QStringList texts;
    for (const int column :
         { facts::FactsModel::NameColumn, facts::FactsModel::SourceColumn, facts::FactsModel::AgeColumn }) {
        const QModelIndex index = tree.model()->index(row, column, parent);
        const QString text = index.data().toString();
        const int room = tree.columnWidth(column) - margins
            - (column == facts::FactsModel::NameColumn ? tree.indentation() : 0);
        constexpr int longest = 30;
        if (text.size() <= longest && tree.fontMetrics().horizontalAdvance(text) > room)
            texts += QStringLiteral("%1 > %2: \"%3\"")
                         .arg(tree.fontMetrics().horizontalAdvance(text))
                         .arg(room)
                         .arg(text);
    }
    return texts;
}

void languagesAndThemes()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<ThemeChoice>("theme");
    QTest::newRow("English, light") << QStringLiteral("en") << ThemeChoice::light;
    QTest::newRow("English, dark") << QStringLiteral("en") << ThemeChoice::dark;
    QTest::newRow("Chinese, light") << QStringLiteral("zh_CN") << ThemeChoice::light;
    QTest::newRow("Chinese, dark") << QStringLiteral("zh_CN") << ThemeChoice::dark;
}

} // namespace

void TestLanguages::initTestCase()
{
    QCoreApplication::setOrganizationName(QStringLiteral("keepview"));
    QCoreApplication::setApplicationName(QStringLiteral("keepview-test"));
    QVERIFY2(QFontDatabase::hasFamily(QStringLiteral("WenQuanYi Micro Hei")), "fonts-wqy-microhei is needed");
}

void TestLanguages::cutAndCoveredTextIsFound()
{
    QWidget window;
    window.resize(300, 100);
    QLabel cut(QStringLiteral("a text that is much too long for its label"), &window);
    cut.setGeometry(10, 10, 60, 20);
    QLabel under(QStringLiteral("under"), &window);
    under.setGeometry(10, 50, 100, 20);
    QLabel over(QStringLiteral("over"), &window);
    over.setGeometry(15, 50, 100, 20);
    window.show();
    const QStringList faults = faultsOf(window);
    QVERIFY(faults.filter(QStringLiteral("cut: \"a text")).size() == 1);
    QVERIFY(faults.filter(QStringLiteral("\"over\" over \"under\"")).size() == 1);
    QVERIFY(!faults.filter(QStringLiteral("too small: \"a text")).isEmpty());
}

void TestLanguages::nothingIsClipped_data()
{
    languagesAndThemes();
}

void TestLanguages::nothingIsClipped()
{
    QFETCH(QString, code);
    QFETCH(ThemeChoice, theme);
    const language::Language language(code);
    gui::Appearance appearance;
    appearance.choose(theme);
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/languages"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    const double ratio = QGuiApplication::primaryScreen()->devicePixelRatio();
    QStringList faults;
    const auto look = [&](QWidget &window, const char *name) {
        window.show();
        QCoreApplication::processEvents();
        for (const QString &fault : faultsOf(window))
            faults << QString::fromLatin1(name) + QStringLiteral(": ") + fault;
        const QImage shot = window.grab().toImage();
        QCOMPARE(shot.size(), (QSizeF(window.size()) * ratio).toSize());
        const QString file =
            QStringLiteral("%1-%2-%3-x%4.png")
                .arg(QString::fromLatin1(name), code,
                     theme == ThemeChoice::dark ? QStringLiteral("dark") : QStringLiteral("light"))
                .arg(ratio);
        QVERIFY(shot.save(folder.filePath(file)));
    };
    gui::MainWindow steady;
    steady.showSite(labSite({ LabMoment::steady, 2, 2, true, true, true, true, 0, true }));
    steady.showSiteName(QStringLiteral("lab"));
    look(steady, "steady");
    gui::MainWindow window;
    showFailover(window, QStringLiteral("inspectorDock"));
    look(window, "inspector");
    showFailover(window, QStringLiteral("verifyDock"));
    look(window, "verification");
    verify::DisableDialog dialog(plan());
    look(dialog, "disable");
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestLanguages::theFactsAreReadable_data()
{
    languagesAndThemes();
}

/// All that a real host says of itself. A long value may be shortened (its tool tip has all of it); a name, a
/// source or an age may not.
void TestLanguages::theFactsAreReadable()
{
    QFETCH(QString, code);
    QFETCH(ThemeChoice, theme);
    const language::Language language(code);
    gui::Appearance appearance;
    appearance.choose(theme);
    gui::MainWindow window;
    const state::SitePtr site = recordedSite();
    QVERIFY(site && site->hosts.size() > 4);
    window.showSite(site);
    window.show();
    QCoreApplication::processEvents();
    auto *canvas = window.findChild<topology::Canvas *>();
    const auto *tree = window.findChild<QTreeView *>(QStringLiteral("factsTree"));
    QStringList cut;
    int rows = 0;
    const QStringList elements = elementsOf(*canvas, "network1");
    QVERIFY2(elements.size() > 10, qPrintable(QString::number(elements.size())));
    for (const QString &element : elements) {
        canvas->activateElement(element);
        window.findChild<QDockWidget *>(QStringLiteral("factsDock"))->raise();
        QCoreApplication::processEvents();
        const QAbstractItemModel &model = *tree->model();
        for (int section = 0; section < model.rowCount(); ++section) {
            const QModelIndex parent = model.index(section, 0);
            for (int row = 0; row < model.rowCount(parent); ++row, ++rows)
                cut += shortened(*tree, parent, row);
        }
    }
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/languages"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(window.grab().save(folder.filePath(
        QStringLiteral("facts-%1-%2.png")
            .arg(code, theme == ThemeChoice::dark ? QStringLiteral("dark") : QStringLiteral("light")))));
    QVERIFY2(rows > 100, qPrintable(QString::number(rows)));
    cut.removeDuplicates();
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
}

void TestLanguages::theDiagramsTextsFitTheirPlaces_data()
{
    languagesAndThemes();
}

void TestLanguages::theDiagramsTextsFitTheirPlaces()
{
    QFETCH(QString, code);
    const language::Language language(code);
    for (const LabMoment moment : { LabMoment::steady, LabMoment::cut, LabMoment::tookOver }) {
        topology::Canvas canvas;
        canvas.resize(1024, 632);
        canvas.showSite(labSite({ moment, 2, 2, true, true, true, true, 0, true }));
        QStringList faults;
        QVector<const picture::Shape *> texts;
        QFont font(QStringLiteral("Noto Sans"));
        const picture::DisplayListPtr list = canvas.displayList();
        for (const picture::Element &element : list->elements) {
            for (const picture::Shape &shape : element.shapes) {
                if (shape.kind != picture::Shape::Kind::text || shape.text.isEmpty())
                    continue;
                texts << &shape;
                if (picture::textWidth(shape.text, shape.pixelSize, shape.isBold) > shape.textWidth + 0.5)
                    faults << QStringLiteral("wider than its place: \"%1\"").arg(shape.text);
                // The painter squeezes what its font makes wider; more than this is seen.
                font.setPixelSize(100);
                font.setBold(shape.isBold);
                const double real = QFontMetricsF(font).horizontalAdvance(shape.text) * shape.pixelSize / 100;
                if (real > shape.textWidth * 1.08)
                    faults << QStringLiteral("squeezed by %1: \"%2\"")
                                  .arg(real / shape.textWidth)
                                  .arg(shape.text);
            }
        }
        for (qsizetype a = 0; a < texts.size(); ++a) {
            for (qsizetype b = a + 1; b < texts.size(); ++b) {
                if (texts[a]->rect.grown(-1.5).overlaps(texts[b]->rect.grown(-1.5)))
                    faults << QStringLiteral("\"%1\" over \"%2\"").arg(texts[a]->text, texts[b]->text);
            }
        }
        QVERIFY(texts.size() > 50);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }
}

/// What is painted in Chinese is names of things (interfaces, hosts, addresses, programs) or Chinese.
void TestLanguages::everyWordIsInTheLanguage()
{
    const language::Language language(QStringLiteral("zh_CN"));
    gui::MainWindow window;
    showFailover(window, QStringLiteral("inspectorDock"));
    window.show();
    QVector<DrawnText> texts = TextRecorder::textsOf(window);
    showFailover(window, QStringLiteral("verifyDock"));
    texts += TextRecorder::textsOf(window);
    static const QRegularExpression english(
        QStringLiteral("\\b(the|is|are|of|and|not|for|with|from|to|down|up|active|standby|lost|late|router|"
                       "network|now)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    // The scene's own evidence and steps are plain values, as a report in English would hold them.
    QString given;
    const state::SitePtr site = scene::siteAt(scene::downAt + sevenSeconds);
    const state::Verification verification = scene::verification();
    for (const state::Router &router : site->routers) {
        for (const state::Instance &instance : router.instances) {
            for (const state::Evidence &evidence : instance.evidence)
                given += QString::fromStdString(evidence.raw) + QLatin1Char('\n');
        }
    }
    for (const state::VerificationStep &step : verification.steps)
        given += QString::fromStdString(step.title + '\n' + step.summary + '\n');
    QStringList left;
    for (const DrawnText &t : texts) {
        if (t.text.contains(english) && !given.contains(t.text.trimmed()))
            left << t.text;
    }
    QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
}

QTEST_MAIN(TestLanguages)
#include "tst_languages.moc"
