// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/distribution.h"
#include "app/engine/engine.h"
#include "app/engine/reboot.h"
#include "tests/support/guidesite.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

using namespace kv;
using state::Protection;
using state::RebootVerdict;
using state::Role;
using tests::GuideSite;

namespace {

constexpr model::TimeUs second = GuideSite::second;

/// network1 to network3, compute1, compute2, gateway; router1 on network2 only, router2 and router3 on all
/// network nodes, both served by network1.
struct Values {
    state::Site site;
    std::vector<model::HostView> views = std::vector<model::HostView>(6);

    Values()
    {
        const std::pair<const char *, state::HostKind> hosts[] = {
            { "network1", state::HostKind::network }, { "network2", state::HostKind::network },
            { "network3", state::HostKind::network }, { "compute1", state::HostKind::compute },
            { "compute2", state::HostKind::compute }, { "controller", state::HostKind::controller },
        };
        for (std::size_t i = 0; i < views.size(); ++i) {
            state::Host host;
            host.name = hosts[i].first;
            host.kind = hosts[i].second;
            views[i].hasSnapshot = true;
            site.hosts.push_back(host);
        }
        state::Router plain;
        plain.id = plain.name = "router1";
        plain.protection = Protection::notRedundant;
        plain.servedBy = "network2";
        plain.instances = { instance("network2", "router1", Role::notRedundant, 90) };
        plain.instances.front().hasKeepalived = false;
        site.routers = { plain, highlyAvailable("router2", 91), highlyAvailable("router3", 92) };
    }

    static state::Instance instance(const char *host, const char *router, Role role, model::NetnsCookie netns)
    {
        state::Instance made;
        made.host = host;
        made.routerId = router;
        made.role = role;
        made.netns = netns;
        made.hasKeepalived = true;
        return made;
    }

    static state::Router highlyAvailable(const char *name, model::NetnsCookie netns)
    {
        state::Router router;
        router.id = router.name = name;
        router.protection = Protection::isProtected;
        router.servedBy = "network1";
        router.takesOver = "network3";
        router.expected = { 4'800'000, 6'800'000, true };
        router.instances = { instance("network1", name, Role::active, netns),
                             instance("network2", name, Role::standby, netns),
                             instance("network3", name, Role::standby, netns) };
        return router;
    }

    model::HostView &view(const std::string &host)
    {
        for (std::size_t i = 0; i < site.hosts.size(); ++i) {
            if (site.hosts[i].name == host)
                return views[i];
        }
        return views.front();
    }
    state::Host &host(const std::string &name)
    {
        return *std::ranges::find(site.hosts, name, &state::Host::name);
    }

    void space(const std::string &host, model::NetnsCookie netns, const char *name)
    {
        view(host).namespaces[netns] = { { netns, { name }, 1, false }, 1 };
        model::Link tap;
        tap.key = { 1, static_cast<std::int32_t>(netns) };
        tap.name = "tap";
        tap.masterIfindex = 7;
        tap.peer = model::VethPeer{ netns, 2 };
        view(host).links[tap.key] = { tap, 1 };
    }

    void program(const std::string &host, const char *name, model::NetnsCookie netns = 0)
    {
        model::ProcessInfo process;
        process.netns = netns;
        process.pid = static_cast<std::int32_t>(view(host).processes.size()) + 100;
        process.name = name;
        view(host).processes[process.pid] = { process, 1 };
    }

    /// Of a network's DHCP servers the first one, on compute1, and the namespace of the second one.
    void dhcpServers()
    {
        space("compute1", 42, "qdhcp-1");
        space("compute2", 43, "qdhcp-1");
        model::Hello hello;
        hello.capabilities = { "processes" };
        view("compute2").hello = { hello, 1 };
    }

    const state::Site &made()
    {
        for (std::size_t i = 0; i < views.size(); ++i)
            site.hosts[i].view = std::make_shared<model::HostView>(views[i]);
        return site;
    }
};

using Change = std::function<void(Values &)>;

QStringList told(const std::vector<state::RebootItem> &items)
{
    QStringList words;
    for (const state::RebootItem &item : items) {
        const std::string_view kind = engine::rebootKindWord(item.kind);
        words += QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size())) + QLatin1Char(' ')
            + QString::fromStdString(item.subject);
    }
    return words;
}

} // namespace

Q_DECLARE_METATYPE(Change)
Q_DECLARE_METATYPE(kv::state::RebootVerdict)

class TestDistribution : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void nodesAreComparedWithAnEvenSpread();
    void routersSayWhereTheyMove();
    void aSplitHasSomebodyElse();
    void aRouterThatIsDownIsNotUnclear();
    void aRebootLosesWhatIsNowhereElse_data();
    void aRebootLosesWhatIsNowhereElse();
    void aStandbyWithoutAWayOutLetsNothingBeRebooted();
    void anUnknownHostIsNotRebooted();
};

void TestDistribution::nodesAreComparedWithAnEvenSpread()
{
    Values values;
    const state::Distribution made = engine::distribution(values.made());
    QCOMPARE(made.nodes.size(), std::size_t(3));
    const std::uint32_t serves[] = { 2, 0, 0 };
    const std::uint32_t standsBy[] = { 0, 2, 2 };
    const std::uint32_t alone[] = { 0, 1, 0 };
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(made.nodes[i].serves, serves[i]);
        QCOMPARE(made.nodes[i].standsBy, standsBy[i]);
        QCOMPARE(made.nodes[i].alone, alone[i]);
        QVERIFY(qAbs(made.nodes[i].fairShare - 2.0 / 3) < 1e-9);
        QVERIFY(!made.nodes[i].traffic);
    }
}

void TestDistribution::routersSayWhereTheyMove()
{
    Values values;
    values.site.routers[2].takesOver.clear();
    values.site.routers[2].protection = Protection::unprotected;
    values.site.routers[1].orTakesOver = { "network2" };
    const state::Distribution made = engine::distribution(values.made());
    QVERIFY(made.routers[0].hasNoRedundancy && made.routers[0].movesTo.empty());
    QVERIFY(!made.routers[1].hasNoRedundancy);
    QCOMPARE(made.routers[1].movesTo, std::string("network3"));
    QCOMPARE(made.routers[1].orMovesTo, std::vector<std::string>{ "network2" });
    QVERIFY(made.routers[2].hasNoRedundancy && made.routers[2].movesTo.empty());
    values.site.routers[2].takesOver = "network3"; // that could not serve
    const state::Distribution useless = engine::distribution(values.made());
    QVERIFY(useless.routers[2].hasNoRedundancy && useless.routers[2].movesTo.empty());
    QCOMPARE(useless.nodes[0].alone, std::uint32_t(1));
    values.site.routers[2].servedBy.clear();
    values.site.routers[2].protection = Protection::unknown;
    const state::Distribution unknown = engine::distribution(values.made());
    QVERIFY(!unknown.routers[2].hasNoRedundancy);
    QCOMPARE(unknown.nodes[0].unclear, std::uint32_t(1));
}

void TestDistribution::aSplitHasSomebodyElse()
{
    Values values;
    state::Router &router = values.site.routers[1];
    router.protection = Protection::split; // nobody is a standby any more
    router.takesOver.clear();
    for (state::Instance &instance : router.instances)
        instance.role = Role::active;
    const state::Distribution made = engine::distribution(values.made());
    QVERIFY(!made.routers[1].hasNoRedundancy);
    QCOMPARE(made.nodes[0].alone, std::uint32_t(0));
    router.protection = Protection::failingOver;
    QVERIFY(!engine::distribution(values.made()).routers[1].hasNoRedundancy);
    router.protection = Protection::isProtected; // each standby's health check has failed
    QVERIFY(engine::distribution(values.made()).routers[1].hasNoRedundancy);
}

void TestDistribution::aRouterThatIsDownIsNotUnclear()
{
    Values values;
    values.site.routers[1].servedBy.clear();
    values.site.routers[1].protection = Protection::down;
    QCOMPARE(engine::distribution(values.made()).nodes[0].unclear, std::uint32_t(0));
    values.site.routers[1].protection = Protection::split;
    QCOMPARE(engine::distribution(values.made()).nodes[0].unclear, std::uint32_t(1));
}

void TestDistribution::aRebootLosesWhatIsNowhereElse_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("host");
    QTest::addColumn<kv::state::RebootVerdict>("verdict");
    QTest::addColumn<QStringList>("items"); // losses, unclear, moves, exposed, each after a word
    const auto row = [](const char *name, const char *host, RebootVerdict verdict,
                        std::initializer_list<const char *> items, const Change &change) {
        QStringList words;
        for (const char *item : items)
            words += QString::fromLatin1(item);
        QTest::newRow(name) << change << QString::fromLatin1(host) << verdict << words;
    };
    row("what it serves has standbys elsewhere", "network1", RebootVerdict::may,
        { "moves", "router router2", "router router3" }, [](Values &) {});
    row("a router without keepalived is only there", "network2", RebootVerdict::losesService,
        { "losses", "router router1" }, [](Values &) {});
    row("a standby, and there is another one", "network3", RebootVerdict::may, {}, [](Values &) {});
    row("the only standby is there: service goes on, redundancy not", "network3", RebootVerdict::may,
        { "exposed", "router router2" },
        [](Values &values) { values.site.routers[1].instances[1].role = Role::fault; });
    row("nobody would take over", "network1", RebootVerdict::losesService,
        { "losses", "router router3", "moves", "router router2" }, [](Values &values) {
            values.site.routers[2].takesOver.clear();
            values.site.routers[2].protection = Protection::unprotected;
        });
    row("who would take over has no way out", "network1", RebootVerdict::losesService,
        { "losses", "router router3", "moves", "router router2" }, [](Values &values) {
            values.site.routers[2].instances[2].brokenOutside = "eth2";
            values.site.routers[2].protection = Protection::unprotected;
        });
    row("a router that is unprotected already, served elsewhere", "network3", RebootVerdict::may, {},
        [](Values &values) { values.site.routers[2].protection = Protection::unprotected; });
    row("protected by another than the one that would take over", "network1", RebootVerdict::cannotSay,
        { "unclear", "router router3", "moves", "router router2" },
        [](Values &values) { values.site.routers[2].instances[2].brokenOutside = "eth2"; });
    row("of two that may be first one has no way out", "network1", RebootVerdict::cannotSay,
        { "unclear", "router router3", "moves", "router router2" }, [](Values &values) {
            values.site.routers[2].instances[1].brokenOutside = "eth2";
            values.site.routers[2].orTakesOver = { "network2" };
        });
    row("a split cannot be judged", "network1", RebootVerdict::cannotSay,
        { "unclear", "router router2", "moves", "router router3" },
        [](Values &values) { values.site.routers[1].protection = Protection::split; });
    row("an unknown verdict cannot be judged", "network1", RebootVerdict::cannotSay,
        { "unclear", "router router2", "moves", "router router3" }, [](Values &values) {
            values.site.routers[1].protection = Protection::unknown;
            values.site.routers[1].servedBy.clear();
        });
    row("a router that fails over right now", "network3", RebootVerdict::cannotSay,
        { "unclear", "router router2" },
        [](Values &values) { values.site.routers[1].protection = Protection::failingOver; });
    row("a loss that is certain outweighs what is not known", "network2", RebootVerdict::losesService,
        { "losses", "router router1", "unclear", "router router2" },
        [](Values &values) { values.site.routers[1].protection = Protection::split; });
    row("its probe is silent", "network3", RebootVerdict::cannotSay, { "unclear", "host network3" },
        [](Values &values) { values.host("network3").stale = true; });
    row("an instance runs there", "compute1", RebootVerdict::losesService,
        { "losses", "instance instance-web1" },
        [](Values &values) { values.space("compute1", 41, "instance-web1"); });
    row("a guest behind a tap", "compute1", RebootVerdict::losesService, { "losses", "instance tap0123" },
        [](Values &values) {
            model::Link tap;
            tap.key = { 1, 9 };
            tap.name = "tap0123";
            tap.kind = model::LinkKind::tuntap;
            tap.masterIfindex = 7;
            tap.carrier = true;
            values.view("compute1").links[tap.key] = { tap, 1 };
        });
    row("the only DHCP server of a network", "compute1", RebootVerdict::losesService,
        { "losses", "dhcp qdhcp-1" }, [](Values &values) { values.space("compute1", 42, "qdhcp-1"); });
    row("a DHCP server with a second one elsewhere", "compute1", RebootVerdict::may, {}, [](Values &values) {
        values.dhcpServers();
        values.program("compute2", "dnsmasq", 43);
    });
    row("the second one's namespace is there, its dnsmasq is not", "compute1", RebootVerdict::losesService,
        { "losses", "dhcp qdhcp-1" }, [](Values &values) {
            values.dhcpServers();
            values.program("compute2", "dnsmasq", 44);
        });
    row("the second one's dnsmasq has died", "compute1", RebootVerdict::losesService,
        { "losses", "dhcp qdhcp-1" }, [](Values &values) {
            values.dhcpServers();
            values.program("compute2", "dnsmasq", 43);
            values.view("compute2").processes.begin()->second.value.state = model::ProcessState::gone;
        });
    row("the second one's programs are not told", "compute1", RebootVerdict::cannotSay,
        { "unclear", "dhcp qdhcp-1" }, [](Values &values) {
            values.dhcpServers();
            values.view("compute2").hello.reset();
        });
    row("where the second one's dnsmasq runs is not told", "compute1", RebootVerdict::cannotSay,
        { "unclear", "dhcp qdhcp-1" }, [](Values &values) {
            values.dhcpServers();
            values.program("compute2", "dnsmasq");
        });
    row("its second one's probe is silent", "compute1", RebootVerdict::losesService,
        { "losses", "dhcp qdhcp-1" }, [](Values &values) {
            values.dhcpServers();
            values.program("compute2", "dnsmasq", 43);
            values.host("compute2").stale = true;
        });
    row("the only API server", "controller", RebootVerdict::losesService,
        { "losses", "program neutron-server" },
        [](Values &values) { values.program("controller", "neutron-server"); });
    row("a change of ours is in force", "compute2", RebootVerdict::cannotSay,
        { "unclear", "change overlay0" }, [](Values &values) {
            state::ChangeInForce change;
            change.host = "network1";
            change.change.linkName = "overlay0";
            values.site.changes = { change };
        });
}

void TestDistribution::aRebootLosesWhatIsNowhereElse()
{
    QFETCH(Change, change);
    QFETCH(QString, host);
    QFETCH(kv::state::RebootVerdict, verdict);
    QFETCH(QStringList, items);
    Values values;
    change(values);
    const state::RebootAnswer answer = engine::mayReboot(values.made(), host.toStdString());
    QStringList all;
    const std::pair<QString, const std::vector<state::RebootItem> *> groups[] = {
        { QStringLiteral("losses"), &answer.losses },
        { QStringLiteral("unclear"), &answer.unclear },
        { QStringLiteral("moves"), &answer.moves },
        { QStringLiteral("exposed"), &answer.exposed },
    };
    for (const auto &[word, list] : groups) {
        if (!list->empty())
            all += QStringList(word) + told(*list);
        for (const state::RebootItem &item : *list)
            QVERIFY(!item.text.empty());
    }
    QCOMPARE(all, items);
    QCOMPARE(answer.verdict, verdict);
    QVERIFY(QString::fromStdString(answer.summary).contains(host));
}

void TestDistribution::aStandbyWithoutAWayOutLetsNothingBeRebooted()
{
    GuideSite records;
    records.guide();
    records.advance(10 * second);
    engine::Engine engine;
    engine.ingest(records.take());
    const state::SitePtr before = engine.currentSite();
    QCOMPARE(engine::mayReboot(*before, "network1").verdict, RebootVerdict::may);
    for (const auto &[key, fact] : before->host("network2")->view->links) {
        model::Link link = fact.value;
        link.adminUp = link.carrier = link.name != "provider0";
        records.add("network2", link);
    }
    records.advance(10 * second);
    engine.ingest(records.take());
    const state::SitePtr after = engine.currentSite();
    QCOMPARE(after->routers.front().protection, Protection::unprotected);
    QCOMPARE(after->routers.front().takesOver, std::string("network2"));
    QCOMPARE(engine::mayReboot(*after, "network1").verdict, RebootVerdict::losesService);
}

void TestDistribution::anUnknownHostIsNotRebooted()
{
    Values values;
    const state::RebootAnswer answer = engine::mayReboot(values.made(), "nobody");
    QCOMPARE(answer.verdict, RebootVerdict::cannotSay);
    QVERIFY(!answer.summary.empty());
}

QTEST_GUILESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
