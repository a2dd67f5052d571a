// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/undofile.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>

#include <fcntl.h>

using namespace kv::host;
using namespace kv::model;

namespace kv::tests {

class TestUndoFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void readsBackWhatItWrote();
    void refusesWhatIsNoUndo_data();
    void refusesWhatIsNoUndo();
    void survivesEveryTruncation();
    void isHeldWhileItsDescriptorIsOpen();
};

namespace {

UndoFile sample()
{
    UndoFile undo;
    undo.bootId = "0d6f1f0e-53b5-4b52-9b1b-1f0c34a0f5ac";
    undo.change.change = 2'901'935'320;
    undo.change.link = { 18'446'744'073'709'551'615U, 3 };
    undo.change.linkName = "overlay0";
    undo.change.until = 2'961'935'320;
    undo.change.askedBy = "a \"test\" \xff";
    undo.snapshot = { 3,
                      "overlay0",
                      2'901'935'000,
                      {},
                      { IpPrefix::parse("192.0.2.10/24").value(), IpPrefix::parse("fe80::10/64").value() },
                      {} };
    for (const auto kind : { netlink::UndoKind::address, netlink::UndoKind::neighbour,
                             netlink::UndoKind::route, netlink::UndoKind::fdb }) {
        netlink::UndoItem item;
        item.kind = kind;
        item.message = { 0, 1, 2, 0x7f, 0x80, 0xfe, 0xff, 9, 10, 11, 12, 13 };
        item.text = "route 192.0.2.0/24 via 10.0.0.1";
        item.isKernelMade = kind == netlink::UndoKind::route;
        undo.snapshot.items.push_back(item);
    }
    return undo;
}

} // namespace

void TestUndoFile::readsBackWhatItWrote()
{
    UndoFile undo = sample();
    const auto read = readUndoJson(writeUndoJson(undo));
    QVERIFY(read.ok());
    // Only the word that is no UTF-8 changes.
    undo.change.askedBy = "a \"test\" \xef\xbf\xbd";
    QVERIFY(*read == undo);
}

void TestUndoFile::refusesWhatIsNoUndo_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("another version") << QByteArray("\"keepview-undo\": 1")
                                     << QByteArray("\"keepview-undo\": 2");
    QTest::newRow("no interface") << QByteArray("\"ifindex\": 3") << QByteArray("\"ifindex\": 0");
    QTest::newRow("an interface that is no number")
        << QByteArray("\"ifindex\": 3") << QByteArray("\"ifindex\": \"3\"");
    QTest::newRow("an unknown kind") << QByteArray("\"kind\": \"fdb\"") << QByteArray("\"kind\": \"qdisc\"");
    QTest::newRow("half a byte") << QByteArray("\"message\": \"00") << QByteArray("\"message\": \"0");
    QTest::newRow("no hexadecimal digit")
        << QByteArray("\"message\": \"00") << QByteArray("\"message\": \"0x");
    QTest::newRow("an address of a role that is none")
        << QByteArray("192.0.2.10/24") << QByteArray("192.0.2.300/24");
    QTest::newRow("items that are no list") << QByteArray("\"items\": [") << QByteArray("\"other\": [");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("");
}

void TestUndoFile::refusesWhatIsNoUndo()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QByteArray text = QByteArray::fromStdString(writeUndoJson(sample()));
    QVERIFY(text.contains(before));
    text.replace(text.indexOf(before), before.size(), after);
    const auto read = readUndoJson(text.toStdString());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::malformed);
}

void TestUndoFile::survivesEveryTruncation()
{
    const std::string text = writeUndoJson(sample());
    for (std::size_t length = 0; length + 2 < text.size(); ++length)
        QVERIFY(!readUndoJson(text.substr(0, length)).ok());
}

void TestUndoFile::isHeldWhileItsDescriptorIsOpen()
{
    const QTemporaryDir folder;
    const std::string directory = folder.path().toStdString() + "/new/undo";
    const UndoFile undo = sample();
    auto stored = storeUndo(directory, undo);
    QVERIFY(stored.ok());
    auto found = findUndos(directory);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(found.front().isHeld);
    QVERIFY(found.front().undo.snapshot == undo.snapshot);
    found.clear();
    stored->file.reset();
    found = findUndos(directory);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(!found.front().isHeld);
    // Now this process answers for it, and whoever looks next sees that.
    const auto again = findUndos(directory);
    QCOMPARE(again.size(), std::size_t(1));
    QVERIFY(again.front().isHeld);
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestUndoFile)
#include "tst_undofile.moc"
