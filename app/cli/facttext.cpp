// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/facttext.h"

#include "app/cli/facttree.h"

#include <QStringList>

namespace kv::cli {

namespace {

using model::HostView;

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString text(const model::IpPrefix &prefix)
{
    const bool isDefault = prefix.length == 0;
    return isDefault ? QStringLiteral("default") : text(prefix.toString());
}

QString tableText(std::uint32_t table)
{
    return table == 254 ? QString() : QStringLiteral("table %1").arg(table);
}

QString hopText(const HostView &view, model::NetnsCookie netns, const model::NextHop &hop)
{
    QStringList words;
    if (hop.gateway.isSet())
        words += QStringLiteral("via ") + text(hop.gateway.toString());
    if (const model::Link *link = view.link({ netns, hop.ifindex }))
        words += QStringLiteral("dev ") + text(link->name);
    if (hop.isDead)
        words += QStringLiteral("(dead)");
    return words.join(QLatin1Char(' '));
}

QString trackedText(const model::TrackedItem &item)
{
    QString line = text(model::trackedKindName(item.kind)) + QLatin1Char(' ') + text(item.name);
    if (item.weight != 0)
        line += QStringLiteral(" weight %1").arg(item.weight);
    return line;
}

} // namespace

QString kindText(const HostView &view, const model::Link &link)
{
    QStringList words;
    if (link.vlan)
        words += QStringLiteral("VLAN %1").arg(link.vlan->id);
    if (!link.mode.empty())
        words += text(link.mode);
    if (link.bond && !link.bond->mode.empty())
        words += text(link.bond->mode);
    if (link.bond && link.bond->activeIfindex != 0) {
        const model::Link *active = view.link({ link.key.netns, link.bond->activeIfindex });
        words += QStringLiteral("active ")
            + (active ? text(active->name) : QString::number(link.bond->activeIfindex));
    }
    if (link.bondPort)
        words += link.bondPort->isActive ? QStringLiteral("active slave") : QStringLiteral("backup slave");
    if (link.tunnel && link.tunnel->id != 0)
        words += QStringLiteral("id %1").arg(link.tunnel->id);
    if (link.tunnel && link.tunnel->local.isSet())
        words += QStringLiteral("local ") + text(link.tunnel->local.toString());
    if (link.tunnel && link.tunnel->remote.isSet())
        words += QStringLiteral("remote ") + text(link.tunnel->remote.toString());
    if (link.vrfTable != 0)
        words += QStringLiteral("table %1").arg(link.vrfTable);
    if (link.parent)
        words += QStringLiteral("on ") + linkPath(view, { link.parent->netns, link.parent->ifindex });
    return words.join(QLatin1Char(' '));
}

QString routeKeyText(const HostView &view, const model::RouteKey &key)
{
    QStringList words{ text(key.destination), hopText(view, key.netns, key.first), tableText(key.table) };
    if (key.metric != 0)
        words += QStringLiteral("metric %1").arg(key.metric);
    words.removeAll(QString());
    return words.join(QLatin1Char(' '));
}

QString routeText(const HostView &view, const model::Route &route)
{
    QStringList words;
    if (route.type != model::RouteType::unicast)
        words += text(model::routeTypeName(route.type));
    words += routeKeyText(view, route.key);
    if (route.preferredSource.isSet())
        words += QStringLiteral("src ") + text(route.preferredSource.toString());
    if (route.nextHops.size() > 1)
        words += QStringLiteral("and %1 more ways").arg(route.nextHops.size() - 1);
    return words.join(QLatin1Char(' '));
}

QString ruleText(const model::PolicyRule &rule)
{
    QStringList words{ QStringLiteral("%1:").arg(rule.priority) };
    if (rule.isInverted)
        words += QStringLiteral("not");
    words += QStringLiteral("from ")
        + (rule.from.address.isSet() ? text(rule.from.toString()) : QStringLiteral("all"));
    if (rule.to.address.isSet())
        words += QStringLiteral("to ") + text(rule.to.toString());
    if (!rule.inInterface.empty())
        words += QStringLiteral("iif ") + text(rule.inInterface);
    if (!rule.outInterface.empty())
        words += QStringLiteral("oif ") + text(rule.outInterface);
    if (rule.mask != 0)
        words += QStringLiteral("fwmark 0x%1/0x%2").arg(rule.mark, 0, 16).arg(rule.mask, 0, 16);
    words += text(rule.action);
    if (rule.table != 0)
        words += QString::number(rule.table);
    return words.join(QLatin1Char(' '));
}

QString neighbourText(const HostView &view, const model::Neighbour &neighbour)
{
    QStringList words{ text(neighbour.key.address.toString()), QStringLiteral("on"),
                       linkPath(view, neighbour.key.link) };
    if (!neighbour.mac.isZero())
        words += text(neighbour.mac.toString());
    words += text(model::neighbourStateName(neighbour.state));
    return words.join(QLatin1Char(' '));
}

QString natText(const model::NatRule &rule)
{
    QStringList words;
    if (rule.source.address.isSet())
        words += QStringLiteral("from ") + text(rule.source.toString());
    if (rule.destination.address.isSet())
        words += QStringLiteral("to ") + text(rule.destination.toString());
    if (!rule.inInterface.empty())
        words += QStringLiteral("in ") + text(rule.inInterface);
    if (!rule.outInterface.empty())
        words += (rule.isOutInverted ? QStringLiteral("not out ") : QStringLiteral("out "))
            + text(rule.outInterface);
    if (rule.hasMore)
        words += QStringLiteral("(and more)");
    words += text(model::natActionName(rule.action));
    if (rule.to.isSet())
        words += text(rule.to.toString());
    return words.join(QLatin1Char(' '));
}

QString countText(const model::PortCount &count)
{
    return QStringLiteral("rx %1 packets %2 bytes, tx %3 packets %4 bytes")
        .arg(count.rxPackets)
        .arg(count.rxBytes)
        .arg(count.txPackets)
        .arg(count.txBytes);
}

QString conntrackText(const model::ConntrackCount &count)
{
    return count.entries ? QStringLiteral("%1 connections tracked").arg(*count.entries)
                         : QStringLiteral("no connection tracking");
}

QString processText(const model::ProcessInfo &process)
{
    QString line = QStringLiteral("process %1 %2").arg(process.pid).arg(text(process.name));
    if (!process.version.empty())
        line += QLatin1Char(' ') + text(process.version);
    if (process.isContained)
        line += QStringLiteral(" (in a container)");
    return line + QStringLiteral(": ") + text(model::processStateName(process.state));
}

QString configText(const model::VrrpInstanceConfig &config)
{
    QString line = QStringLiteral("vrrp %1 on %2: VRID %3, priority %4, v%5, advert %6 s")
                       .arg(text(config.name), text(config.interface))
                       .arg(config.vrid)
                       .arg(config.priority)
                       .arg(config.version)
                       .arg(config.advertCentis / 100.0);
    if (config.nopreempt)
        line += QStringLiteral(", nopreempt");
    if (!config.syncGroup.empty())
        line += QStringLiteral(", group ") + text(config.syncGroup);
    if (!config.vmacInterface.empty())
        line += QStringLiteral(", vmac ") + text(config.vmacInterface);
    if (!config.unicastPeers.empty())
        line += QStringLiteral(", %1 unicast peers").arg(config.unicastPeers.size());
    for (const model::TrackedItem &item : config.tracked)
        line += QStringLiteral(", tracks ") + trackedText(item);
    return line;
}

} // namespace kv::cli
