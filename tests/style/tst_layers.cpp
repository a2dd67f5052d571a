// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/style/layers.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QDirIterator>
#include <QHash>

namespace kv::tests {

class TestLayers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void namesTheRuleThatIsBroken_data();
    void namesTheRuleThatIsBroken();
    void findsACycle();
    void everyFolderKeepsItsRow();
    void noFileIncludesItselfInACircle();
    void everyFileIsOneNounWithItsLicence();
    void everyFolderSaysWhatItIsFor();
    void thereAreNoOtherFoldersAtTheTop();
    void textForPeopleStaysOutOfTheProbe();

private:
    QHash<QString, QString> sources(const QStringList &folders) const;
    QDir m_root{ QStringLiteral(KEEPVIEW_SOURCE) };
};

QHash<QString, QString> TestLayers::sources(const QStringList &folders) const
{
    QHash<QString, QString> result;
    for (const QString &folder : folders) {
        QDirIterator files(m_root.filePath(folder), { QStringLiteral("*.h"), QStringLiteral("*.cpp") },
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                result.insert(m_root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
        }
    }
    return result;
}

void TestLayers::namesTheRuleThatIsBroken_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *name, const char *folder, const char *line, bool allowed) {
        QTest::newRow(name) << QString::fromLatin1(folder) << QString::fromLatin1(line) << allowed;
    };
    row("the model uses the C++ library", "probes/model", "#include <vector>", true);
    row("the model may not use Qt", "probes/model", "#include <QString>", false);
    row("the probe may not use Qt", "probes/host", "#include <QCoreApplication>", false);
    row("the engine may not draw", "app/engine", "#include <QPainter>", false);
    row("the engine may not see widgets", "app/engine", "#include \"widgets/topology/canvas.h\"", false);
    row("the engine may not start processes", "app/engine", "#include \"probes/session/hostsession.h\"",
        false);
    row("widgets may not see the engine", "widgets/topology", "#include \"app/engine/engine.h\"", false);
    row("widgets may draw", "widgets/topology", "#include <QPainter>", true);
    row("only charts use Qt Charts", "widgets/topology", "#include <QChartView>", false);
    row("the picture is drawn without QtGui", "app/picture", "#include <QColor>", false);
    row("the command line has no display", "app/cli", "#include <QGuiApplication>", false);
    row("an item model is QtCore", "app/engine", "#include <QAbstractItemModel>", true);
    row("widgets write no files", "widgets/topology", "#include <QSaveFile>", false);
    row("widgets read no files", "widgets/look", "#include <QFile>", false);
    row("widgets remember nothing themselves", "widgets/verify", "#include <QSettings>", false);
    row("the picture touches no disk", "app/picture", "#include <fstream>", false);
    row("the window saves", "app/gui", "#include <QSaveFile>", true);
    row("the probe reads files", "probes/host", "#include <filesystem>", true);
    row("netlink uses libnl", "probes/netlink", "#include <netlink/netlink.h>", true);
    row("VRRP parsing does not", "probes/vrrp", "#include <netlink/netlink.h>", false);
}

void TestLayers::namesTheRuleThatIsBroken()
{
    QFETCH(QString, folder);
    QFETCH(QString, line);
    QFETCH(bool, allowed);
    const auto rules = layerRules();
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const auto &r) { return r.folder == folder; });
    QVERIFY(rule != rules.end());
    QCOMPARE(violations(*rule, QStringLiteral("a.cpp"), line).isEmpty(), allowed);
}

void TestLayers::findsACycle()
{
    const QString a = QStringLiteral("a.h"), b = QStringLiteral("b.h"), c = QStringLiteral("c.h");
    QVERIFY(findCycle({ { a, { b } }, { b, { c } }, { c, {} } }).isEmpty());
    QCOMPARE(findCycle({ { a, { b } }, { b, { c } }, { c, { b } } }), QStringList({ b, c, b }));
}

void TestLayers::everyFolderKeepsItsRow()
{
    QStringList all;
    const auto rules = layerRules();
    for (const auto &rule : rules) {
        const auto files = sources({ rule.folder });
        for (auto it = files.begin(); it != files.end(); ++it)
            all << violations(rule, it.key(), it.value());
    }
    all.sort();
    QVERIFY2(all.isEmpty(), qPrintable(all.join(QLatin1Char('\n'))));
}

void TestLayers::noFileIncludesItselfInACircle()
{
    const auto files =
        sources({ QStringLiteral("probes"), QStringLiteral("app"), QStringLiteral("widgets") });
    QVERIFY(files.size() > 20);
    QHash<QString, QStringList> graph;
    for (auto it = files.begin(); it != files.end(); ++it) {
        const auto includes = includesOf(it.value());
        for (const auto &include : includes) {
            if (include.isQuoted && files.contains(include.path))
                graph[it.key()].append(include.path);
        }
    }
    const QStringList cycle = findCycle(graph);
    QVERIFY2(cycle.isEmpty(), qPrintable(cycle.join(QStringLiteral(" -> "))));
}

void TestLayers::everyFileIsOneNounWithItsLicence()
{
    constexpr int mostLines = 500;
    QStringList wrong;
    const auto files = sources({ QStringLiteral("probes"), QStringLiteral("app"), QStringLiteral("widgets"),
                                 QStringLiteral("tests") });
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (!it.value().contains(QLatin1String("SPDX-License-Identifier: GPL-3.0-or-later")))
            wrong << it.key() + QStringLiteral(": no SPDX line");
        if (it.key().endsWith(QLatin1String(".h")) && !it.value().contains(QLatin1String("#pragma once")))
            wrong << it.key() + QStringLiteral(": no #pragma once");
        if (it.value().count(QLatin1Char('\n')) > mostLines)
            wrong << it.key() + QStringLiteral(": over %1 lines").arg(mostLines);
        if (QFileInfo(it.key()).fileName() != QFileInfo(it.key()).fileName().toLower())
            wrong << it.key() + QStringLiteral(": file names are lower case");
    }
    wrong.sort();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestLayers::everyFolderSaysWhatItIsFor()
{
    QStringList wrong;
    const auto rules = layerRules();
    for (const auto &rule : rules) {
        if (!m_root.exists(rule.folder + QStringLiteral("/CMakeLists.txt")))
            continue;
        QFile readme(m_root.filePath(rule.folder + QStringLiteral("/README.md")));
        if (!readme.open(QIODevice::ReadOnly)) {
            wrong << rule.folder + QStringLiteral(": no README.md");
            continue;
        }
        const QString text = QString::fromUtf8(readme.readAll());
        for (const char *part : { "**For", "**May include", "**Never" }) {
            if (!text.contains(QLatin1String(part)))
                wrong << rule.folder + QStringLiteral("/README.md: no ") + QLatin1String(part);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestLayers::thereAreNoOtherFoldersAtTheTop()
{
    const QStringList allowed{ QStringLiteral("app"),    QStringLiteral("build"),
                               QStringLiteral("probes"), QStringLiteral("resources"),
                               QStringLiteral("tests"),  QStringLiteral("translations"),
                               QStringLiteral("widgets") };
    QStringList found = m_root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    found.removeIf([&allowed](const QString &name) { return allowed.contains(name); });
    QCOMPARE(found, QStringList());
}

void TestLayers::textForPeopleStaysOutOfTheProbe()
{
    const auto files = sources({ QStringLiteral("probes/model"), QStringLiteral("probes/wire"),
                                 QStringLiteral("probes/netlink"), QStringLiteral("probes/vrrp"),
                                 QStringLiteral("probes/icmp"), QStringLiteral("probes/host") });
    for (auto it = files.begin(); it != files.end(); ++it) {
        QVERIFY2(!it.value().contains(QRegularExpression(QStringLiteral("\\b(tr|translate|gettext)\\(\""))),
                 qPrintable(it.key()));
    }
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestLayers)
#include "tst_layers.moc"
