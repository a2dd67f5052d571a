// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/nftnat.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <string>

using namespace kv;
using model::IpAddress;
using netlink::NftNat;
using netlink::NftRule;

namespace {

constexpr std::uint8_t ipv4 = 2; // NFPROTO_IPV4
const IpAddress floating = IpAddress::v4(203, 0, 113, 17);

NftRule ruleIn(const std::string &chain)
{
    NftRule rule;
    rule.family = ipv4;
    rule.table = "nat";
    rule.chain = chain;
    return rule;
}

NftRule jump(const std::string &from, const std::string &to)
{
    NftRule rule = ruleIn(from);
    rule.goesTo = to;
    return rule;
}

NftRule floatingIp(const std::string &chain)
{
    NftRule rule = ruleIn(chain);
    rule.hasNat = true;
    rule.match.destination = { floating, 32 };
    rule.match.to = IpAddress::v4(198, 51, 100, 5);
    return rule;
}

std::string chainName(int number)
{
    return "c" + std::to_string(number);
}

/// Chains that each jump ten times to the next, the last one with a floating IP: 10^16 ways.
NftNat ladder(bool isSame)
{
    constexpr int chains = 17;
    NftNat nat;
    for (int chain = 0; chain + 1 < chains; ++chain) {
        for (std::uint8_t number = 0; number < 10; ++number) {
            NftRule rule = jump(chainName(chain), chainName(chain + 1));
            if (!isSame)
                rule.match.source = { IpAddress::v4(10, 0, 0, number), 32 };
            nat.take(std::move(rule));
        }
    }
    nat.take(floatingIp(chainName(chains - 1)));
    return nat;
}

} // namespace

class TestNftNat : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aLadderOfChainsIsReadInTime_data();
    void aLadderOfChainsIsReadInTime();
    void chainsThatAllJumpToEachOtherAreReadInTime();
    void everyWayIntoAChainIsTold();
};

void TestNftNat::aLadderOfChainsIsReadInTime_data()
{
    QTest::addColumn<bool>("isSame");
    QTest::addColumn<bool>("isReached");
    QTest::newRow("the same jump, no hook gets there") << true << false;
    QTest::newRow("the same jump, reached") << true << true;
    QTest::newRow("other jumps, no hook gets there") << false << false;
    QTest::newRow("other jumps, reached") << false << true;
}

void TestNftNat::aLadderOfChainsIsReadInTime()
{
    QFETCH(bool, isSame);
    QFETCH(bool, isReached);
    NftNat nat = ladder(isSame);
    nat.takeBaseChains({ { ipv4, "nat", isReached ? chainName(0) : "pre" } });
    model::NatTable table;
    nat.tell(table);
    QCOMPARE(table.rules.empty(), !isReached);
    for (const model::NatRule &rule : table.rules)
        QCOMPARE(rule.destination.address, floating);
}

void TestNftNat::chainsThatAllJumpToEachOtherAreReadInTime()
{
    constexpr int chains = 12;
    NftNat nat;
    for (int from = 0; from < chains; ++from) {
        for (int to = 0; to < chains; ++to)
            nat.take(jump(chainName(from), chainName(to)));
    }
    nat.take(floatingIp(chainName(0)));
    nat.takeBaseChains({ { ipv4, "nat", "pre" } });
    model::NatTable table;
    nat.tell(table);
    QVERIFY(table.rules.size() <= 2);
}

void TestNftNat::everyWayIntoAChainIsTold()
{
    NftNat nat;
    for (std::uint8_t number = 1; number <= 2; ++number) {
        NftRule rule = jump("pre", chainName(number));
        rule.match.source = { IpAddress::v4(10, 0, 0, number), 32 };
        nat.take(std::move(rule));
        nat.take(jump(chainName(number), "floating"));
    }
    nat.take(floatingIp("floating"));
    nat.takeBaseChains({ { ipv4, "nat", "pre" } });
    model::NatTable table;
    nat.tell(table);
    QCOMPARE(table.rules.size(), std::size_t(2));
    QCOMPARE(table.rules[0].source.address, IpAddress::v4(10, 0, 0, 1));
    QCOMPARE(table.rules[1].source.address, IpAddress::v4(10, 0, 0, 2));
}

QTEST_GUILESS_MAIN(TestNftNat)
#include "tst_nftnat.moc"
