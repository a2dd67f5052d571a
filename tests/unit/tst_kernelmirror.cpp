// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/kernelmirror.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <variant>

using namespace kv;
using model::FdbEntry;
using model::FdbGone;
using model::FdbKey;
using model::LinkKey;

namespace {

constexpr model::NetnsCookie home = 7;
constexpr std::int32_t bridge = 2;
constexpr std::int32_t uplink = 3;
constexpr std::int32_t tap = 4;
constexpr std::int32_t otherBridge = 5;
constexpr std::int32_t otherPort = 6;
constexpr std::int32_t vxlan = 8;
const model::MacAddress mac{ { 0xfa, 0x16, 0x3e, 1, 2, 3 } };

netlink::KernelMirror mirror()
{
    netlink::KernelMirror made;
    netlink::Changes changes;
    made.setNamespace({ home, {}, 1, true }, changes);
    for (const std::int32_t index : { bridge, uplink, tap, otherBridge, otherPort, vxlan }) {
        netlink::RawLink raw;
        raw.link.key = { home, index };
        raw.link.name = "if" + std::to_string(index);
        made.setLink(raw, changes);
    }
    return made;
}

FdbEntry learned(std::int32_t port, std::int32_t ofBridge, std::uint16_t vlan = 0)
{
    return { { { home, port }, mac, vlan, {} }, ofBridge, false, false };
}

FdbEntry remote(const model::IpAddress &vtep, const model::MacAddress &of = mac)
{
    return { { { home, vxlan }, of, 0, vtep }, 0, false, true };
}

} // namespace

class TestKernelMirror : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aMacThatMovesIsGoneFromWhereItWas();
    void itIsNewsWhenItMovesBack();
    void anotherBridgeOrVlanHasItsOwnPlaceForIt();
    void whatIsGoneIsNoPlaceToMoveFrom();
    void aMoveCostsTheSameHoweverManyLinksThereAre();
    void aVtepThatMovesIsOneRemote();
    void whatIsFloodedGoesToSeveralRemotes();
};

void TestKernelMirror::aMacThatMovesIsGoneFromWhereItWas()
{
    netlink::KernelMirror kernel = mirror();
    netlink::Changes changes;
    kernel.setFdbEntry(learned(tap, bridge), changes);
    QCOMPARE(changes.size(), std::size_t(1));
    changes.clear();
    kernel.setFdbEntry(learned(uplink, bridge), changes);
    QCOMPARE(changes.size(), std::size_t(2));
    const auto *gone = std::get_if<FdbGone>(&changes[0]);
    QVERIFY(gone && gone->key == learned(tap, bridge).key);
    QVERIFY(std::get_if<FdbEntry>(&changes[1]));
}

void TestKernelMirror::itIsNewsWhenItMovesBack()
{
    netlink::KernelMirror kernel = mirror();
    netlink::Changes changes;
    for (int round = 0; round < 3; ++round) {
        for (const std::int32_t port : { tap, uplink }) {
            changes.clear();
            kernel.setFdbEntry(learned(port, bridge), changes);
            QVERIFY(!changes.empty());
            const auto *entry = std::get_if<FdbEntry>(&changes.back());
            QVERIFY(entry && entry->key.port.ifindex == port);
        }
    }
    int told = 0;
    kernel.tellAll(
        [&told](const model::ObservationBody &body) { told += std::holds_alternative<FdbEntry>(body); });
    QCOMPARE(told, 1);
    changes.clear();
    kernel.setFdbEntry(learned(uplink, bridge), changes);
    QVERIFY(changes.empty());
}

void TestKernelMirror::anotherBridgeOrVlanHasItsOwnPlaceForIt()
{
    netlink::KernelMirror kernel = mirror();
    netlink::Changes changes;
    kernel.setFdbEntry(learned(tap, bridge), changes);
    kernel.setFdbEntry(learned(otherPort, otherBridge), changes);
    kernel.setFdbEntry(learned(uplink, bridge, 12), changes);
    QCOMPARE(changes.size(), std::size_t(3));
    for (const model::ObservationBody &change : changes)
        QVERIFY(std::holds_alternative<FdbEntry>(change));
}

void TestKernelMirror::whatIsGoneIsNoPlaceToMoveFrom()
{
    netlink::KernelMirror kernel = mirror();
    netlink::Changes changes;
    const auto moves = [&] {
        changes.clear();
        kernel.setFdbEntry(learned(uplink, bridge), changes);
        const std::size_t told = changes.size();
        kernel.removeFdbEntry(learned(uplink, bridge).key, changes);
        return told == 2;
    };
    kernel.setFdbEntry(learned(tap, bridge), changes);
    kernel.removeFdbEntry(learned(tap, bridge).key, changes);
    QVERIFY(!moves());
    // The port went to another bridge, and its entry with it.
    kernel.setFdbEntry(learned(tap, bridge), changes);
    kernel.setFdbEntry(learned(tap, otherBridge), changes);
    QVERIFY(!moves());
    kernel.setFdbEntry(learned(tap, bridge), changes);
    kernel.removeLink({ home, tap }, changes);
    QVERIFY(!moves());
    // What a scan has not found any more is gone, too; what it has found moves.
    kernel.setFdbEntry(learned(otherPort, bridge), changes);
    netlink::NamespaceScan scan;
    for (const std::int32_t index : { bridge, uplink, otherPort }) {
        scan.links.emplace_back().link.key = { home, index };
    }
    kernel.replace(home, scan, changes);
    QVERIFY(!moves());
    scan.fdb = { learned(otherPort, bridge) };
    kernel.replace(home, scan, changes);
    QVERIFY(moves());
    kernel.replace(home, scan, changes);
    kernel.forgetNamespace(home, changes);
    kernel.setNamespace({ home, {}, 1, true }, changes);
    scan.fdb.clear();
    kernel.replace(home, scan, changes);
    QVERIFY(!moves());
}

void TestKernelMirror::aMoveCostsTheSameHoweverManyLinksThereAre()
{
    const auto nsOfMoves = [](std::int32_t links) {
        netlink::KernelMirror kernel = mirror();
        netlink::Changes changes;
        for (std::int32_t index = 0; index < links; ++index) {
            netlink::RawLink raw;
            raw.link.key = { home, 100 + index };
            kernel.setLink(raw, changes);
        }
        QElapsedTimer timer;
        timer.start();
        for (int round = 0; round < 500; ++round) {
            changes.clear();
            kernel.setFdbEntry(learned(tap, bridge), changes);
            kernel.setFdbEntry(learned(uplink, bridge), changes);
        }
        return timer.nsecsElapsed();
    };
    const qint64 few = std::min({ nsOfMoves(10), nsOfMoves(10), nsOfMoves(10) });
    const qint64 many = std::min({ nsOfMoves(10'000), nsOfMoves(10'000), nsOfMoves(10'000) });
    QVERIFY2(many < 30 * few, qPrintable(QStringLiteral("%1 ns, %2 ns").arg(few).arg(many)));
}

void TestKernelMirror::aVtepThatMovesIsOneRemote()
{
    netlink::KernelMirror kernel = mirror();
    netlink::Changes changes;
    const model::IpAddress first = model::IpAddress::v4(10, 0, 1, 21);
    const model::IpAddress second = model::IpAddress::v4(10, 0, 1, 22);
    kernel.setFdbEntry(remote(first), changes);
    kernel.setFdbEntry(remote(second), changes);
    changes.clear();
    kernel.setFdbEntry(remote(first), changes);
    QCOMPARE(changes.size(), std::size_t(2));
    const auto *gone = std::get_if<FdbGone>(&changes[0]);
    QVERIFY(gone && gone->key.remote == second);
    const auto *entry = std::get_if<FdbEntry>(&changes[1]);
    QVERIFY(entry && entry->key.remote == first);
}

void TestKernelMirror::whatIsFloodedGoesToSeveralRemotes()
{
    netlink::KernelMirror kernel = mirror();
    netlink::Changes changes;
    kernel.setFdbEntry(remote(model::IpAddress::v4(10, 0, 1, 21), {}), changes);
    kernel.setFdbEntry(remote(model::IpAddress::v4(10, 0, 1, 22), {}), changes);
    QCOMPARE(changes.size(), std::size_t(2));
    for (const model::ObservationBody &change : changes)
        QVERIFY(std::holds_alternative<FdbEntry>(change));
}

QTEST_GUILESS_MAIN(TestKernelMirror)
#include "tst_kernelmirror.moc"
