// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/hostview.h"
#include "tests/support/testmain.h"

using namespace kv::model;

namespace kv::tests {

namespace {

constexpr NetnsCookie home = 1;
constexpr NetnsCookie router = 77;

Observation seen(TimeUs at, ObservationBody body)
{
    return { "network1", at, at, std::move(body) };
}

Link link(NetnsCookie netns, std::int32_t ifindex, const char *name)
{
    Link result;
    result.key = { netns, ifindex };
    result.name = name;
    return result;
}

InterfaceAddress address(LinkKey on, const char *prefix)
{
    return { on, *IpPrefix::parse(prefix), 0, 0 };
}

HostView withSnapshot()
{
    HostView view;
    view.apply(seen(1, Hello{}));
    view.apply(seen(2, SnapshotBegin{}));
    view.apply(seen(2, NetNamespace{ router, { "qrouter-1" }, 4, false }));
    view.apply(seen(2, link(home, 3, "overlay0")));
    view.apply(seen(2, link(router, 2, "ha-1")));
    view.apply(seen(2, address({ router, 2 }, "169.254.0.1/24")));
    view.apply(seen(3, SnapshotEnd{ 4 }));
    return view;
}

} // namespace

class TestHostView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void aSnapshotIsSeenOnlyWhole();
    void aNewSnapshotForgetsWhatItDoesNotName();
    void eventsChangeSingleFacts();
    void anEventBetweenBeginAndEndCountsForTheNewPicture();
    void aNamespaceTakesEverythingInItAway();
    void adsOnVanishedLinksAreForgotten();
    void oldChangesAreForgottenThoseInForceLast();
};

void TestHostView::aSnapshotIsSeenOnlyWhole()
{
    HostView view;
    view.apply(seen(1, SnapshotBegin{}));
    view.apply(seen(1, link(home, 3, "overlay0")));
    QVERIFY(view.links.empty());
    QVERIFY(!view.hasSnapshot);
    view.apply(seen(1, SnapshotEnd{ 1 }));
    QVERIFY(view.hasSnapshot);
    QVERIFY(view.link({ home, 3 }));
}

void TestHostView::aNewSnapshotForgetsWhatItDoesNotName()
{
    HostView view = withSnapshot();
    view.apply(seen(10, SnapshotBegin{}));
    view.apply(seen(10, link(home, 4, "provider0")));
    QVERIFY2(view.link({ home, 3 }), "the old picture holds until the new one is whole");
    view.apply(seen(11, SnapshotEnd{ 1 }));
    QVERIFY(!view.link({ home, 3 }));
    QVERIFY(view.link({ home, 4 }));
    QVERIFY(view.addresses.empty());
}

void TestHostView::eventsChangeSingleFacts()
{
    HostView view = withSnapshot();
    view.apply(seen(20, address({ router, 2 }, "198.51.100.1/24")));
    QCOMPARE(view.addresses.size(), std::size_t(2));
    view.apply(seen(21, AddressGone{ { { router, 2 }, *IpPrefix::parse("169.254.0.1/24") } }));
    QCOMPARE(view.addresses.size(), std::size_t(1));
    QCOMPARE(view.addresses.begin()->second.at, TimeUs(20));
    view.apply(seen(22, LinkGone{ { home, 3 } }));
    QVERIFY(!view.link({ home, 3 }));
}

void TestHostView::anEventBetweenBeginAndEndCountsForTheNewPicture()
{
    HostView view = withSnapshot();
    view.apply(seen(10, SnapshotBegin{}));
    view.apply(seen(10, link(home, 3, "overlay0")));
    view.apply(seen(11, LinkGone{ { home, 3 } }));
    view.apply(seen(12, SnapshotEnd{ 1 }));
    QVERIFY(!view.link({ home, 3 }));
}

void TestHostView::aNamespaceTakesEverythingInItAway()
{
    HostView view = withSnapshot();
    VrrpAdvert advert;
    advert.heardOn = { router, 2 };
    view.apply(seen(15, advert));
    view.apply(seen(20, NamespaceGone{ router }));
    QCOMPARE(view.links.size(), std::size_t(1));
    QVERIFY(view.addresses.empty());
    QVERIFY(view.adverts.empty());
    QCOMPARE(view.namespaceName(router), std::string());
}

void TestHostView::adsOnVanishedLinksAreForgotten()
{
    HostView view = withSnapshot();
    VrrpAdvert advert;
    advert.heardOn = { home, 3 };
    view.apply(seen(15, advert));
    view.apply(seen(16, SnapshotBegin{}));
    view.apply(seen(16, SnapshotEnd{ 0 }));
    QVERIFY(view.adverts.empty());
}

void TestHostView::oldChangesAreForgottenThoseInForceLast()
{
    HostView view;
    ChangeState change;
    change.change = 1;
    change.phase = ChangePhase::inForce;
    view.apply(seen(1, change));
    change.phase = ChangePhase::restored;
    for (change.change = 2; change.change < 10 + HostView::maxChanges; ++change.change)
        view.apply(seen(2, change));
    QCOMPARE(view.changes.size(), HostView::maxChanges);
    QVERIFY(view.changes.contains(1));
    QVERIFY(!view.changes.contains(2));
    QVERIFY(view.changes.contains(change.change - 1));
    change.phase = ChangePhase::inForce;
    for (change.change = 1'000; change.change < 1'000 + 2 * HostView::maxChanges; ++change.change)
        view.apply(seen(3, change));
    QCOMPARE(view.changes.size(), HostView::maxChanges);
    QCOMPARE(view.changes.begin()->first, std::uint64_t{ 1'000 + HostView::maxChanges });
}

} // namespace kv::tests

QTEST_GUILESS_MAIN(kv::tests::TestHostView)
#include "tst_hostview.moc"
