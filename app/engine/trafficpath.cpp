// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trafficpath.h"

#include "app/engine/hopmaker.h"
#include "app/engine/pathinside.h"
#include "app/engine/pathoutside.h"
#include "app/engine/text.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace kv::engine {

using state::HopKind;
using state::HopSource;
using state::HopState;
using state::Host;
using state::Instance;
using state::PathHop;
using state::PathTarget;
using state::PathTargetKind;
using state::Role;
using state::Router;
using state::Site;
using state::TrafficPath;

namespace {

/// Those that hold the addresses, whatever their peer says.
bool holdsAddresses(const Instance &instance)
{
    switch (instance.role) {
    case Role::active:
    case Role::activeUnconfirmed:
    case Role::isolated:
    case Role::orphaned:
    case Role::frozen:
    case Role::notRedundant:
        return true;
    default:
        return false;
    }
}

/// The instance that serves; those that may when nobody is known to.
std::vector<const Instance *> serving(const Router &router)
{
    std::vector<const Instance *> found;
    for (const Instance &instance : router.instances) {
        if (router.servedBy.empty() ? holdsAddresses(instance) : instance.host == router.servedBy)
            found.push_back(&instance);
    }
    return found;
}

/// The translation of the target on the serving host; none when it is routed as it is.
std::optional<PathHop> natHop(const HopMaker &make, const GatewayPlace &place, const PathTarget &target)
{
    const Host &host = *place.host;
    PathHop hop = make.space(host, place.instance->netns, HopKind::nat);
    const auto table = host.view->nat.find(place.instance->netns);
    if (table == host.view->nat.end()) {
        HopMaker::worsen(hop, HopState::unknown, Text::tr("the namespace's NAT is not known"));
        return hop;
    }
    const bool isFloating = target.outside.isSet();
    for (const model::NatRule &rule : table->second.value.rules) {
        const bool isIt = isFloating ? rule.isFloating() && rule.destination.address == target.outside
                                     : rule.action != model::NatAction::dnat && !rule.source.address.isSet()
                && !rule.isOutInverted && rule.outInterface == linkName(host, place.port);
        if (!isIt)
            continue;
        std::string fact =
            isFloating ? "dnat " + target.outside.toString() : "snat " + target.inside.toString();
        if (rule.to.isSet())
            fact += " to " + rule.to.toString();
        HopMaker::rest(hop, host, HopSource::nat, table->second.at, fact);
        return hop;
    }
    const model::NatTable &nat = table->second.value;
    const bool isRead = nat.hasNft || nat.hasLegacy;
    const bool isSure = isRead && nat.notUnderstood == 0;
    // Neutron's enable_snat=False; what has a floating IP cannot do without.
    if (isSure && !isFloating)
        return std::nullopt;
    HopMaker::rest(hop, host, HopSource::nat, table->second.at, target.inside.toString());
    HopMaker::worsen(
        hop, isSure ? HopState::broken : HopState::unknown,
        isRead ? Text::tr("no rule translates %1")
                     .arg(QString::fromStdString((isFloating ? target.outside : target.inside).toString()))
               : Text::tr("the namespace's NAT is not known"));
    return hop;
}

class Tracing {
public:
    Tracing(const TargetIndex &targets, const PathTarget &target) : m_targets(targets), m_site(targets.site())
    {
        m_path.target = target;
    }

    TrafficPath run(const std::string &fromHost)
    {
        const Router *router = m_site.router(m_path.target.routerId);
        if (!router)
            return std::move(m_path);
        m_path.servedBy = router->servedBy;
        const HopMaker make(m_targets, 0);
        PathOutside outside = pathOutside(make, *router, m_path.target.outside, fromHost);
        m_path.fromHost = outside.fromHost;
        add(std::move(outside.hops));
        for (const Instance &instance : router->instances)
            m_places.push_back(gatewayPlace(m_site, instance, m_path.target.outside));
        const std::vector<const Instance *> ways = serving(*router);
        if (ways.empty()) {
            PathHop hop = make.end(HopState::broken, Text::tr("nobody serves the router"));
            hop.source = HopSource::role;
            m_path.hops.push_back(hop);
        }
        checkMac(outside.mac);
        std::uint8_t number = 0;
        for (const Instance *instance : ways)
            addWay(*router, *instance, ways.size() > 1 ? ++number : number);
        judge(ways.size() > 1);
        return std::move(m_path);
    }

private:
    void add(std::vector<PathHop> hops)
    {
        m_path.hops.insert(m_path.hops.end(), std::make_move_iterator(hops.begin()),
                           std::make_move_iterator(hops.end()));
    }

    /// The sender's neighbour entry against the MAC of the router's gateway port.
    void checkMac(const model::MacAddress &mac)
    {
        if (mac.isZero() || m_path.hops.empty())
            return;
        const bool isKnown = std::ranges::any_of(m_places, [&mac](const GatewayPlace &place) {
            const model::Link *port = place.host ? place.host->view->link(place.port) : nullptr;
            return !port || port->mac == mac;
        });
        if (!isKnown)
            HopMaker::worsen(m_path.hops.back(), HopState::outdated,
                             Text::tr("%1 is not the MAC of the router's gateway port")
                                 .arg(QString::fromStdString(mac.toString())));
    }

    void addWay(const Router &router, const Instance &instance, std::uint8_t number)
    {
        const HopMaker make(m_targets, number);
        const auto place = std::ranges::find(m_places, &instance, &GatewayPlace::instance);
        std::vector<PathHop> hops = gatewayHops(make, *place, m_places, m_path.target.outside);
        if (router.servedBy.empty()) {
            for (PathHop &hop : hops) {
                if (hop.kind == HopKind::gatewayPort && number == 0)
                    HopMaker::worsen(hop, HopState::unknown,
                                     Text::tr("holds the addresses, but nobody is known to serve"));
                else if (hop.kind == HopKind::gatewayPort)
                    HopMaker::worsen(hop, HopState::ambiguous,
                                     Text::tr("several hold the addresses: which one serves is not known"));
            }
        }
        add(std::move(hops));
        if (!place->host || place->port.ifindex == 0)
            return;
        const PathTarget &target = m_path.target;
        PathInside inside(make, *place->host, instance.netns);
        if (target.kind == PathTargetKind::router) {
            add(inside.allPorts(place->port, instance.haLink));
            return;
        }
        const bool isTranslated =
            (target.outside.isSet() ? target.outside : target.inside).family == model::IpFamily::v4;
        const auto nat = isTranslated ? natHop(make, *place, target) : std::nullopt;
        if (nat)
            m_path.hops.push_back(*nat);
        if (target.inside.isSet())
            add(inside.to(target.inside));
        else
            m_path.hops.push_back(
                make.end(HopState::unknown, Text::tr("which instance has it is not known")));
    }

    void judge(bool hasWays)
    {
        m_path.state = hasWays ? HopState::ambiguous : HopState::clear;
        for (const PathHop &hop : m_path.hops) {
            if (hop.isAside)
                continue;
            // Of several ways one that is broken is not the path's end.
            const HopState counted = hop.way != 0 && hasWays ? HopState::ambiguous : hop.state;
            if (isWorse(counted, m_path.state))
                m_path.state = counted;
        }
    }

    const TargetIndex &m_targets;
    const Site &m_site;
    TrafficPath m_path;
    std::vector<GatewayPlace> m_places;
};

} // namespace

TrafficPath trafficPath(const Site &site, const PathTarget &target, const std::string &fromHost)
{
    return trafficPath(TargetIndex(site), target, fromHost);
}

TrafficPath trafficPath(const TargetIndex &targets, const PathTarget &target, const std::string &fromHost)
{
    return Tracing(targets, target).run(fromHost);
}

} // namespace kv::engine
