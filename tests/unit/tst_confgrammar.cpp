// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The grammar of keepalived.conf(5) beyond its plain statements. tests/netns/tst_realconf has keepalived
// itself read the same forms.
#include "probes/vrrp/keepalivedconf.h"
#include "tests/support/testmain.h"

#include <map>

using namespace kv::model;

namespace kv::tests {

class TestConfGrammar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void expandsLines_data();
    void expandsLines();
    void readsIncludes();
    void boundsWhatExpands_data();
    void boundsWhatExpands();
    void tracks_data();
    void tracks();
    void readsTheRest();
    void followsKeepalivedsOwnRules_data();
    void followsKeepalivedsOwnRules();
    void neverKeepsASecret();
};

namespace {

const vrrp::ConfSurroundings onMain{ "main", {} };

QByteArray expanded(const QByteArray &text)
{
    QByteArrayList lines;
    for (const vrrp::ConfLine &line :
         vrrp::expandConf({ "/etc/keepalived/k.conf", text.toStdString() }, onMain).lines) {
        const QByteArray one = QByteArray::fromStdString(line.text).simplified();
        if (!one.isEmpty())
            lines << one;
    }
    return lines.join('|');
}

VrrpInstanceConfig first(const QByteArray &text)
{
    const auto all = vrrp::parseKeepalivedConf(text.toStdString(), "/x", onMain);
    return all.empty() ? VrrpInstanceConfig{} : all.front();
}

QByteArray describe(const TrackedItem &item)
{
    QByteArray text(trackedKindName(item.kind).data());
    text += ' ' + QByteArray::fromStdString(item.name) + ' ' + QByteArray::number(item.weight);
    text += item.isReversed ? " reverse" : "";
    if (!item.subject.empty())
        text += " of " + QByteArray::fromStdString(item.subject);
    if (item.intervalMs != 0)
        text += " every " + QByteArray::number(item.intervalMs) + " fall " + QByteArray::number(item.fall)
            + " rise " + QByteArray::number(item.rise);
    return text + (item.isFromGroup ? " by its group" : "");
}

} // namespace

void TestConfGrammar::expandsLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("lines");
    const auto row = [](const char *name, const char *text, const char *lines) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(lines);
    };
    row("comments end at the line", "a # b\n! c\nd ! e\n", "a|d");
    row("a comment's sign in quotes is none", "script \"a#b!c\" # d\n", "script \"a#b!c\"");
    row("a condition that holds", "@main priority 1\n", "priority 1");
    row("a condition that does not", "@backup priority 1\nx\n", "x");
    row("a negative condition", "@^main a\n@^backup b\n", "b");
    row("a parameter before a blank and in braces", "$P=5\npriority $P\nx ${P}0 $P0 $P-\n",
        "priority 5|x 50 $P0 $P-");
    row("an undefined parameter stays", "script ${NO} $NO\n", "script ${NO} $NO");
    row("an empty value", "$E=\nx${E}y\n", "xy");
    row("a value is replaced when it is used", "$A=10.2.${S}\n$S=0\n${A}.100/32\n$S=10\n${A}.100/32\n",
        "10.2.0.100/32|10.2.10.100/32");
    row("a value that is itself a condition", "$IF=@main\n$IF priority 240\n$IF2=@other\n$IF2 priority 1\n",
        "priority 240");
    row("a definition under a condition", "@main $P=240\n@backup $P=200\npriority $P\n", "priority 240");
    row("a definition of several lines",
        "$I= \\\nvrrp_instance V${N} { \\\n @main priority 3 \\\n @backup priority 4 \\\n}\n$N=1\n$I\n$N=2\n$I\n",
        "vrrp_instance V1 {|priority 3|}|vrrp_instance V2 {|priority 3|}");
    row("a definition of several lines in another",
        "$IN= \\\n a${X} \\\n b\n$OUT= \\\n $X=1 \\\n $IN \\\n $X=2 \\\n $IN\n$OUT\n", "a1|b|a2|b");
    row("several lines under a condition that does not hold", "@other $I= \\\n a \\\n b\nc\n", "c");
    row("a sequence", "~SEQ(S, 0, 3) ip 10.0.${S}.1\n", "ip 10.0.0.1|ip 10.0.1.1|ip 10.0.2.1|ip 10.0.3.1");
    row("a sequence with only an end", "~SEQ(S, 2) a $S\n", "a 1|a 2");
    row("a hexadecimal sequence", "~SEQx(S, 0x90, 0x10, 0xc0) fe80::${S}\n",
        "fe80::90|fe80::a0|fe80::b0|fe80::c0");
    row("sequences in sequences", "~SEQ(A, 1, 2) ~SEQ(B, 5, -1, 4) ${A}.${B}\n", "1.5|1.4|2.5|2.4");
    row("a list of pairs", "~LST({A, B}, {10,1},{20,4}) ${A}.${B}\n", "10.1|20.4");
    row("a list of words", "~LST(A, x, y) $A\n", "x|y");
    row("the predefined names", "x ${_PWD} ${_INSTANCE} ${_HASH}${_BANG} ${_RANDOM}\n",
        "x /etc/keepalived main \x01\x02 ${_RANDOM}");
    row("a sequence that goes nowhere stays", "~SEQ(A, 1, 0, 2) $A\n", "~SEQ(A, 1, 0, 2) $A");
}

void TestConfGrammar::expandsLines()
{
    QFETCH(QByteArray, text);
    QTEST(expanded(text), "lines");
}

void TestConfGrammar::readsIncludes()
{
    const std::map<std::string, std::string> files{
        { "/etc/a.conf", "vrrp_instance a {\n frobnicate\n priority $P\n}\ninclude \"deep.conf\"\n" },
        { "/etc/sub/b.conf", "vrrp_instance b {\n}\ninclude self.conf\n" },
        { "/etc/sub/self.conf", "include self.conf\n" }
    };
    std::vector<std::string> asked;
    vrrp::ConfSurroundings surroundings{ "main", [&](const std::string &pattern, const std::string &folder) {
                                            asked.push_back(folder + "/" + pattern);
                                            std::vector<vrrp::ConfFile> found;
                                            for (const auto &[path, text] : files) {
                                                if (path == folder + "/" + pattern
                                                    || (pattern == "sub/*.conf" && path == "/etc/sub/b.conf"))
                                                    found.push_back({ path, text });
                                            }
                                            return found;
                                        } };
    const auto all = vrrp::parseKeepalivedConf(
        "$P=9\ninclude a.conf\nincluder sub/*.conf\nvrrp_instance c {\n}\n@main include no.conf\n",
        "/etc/k.conf", surroundings);
    QCOMPARE(all.size(), std::size_t(3));
    QCOMPARE(all[0].name, std::string("a"));
    QCOMPARE(all[0].priority, std::uint8_t(9));
    QCOMPARE(all[0].file, std::string("/etc/k.conf"));
    QCOMPARE(all[2].name, std::string("c"));
    QCOMPARE(all[0].notUnderstood.at(0), std::string("/etc/a.conf:2: frobnicate"));
    QCOMPARE(asked.at(1), std::string("/etc/deep.conf"));
    QVERIFY(asked.size() < 20); // a file that includes itself ends at a depth
    QCOMPARE(all[1].files.at(0), std::string("/etc/a.conf"));
    QVERIFY(all[1].files.size() <= vrrp::maxConfIncludeDepth + 2);
    QVERIFY(std::find(all[1].notUnderstood.begin(), all[1].notUnderstood.end(), "longer than is read")
            != all[1].notUnderstood.end());
}

void TestConfGrammar::boundsWhatExpands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a parameter that names itself") << QByteArray("$A=x${A}\n$A\n");
    QTest::newRow("two that name each other") << QByteArray("$A=${B}${B}\n$B=${A}${A}\n$A\n");
    QTest::newRow("several lines that name themselves") << QByteArray("$A= \\\n a \\\n $A \\\n $A\n$A\n");
    QTest::newRow("sequences of sequences") << QByteArray("~SEQ(A,60000) ~SEQ(B,60000) ~SEQ(C,60000) $A\n");
    QTest::newRow("sequences of nothing")
        << QByteArray("~SEQ(A,60000) ~SEQ(B,60000) ~SEQ(C,60000) @other $A\n");
    QTest::newRow("a line too long") << "a " + QByteArray(vrrp::maxConfLineBytes, 'x') + "\n";
    QTest::newRow("a line that substitution makes too long")
        << "$A=" + QByteArray(vrrp::maxConfLineBytes - 10, 'x') + "\na ${A} ${A}\n";
    QTest::newRow("long lines out of short ones")
        << "$A=" + QByteArray(vrrp::maxConfLineBytes - 10, 'x') + "\n" + QByteArray("$A\n").repeated(50'000);
    QTest::newRow("sequences deeper than any")
        << QByteArray("~SEQ(A,2) ").repeated(17) + "~SEQ(B,60000) $A\n";
}

void TestConfGrammar::boundsWhatExpands()
{
    QFETCH(QByteArray, text);
    const vrrp::ConfText read = vrrp::expandConf({ "/x", text.toStdString() }, onMain);
    QVERIFY(!read.isComplete);
    QVERIFY(read.lines.size() <= vrrp::maxConfLines);
    std::size_t bytes = 0;
    for (const vrrp::ConfLine &line : read.lines) {
        QVERIFY(line.text.size() <= vrrp::maxConfLineBytes);
        bytes += line.text.size();
    }
    QVERIFY(bytes <= vrrp::maxConfLookedBytes);
}

void TestConfGrammar::tracks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tracked");
    const QByteArray script(
        "vrrp_script chk {\n script \"/bin/chk -p secret\"\n interval 2\n weight -20\n fall 3\n rise 2\n}\n");
    const auto instance = [](const char *inside) {
        return QByteArray("vrrp_instance a {\n interface e\n") + inside + "\n}\n";
    };
    QTest::newRow("interfaces") << instance("track_interface {\n eth1\n eth2 weight 10 reverse\n e\n}")
                                << QByteArray("interface eth1 0; interface eth2 10 reverse");
    QTest::newRow("a script with its own weight")
        << script + instance("track_script {\n chk\n}")
        << QByteArray("script chk -20 of /bin/chk every 2000 fall 3 rise 2");
    QTest::newRow("a script that is defined later, with another weight")
        << instance("track_script {\n chk weight 7\n}") + script
        << QByteArray("script chk 7 of /bin/chk every 2000 fall 3 rise 2");
    QTest::newRow("files and processes count one by default")
        << QByteArray(
               "track_file f {\n file /run/f\n}\nvrrp_track_process p {\n process haproxy -secret\n}\n")
            + instance("track_file {\n f\n}\ntrack_process {\n p weight 3\n}")
        << QByteArray("file f 1 of /run/f; process p 3 of haproxy");
    QTest::newRow("BFD with its own weight, another, and none")
        << QByteArray(
               "bfd_instance b1 {\n neighbor_ip 10.0.0.2\n source_ip 10.0.0.1\n min_rx 100\n min_tx 100\n "
               "idle_tx 1000\n multiplier 3\n passive\n max_hops 1\n vrrp\n weight -30 reverse\n}\n"
               "bfd_instance b2 {\n neighbour_ip fd00::2\n}\n")
            + instance("track_bfd {\n b1\n b2 weight 5\n}")
        << QByteArray("bfd b1 -30 reverse of 10.0.0.2; bfd b2 5 of fd00::2");
    QTest::newRow("BFD by the sync group")
        << "bfd_instance b {\n neighbor_ip 10.0.0.2\n weight -30\n}\nvrrp_sync_group G {\n group {\n a\n}\n "
           "track_bfd {\n b\n}\n}\n"
            + instance("")
        << QByteArray("bfd b -30 of 10.0.0.2 by its group");
    QTest::newRow("by the sync group, whose members keep no weights of their own")
        << script
            + "vrrp_sync_group G {\n group {\n a\n}\n track_script {\n chk\n}\n track_interface {\n e5\n}\n}\n"
            + instance("track_script {\n chk weight 5\n}\ntrack_interface {\n e9 weight 4\n}")
        << QByteArray(
               "interface e9 0; interface e5 0 by its group; script chk -20 of /bin/chk every 2000 fall 3 rise 2 by its group");
    QTest::newRow("a sync group that lets them")
        << script + "vrrp_sync_group G {\n group {\n a b\n}\n sync_group_tracking_weight\n}\n"
            + instance("track_script {\n chk weight 5\n}")
        << QByteArray("script chk 5 of /bin/chk every 2000 fall 3 rise 2");
    QTest::newRow("without weights beside an owner of the addresses")
        << script + "vrrp_sync_group G {\n group {\n a\n}\n track_script {\n chk\n}\n}\n"
            + instance("priority 255")
        << QByteArray("script chk 0 of /bin/chk every 2000 fall 3 rise 2 by its group");
}

void TestConfGrammar::tracks()
{
    QFETCH(QByteArray, text);
    const VrrpInstanceConfig config = first(text);
    QByteArrayList items;
    for (const TrackedItem &item : config.tracked)
        items << describe(item);
    std::sort(items.begin(), items.end());
    QFETCH(QByteArray, tracked);
    QByteArrayList wanted = tracked.split(';');
    for (QByteArray &item : wanted)
        item = item.trimmed();
    std::sort(wanted.begin(), wanted.end());
    QCOMPARE(items, wanted);
    QVERIFY2(config.notUnderstood.empty(),
             config.notUnderstood.empty() ? "" : config.notUnderstood.front().c_str());
}

void TestConfGrammar::readsTheRest()
{
    const VrrpInstanceConfig config = first(R"(
vrrp_instance a {
    interface eth0
    virtual_router_id 51
    use_vmac
    vmac_xmit_base
    preempt_delay 1.5
    unicast_src_ip 10.0.0.1
    unicast_peer {
        10.0.0.2
        10.0.0.3 min_ttl 1
    }
    virtual_ipaddress { 10.1.0.1/24 brd 10.1.0.255 dev eth1 label eth1:1 }
    virtual_routes {
        default via 10.1.0.9 dev eth1
        src 10.1.0.1 to 10.77.0.0/16 via inet 10.1.0.9 metric 5
        blackhole 10.78.0.0/16
        nonsense
    }
    virtual_routes_excluded {
        default via fd00::9
    }
}
)");
    QCOMPARE(config.vmacInterface, std::string("vrrp.51"));
    QCOMPARE(config.preemptDelayMs, 1500u);
    QCOMPARE(config.unicastSource.toString(), std::string("10.0.0.1"));
    QCOMPARE(config.unicastPeers.size(), std::size_t(2));
    QCOMPARE(config.addresses.at(0).device, std::string("eth1"));
    QCOMPARE(config.routes.size(), std::size_t(4));
    QVERIFY(config.routes[0]
            == (VirtualRoute{ *IpPrefix::parse("0.0.0.0/0"), IpAddress::v4(10, 1, 0, 9), "eth1", false }));
    QVERIFY(config.routes[1]
            == (VirtualRoute{ *IpPrefix::parse("10.77.0.0/16"), IpAddress::v4(10, 1, 0, 9), "", false }));
    QVERIFY(config.routes[2] == (VirtualRoute{ *IpPrefix::parse("10.78.0.0/16"), {}, "", false }));
    QVERIFY(config.routes[3]
            == (VirtualRoute{ *IpPrefix::parse("::/0"), *IpAddress::parse("fd00::9"), "", true }));
    QCOMPARE(config.notUnderstood, std::vector<std::string>({ "/x:18: nonsense" }));
}

void TestConfGrammar::followsKeepalivedsOwnRules_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("MASTER without a priority owns the addresses")
        << QByteArray("state MASTER") << QByteArray("255 preempts");
    QTest::newRow("BACKUP without one has 100")
        << QByteArray("state BACKUP\nnopreempt") << QByteArray("100 nopreempt");
    QTest::newRow("nopreempt does not go with MASTER")
        << QByteArray("state MASTER\npriority 90\nnopreempt\npreempt_delay 5") << QByteArray("90 preempts");
    QTest::newRow("nor with priority 255, which begins as MASTER")
        << QByteArray("priority 255\nnopreempt\npreempt_delay 5") << QByteArray("255 preempts");
    QTest::newRow("unless it is told to begin as BACKUP")
        << QByteArray("state BACKUP\npriority 255\nnopreempt\npreempt_delay 5")
        << QByteArray("255 preempts after 5000");
    QTest::newRow("single quotes are no quotes")
        << QByteArray("priority \"44\"") << QByteArray("44 preempts");
    QTest::newRow("addresses of another family than the peers' do not count")
        << QByteArray("unicast_peer {\n10.0.0.2\n}\nvirtual_ipaddress {\nfd00::1/64\n10.0.0.9\n}")
        << QByteArray("100 preempts 10.0.0.9/32");
    QTest::newRow("the VMAC of IPv6")
        << QByteArray("use_vmac\nvirtual_router_id 7\nvirtual_ipaddress {\nfe80::1/64\n}")
        << QByteArray("100 preempts fe80::1/64 vmac vrrp.7");
    QTest::newRow("the VMAC by its own name")
        << QByteArray("use_vmac vip0 00:11:22:33:44") << QByteArray("100 preempts vmac vip0");
    QTest::newRow("the VMAC by its address only")
        << QByteArray("use_vmac 00:11:22:33:44\nvirtual_router_id 7")
        << QByteArray("100 preempts vmac vrrp.7");
}

void TestConfGrammar::followsKeepalivedsOwnRules()
{
    QFETCH(QByteArray, inside);
    const VrrpInstanceConfig config = first("vrrp_instance a {\n" + inside + "\n}\n");
    QByteArray text = QByteArray::number(config.priority) + (config.nopreempt ? " nopreempt" : " preempts");
    if (config.preemptDelayMs != 0)
        text += " after " + QByteArray::number(config.preemptDelayMs);
    for (const VirtualAddress &address : config.addresses)
        text += ' ' + QByteArray::fromStdString(address.prefix.toString());
    if (!config.vmacInterface.empty())
        text += " vmac " + QByteArray::fromStdString(config.vmacInterface);
    QTEST(text, "expected");
    QVERIFY(config.notUnderstood.empty());
}

void TestConfGrammar::neverKeepsASecret()
{
    const VrrpInstanceConfig config = first(R"(
$PASSWORD=hunter2
vrrp_script s {
    script "/bin/s --password hunter2"
}
vrrp_track_process p {
    process "mysqld" --password=hunter2
}
vrrp_instance a {
    authentication {
        auth_type PASS
        auth_pass $PASSWORD
    }
    unknown_thing hunter2 $PASSWORD
    track_script {
        s
    }
    track_process {
        p
    }
}
)");
    QByteArray all;
    for (const std::string &note : config.notUnderstood)
        all += QByteArray::fromStdString(note);
    for (const TrackedItem &item : config.tracked)
        all += describe(item);
    QVERIFY(all.contains("unknown_thing"));
    QVERIFY(all.contains("/bin/s"));
    QVERIFY(!all.contains("hunter2"));
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestConfGrammar)
#include "tst_confgrammar.moc"
