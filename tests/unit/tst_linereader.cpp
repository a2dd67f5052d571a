// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/linereader.h"
#include "probes/wire/message.h"
#include "tests/support/testmain.h"

using namespace kv::wire;

namespace kv::tests {

namespace {

std::vector<std::string> drain(LineReader &reader)
{
    std::vector<std::string> lines;
    while (const auto line = reader.next())
        lines.push_back(line->isOversized ? "<oversized>" : line->text);
    return lines;
}

} // namespace

class TestLineReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void linesComeOutHoweverTheyAreSplit();
    void halfALineWaits();
    void theLongestLinePassesAndOneByteMoreDoesNot();
    void anEndlessLineIsReportedOnceAndNotKept();
    void manyLinesAtOnceComeOneByOne();
};

void TestLineReader::linesComeOutHoweverTheyAreSplit()
{
    const std::string stream = "one\n\n{\"two\":2}\r\nthree\n";
    const std::vector<std::string> expected{ "one", "", "{\"two\":2}\r", "three" };
    for (std::size_t first = 0; first <= stream.size(); ++first) {
        for (std::size_t second = first; second <= stream.size(); ++second) {
            LineReader reader;
            std::vector<std::string> lines;
            for (const std::string &piece :
                 { stream.substr(0, first), stream.substr(first, second - first), stream.substr(second) }) {
                reader.feed(piece);
                for (const std::string &line : drain(reader))
                    lines.push_back(line);
            }
            QCOMPARE(lines, expected);
            QCOMPARE(reader.pendingBytes(), 0u);
        }
    }
}

void TestLineReader::halfALineWaits()
{
    LineReader reader;
    reader.feed("half");
    QVERIFY(!reader.next());
    QVERIFY(!reader.next());
    QCOMPARE(reader.pendingBytes(), 4u);
    reader.feed(" and half\n");
    QCOMPARE(drain(reader), std::vector<std::string>{ "half and half" });
}

void TestLineReader::theLongestLinePassesAndOneByteMoreDoesNot()
{
    const std::string longest(maxLineBytes - 1, 'x');
    for (const std::size_t piece : { std::size_t{ 1'000 }, std::size_t{ 65'536 }, 2 * maxLineBytes }) {
        LineReader reader;
        std::vector<std::string> lines;
        const std::string stream = longest + "\n" + longest + "x\nafter\n";
        for (std::size_t at = 0; at < stream.size(); at += piece) {
            reader.feed(std::string_view(stream).substr(at, piece));
            for (const std::string &line : drain(reader))
                lines.push_back(line);
        }
        QCOMPARE(lines, (std::vector<std::string>{ longest, "<oversized>", "after" }));
    }
}

void TestLineReader::anEndlessLineIsReportedOnceAndNotKept()
{
    LineReader reader;
    const std::string piece(100'000, 'x');
    std::size_t reported = 0;
    for (int i = 0; i < 100; ++i) {
        reader.feed(piece);
        reported += drain(reader).size();
        QCOMPARE_LE(reader.pendingBytes(), maxLineBytes);
    }
    QCOMPARE(reported, 1u);
    reader.feed("\nnext\n");
    QCOMPARE(drain(reader), std::vector<std::string>{ "next" });
}

void TestLineReader::manyLinesAtOnceComeOneByOne()
{
    LineReader reader;
    std::string stream;
    for (int i = 0; i < 10'000; ++i)
        stream += std::to_string(i) + "\n";
    reader.feed(stream);
    const auto lines = drain(reader);
    QCOMPARE(lines.size(), 10'000u);
    QCOMPARE(lines.back(), std::string("9999"));
}

} // namespace kv::tests

QTEST_APPLESS_MAIN(kv::tests::TestLineReader)
#include "tst_linereader.moc"
