// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/facttree.h"

#include "app/cli/facttext.h"

#include <QCoreApplication>

namespace kv::cli {

namespace {

using model::HostView;
using model::Link;
using model::LinkKey;

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString indented(int depth, const QString &line)
{
    return QString(depth * 2, QLatin1Char(' ')) + line;
}

QStringList addressesOf(const HostView &view, LinkKey key)
{
    QStringList result;
    for (const auto &[address, fact] : view.addresses) {
        if (address.link == key)
            result += text(address.prefix.toString());
    }
    return result;
}

QString peerText(const HostView &view, const Link &link)
{
    if (!link.peer)
        return {};
    const LinkKey key{ link.peer->netns, link.peer->ifindex };
    return view.link(key) ? QStringLiteral("<-> ") + linkPath(view, key)
                          : QStringLiteral("<-> ifindex %1 elsewhere").arg(link.peer->ifindex);
}

void addLink(QStringList &lines, const HostView &view, const Link &link, int depth)
{
    QStringList words{ linkText(view, link) };
    words += addressesOf(view, link.key);
    lines += indented(depth, words.join(QLatin1Char(' ')));
    for (const auto &[key, fact] : view.links) {
        if (key.netns == link.key.netns && fact.value.masterIfindex == link.key.ifindex)
            addLink(lines, view, fact.value, depth + 1);
    }
}

bool isUsual(const model::PolicyRule &rule)
{
    return (rule.priority == 0 || rule.priority >= 32766) && rule.action == "lookup"
        && !rule.from.address.isSet();
}

void addRouting(QStringList &lines, const HostView &view, model::NetnsCookie netns)
{
    model::RouteKey first;
    first.netns = netns;
    for (auto it = view.routes.lower_bound(first); it != view.routes.end() && it->first.netns == netns; ++it)
        lines += indented(2, QStringLiteral("route ") + routeText(view, it->second.value));
    if (const auto rules = view.rules.find(netns); rules != view.rules.end()) {
        for (const model::PolicyRule &rule : rules->second.value.rules) {
            if (!isUsual(rule))
                lines += indented(2, QStringLiteral("rule ") + ruleText(rule));
        }
    }
    model::NeighbourKey neighbour;
    neighbour.link.netns = netns;
    for (auto it = view.neighbours.lower_bound(neighbour);
         it != view.neighbours.end() && it->first.link.netns == netns; ++it)
        lines += indented(2, QStringLiteral("neighbour ") + neighbourText(view, it->second.value));
}

void addTraffic(QStringList &lines, const HostView &view, model::NetnsCookie netns)
{
    for (auto it = view.counts.lower_bound({ netns, 0 }); it != view.counts.end() && it->first.netns == netns;
         ++it)
        lines += indented(
            2, QStringLiteral("traffic %1: %2").arg(linkPath(view, it->first), countText(it->second.value)));
    if (const auto found = view.conntrack.find(netns); found != view.conntrack.end())
        lines += indented(2, conntrackText(found->second.value));
    if (const auto found = view.nat.find(netns); found != view.nat.end()) {
        for (const model::NatRule &rule : found->second.value.rules)
            lines += indented(2, QStringLiteral("nat ") + natText(rule));
    }
    if (const auto found = view.filters.find(netns); found != view.filters.end()) {
        const model::PortFilters &filters = found->second.value;
        if (!filters.isRead)
            lines += indented(2, QStringLiteral("filter rules could not be read"));
        for (const std::string &port : filters.ports)
            lines += indented(2, QStringLiteral("filter rules name ") + text(port));
        if (filters.isCut)
            lines += indented(2, QStringLiteral("filter rules name more ports than are kept"));
    }
}

void addNamespace(QStringList &lines, const HostView &view, const model::NetNamespace &space)
{
    QStringList names;
    for (const std::string &name : space.names)
        names += text(name);
    const QString title =
        space.isHome ? QStringLiteral("(the host itself)") : names.join(QStringLiteral(", "));
    lines += indented(1, title.isEmpty() ? QStringLiteral("(no name)") : title);
    for (const auto &[key, fact] : view.links) {
        const bool isPort = view.link({ key.netns, fact.value.masterIfindex })
            && fact.value.masterIfindex != key.ifindex && fact.value.masterIfindex != 0;
        if (key.netns == space.cookie && !isPort)
            addLink(lines, view, fact.value, 2);
    }
    addRouting(lines, view, space.cookie);
    addTraffic(lines, view, space.cookie);
}

void addKeepalived(QStringList &lines, const HostView &view)
{
    for (const auto &[key, fact] : view.vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        lines += indented(1, configText(config));
        for (const model::VirtualAddress &address : config.addresses)
            lines += indented(2,
                              text(address.prefix.toString()) + QStringLiteral(" on ")
                                  + text(address.device.empty() ? config.interface : address.device));
    }
    for (const auto &[pid, fact] : view.processes)
        lines += indented(1, processText(fact.value));
    for (const auto &[router, fact] : view.stateFiles)
        lines +=
            indented(1, QStringLiteral("state file of %1: %2").arg(text(router), text(fact.value.value)));
}

} // namespace

QString linkPath(const HostView &view, LinkKey key)
{
    const Link *link = view.link(key);
    const QString name = link ? text(link->name) : QStringLiteral("ifindex %1").arg(key.ifindex);
    const QString space = text(view.namespaceName(key.netns));
    return space.isEmpty() ? name : space + QLatin1Char(':') + name;
}

QString linkText(const HostView &view, const Link &link)
{
    QStringList words{ text(link.name) };
    words += link.kindName.empty() ? text(model::linkKindName(link.kind)) : text(link.kindName);
    words += link.isUsable() ? QStringLiteral("up")
        : !link.adminUp      ? QStringLiteral("disabled")
                             : QStringLiteral("down");
    if (link.vxlan) {
        const model::VxlanInfo &vxlan = *link.vxlan;
        words += QStringLiteral("VNI %1").arg(vxlan.vni);
        if (vxlan.local.isSet())
            words += QStringLiteral("local ") + text(vxlan.local.toString());
        if (vxlan.group.isSet())
            words += QStringLiteral("group ") + text(vxlan.group.toString());
        words += QStringLiteral("port %1").arg(vxlan.port);
        if (const Link *under = view.link({ link.key.netns, vxlan.underlayIfindex }))
            words += QStringLiteral("over ") + text(under->name);
    }
    if (const QString kind = kindText(view, link); !kind.isEmpty())
        words += kind;
    if (const QString peer = peerText(view, link); !peer.isEmpty())
        words += peer;
    return words.join(QLatin1Char(' '));
}

QStringList factTree(const state::Host &host)
{
    const HostView &view = *host.view;
    QString title = text(host.name);
    if (view.hello) {
        const model::Hello &hello = view.hello->value;
        title += QStringLiteral("  (%1, kernel %2, probe %3%4)")
                     .arg(text(hello.hostName), text(hello.kernelRelease), text(hello.version),
                          hello.actionsAllowed ? QStringLiteral(", actions allowed") : QString());
    }
    QStringList lines{ title };
    for (const auto &[cookie, fact] : view.namespaces) {
        if (fact.value.isHome)
            addNamespace(lines, view, fact.value);
    }
    for (const auto &[cookie, fact] : view.namespaces) {
        if (!fact.value.isHome)
            addNamespace(lines, view, fact.value);
    }
    addKeepalived(lines, view);
    return lines;
}

} // namespace kv::cli
