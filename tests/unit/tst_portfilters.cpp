// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/message.h"
#include "probes/netlink/portfilterread.h"
#include "tests/support/testmain.h"
#include "tests/unit/netlinkbytes.h"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/xt_physdev.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <QTest>

#include <cstring>

using namespace kv;

namespace {

/// A rule of iptables: one physdev match, perhaps a verdict.
struct Rule {
    const char *table = "filter";
    const char *in = "";
    const char *out = "";
    bool isInverted = false;
    int verdict = NFT_JUMP;
};

/// As iptables says it: the mask covers the name and its NUL, of "tap+" only the letters.
void putName(char (&device)[IFNAMSIZ], char (&mask)[IFNAMSIZ], const char *name)
{
    const std::size_t length = std::strlen(name);
    const bool isWildcard = length > 0 && name[length - 1] == '+';
    const std::size_t letters = isWildcard ? length - 1 : length;
    std::memcpy(device, name, letters);
    std::memset(mask, 0xff, isWildcard ? letters : letters + 1);
}

xt_physdev_info infoOf(const Rule &rule)
{
    xt_physdev_info info{};
    putName(info.physindev, info.in_mask, rule.in);
    putName(info.physoutdev, info.out_mask, rule.out);
    const unsigned used = (*rule.in ? XT_PHYSDEV_OP_IN : 0U) | (*rule.out ? XT_PHYSDEV_OP_OUT : 0U);
    info.bitmask = static_cast<std::uint8_t>(used | XT_PHYSDEV_OP_BRIDGED);
    info.invert = static_cast<std::uint8_t>(rule.isInverted ? used : 0);
    return info;
}

netlink::Message messageOf(const Rule &rule)
{
    nfgenmsg header{};
    netlink::Message message((NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWRULE, 0, header);
    message.putString(NFTA_RULE_TABLE, rule.table);
    const xt_physdev_info info = infoOf(rule);
    nlattr *expressions = message.beginNest(NFTA_RULE_EXPRESSIONS);
    nlattr *match = message.beginNest(NFTA_LIST_ELEM);
    message.putString(NFTA_EXPR_NAME, "match");
    nlattr *data = message.beginNest(NFTA_EXPR_DATA);
    message.putString(NFTA_MATCH_NAME, "physdev");
    message.put(NFTA_MATCH_INFO, &info, sizeof info);
    message.endNest(data);
    message.endNest(match);
    nlattr *then = message.beginNest(NFTA_LIST_ELEM);
    message.putString(NFTA_EXPR_NAME, "immediate");
    data = message.beginNest(NFTA_EXPR_DATA);
    nlattr *value = message.beginNest(NFTA_IMMEDIATE_DATA);
    nlattr *verdict = message.beginNest(NFTA_DATA_VERDICT);
    message.putU32(NFTA_VERDICT_CODE, htonl(static_cast<std::uint32_t>(rule.verdict)));
    message.endNest(verdict);
    message.endNest(value);
    message.endNest(data);
    message.endNest(then);
    message.endNest(expressions);
    return message;
}

/// The same rule as the old iptables keeps it: a comment and the physdev match before a standard target.
template <class Entry> std::vector<char> entryOf(const Rule &rule)
{
    const auto rounded = [](std::size_t bytes) { return XT_ALIGN(bytes); };
    std::vector<char> bytes(rounded(sizeof(Entry)));
    const auto append = [&](const void *data, std::size_t size) {
        const auto *first = static_cast<const char *>(data);
        bytes.insert(bytes.end(), first, first + size);
        bytes.resize(rounded(bytes.size()));
    };
    const auto addMatch = [&](const char *name, const void *data, std::size_t size) {
        xt_entry_match match{};
        match.u.match_size = static_cast<__u16>(rounded(sizeof match + size));
        std::strncpy(match.u.user.name, name, sizeof match.u.user.name - 1);
        append(&match, sizeof match);
        append(data, size);
    };
    const char comment[256] = "of an instance";
    addMatch("comment", comment, sizeof comment);
    const xt_physdev_info info = infoOf(rule);
    addMatch("physdev", &info, sizeof info);
    Entry header{};
    header.target_offset = static_cast<__u16>(bytes.size());
    xt_standard_target target{};
    target.target.u.target_size = sizeof target;
    // A jump goes to the place of its chain; other verdicts are negative.
    target.verdict = rule.verdict == NFT_JUMP ? 1024 : -rule.verdict - 1;
    append(&target, sizeof target);
    header.next_offset = static_cast<__u16>(bytes.size());
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

QByteArray joined(const std::vector<std::string> &texts)
{
    QByteArrayList names;
    for (const std::string &name : texts)
        names << QByteArray::fromStdString(name);
    return names.join(' ');
}

QByteArray namesOf(const nlmsghdr &message)
{
    return joined(netlink::physdevsOf(message));
}

/// What both families' readers name, each of its own entry.
QByteArrayList legacyNamesOf(const Rule &rule)
{
    QByteArrayList names;
    std::size_t next = 0;
    const std::vector<char> v4 = entryOf<ipt_entry>(rule);
    names << joined(netlink::legacyPhysdevsOf(model::IpFamily::v4, v4.data(), v4.size(), next));
    if (next != v4.size())
        names << QByteArray("where does it end?");
    const std::vector<char> v6 = entryOf<ip6t_entry>(rule);
    names << joined(netlink::legacyPhysdevsOf(model::IpFamily::v6, v6.data(), v6.size(), next));
    if (next != v6.size())
        names << QByteArray("where does it end?");
    return names;
}

} // namespace

class TestPortFilters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void rules_data();
    void rules();
    void survivesEveryCut();
    void survivesEveryCutOfALegacyEntry();
};

void TestPortFilters::rules_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QByteArray>("names");
    QTest::newRow("what comes out of an instance goes to its chain")
        << Rule{ "filter", "tap8be1f3a7-0d" } << QByteArray("tap8be1f3a7-0d");
    QTest::newRow("what goes into it")
        << Rule{ "filter", "", "tap8be1f3a7-0d" } << QByteArray("tap8be1f3a7-0d");
    QTest::newRow("both") << Rule{ "filter", "tapa", "tapb" } << QByteArray("tapa tapb");
    QTest::newRow("the longest name") << Rule{ "filter", "tap8be1f3a7-0d1" } << QByteArray("tap8be1f3a7-0d1");
    QTest::newRow("dropped at once") << Rule{ "filter", "tapa", "", false, NF_DROP } << QByteArray("tapa");
    QTest::newRow("a trusted port: all is accepted")
        << Rule{ "filter", "tapa", "", false, NF_ACCEPT } << QByteArray();
    QTest::newRow("all but one") << Rule{ "filter", "tapa", "", true } << QByteArray();
    QTest::newRow("a wildcard") << Rule{ "filter", "tap+" } << QByteArray();
    QTest::newRow("a zone of connection tracking") << Rule{ "raw", "tapa" } << QByteArray();
    QTest::newRow("no port at all") << Rule{} << QByteArray();
}

void TestPortFilters::rules()
{
    QFETCH(Rule, rule);
    const netlink::Message message = messageOf(rule);
    QTEST(namesOf(*message.header()), "names");
    QFETCH(QByteArray, names);
    // The old iptables' entry does not say its table: whoever reads it asks for one.
    if (std::strcmp(rule.table, "filter") == 0)
        QCOMPARE(legacyNamesOf(rule), (QByteArrayList{ names, names }));
}

void TestPortFilters::survivesEveryCut()
{
    const netlink::Message message = messageOf({ "filter", "tapa", "tapb" });
    for (std::size_t length = sizeof(nlmsghdr); length < message.header()->nlmsg_len; ++length) {
        const std::vector<char> bytes = tests::cut(message, length, true);
        namesOf(*reinterpret_cast<const nlmsghdr *>(bytes.data()));
    }
    QCOMPARE(namesOf(*message.header()), QByteArray("tapa tapb"));
}

void TestPortFilters::survivesEveryCutOfALegacyEntry()
{
    const std::vector<char> whole = entryOf<ipt_entry>({ "filter", "tapa", "tapb" });
    std::size_t next = 1;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::vector<char> bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        QVERIFY(netlink::legacyPhysdevsOf(model::IpFamily::v4, bytes.data(), bytes.size(), next).empty());
        QCOMPARE(next, std::size_t(0));
    }
    // A match that claims to be longer than its entry names nothing, and the entry still has its end.
    std::vector<char> liar = whole;
    auto *match = reinterpret_cast<xt_entry_match *>(liar.data() + sizeof(ipt_entry));
    match->u.match_size = 60'000;
    QVERIFY(netlink::legacyPhysdevsOf(model::IpFamily::v4, liar.data(), liar.size(), next).empty());
    QCOMPARE(next, liar.size());
}

QTEST_GUILESS_MAIN(TestPortFilters)
#include "tst_portfilters.moc"
