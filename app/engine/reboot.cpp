// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/reboot.h"

#include "app/engine/pathtarget.h"
#include "app/engine/statewords.h"
#include "app/engine/targetindex.h"
#include "app/engine/text.h"
#include "app/engine/trafficpath.h"
#include "app/state/successor.h"

#include <algorithm>
#include <array>
#include <set>

namespace kv::engine {

using state::Host;
using state::Instance;
using state::Protection;
using state::RebootAnswer;
using state::RebootItem;
using state::RebootVerdict;
using state::Router;
using state::Site;

namespace {

constexpr std::string_view dhcpPrefix = "qdhcp-"; // neutron/agent/linux/dhcp.py, NS_PREFIX

QString shown(const std::string &text)
{
    return QString::fromStdString(text);
}

class Answering {
public:
    Answering(const Site &site, const Host &host) : m_site(site), m_host(host) { m_answer.host = host.name; }

    RebootAnswer run()
    {
        if (m_host.stale || !m_host.view->hasSnapshot)
            add(m_answer.unclear, RebootItem::Kind::host, m_host.name,
                Text::tr("its probe is silent: what runs there now is not known"));
        for (const Router &router : m_site.routers)
            askRouter(router);
        askSpaces();
        askGuestPorts();
        askGateway();
        askPrograms();
        askChanges();
        m_answer.verdict = !m_answer.losses.empty() ? RebootVerdict::losesService
            : !m_answer.unclear.empty()             ? RebootVerdict::cannotSay
                                                    : RebootVerdict::may;
        m_answer.summary = summary().toStdString();
        return std::move(m_answer);
    }

private:
    static void add(std::vector<RebootItem> &items, RebootItem::Kind kind, const std::string &subject,
                    const QString &text)
    {
        items.push_back({ kind, subject, text.toStdString() });
    }

    void askRouter(const Router &router)
    {
        const auto instance = std::ranges::find(router.instances, m_host.name, &Instance::host);
        if (instance == router.instances.end())
            return;
        const bool isServedHere = router.servedBy == m_host.name;
        switch (router.protection) {
        case Protection::notRedundant:
            if (isServedHere || router.servedBy.empty())
                lose(router, Text::tr("has no keepalived: it is on this host only"));
            return;
        case Protection::split:
            unclear(router, Text::tr("is split: who really serves is not certain"));
            return;
        case Protection::unknown:
            unclear(router, Text::tr("its state is not known"));
            return;
        case Protection::failingOver:
            unclear(router, Text::tr("is failing over right now"));
            return;
        case Protection::down:
            unclear(router, Text::tr("is down already: nobody serves it"));
            return;
        case Protection::unprotected:
            if (isServedHere) {
                lose(router, Text::tr("is served here, and no standby could serve it"));
                return;
            }
            break;
        case Protection::isProtected:
            break;
        }
        if (isServedHere)
            askServed(router);
        else if (router.servedBy.empty())
            unclear(router, Text::tr("who serves it is not known"));
        else
            askStandby(router, *instance);
    }

    void askServed(const Router &router)
    {
        if (router.takesOver.empty() || router.takesOver == m_host.name) {
            lose(router, Text::tr("is served here, and nobody would take over"));
            return;
        }
        if (const Instance *without = state::successorWithoutWayOut(router)) {
            unclear(router,
                    Text::tr("may move to %1, which has no way out: %2 is down")
                        .arg(shown(without->host), shown(without->brokenOutside)));
            return;
        }
        add(m_answer.moves, RebootItem::Kind::router, router.name,
            Text::tr("moves to %1, after %2 if the host falls silent")
                .arg(anyOfText(router.takesOver, router.orTakesOver), outageText(router.expected)));
    }

    /// Served elsewhere: whether another standby is left.
    void askStandby(const Router &router, const Instance &here)
    {
        const auto isOther = [&](const Instance &instance) {
            return instance.host != m_host.name && instance.role == state::Role::standby && !instance.stale;
        };
        if (here.role == state::Role::standby && std::ranges::none_of(router.instances, isOther))
            add(m_answer.exposed, RebootItem::Kind::router, router.name,
                Text::tr("stays on %1; its only standby is here").arg(shown(router.servedBy)));
    }

    void lose(const Router &router, const QString &text)
    {
        add(m_answer.losses, RebootItem::Kind::router, router.name, text);
    }
    void unclear(const Router &router, const QString &text)
    {
        add(m_answer.unclear, RebootItem::Kind::router, router.name, text);
    }

    bool isRouterSpace(model::NetnsCookie netns) const
    {
        return std::ranges::any_of(m_site.routers, [&](const Router &router) {
            return std::ranges::any_of(router.instances, [&](const Instance &instance) {
                return instance.host == m_host.name && instance.netns == netns;
            });
        });
    }

    /// Whether another host that answers serves DHCP in a namespace of that name: Neutron's DHCP servers of
    /// one network all have it, and it outlives its dnsmasq.
    state::Answer isServedElsewhere(const std::string &name) const
    {
        state::Answer answer = state::Answer::no;
        for (const Host &other : m_site.hosts) {
            if (&other == &m_host || other.stale)
                continue;
            for (const auto &[cookie, fact] : other.view->namespaces) {
                if (std::ranges::find(fact.value.names, name) == fact.value.names.end())
                    continue;
                const state::Answer serves = servesDhcp(*other.view, cookie);
                if (serves == state::Answer::yes)
                    return serves;
                if (serves == state::Answer::unknown)
                    answer = serves;
            }
        }
        return answer;
    }

    static state::Answer servesDhcp(const model::HostView &view, model::NetnsCookie netns)
    {
        const bool wouldSee = view.hasSnapshot && view.hello
            && std::ranges::count(view.hello->value.capabilities, "processes") != 0;
        state::Answer answer = wouldSee ? state::Answer::no : state::Answer::unknown;
        for (const auto &[pid, fact] : view.processes) {
            if (fact.value.name != "dnsmasq" || fact.value.state != model::ProcessState::running)
                continue;
            if (fact.value.netns == netns)
                return state::Answer::yes;
            if (fact.value.netns == 0)
                answer = state::Answer::unknown; // the probe may not see where it is
        }
        return answer;
    }

    void askDhcp(const std::string &name)
    {
        switch (isServedElsewhere(name)) {
        case state::Answer::yes:
            return;
        case state::Answer::no:
            add(m_answer.losses, RebootItem::Kind::dhcp, name,
                Text::tr("the network's only DHCP server that is seen"));
            return;
        case state::Answer::unknown:
            add(m_answer.unclear, RebootItem::Kind::dhcp, name,
                Text::tr("another host has its namespace; whether a DHCP server runs there is not known"));
            return;
        }
    }

    void askSpaces()
    {
        for (const auto &[cookie, fact] : m_host.view->namespaces) {
            if (fact.value.isHome || fact.value.names.empty() || isRouterSpace(cookie))
                continue;
            const std::string &name = fact.value.names.front();
            if (name.starts_with(dhcpPrefix)) {
                askDhcp(name);
                continue;
            }
            const bool isConnected = std::ranges::any_of(m_host.view->links, [&](const auto &link) {
                return link.second.value.masterIfindex != 0 && link.second.value.peer
                    && link.second.value.peer->netns == cookie;
            });
            if (isConnected)
                add(m_answer.losses, RebootItem::Kind::instance, name, Text::tr("runs on this host"));
        }
    }

    void askGuestPorts()
    {
        for (const auto &[key, fact] : m_host.view->links) {
            const model::Link &link = fact.value;
            if (link.kind == model::LinkKind::tuntap && link.masterIfindex != 0 && link.carrier)
                add(m_answer.losses, RebootItem::Kind::instance, link.name,
                    Text::tr("a guest's port: it runs on this host"));
        }
    }

    /// A gateway outside carries the way to everything behind it.
    void askGateway()
    {
        if (m_host.kind != state::HostKind::gateway)
            return;
        const TargetIndex targets(m_site);
        for (const state::PathTarget &target : allTargets(targets)) {
            const state::TrafficPath path = trafficPath(targets, target);
            const bool isOnWay = path.fromHost != m_host.name
                && std::ranges::any_of(path.hops, [&](const state::PathHop &hop) {
                                     return hop.kind == state::HopKind::station && hop.host == m_host.name;
                                 });
            if (isOnWay)
                add(m_answer.losses, RebootItem::Kind::gateway, targetName(m_site, target),
                    Text::tr("the way from %1 leads through this host").arg(shown(path.fromHost)));
        }
    }

    /// The control plane where it runs only once: routers go on, but nothing can be changed meanwhile.
    void askPrograms()
    {
        constexpr std::array<std::string_view, 5> control{ "neutron-server", "keystone", "rabbitmq",
                                                           "mariadbd", "mysqld" };
        std::set<std::string> here;
        for (const auto &[pid, fact] : m_host.view->processes) {
            if (fact.value.state != model::ProcessState::gone
                && std::ranges::find(control, fact.value.name) != control.end())
                here.insert(fact.value.name);
        }
        for (const std::string &name : here) {
            const bool hasOther = std::ranges::any_of(m_site.hosts, [&](const Host &other) {
                return &other != &m_host && !other.stale
                    && std::ranges::any_of(other.view->processes, [&name](const auto &process) {
                           return process.second.value.name == name
                               && process.second.value.state != model::ProcessState::gone;
                       });
            });
            if (!hasOther)
                add(m_answer.losses, RebootItem::Kind::program, name,
                    Text::tr("runs on no other host that is seen"));
        }
    }

    void askChanges()
    {
        for (const state::ChangeInForce &change : m_site.changes) {
            add(m_answer.unclear, RebootItem::Kind::change, change.change.linkName,
                Text::tr("is disabled on %1 by Keepview right now").arg(shown(change.host)));
        }
    }

    QString summary() const
    {
        const QString host = shown(m_host.name);
        switch (m_answer.verdict) {
        case RebootVerdict::may:
            return m_answer.moves.empty()
                ? Text::tr("%1 may be rebooted: nothing that is seen would lose service.").arg(host)
                : Text::tr("%1 may be rebooted: %n router(s) move.", nullptr,
                           static_cast<int>(m_answer.moves.size()))
                      .arg(host);
        case RebootVerdict::losesService:
            return Text::tr("Do not reboot %1: %n thing(s) would lose service.", nullptr,
                            static_cast<int>(m_answer.losses.size()))
                .arg(host);
        case RebootVerdict::cannotSay:
            return Text::tr("Whether %1 may be rebooted cannot be said: %n thing(s) are unclear.", nullptr,
                            static_cast<int>(m_answer.unclear.size()))
                .arg(host);
        }
        return {};
    }

    const Site &m_site;
    const Host &m_host;
    RebootAnswer m_answer;
};

} // namespace

RebootAnswer mayReboot(const Site &site, const std::string &hostName)
{
    if (const Host *host = site.host(hostName))
        return Answering(site, *host).run();
    RebootAnswer answer;
    answer.host = hostName;
    answer.summary = Text::tr("There is no host %1.").arg(shown(hostName)).toStdString();
    return answer;
}

std::string_view rebootVerdictWord(RebootVerdict verdict)
{
    switch (verdict) {
    case RebootVerdict::may:
        return "may";
    case RebootVerdict::losesService:
        return "loses-service";
    case RebootVerdict::cannotSay:
        return "cannot-say";
    }
    return {};
}

std::string_view rebootKindWord(RebootItem::Kind kind)
{
    constexpr std::array<std::string_view, 7> words{ "host",    "router",  "instance", "dhcp",
                                                     "gateway", "program", "change" };
    return words[static_cast<std::size_t>(kind)];
}

} // namespace kv::engine
