// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/hostcommand.h"
#include "tests/support/testmain.h"

using namespace kv::session;

namespace kv::tests {

class TestHostCommand : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void splits_data();
    void splits();
    void openQuotesAreRefused_data();
    void openQuotesAreRefused();
    void readsAHostOption_data();
    void readsAHostOption();
    void refusesAHostOption_data();
    void refusesAHostOption();
};

void TestHostCommand::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const char *text, const QStringList &words) {
        QTest::newRow(name) << QString::fromUtf8(text) << words;
    };
    const auto list = [](std::initializer_list<const char *> words) {
        QStringList result;
        for (const char *word : words)
            result += QString::fromUtf8(word);
        return result;
    };
    row("nothing", "", {});
    row("only blanks", " \t ", {});
    row("words and blanks", " ssh  network1\tsudo -n keepview-probe ",
        list({ "ssh", "network1", "sudo", "-n", "keepview-probe" }));
    row("single quotes keep everything", R"(sh -c 'echo "$A" \n; ls')",
        list({ "sh", "-c", R"(echo "$A" \n; ls)" }));
    row("double quotes know backslash and quote", R"("a \"b\" \\ \n c")", list({ R"(a "b" \ \n c)" }));
    row("a backslash keeps a blank", R"(a\ b c)", list({ "a b", "c" }));
    row("an empty word", "a '' \"\" b", list({ "a", "", "", "b" }));
    row("quotes inside a word", R"(--opt='x y'z)", list({ "--opt=x yz" }));
    row("no shell", "a|b $HOME *; `c` && d", list({ "a|b", "$HOME", "*;", "`c`", "&&", "d" }));
    row("Chinese", "ssh 网络1", list({ "ssh", "网络1" }));
}

void TestHostCommand::splits()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    const auto result = splitCommand(text);
    QVERIFY(result.ok());
    QCOMPARE(*result, words);
}

void TestHostCommand::openQuotesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("single") << QStringLiteral("ssh 'network1");
    QTest::newRow("double") << QStringLiteral("ssh \"network1");
    QTest::newRow("double closed by an escaped one") << QStringLiteral("ssh \"network1\\\"");
    QTest::newRow("backslash at the end") << QStringLiteral("ssh network1\\");
}

void TestHostCommand::openQuotesAreRefused()
{
    QFETCH(QString, text);
    const auto result = splitCommand(text);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, model::ErrorCode::malformed);
}

void TestHostCommand::readsAHostOption_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("as the shell leaves it") << QStringLiteral("network1=ssh network1 sudo -n probe");
    QTest::newRow("with single quotes kept") << QStringLiteral("network1='ssh network1 sudo -n probe'");
    QTest::newRow("with double quotes kept") << QStringLiteral("network1=\"ssh network1 sudo -n probe\"");
}

void TestHostCommand::readsAHostOption()
{
    QFETCH(QString, text);
    const auto command = parseHostOption(text);
    QVERIFY(command.ok());
    QCOMPARE(command->name, QStringLiteral("network1"));
    QCOMPARE(command->arguments, QStringLiteral("ssh network1 sudo -n probe").split(QLatin1Char(' ')));
}

void TestHostCommand::refusesAHostOption_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("no command") << QStringLiteral("network1");
    QTest::newRow("an empty command") << QStringLiteral("network1=");
    QTest::newRow("a command of blanks") << QStringLiteral("network1='  '");
    QTest::newRow("no name") << QStringLiteral("=probe");
    QTest::newRow("a name with a blank") << QStringLiteral("net work=probe");
    QTest::newRow("a name with a slash") << QStringLiteral("../x=probe");
    QTest::newRow("a long name") << QString(65, QLatin1Char('x')) + QStringLiteral("=probe");
    QTest::newRow("an open quote") << QStringLiteral("a='probe");
    QTest::newRow("an empty program") << QStringLiteral("a='' b");
    QTest::newRow("nothing") << QString();
}

void TestHostCommand::refusesAHostOption()
{
    QFETCH(QString, text);
    const auto command = parseHostOption(text);
    QVERIFY(!command.ok());
    QVERIFY(!command.error().text.empty());
}

} // namespace kv::tests

QTEST_APPLESS_MAIN(kv::tests::TestHostCommand)
#include "tst_hostcommand.moc"
