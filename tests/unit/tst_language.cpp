// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/abilities.h"
#include "app/lab/fault.h"
#include "app/lab/labfiles.h"
#include "app/lab/plan.h"
#include "app/lab/timers.h"
#include "app/language/labwords.h"
#include "app/language/language.h"
#include "tests/support/testmain.h"

#include <QLocale>
#include <QProcess>
#include <QTest>

using namespace kv;
using namespace kv::language;

using Words = std::vector<std::string>;
Q_DECLARE_METATYPE(Words)

class TestLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void theFirstLanguageThatThereIsIsSpoken_data();
    void theFirstLanguageThatThereIsIsSpoken();
    void theOptionIsTakenOutOfTheWords_data();
    void theOptionIsTakenOutOfTheWords();
    void pluralsFollowTheLanguage();
    void theLabsPhasesAreTranslated();
    void theLabsErrorsKeepTheirWords_data();
    void theLabsErrorsKeepTheirWords();
    void theProgramFollowsLocaleAndOption_data();
    void theProgramFollowsLocaleAndOption();
};

void TestLanguage::theFirstLanguageThatThereIsIsSpoken_data()
{
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *wanted, const char *code) {
        QTest::newRow(name) << QString::fromLatin1(wanted).split(QLatin1Char(' '), Qt::SkipEmptyParts)
                            << QString::fromLatin1(code);
    };
    row("China", "zh-CN", "zh_CN");
    row("as Qt writes it out", "zh-Hans-CN zh-CN zh", "zh_CN");
    row("Singapore writes the same characters", "zh-SG", "zh_CN");
    row("Taiwan reads other characters", "zh-TW", "en");
    row("no locale", "C", "en");
    row("German", "de-DE", "en");
    row("German, else Chinese", "de-DE zh-CN", "zh_CN");
    row("English before Chinese", "en-GB zh-CN", "en");
    row("nothing", "", "en");
}

void TestLanguage::theFirstLanguageThatThereIsIsSpoken()
{
    QFETCH(QStringList, wanted);
    QTEST(Language::bestOf(wanted), "code");
}

void TestLanguage::theOptionIsTakenOutOfTheWords_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<Words>("rest");
    QTest::newRow("not said") << Words{ "watch", "--lab" } << QString() << true << Words{ "watch", "--lab" };
    QTest::newRow("two words") << Words{ "watch", "--language", "zh_CN", "--lab" } << QStringLiteral("zh_CN")
                               << true << Words{ "watch", "--lab" };
    QTest::newRow("one word, before the command")
        << Words{ "--language=en", "watch" } << QStringLiteral("en") << true << Words{ "watch" };
    QTest::newRow("as others write it")
        << Words{ "--language", "zh-cn" } << QStringLiteral("zh_CN") << true << Words{};
    QTest::newRow("the last one counts")
        << Words{ "--language", "en", "--language", "zh_CN" } << QStringLiteral("zh_CN") << true << Words{};
    QTest::newRow("behind -- it is another program's")
        << Words{ "exec", "network1", "--", "x", "--language", "de" } << QString() << true
        << Words{ "exec", "network1", "--", "x", "--language", "de" };
    QTest::newRow("unknown") << Words{ "watch", "--language", "de" } << QString() << false
                             << Words{ "watch" };
    QTest::newRow("without a code") << Words{ "watch", "--language" } << QString() << false
                                    << Words{ "watch" };
    QTest::newRow("an empty code") << Words{ "--language=" } << QString() << false << Words{};
}

void TestLanguage::theOptionIsTakenOutOfTheWords()
{
    QFETCH(Words, words);
    QFETCH(bool, isGood);
    const auto code = takeLanguage(words);
    QCOMPARE(static_cast<bool>(code), isGood);
    QTEST(words, "rest");
    if (isGood) {
        QTEST(*code, "code");
        return;
    }
    for (const QString &known : Language::codes())
        QVERIFY(QString::fromStdString(code.error().text).contains(known));
}

void TestLanguage::pluralsFollowTheLanguage()
{
    const auto hosts = [](int n) {
        return QCoreApplication::translate("kv::gui::Program", "%n hosts", nullptr, n);
    };
    const QLocale before;
    {
        const Language english(QStringLiteral("en"));
        QCOMPARE(hosts(1), QStringLiteral("1 host"));
        QCOMPARE(hosts(2), QStringLiteral("2 hosts"));
    }
    {
        const Language chinese(QStringLiteral("zh_CN"));
        QCOMPARE(hosts(1), QStringLiteral("1 台主机"));
        QCOMPARE(hosts(2), QStringLiteral("2 台主机"));
    }
    // Gone with the object.
    QCOMPARE(hosts(1), QStringLiteral("1 hosts"));
    QLocale::setDefault(before);
}

void TestLanguage::theLabsPhasesAreTranslated()
{
    const QLocale before;
    const Language chinese(QStringLiteral("zh_CN"));
    int phases = 0;
    lab::Abilities poor;
    poor.hasIpv6 = false;
    poor.missingPrograms = { "dnsmasq" };
    for (const lab::BuiltinLab &file : lab::builtinLabs()) {
        const auto definition = lab::loadLab(std::string(file.name));
        QVERIFY(definition);
        const lab::Plan plan = lab::makePlan(*definition, {}, poor);
        for (const lab::Step &step : plan.steps) {
            QVERIFY2(LabWords::text(step.phase) != QString::fromStdString(step.phase), step.phase.c_str());
            ++phases;
        }
        for (const std::string &note : plan.notes)
            QVERIFY2(LabWords::text(note) != QString::fromStdString(note), note.c_str());
    }
    QVERIFY(phases > 0);
    for (const lab::FaultKind &kind : lab::faultKinds())
        QVERIFY2(LabWords::text(kind.text) != QString::fromLatin1(kind.text), kind.text);
    QLocale::setDefault(before);
}

void TestLanguage::theLabsErrorsKeepTheirWords_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("no lab of this name is running")
                           << QStringLiteral("没有正在运行的同名实验环境");
    QTest::newRow("with names") << QStringLiteral("nft is not installed: apt install nftables")
                                << QStringLiteral("未安装 nft：apt install nftables");
    QTest::newRow("a name that looks like a placeholder")
        << QStringLiteral("no such network namespace on %1") << QStringLiteral("%1 上没有这个网络命名空间");
    QTest::newRow("the kernel's words")
        << QStringLiteral("Operation not permitted") << QStringLiteral("Operation not permitted");
}

void TestLanguage::theLabsErrorsKeepTheirWords()
{
    QFETCH(QString, said);
    const QLocale before;
    const Language chinese(QStringLiteral("zh_CN"));
    QTEST(LabWords::text(said.toStdString()), "text");
    QLocale::setDefault(before);
}

void TestLanguage::theProgramFollowsLocaleAndOption_data()
{
    QTest::addColumn<QString>("locale"); ///< NAME=VALUE …
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("begin");
    const QString english = QStringLiteral("Usage: keepviewctl");
    const QString chinese = QStringLiteral("用法：keepviewctl");
    QTest::newRow("no locale") << QString() << QStringList{ QStringLiteral("--help") } << english;
    QTest::newRow("LANG") << QStringLiteral("LANG=zh_CN.UTF-8") << QStringList{ QStringLiteral("--help") }
                          << chinese;
    QTest::newRow("LC_ALL over LANG") << QStringLiteral("LANG=zh_CN.UTF-8 LC_ALL=en_US.UTF-8")
                                      << QStringList{ QStringLiteral("--help") } << english;
    QTest::newRow("LANGUAGE over LANG") << QStringLiteral("LANG=en_US.UTF-8 LANGUAGE=zh_CN:en")
                                        << QStringList{ QStringLiteral("--help") } << chinese;
    QTest::newRow("the option over the locale")
        << QStringLiteral("LANG=zh_CN.UTF-8")
        << QStringList{ QStringLiteral("--language"), QStringLiteral("en"), QStringLiteral("--help") }
        << english;
    QTest::newRow("the lab's part") << QStringLiteral("LANG=zh_CN.UTF-8")
                                    << QStringList{ QStringLiteral("lab"), QStringLiteral("help") }
                                    << chinese;
    QTest::newRow("a command's help, Qt's words included")
        << QString()
        << QStringList{ QStringLiteral("watch"), QStringLiteral("--language=zh_CN"),
                        QStringLiteral("--help") }
        << chinese;
    QTest::newRow("an unknown language")
        << QString() << QStringList{ QStringLiteral("--language"), QStringLiteral("tlh") }
        << QStringLiteral("keepviewctl: --language tlh: there is no such language; there are: en, zh_CN");
}

void TestLanguage::theProgramFollowsLocaleAndOption()
{
    QFETCH(QString, locale);
    QFETCH(QStringList, words);
    QFETCH(QString, begin);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES" })
        environment.remove(QString::fromLatin1(name));
    for (const QString &pair : locale.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        environment.insert(pair.section(QLatin1Char('='), 0, 0), pair.section(QLatin1Char('='), 1));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(KEEPVIEW_BIN "/keepviewctl"), words);
    QVERIFY(program.waitForFinished());
    const QString said = QString::fromUtf8(program.readAll());
    QVERIFY2(said.startsWith(begin), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestLanguage)
#include "tst_language.moc"
