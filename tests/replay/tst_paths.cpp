// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/pathtarget.h"
#include "app/engine/trafficpath.h"
#include "app/picture/build.h"
#include "tests/replay/recordedpaths.h"
#include "tests/support/pathwords.h"
#include "tests/support/recorded.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace kv;

namespace {

const QString source = QStringLiteral(KEEPVIEW_SOURCE "/");
const QString sample = QStringLiteral("resources/recordings/failover.jsonl");

/// The site that many seconds after the beginning of a recording.
state::SitePtr siteAt(const QString &name, double seconds)
{
    return tests::siteAt(source + name, seconds);
}

std::optional<state::TrafficPath> pathOf(const state::Site &site, const QString &word)
{
    const auto targets = engine::targetsNamed(site, word.toStdString());
    return targets.empty() ? std::optional<state::TrafficPath>() : engine::trafficPath(site, targets.front());
}

QStringList ids(const picture::DisplayList &list, const QString &prefix)
{
    QStringList found;
    for (const picture::Element &element : list.elements) {
        if (element.id.startsWith(prefix))
            found += element.id;
    }
    return found;
}

/// The lines that have a casing, by kind and interface: "veth qg-33fedbc5-43 network1".
QStringList cased(const picture::DisplayList &list, const state::Site &site)
{
    QStringList found;
    for (const picture::Element &element : list.elements) {
        const bool isCased = std::ranges::any_of(element.shapes, [](const picture::Shape &shape) {
            return shape.stroke == picture::Colour::path;
        });
        const QStringList parts = element.id.split(QLatin1Char(':'));
        if (!isCased || parts.size() != 4)
            continue;
        const state::Host *host = site.host(parts[1].toStdString());
        const model::Link *link =
            host ? host->view->link({ parts[2].toULongLong(), parts[3].toInt() }) : nullptr;
        if (link)
            found += parts[0] + QLatin1Char(' ') + QString::fromStdString(link->name) + QLatin1Char(' ')
                + parts[1];
    }
    return found;
}

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray errors;
};

Run run(const QStringList &words)
{
    QProcess process;
    process.start(QStringLiteral(KEEPVIEW_BIN "/keepviewctl"),
                  words + QStringList{ QStringLiteral("--language"), QStringLiteral("en") });
    if (!process.waitForFinished())
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

QStringList asked(const char *words)
{
    return QString::fromLatin1(words).split(QLatin1Char(' '));
}

} // namespace

class TestPaths : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theHopsAreThoseOfTheRecordedTables_data();
    void theHopsAreThoseOfTheRecordedTables();
    void thePictureCasesThePathAndMovesNothing_data();
    void thePictureCasesThePathAndMovesNothing();
    void thePictureDotsAnEntryThatPointsToTheOldHost();
    void theLegendSaysWhatAPathIsWhileOneIsShown_data();
    void theLegendSaysWhatAPathIsWhileOneIsShown();
    void theOverviewCasesItToo();
    void theCommandTellsThePathAndJudgesIt_data();
    void theCommandTellsThePathAndJudgesIt();
    void aDamagedLineIsToldAndPassedOver();
    void aMomentNeedsARecording();
    void theCommandSaysWhatMayBeRebooted_data();
    void theCommandSaysWhatMayBeRebooted();
};

void TestPaths::theHopsAreThoseOfTheRecordedTables_data()
{
    QTest::addColumn<QStringList>("about");
    QTest::addColumn<QString>("hops");
    for (const QString &block :
         QString::fromUtf8(tests::recordedPaths).split(QStringLiteral("\n# "), Qt::SkipEmptyParts)) {
        const QStringList lines = block.trimmed().split(QLatin1Char('\n'));
        QVERIFY(lines.size() > 2);
        QTest::newRow(qPrintable(lines[0].startsWith(QLatin1String("# ")) ? lines[0].mid(2) : lines[0]))
            << lines[1].split(QLatin1Char(' ')) << lines.mid(2).join(QLatin1Char('\n'));
    }
}

void TestPaths::theHopsAreThoseOfTheRecordedTables()
{
    QFETCH(QStringList, about);
    QFETCH(QString, hops);
    const state::SitePtr site = siteAt(about[0], about[2].toDouble());
    QVERIFY(site);
    const auto path = pathOf(*site, about[1]);
    QVERIFY(path);
    QCOMPARE(tests::pathWords(*path).join(QLatin1Char('\n')), hops);
    QCOMPARE(path->servedBy.empty() ? QStringLiteral("-") : QString::fromStdString(path->servedBy), about[3]);
    QCOMPARE(QString::fromLatin1(engine::hopStateWord(path->state).data()), about[4]);
    for (const state::PathHop &hop : path->hops) {
        QVERIFY(hop.state == state::HopState::clear || !hop.note.empty());
        QVERIFY(hop.at <= site->now);
    }
}

void TestPaths::thePictureCasesThePathAndMovesNothing_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QStringList>("between");
    QTest::addColumn<QString>("server");
    QTest::addColumn<bool>("isSure");
    QTest::newRow("before") << 3.0
                            << QStringList{ QStringLiteral("path:gateway>network1"),
                                            QStringLiteral("path:through:network1"),
                                            QStringLiteral("path:network1>compute1") }
                            << QStringLiteral("network1") << true;
    QTest::newRow("the overlay is cut")
        << 6.0
        << QStringList{ QStringLiteral("path:gateway>network1"), QStringLiteral("path:through:network1"),
                        QStringLiteral("path:network1>compute1") }
        << QStringLiteral("network1") << false;
    QTest::newRow("taken over") << 12.0
                                << QStringList{ QStringLiteral("path:gateway>network2"),
                                                QStringLiteral("path:through:network2"),
                                                QStringLiteral("path:network2>compute1") }
                                << QStringLiteral("network2") << true;
}

void TestPaths::thePictureCasesThePathAndMovesNothing()
{
    QFETCH(double, seconds);
    QFETCH(QStringList, between);
    QFETCH(QString, server);
    QFETCH(bool, isSure);
    const state::SitePtr site = siteAt(sample, seconds);
    const auto path = pathOf(*site, QStringLiteral("203.0.113.17"));
    picture::Options options;
    const auto without = picture::build(*site, options);
    options.path = picture::traceOf(*path);
    const auto with = picture::build(*site, options);
    QCOMPARE(ids(*with, QStringLiteral("path:")), between);
    QVERIFY(ids(*without, QStringLiteral("path:")).isEmpty());
    const QStringList lines = cased(*with, *site);
    for (const char *line :
         { "veth qg-33fedbc5-43", "veth qr-da3504ad-ba", "wire vxlan-101", "wire provider0" })
        QVERIFY2(lines.contains(QString::fromLatin1(line) + QLatin1Char(' ') + server),
                 qPrintable(lines.join(QLatin1Char('\n'))));
    QVERIFY(lines.contains(QStringLiteral("veth eth0 compute1")));
    for (const QString &line : lines)
        QVERIFY2(line.endsWith(server) || line.endsWith(QLatin1String("compute1")), qPrintable(line));
    for (const picture::Element &element : without->elements) {
        const picture::Element *same = with->find(element.id);
        QVERIFY2(same && same->bounds == element.bounds, qPrintable(element.id));
    }
    // Not sure is dashed: told without colour, too.
    const picture::Element *tube = with->find(between.last());
    QVERIFY(tube);
    QCOMPARE(tube->shapes.front().dash.isSolid(), isSure);
}

void TestPaths::thePictureDotsAnEntryThatPointsToTheOldHost()
{
    const state::SitePtr site = siteAt(
        QStringLiteral("tests/fixtures/neutron/the-provider-uplink-goes-down-with-a-health-check.jsonl"), 28);
    const auto path = pathOf(*site, QStringLiteral("203.0.113.77"));
    picture::Options options;
    options.path = picture::traceOf(*path);
    const auto list = picture::build(*site, options);
    QStringList dotted;
    QStringList whole;
    for (const picture::Element &element : list->elements) {
        if (element.shapes.empty() || element.shapes.front().stroke != picture::Colour::path)
            continue;
        (element.shapes.front().dash.isSolid() ? whole : dotted) += element.id;
    }
    QVERIFY(std::ranges::any_of(
        whole, [](const QString &id) { return id.startsWith(QLatin1String("veth:network1:")); }));
    QCOMPARE(dotted.size(), 2);
    QVERIFY(dotted.filter(QStringLiteral("bus:network2:")).size() == 1
            && dotted.filter(QStringLiteral("veth:network2:")).size() == 1);
}

void TestPaths::theLegendSaysWhatAPathIsWhileOneIsShown_data()
{
    QTest::addColumn<bool>("isOverview");
    QTest::newRow("components") << false;
    QTest::newRow("overview") << true;
}

void TestPaths::theLegendSaysWhatAPathIsWhileOneIsShown()
{
    QFETCH(bool, isOverview);
    const state::SitePtr site = siteAt(sample, 3);
    picture::Options options;
    options.form = isOverview ? picture::Form::overview : picture::Form::components;
    const auto without = picture::build(*site, options);
    QVERIFY(without->find(QStringLiteral("legend:path")) == nullptr);
    options.path = picture::traceOf(*pathOf(*site, QStringLiteral("203.0.113.17")));
    const auto with = picture::build(*site, options);
    const picture::Element *row = with->find(QStringLiteral("legend:path"));
    QVERIFY(row != nullptr);
    QVERIFY(std::ranges::any_of(row->shapes, [](const picture::Shape &shape) {
        return shape.kind == picture::Shape::Kind::text && shape.text == QLatin1String("traffic path");
    }));
    QVERIFY(std::ranges::any_of(
        row->shapes, [](const picture::Shape &shape) { return shape.stroke == picture::Colour::path; }));
    // There was room for it, and nothing of the legend is under it.
    QVERIFY(with->bounds == without->bounds && with->bounds.united(row->bounds) == with->bounds);
    const auto meets = [](const picture::Rect &a, const picture::Rect &b) {
        return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
    };
    for (const picture::Element &element : with->elements) {
        if (element.kind != picture::ElementKind::legend || &element == row)
            continue;
        for (const picture::Shape &shape : element.shapes)
            QVERIFY2(!meets(shape.rect, row->bounds), qPrintable(shape.text));
    }
    // A path that the picture shows nothing of needs none.
    options.path.marks.resize(1);
    options.path.marks.front().host = "nowhere";
    QVERIFY(picture::build(*site, options)->find(QStringLiteral("legend:path")) == nullptr);
}

void TestPaths::theOverviewCasesItToo()
{
    const state::SitePtr site = siteAt(sample, 3);
    const auto path = pathOf(*site, QStringLiteral("203.0.113.17"));
    picture::Options options;
    options.form = picture::Form::overview;
    options.path = picture::traceOf(*path);
    const auto list = picture::build(*site, options);
    QStringList kinds;
    for (const picture::Element &element : list->elements) {
        if (!element.shapes.empty() && element.shapes.front().stroke == picture::Colour::path)
            kinds += element.id.section(QLatin1Char(':'), 0, 1);
    }
    for (const char *part :
         { "way:network1", "line:network1", "way:compute1", "line:compute1", "way:gateway" })
        QVERIFY2(kinds.contains(QString::fromLatin1(part)), qPrintable(kinds.join(QLatin1Char(' '))));
    for (const QString &kind : kinds)
        QVERIFY2(!kind.endsWith(QLatin1String("network2")) && !kind.endsWith(QLatin1String("compute2")),
                 qPrintable(kind));
}

void TestPaths::theCommandTellsThePathAndJudgesIt_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const char *words, int code, const char *said) {
        QTest::newRow(name) << asked(words) << code << QByteArray(said);
    };
    row("clear", "203.0.113.17 --at 3", 0, "by way of network1, every hop is clear");
    row("broken", "203.0.113.17 --at 6", 1, "BROKEN: overlay0 on network1 is down");
    row("an instance has several", "selfservice-instance2 --at 12", 0,
        "fd00:198:51:100:f816:3eff:fe71:e93e: by way of");
    row("a sender that is named", "203.0.113.17 --from gateway", 0, "  1  gateway ");
    row("what there is", "--at 3", 0, "203.0.113.17, fd00:198:51:100:f816:3eff:fe71:e93e, router1, router2");
    row("a stranger", "10.9.9.9", 2, "10.9.9.9 is no floating IP, instance or router that is seen");
    row("an unknown sender", "203.0.113.17 --from nobody", 2, "there is no such host");
    row("no number", "203.0.113.17 --at soon", 2, "--at is a number of seconds");
    row("JSON", "203.0.113.17 --at 3 --json -", 0, "\"source\": \"vxlan-fdb\"");
}

void TestPaths::theCommandTellsThePathAndJudgesIt()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const Run made =
        run(QStringList{ QStringLiteral("path"), QStringLiteral("--replay"), source + sample } + words);
    QVERIFY2((made.out + made.errors).contains(said), (made.out + made.errors).constData());
    QCOMPARE(made.code, code);
}

void TestPaths::aDamagedLineIsToldAndPassedOver()
{
    QFile whole(source + sample);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray recorded = whole.readAll();
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("killed.jsonl"));
    QFile killed(name);
    QVERIFY(killed.open(QIODevice::WriteOnly));
    killed.write(recorded.left(recorded.size() - 20));
    killed.close();
    const Run path = run({ QStringLiteral("path"), QStringLiteral("--replay"), name,
                           QStringLiteral("203.0.113.17"), QStringLiteral("--at"), QStringLiteral("3") });
    QVERIFY2(path.out.contains("by way of network1, every hop is clear"), path.errors.constData());
    QCOMPARE(path.code, 0);
    const QByteArray where = "killed.jsonl:" + QByteArray::number(recorded.trimmed().count('\n') + 1) + ": ";
    QVERIFY2(path.errors.contains(where), path.errors.constData());
    const Run none = run({ QStringLiteral("path"), QStringLiteral("--replay"),
                           directory.filePath(QStringLiteral("none")), QStringLiteral("203.0.113.17") });
    QCOMPARE(none.code, 2);
}

void TestPaths::aMomentNeedsARecording()
{
    for (const char *command : { "path", "may-reboot" }) {
        const Run made = run({ QString::fromLatin1(command), QStringLiteral("network1"),
                               QStringLiteral("--at"), QStringLiteral("3") });
        QVERIFY2(made.errors.contains("--at needs --replay"), made.errors.constData());
        QCOMPARE(made.code, 2);
    }
}

void TestPaths::theCommandSaysWhatMayBeRebooted_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const char *words, int code, const char *said) {
        QTest::newRow(name) << asked(words) << code << QByteArray(said);
    };
    row("it may", "network2", 0, "router2: moves to network1");
    row("something would lose service", "network1", 1, "router1: has no keepalived");
    row("it fails over right now", "network2 --at 6", 2, "router2: is failing over right now");
    row("an instance", "compute1", 1, "instance-selfservice-instance2: runs on this host");
    row("no such host", "nobody", 2, "There is no host nobody");
    row("no host at all", "--at 3", 2, "name one host");
    row("JSON", "network1 --json -", 1, "\"verdict\": \"loses-service\"");
}

void TestPaths::theCommandSaysWhatMayBeRebooted()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const Run made =
        run(QStringList{ QStringLiteral("may-reboot"), QStringLiteral("--replay"), source + sample } + words);
    QVERIFY2((made.out + made.errors).contains(said), (made.out + made.errors).constData());
    QCOMPARE(made.code, code);
}

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
