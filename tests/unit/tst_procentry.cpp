// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/managementpath.h"
#include "probes/host/procentry.h"
#include "tests/support/testmain.h"

#include <bit>
#include <string>
#include <utility>
#include <vector>

using namespace kv::host;

namespace kv::tests {

class TestProcEntry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void findsThePlugInsConfiguration_data();
    void findsThePlugInsConfiguration();
    void findsTheConfigurationFile_data();
    void findsTheConfigurationFile();
    void readsAStatLine_data();
    void readsAStatLine();
    void readsTheSocketTables();
};

void TestProcEntry::findsThePlugInsConfiguration_data()
{
    QTest::addColumn<QByteArrayList>("words");
    QTest::addColumn<QByteArray>("file");
    const QByteArray server = "/usr/bin/neutron-server";
    QTest::newRow("none given") << QByteArrayList{ "python3", server } << QByteArray();
    QTest::newRow("as packages start it")
        << QByteArrayList{ "python3",       server,
                           "--config-file", "/etc/neutron/neutron.conf",
                           "--config-file", "/etc/neutron/plugins/ml2/ml2_conf.ini" }
        << QByteArray("/etc/neutron/plugins/ml2/ml2_conf.ini");
    QTest::newRow("in one word") << QByteArrayList{ "python3", server, "--config-file=/a/ml2_conf.ini" }
                                 << QByteArray("/a/ml2_conf.ini");
    QTest::newRow("another plug-in's")
        << QByteArrayList{ "python3", server, "--config-file", "/etc/ml2/nsx.ini" } << QByteArray();
    QTest::newRow("cut off") << QByteArrayList{ "python3", server, "--config-file" } << QByteArray();
}

void TestProcEntry::findsThePlugInsConfiguration()
{
    QFETCH(QByteArrayList, words);
    std::vector<std::string> commandLine;
    for (const QByteArray &word : std::as_const(words))
        commandLine.push_back(word.toStdString());
    QTEST(QByteArray::fromStdString(ml2ConfigOf(commandLine)), "file");
}

void TestProcEntry::findsTheConfigurationFile_data()
{
    QTest::addColumn<QByteArrayList>("words");
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char *name, const QByteArrayList &words, const char *file) {
        QTest::newRow(name) << words << QByteArray(file);
    };
    row("none given", { "keepalived", "-n", "-l" }, "");
    row("as Neutron starts it", { "keepalived", "-P", "-f", "/a/b.conf", "-p", "/a/pid", "-r", "/a/vrrp" },
        "/a/b.conf");
    row("after another value", { "keepalived", "-p", "/f", "-f", "/a.conf" }, "/a.conf");
    row("in one word", { "keepalived", "-f/a.conf" }, "/a.conf");
    row("behind other letters", { "keepalived", "-nlf", "/a.conf" }, "/a.conf");
    row("the long form", { "keepalived", "--use-file", "/a.conf" }, "/a.conf");
    row("the long form with =", { "keepalived", "--use-file=/a.conf" }, "/a.conf");
    row("an f inside another value", { "keepalived", "-pfile", "-n" }, "");
    row("cut off", { "keepalived", "-f" }, "");
    row("nothing at all", {}, "");
}

void TestProcEntry::findsTheConfigurationFile()
{
    QFETCH(QByteArrayList, words);
    std::vector<std::string> commandLine;
    for (const QByteArray &word : std::as_const(words))
        commandLine.push_back(word.toStdString());
    QTEST(QByteArray::fromStdString(configFileOf(commandLine)), "file");
}

void TestProcEntry::readsAStatLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("comm");
    QTest::addColumn<char>("state");
    QTest::addColumn<int>("parent");
    QTest::addColumn<bool>("isRead");
    const QByteArray rest(" S 410 412 412 0 -1 4194560 1 0 0 0 2 3 0 0 20 0 1 0 4711 5 6");
    QTest::newRow("a plain name") << QByteArray("412 (keepalived)") + rest << QByteArray("keepalived") << 'S'
                                  << 410 << true;
    QTest::newRow("a name with parentheses and spaces")
        << QByteArray("412 (a) R 1 (b)") + rest << QByteArray("a) R 1 (b") << 'S' << 410 << true;
    QTest::newRow("cut off") << QByteArray("412 (keepalived) S 410 412") << QByteArray() << '?' << 0 << false;
    QTest::newRow("empty") << QByteArray() << QByteArray() << '?' << 0 << false;
    QTest::newRow("no name") << QByteArray("412 keepalived S") << QByteArray() << '?' << 0 << false;
}

void TestProcEntry::readsAStatLine()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isRead);
    const auto stat = parseProcStat(text.toStdString());
    QCOMPARE(stat.has_value(), isRead);
    if (!stat)
        return;
    QTEST(QByteArray::fromStdString(stat->comm), "comm");
    QTEST(stat->state, "state");
    QTEST(int(stat->parentPid), "parent");
    // Ticks are a hundredth of a second everywhere Linux runs today.
    QCOMPARE(qlonglong(stat->startedAt), 47'110'000LL);
}

/// As the kernel wrote them on a little-endian machine.
void TestProcEntry::readsTheSocketTables()
{
    if constexpr (std::endian::native != std::endian::little)
        QFAIL("the recorded table is little-endian");
    const auto lines = parseSocketTable(
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
        "   0: 0B01000A:0016 6501A8C0:D2F0 01 00000000:00000000 02:000A7 00000000     0        0 21817 2 0 "
        "20 4 1 10 -1\n"
        "   1: 0100007F:0277 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 19 1 0 "
        "100 0\n"
        "   2: 0000000000000000FFFF00000B01000A:0016 0000000000000000FFFF00006501A8C0:D2F1 01 "
        "00000000:00000000 "
        "02:0 0 0 0 77 2\n"
        "   3: B80D0120000000000000000011000000:0016 B80D0120000000000000000012000000:8001 01 0:0 02:0 0 0 0 "
        "78 2\n"
        "   4: nonsense\n"
        "\n");
    QCOMPARE(lines.size(), std::size_t(4));
    QCOMPARE(QByteArray::fromStdString(lines[0].local.toString()), QByteArray("10.0.1.11"));
    QCOMPARE(QByteArray::fromStdString(lines[0].remote.toString()), QByteArray("192.168.1.101"));
    QCOMPARE(int(lines[0].localPort), 22);
    QCOMPARE(qulonglong(lines[0].inode), 21817ULL);
    QVERIFY(lines[0].isEstablished);
    QVERIFY(!lines[1].isEstablished);
    // IPv4 over an IPv6 socket is IPv4.
    QVERIFY(lines[2].local == lines[0].local);
    QCOMPARE(QByteArray::fromStdString(lines[3].remote.toString()), QByteArray("2001:db8::12"));
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestProcEntry)
#include "tst_procentry.moc"
