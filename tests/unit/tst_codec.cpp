// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/codec.h"
#include "tests/support/samplebodies.h"
#include "tests/support/testmain.h"

#include <QFile>

#include <set>

using namespace kv::model;
using namespace kv::wire;

namespace kv::tests {

namespace {

std::string fromHex(const char *text)
{
    return QByteArray::fromHex(text).toStdString();
}

} // namespace

class TestCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void everyBodyComesBackEqual_data();
    void everyBodyComesBackEqual();
    void everyRequestComesBackEqual();
    void everyReplyComesBackEqual();
    void everyExampleOfTheProtocolEncodesToItself_data();
    void everyExampleOfTheProtocolEncodesToItself();
    void everyMessageHasAnExample();
    void badRequestsGetAnErrorOfTheList_data();
    void badRequestsGetAnErrorOfTheList();
    void badMessagesGetAnErrorOfTheList_data();
    void badMessagesGetAnErrorOfTheList();
    void hostileNamesArriveAsReplacementCharacters_data();
    void hostileNamesArriveAsReplacementCharacters();
    void aLineIsNeverLongerThanItsBound_data();
    void aLineIsNeverLongerThanItsBound();
    void unknownKeysAreIgnored();
    void nearEndRecordsDoNotComeFromAProbe();
    void theIdOfABadRequestIsSeen();
};

void TestCodec::everyBodyComesBackEqual_data()
{
    QTest::addColumn<std::size_t>("index");
    const auto bodies = sampleBodies();
    QCOMPARE_GE(bodies.size(), std::variant_size_v<ObservationBody>);
    std::set<std::size_t> alternatives;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        alternatives.insert(bodies[i].index());
        QTest::addRow("sample %zu, alternative %zu", i, bodies[i].index()) << i;
    }
    QCOMPARE(alternatives.size(), std::variant_size_v<ObservationBody>);
}

void TestCodec::everyBodyComesBackEqual()
{
    QFETCH(std::size_t, index);
    const ObservationBody body = sampleBodies()[index];
    const Observation observation{ "network1", 12'345, 67'890, body };
    const std::string recorded = encode(observation);
    QCOMPARE(recorded.find('\n'), recorded.size() - 1);
    const auto again = decodeObservation(recorded);
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
    QVERIFY(*again == observation);

    const Event event{ 42, 12'345, body };
    const auto sent = decodeFromProbe(encode(event));
    const bool isNearEnd = std::holds_alternative<SessionState>(body)
        || std::holds_alternative<ClockOffset>(body) || std::holds_alternative<Tick>(body)
        || std::holds_alternative<RouterName>(body) || std::holds_alternative<FaultNote>(body);
    QCOMPARE(sent.ok(), !isNearEnd);
    if (sent.ok())
        QVERIFY(std::get<Event>(*sent) == event);
}

void TestCodec::everyRequestComesBackEqual()
{
    for (const Request &request : sampleRequests()) {
        const auto again = decodeRequest(encode(request));
        QVERIFY2(again.ok(), encode(request).c_str());
        QVERIFY(*again == request);
    }
}

void TestCodec::everyReplyComesBackEqual()
{
    const std::vector<Reply> replies{ { 1, 5, 0, {} },
                                      { 2, 5, 77, {} },
                                      { 0, 0, 0, Error{ ErrorCode::refused, "no", "eth0" } },
                                      { std::numeric_limits<std::uint64_t>::max(), 1, 0,
                                        Error{ ErrorCode::io, "", "" } } };
    for (const Reply &reply : replies) {
        const auto again = decodeFromProbe(encode(reply));
        QVERIFY(again.ok());
        QVERIFY(std::get<Reply>(*again) == reply);
    }
}

static std::vector<std::string> protocolExamples()
{
    QFile file(QStringLiteral(KEEPVIEW_SOURCE "/probes/wire/PROTOCOL.md"));
    std::vector<std::string> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("{\""))
            lines.push_back(line.toStdString() + '\n');
    }
    return lines;
}

void TestCodec::everyExampleOfTheProtocolEncodesToItself_data()
{
    QTest::addColumn<QByteArray>("line");
    int number = 0;
    for (const std::string &line : protocolExamples())
        QTest::addRow("example %d: %.40s", ++number, line.c_str()) << QByteArray::fromStdString(line);
    QCOMPARE_GT(number, 30);
}

void TestCodec::everyExampleOfTheProtocolEncodesToItself()
{
    QFETCH(QByteArray, line);
    const std::string text = line.toStdString();
    std::string again;
    if (text.starts_with("{\"id\"")) {
        const auto request = decodeRequest(text);
        QVERIFY2(request.ok(), request.ok() ? "" : request.error().text.c_str());
        again = encode(*request);
    } else if (text.find("\"arrivedAt\"") != std::string::npos) {
        const auto observation = decodeObservation(text);
        QVERIFY2(observation.ok(), observation.ok() ? "" : observation.error().text.c_str());
        again = encode(*observation);
    } else {
        const auto message = decodeFromProbe(text);
        QVERIFY2(message.ok(), message.ok() ? "" : message.error().text.c_str());
        again = std::visit([](const auto &value) { return encode(value); }, *message);
    }
    QCOMPARE(QByteArray::fromStdString(again), line);
}

void TestCodec::everyMessageHasAnExample()
{
    std::string all;
    for (const std::string &line : protocolExamples())
        all += line;
    for (const ObservationBody &body : sampleBodies()) {
        const std::string line = encode(Observation{ "h", 0, 0, body });
        const std::string start = line.substr(0, line.find(','));
        QVERIFY2(all.find(start) != std::string::npos, start.c_str());
    }
    for (const Request &request : sampleRequests()) {
        const std::string line = encode(request);
        const std::size_t op = line.find("\"op\"");
        const std::string name = line.substr(op, line.find_first_of(",}", op) - op);
        QVERIFY2(all.find(name) != std::string::npos, name.c_str());
    }
}

void TestCodec::badRequestsGetAnErrorOfTheList_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &line, ErrorCode code) {
        QTest::newRow(name) << line << static_cast<int>(code);
    };
    row("an empty line", "", ErrorCode::malformed);
    row("no JSON", "hello?", ErrorCode::malformed);
    row("half a line", R"({"id":1,"op":"sna)", ErrorCode::malformed);
    row("two objects on a line", R"({"id":1,"op":"clock"}{"id":2,"op":"clock"})", ErrorCode::malformed);
    row("a list", "[1,2]", ErrorCode::malformed);
    row("a bare number", "7", ErrorCode::malformed);
    row("no id", R"({"op":"clock"})", ErrorCode::malformed);
    row("id 0 is not used", R"({"id":0,"op":"clock"})", ErrorCode::invalidArgument);
    row("a negative id", R"({"id":-1,"op":"clock"})", ErrorCode::invalidArgument);
    row("an id as text", R"({"id":"1","op":"clock"})", ErrorCode::malformed);
    row("an id with a fraction", R"({"id":1.5,"op":"clock"})", ErrorCode::malformed);
    row("an id over 64 bits", R"({"id":18446744073709551616,"op":"clock"})", ErrorCode::malformed);
    row("a number no computer holds", R"({"id":1e999,"op":"clock"})", ErrorCode::malformed);
    row("no operation", R"({"id":1})", ErrorCode::malformed);
    row("an operation that is no text", R"({"id":1,"op":{}})", ErrorCode::malformed);
    row("an unknown operation", R"({"id":1,"op":"format-disk"})", ErrorCode::unknownOperation);
    row("echo without a series",
        R"({"id":1,"op":"echo.start","netns":"0","target":"1.2.3.4","intervalUs":10000})",
        ErrorCode::malformed);
    row("echo to nowhere",
        R"({"id":1,"op":"echo.start","series":1,"netns":"0","target":"","intervalUs":10000})",
        ErrorCode::invalidArgument);
    row("echo to a name",
        R"({"id":1,"op":"echo.start","series":1,"netns":"0","target":"a.b","intervalUs":10000})",
        ErrorCode::invalidArgument);
    row("echo too fast",
        R"({"id":1,"op":"echo.start","series":1,"netns":"0","target":"1.2.3.4","intervalUs":999})",
        ErrorCode::invalidArgument);
    row("a cookie as a number",
        R"({"id":1,"op":"echo.start","series":1,"netns":0,"target":"1.2.3.4","intervalUs":10000})",
        ErrorCode::malformed);
    row("a cookie that is no number",
        R"({"id":1,"op":"echo.start","series":1,"netns":"-1","target":"1.2.3.4","intervalUs":10000})",
        ErrorCode::invalidArgument);
    row("an interface number below 0", R"({"id":1,"op":"link.set","netns":"1","ifindex":-2,"up":true})",
        ErrorCode::invalidArgument);
    row("up is a number", R"({"id":1,"op":"link.set","netns":"1","ifindex":2,"up":1})", ErrorCode::malformed);
    row("link down without its undo time", R"({"id":1,"op":"link.set","netns":"1","ifindex":2,"up":false})",
        ErrorCode::malformed);
    row("link down for a day",
        R"({"id":1,"op":"link.set","netns":"1","ifindex":2,"up":false,"undoAfterMs":86400000})",
        ErrorCode::invalidArgument);
    row("asked by somebody with a long name",
        R"({"id":1,"op":"link.set","netns":"1","ifindex":2,"up":true,"askedBy":")" + QByteArray(129, 'x')
            + "\"}",
        ErrorCode::invalidArgument);
    row("extended to nothing", R"({"id":1,"op":"change.extend","change":1,"untilMs":0})",
        ErrorCode::invalidArgument);
    row("ill-formed UTF-8", "{\"id\":1,\"op\":\"clo\xff\xfe\"}", ErrorCode::malformed);
    row("a nesting bomb of lists", "{\"id\":1,\"op\":" + QByteArray(100'000, '[') + "}",
        ErrorCode::malformed);
    row("a nesting bomb of objects", QByteArray("{\"a\":").repeated(50'000), ErrorCode::malformed);
    row("deeper than any message, well-formed",
        "{\"id\":1,\"op\":\"clock\",\"x\":" + QByteArray(9, '[') + QByteArray(9, ']') + "}",
        ErrorCode::malformed);
    row("longer than a line may be", "{\"id\":1,\"op\":\"" + QByteArray(maxLineBytes, 'x') + "\"}",
        ErrorCode::oversized);
}

void TestCodec::badRequestsGetAnErrorOfTheList()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    const auto request = decodeRequest(line.toStdString());
    QVERIFY(!request.ok());
    QCOMPARE(static_cast<int>(request.error().code), code);
    QVERIFY(!request.error().text.empty());
}

void TestCodec::badMessagesGetAnErrorOfTheList_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &line, ErrorCode code) {
        QTest::newRow(name) << line << static_cast<int>(code);
    };
    row("no name", R"({"seq":1,"at":1})", ErrorCode::malformed);
    row("an unknown message", R"({"m":"wifi","seq":1,"at":1})", ErrorCode::malformed);
    row("no sequence", R"({"m":"snapshot.begin","at":1})", ErrorCode::malformed);
    row("a time before the boot", R"({"m":"snapshot.begin","seq":1,"at":-1})", ErrorCode::invalidArgument);
    row("a time in nanoseconds of the epoch", R"({"m":"snapshot.begin","seq":1,"at":1763935200000000000})",
        ErrorCode::invalidArgument);
    row("an address that is none",
        R"({"m":"address","seq":1,"at":1,"netns":"1","ifindex":1,"prefix":"1.2.3/8","scope":0,"flags":0})",
        ErrorCode::invalidArgument);
    row("a prefix too long",
        R"({"m":"address","seq":1,"at":1,"netns":"1","ifindex":1,"prefix":"1.2.3.4/33","scope":0,"flags":0})",
        ErrorCode::invalidArgument);
    row("a scope over a byte",
        R"({"m":"address","seq":1,"at":1,"netns":"1","ifindex":1,"prefix":"1.2.3.4/8","scope":256,"flags":0})",
        ErrorCode::invalidArgument);
    row("a process in an unknown state",
        R"({"m":"process","seq":1,"at":1,"pid":1,"parentPid":0,"name":"x","netns":"1","state":"zombie","startedAt":0})",
        ErrorCode::invalidArgument);
    row("a list that is none", R"({"m":"netns","seq":1,"at":1,"netns":"1","names":"x","inode":1})",
        ErrorCode::malformed);
    row("a name that is no text", R"({"m":"netns","seq":1,"at":1,"netns":"1","names":[7],"inode":1})",
        ErrorCode::malformed);
    row("an echo row too short",
        R"({"m":"echo.batch","seq":1,"at":1,"series":1,"upTo":1,"sent":[[1]],"answers":[]})",
        ErrorCode::invalidArgument);
    row("an answer before its request",
        R"({"m":"echo.batch","seq":1,"at":1,"series":1,"upTo":1,"sent":[],"answers":[[1,5,-3]]})",
        ErrorCode::invalidArgument);
    row("a reply with half an error", R"({"m":"reply","id":1,"at":1,"error":{"code":"io"}})",
        ErrorCode::malformed);
    row("a reply with an unknown code", R"({"m":"reply","id":1,"at":1,"error":{"code":"x","text":""}})",
        ErrorCode::invalidArgument);
    row("a VXLAN that is no object",
        R"({"m":"link","seq":1,"at":1,"netns":"1","ifindex":1,"name":"v","kind":"vxlan","mac":"00:00:00:00:00:00","mtuBytes":1,"up":true,"carrier":true,"oper":"up","vxlan":101})",
        ErrorCode::malformed);
    row("a VNI over 24 bits",
        R"({"m":"link","seq":1,"at":1,"netns":"1","ifindex":1,"name":"v","kind":"vxlan","mac":"00:00:00:00:00:00","mtuBytes":1,"up":true,"carrier":true,"oper":"up","vxlan":{"vni":16777216,"port":8472}})",
        ErrorCode::invalidArgument);
}

void TestCodec::badMessagesGetAnErrorOfTheList()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    const auto message = decodeFromProbe(line.toStdString());
    QVERIFY(!message.ok());
    QCOMPARE(static_cast<int>(message.error().code), code);
}

void TestCodec::hostileNamesArriveAsReplacementCharacters_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("arrives");
    QTest::newRow("plain") << QByteArray("eth0") << QByteArray("eth0");
    QTest::newRow("Chinese stays") << QByteArray("网络") << QByteArray("网络");
    QTest::newRow("a lone byte") << QByteArray("a\xff"
                                               "b")
                                 << QByteArray("a\xEF\xBF\xBD"
                                               "b");
    QTest::newRow("a cut sequence") << QByteArray("\xE7\xBD") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("an overlong slash") << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80")
                                 << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80")
                                    << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("newline, quote, backslash, escape, delete")
        << QByteArray("\n\"\\\x1b\x7f") << QByteArray("\n\"\\\x1b\x7f");
    QTest::newRow("a zero byte") << QByteArray("a\0b", 3) << QByteArray("a\0b", 3);
}

void TestCodec::hostileNamesArriveAsReplacementCharacters()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, arrives);
    Link link;
    link.name = name.toStdString();
    const std::string line = encode(Event{ 1, 1, link });
    QCOMPARE(line.find('\n'), line.size() - 1);
    const auto again = decodeFromProbe(line);
    QVERIFY(again.ok());
    const auto &body = std::get<Event>(*again).body;
    QCOMPARE(QByteArray::fromStdString(std::get<Link>(body).name), arrives);
}

void TestCodec::aLineIsNeverLongerThanItsBound_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("plain text") << std::string(1'000'000, 'x');
    QTest::newRow("every byte is escaped sixfold") << std::string(1'000'000, '\x01');
    QTest::newRow("every byte becomes three") << std::string(1'000'000, '\xff');
}

void TestCodec::aLineIsNeverLongerThanItsBound()
{
    QFETCH(std::string, text);
    const std::vector<std::string> many(10'000, text.substr(0, 5'000));
    NetNamespace space{ 1, many, 1, false };
    VrrpInstanceConfig config;
    config.file = config.name = config.routerId = config.interface = text;
    config.notUnderstood = many;
    for (int i = 0; i < 10'000; ++i)
        config.addresses.push_back({ *IpPrefix::parse("fd00::1/64"), text.substr(0, 2'000), true });
    ChangeState change;
    change.linkName = change.askedBy = text;
    change.differences = many;
    EchoBatch batch;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        batch.sent.push_back({ i, 1, true });
        batch.answers.push_back({ i, 1, 1 });
    }
    Hello hello;
    hello.version = hello.hostName = hello.bootId = hello.kernelRelease = text;
    hello.capabilities = many;
    VrrpAdvert advert;
    advert.addresses.assign(100'000, *IpAddress::parse("fd00:1111:2222:3333:4444:5555:6666:7777"));
    EchoSeriesState series;
    series.spec.target = IpAddress::v4(1, 2, 3, 4);
    series.error = Error{ ErrorCode::io, text, text };
    for (const ObservationBody &body : { ObservationBody{ space },
                                         { config },
                                         { change },
                                         { batch },
                                         { hello },
                                         { advert },
                                         { series },
                                         { SessionState{ {}, text } } }) {
        const std::string line = encode(Observation{ text, 1, 1, body });
        QCOMPARE_LE(line.size(), maxLineBytes);
        const auto again = decodeObservation(line);
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().text.c_str());
    }
    QVERIFY(decodeRequest(encode(Request{ 1, SetLink{ { { 1, 2 }, false, 1000, text } } })).ok());
}

void TestCodec::unknownKeysAreIgnored()
{
    QVERIFY(decodeRequest(R"({"id":1,"op":"clock","later":{"a":[1,2.5,null,true]}})").ok());
    QVERIFY(decodeFromProbe(R"({"m":"snapshot.begin","seq":1,"at":1,"later":[]})").ok());
}

void TestCodec::nearEndRecordsDoNotComeFromAProbe()
{
    const auto tick = decodeFromProbe(R"({"m":"tick","seq":1,"at":1})");
    QVERIFY(!tick.ok());
    QCOMPARE(tick.error().code, ErrorCode::malformed);
}

void TestCodec::theIdOfABadRequestIsSeen()
{
    QCOMPARE(requestIdOf(R"({"id":12,"op":"nonsense"})"), 12u);
    QCOMPARE(requestIdOf(R"({"id":"12"})"), 0u);
    QCOMPARE(requestIdOf(R"({"id":-12})"), 0u);
    QCOMPARE(requestIdOf("no"), 0u);
    QCOMPARE(requestIdOf(fromHex("ff00")), 0u);
}

} // namespace kv::tests

QTEST_APPLESS_MAIN(kv::tests::TestCodec)
#include "tst_codec.moc"
