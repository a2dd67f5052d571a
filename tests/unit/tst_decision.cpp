// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/decision.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace kv;
using engine::Alive;
using engine::InstanceInput;
using state::Answer;
using state::Protection;
using state::Role;

Q_DECLARE_METATYPE(std::vector<kv::engine::InstanceInput>)
Q_DECLARE_METATYPE(std::vector<kv::state::Role>)

namespace {

constexpr int nobody = -1;

/// A, S, U, K of one instance, as the columns of DESIGN's table: y, n, s(topped), - (does not matter).
InstanceInput instance(const char *columns, std::vector<std::size_t> hears = {})
{
    const auto answer = [](char c) {
        return c == 'y' ? Answer::yes : c == 'n' ? Answer::no : Answer::unknown;
    };
    InstanceInput input;
    input.holds = answer(columns[0]);
    input.sends = answer(columns[1]);
    input.underlay = answer(columns[2]);
    input.alive = columns[3] == 'y' ? Alive::yes
        : columns[3] == 's'         ? Alive::stopped
        : columns[3] == 'n'         ? Alive::no
                                    : Alive::unknown;
    input.hears = std::move(hears);
    input.hasEverHeard = true;
    return input;
}

InstanceInput silentTooLong(InstanceInput input)
{
    input.isSilentTooLong = true;
    return input;
}

InstanceInput stale(InstanceInput input, Role lastRole)
{
    input.isStale = true;
    input.lastRole = lastRole;
    return input;
}

InstanceInput withTraffic(InstanceInput input, Answer traffic)
{
    input.traffic = traffic;
    return input;
}

InstanceInput withoutConfig(InstanceInput input)
{
    input.hasConfig = false;
    return input;
}

InstanceInput neverHeard(InstanceInput input)
{
    input.hasEverHeard = false;
    return input;
}

InstanceInput withoutWayOut(InstanceInput input)
{
    input.isOutsideDown = true;
    return input;
}

InstanceInput inFault(InstanceInput input)
{
    input.isInFault = true;
    return input;
}

InstanceInput hearingStranger(InstanceInput input)
{
    input.hearsStranger = true;
    return input;
}

} // namespace

class TestDecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void table_data();
    void table();
    void noRouterIsDecidedWithoutInstances();
};

void TestDecision::table_data()
{
    QTest::addColumn<std::vector<InstanceInput>>("instances");
    QTest::addColumn<std::vector<Role>>("roles");
    QTest::addColumn<Protection>("protection");
    QTest::addColumn<int>("servedBy");
    using Inputs = std::vector<InstanceInput>;
    using Roles = std::vector<Role>;
    const auto row = [](const char *name, Inputs inputs, Roles roles, Protection protection, int servedBy) {
        QTest::newRow(name) << inputs << roles << protection << servedBy;
    };

    row("an active instance that its standby hears is protected",
        { instance("yyyy"), instance("nnyy", { 0 }) }, { Role::active, Role::standby },
        Protection::isProtected, 0);
    row("an active instance without a probe on any other host is unconfirmed", { instance("yyyy") },
        { Role::activeUnconfirmed }, Protection::unknown, 0);
    row("an active instance whose peer has no keepalived any more is unprotected",
        { instance("yyyy"), instance("nnyn") }, { Role::active, Role::stopped }, Protection::unprotected, 0);
    row("an active instance that its living peer has just stopped hearing is failing over",
        { instance("yyyy"), instance("nnyy") }, { Role::active, Role::standby }, Protection::failingOver, 0);
    row("an active instance that its living peer has not heard for too long is unprotected",
        { instance("yyyy"), silentTooLong(instance("nnyy")) }, { Role::active, Role::fault },
        Protection::unprotected, 0);
    row("a standby cut off from the HA network protects nobody, whatever it heard last",
        { instance("yyyy"), instance("nnny", { 0 }) }, { Role::active, Role::standby },
        Protection::unprotected, 0);
    row("a keepalived in FAULT waits for nothing, though it hears",
        { instance("yyyy"), inFault(instance("nnyy", { 0 })) }, { Role::active, Role::fault },
        Protection::unprotected, 0);
    row("where each keepalived is in FAULT nobody will take over",
        { inFault(instance("nnyy")), inFault(instance("nnyy")) }, { Role::fault, Role::fault },
        Protection::down, nobody);
    row("an active one keeps its role until it gives its addresses up",
        { inFault(instance("yyyy")), instance("nnyy", { 0 }) }, { Role::active, Role::standby },
        Protection::isProtected, 0);
    row("a keepalived in FAULT that is gone is stopped", { instance("yyyy"), inFault(instance("nnyn")) },
        { Role::active, Role::stopped }, Protection::unprotected, 0);
    row("a standby that hears, but whose gateway port has no way out, protects nobody",
        { instance("yyyy"), withoutWayOut(instance("nnyy", { 0 })) }, { Role::active, Role::standby },
        Protection::unprotected, 0);
    row("an active instance without a way out keeps its role and its protection",
        { withoutWayOut(instance("yyyy")), instance("nnyy", { 0 }) }, { Role::active, Role::standby },
        Protection::isProtected, 0);
    row("a standby cut off does not take away what another standby protects",
        { instance("yyyy"), instance("nnny", { 0 }), instance("nnyy", { 0 }) },
        { Role::active, Role::standby, Role::standby }, Protection::isProtected, 0);
    row("two active instances are split and nobody knows who serves", { instance("yyyy"), instance("yyyy") },
        { Role::active, Role::active }, Protection::split, nobody);
    row("two active instances are split and the one whose MAC is not seen elsewhere serves",
        { withTraffic(instance("yyyy"), Answer::no), withTraffic(instance("yyyy"), Answer::yes) },
        { Role::active, Role::active }, Protection::split, 1);
    row("two active instances that both seem to serve leave it open",
        { withTraffic(instance("yyyy"), Answer::yes), withTraffic(instance("yyyy"), Answer::yes) },
        { Role::active, Role::active }, Protection::split, nobody);
    row("an instance cut off from its HA network is isolated and its peer serves",
        { instance("yyny"), instance("yyyy") }, { Role::isolated, Role::active }, Protection::unprotected, 1);
    row("an instance cut off from its HA network is failing over while its peer waits",
        { instance("yyny"), instance("nnyy") }, { Role::isolated, Role::standby }, Protection::failingOver,
        nobody);
    row("an instance cut off while its peer still counts its last heartbeat is failing over",
        { instance("yyny"), instance("nnyy", { 0 }) }, { Role::isolated, Role::standby },
        Protection::failingOver, nobody);
    row("an instance cut off whose peer never took over leaves the router down",
        { instance("yyny"), silentTooLong(instance("nnyy")) }, { Role::isolated, Role::fault },
        Protection::down, nobody);
    row("addresses without keepalived are orphaned and served by the active peer",
        { instance("yn-n"), instance("yyyy") }, { Role::orphaned, Role::active }, Protection::unprotected, 1);
    row("addresses without keepalived are orphaned and still serve when nobody else does",
        { instance("yn-n"), instance("nnyy") }, { Role::orphaned, Role::standby }, Protection::unprotected,
        0);
    row("a dead keepalived whose last heartbeat is still fresh is orphaned all the same",
        { instance("yyyn"), instance("nnyy", { 0 }) }, { Role::orphaned, Role::standby },
        Protection::unprotected, 0);
    row("addresses of a stopped keepalived are frozen and served by the active peer",
        { instance("yn-s"), instance("yyyy") }, { Role::frozen, Role::active }, Protection::unprotected, 1);
    row("addresses of a stopped keepalived are frozen and still serve when nobody else does",
        { instance("yn-s"), instance("nnyy") }, { Role::frozen, Role::standby }, Protection::unprotected, 0);
    row("a standby that hears none for longer than it may is at fault and the router is down",
        { silentTooLong(instance("nn-y")), instance("nn-n") }, { Role::fault, Role::stopped },
        Protection::down, nobody);
    row("a standby that has just lost its active peer is failing over",
        { instance("nnyy"), instance("nn-n") }, { Role::standby, Role::stopped }, Protection::failingOver,
        nobody);
    row("two instances without keepalived are down", { instance("nn-n"), instance("nn-n") },
        { Role::stopped, Role::stopped }, Protection::down, nobody);
    row("a stale active probe leaves the router unknown",
        { stale(instance("----"), Role::active), instance("nnyy", { 0 }) }, { Role::active, Role::standby },
        Protection::unknown, nobody);
    row("a stale standby probe leaves protection unknown, but not who serves",
        { instance("yyyy"), stale(instance("----"), Role::standby) },
        { Role::activeUnconfirmed, Role::standby }, Protection::unknown, 0);
    row("a stale third probe does not matter while another standby hears the active one",
        { instance("yyyy"), instance("nnyy", { 0 }), stale(instance("----"), Role::standby) },
        { Role::active, Role::standby, Role::standby }, Protection::isProtected, 0);
    row("a host that was never read leaves the router unknown", { instance("yyyy"), instance("----") },
        { Role::activeUnconfirmed, Role::unknown }, Protection::unknown, 0);
    row("a standby that hears somebody without a probe says nothing about him",
        { hearingStranger(instance("nnyy")) }, { Role::standby }, Protection::unknown, nobody);
    row("a silence that began before anything was heard proves nothing yet",
        { instance("yyyy"), neverHeard(instance("nnyy")) }, { Role::active, Role::standby },
        Protection::unknown, 0);
    row("a router without keepalived configuration is active and not redundant",
        { withoutConfig(instance("y---")) }, { Role::active }, Protection::notRedundant, 0);
    row("of three instances one isolated does not take the protection of the others",
        { instance("yyny"), instance("yyyy"), instance("nnyy", { 1 }) },
        { Role::isolated, Role::active, Role::standby }, Protection::isProtected, 1);
}

void TestDecision::table()
{
    QFETCH(std::vector<InstanceInput>, instances);
    QFETCH(std::vector<Role>, roles);
    QFETCH(Protection, protection);
    QFETCH(int, servedBy);
    const engine::RouterDecision decision = engine::decide(instances);
    QCOMPARE(decision.roles, roles);
    QCOMPARE(decision.protection, protection);
    QCOMPARE(decision.servedBy ? static_cast<int>(*decision.servedBy) : nobody, servedBy);
}

void TestDecision::noRouterIsDecidedWithoutInstances()
{
    QCOMPARE(engine::decide({}).protection, Protection::unknown);
}

QTEST_GUILESS_MAIN(TestDecision)
#include "tst_decision.moc"
