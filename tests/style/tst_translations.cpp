// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/style/translationfile.h"

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace kv::tests;

/// Every text for people is in every language. ./test --translations takes new text in and gone text out.
class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faultsAreFound_data();
    void faultsAreFound();
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void theFileIsUpToDate_data();
    void theFileIsUpToDate();
};

namespace {

QString sourceFile(const QString &name)
{
    return QStringLiteral(KEEPVIEW_SOURCE "/translations/") + name;
}

void files()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("leastForms");
    QTest::newRow("English: the plural forms")
        << QStringLiteral("keepview_en.ts") << QStringList{ QStringLiteral("-pluralonly") } << 2;
    QTest::newRow("Simplified Chinese: everything")
        << QStringLiteral("keepview_zh_CN.ts") << QStringList() << 1;
}

} // namespace

void TestTranslations::faultsAreFound_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QStringList>("translations");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isNumerus");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *name, const char *source, const QStringList &translations,
                        const char *type, bool isNumerus, bool isGood) {
        QTest::newRow(name) << QString::fromUtf8(source) << translations << QString::fromUtf8(type)
                            << isNumerus << isGood;
    };
    row("another order is fine", "%1 on %2", { QStringLiteral("%2: %1") }, "", false, true);
    row("a placeholder is missing", "%1 on %2", { QStringLiteral("%1") }, "", false, false);
    row("a placeholder is another one", "%1 on %2", { QStringLiteral("%1 %3") }, "", false, false);
    row("unfinished", "%1", { QStringLiteral("%1") }, "unfinished", false, false);
    row("vanished", "%1", { QStringLiteral("%1") }, "vanished", false, false);
    row("empty", "word", { QString() }, "", false, false);
    row("the access key is lost", "&Open", { QStringLiteral("open") }, "", false, false);
    row("the access key moved", "&Open", { QStringLiteral("open(&O)") }, "", false, true);
    row("a plural's second form lacks %1", "%n of %1", { QStringLiteral("one of %1"), QStringLiteral("%n") },
        "", true, false);
    row("no plural form tells the number", "%n hosts", { QStringLiteral("hosts") }, "", true, false);
    row("a tag is lost", "<b>%1</b>", { QStringLiteral("%1") }, "", false, false);
}

void TestTranslations::faultsAreFound()
{
    QFETCH(QString, source);
    QFETCH(QStringList, translations);
    QFETCH(QString, type);
    QFETCH(bool, isNumerus);
    QFETCH(bool, isGood);
    const QStringList faults =
        faultsOf({ QStringLiteral("context"), source, {}, type, isNumerus, translations });
    QVERIFY2(faults.isEmpty() == isGood, qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestTranslations::everyTextIsTranslated_data()
{
    files();
}

void TestTranslations::everyTextIsTranslated()
{
    QFETCH(QString, name);
    QFETCH(int, leastForms);
    const auto messages = readTranslations(sourceFile(name));
    QVERIFY(!messages.isEmpty());
    QStringList faults;
    for (const TranslatedMessage &message : messages) {
        faults << faultsOf(message);
        if (message.isNumerus && message.translations.size() != leastForms)
            faults << QStringLiteral("%1: not %2 plural forms").arg(message.key()).arg(leastForms);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestTranslations::theFileIsUpToDate_data()
{
    files();
}

void TestTranslations::theFileIsUpToDate()
{
    QFETCH(QString, name);
    QFETCH(QStringList, more);
    QTemporaryDir folder;
    const QString copy = folder.filePath(name);
    QVERIFY(QFile::copy(sourceFile(name), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(KEEPVIEW_SOURCE));
    const QStringList words = QStringLiteral(KEEPVIEW_LUPDATE_WORDS).split(QLatin1Char(' '));
    lupdate.start(QStringLiteral(KEEPVIEW_LUPDATE),
                  words + more + QStringList{ QStringLiteral("-ts"), copy });
    QVERIFY(lupdate.waitForFinished(60'000));
    QCOMPARE(lupdate.exitCode(), 0);
    // A tr() whose context lupdate cannot tell is never found at run time.
    const QString said = QString::fromUtf8(lupdate.readAllStandardError());
    QVERIFY2(!said.contains(QLatin1String("lacks Q_OBJECT"))
                 && !said.contains(QLatin1String("Qualifying with unknown")),
             qPrintable(said));
    QStringList faults;
    QSet<QString> before;
    for (const TranslatedMessage &message : readTranslations(sourceFile(name)))
        before.insert(message.key());
    const auto messages = readTranslations(copy);
    QCOMPARE(messages.size(), before.size());
    for (const TranslatedMessage &message : messages) {
        if (!before.contains(message.key()) || !message.type.isEmpty())
            faults << (message.type.isEmpty() ? QStringLiteral("new") : message.type) + QStringLiteral(": ")
                    + message.key();
    }
    QVERIFY2(faults.isEmpty(),
             qPrintable(QStringLiteral("run ./test --translations and translate:\n")
                        + faults.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
