// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/commands.h"

#include <QRegularExpression>

namespace kv::topology {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

/// "ip netns exec NAME " for a named namespace, "" for the host's own; nothing for one without a name.
std::optional<QString> entering(const model::HostView &view, model::NetnsCookie netns)
{
    const auto found = view.namespaces.find(netns);
    if (netns == 0 || (found != view.namespaces.end() && found->second.value.isHome))
        return QString();
    if (found == view.namespaces.end() || found->second.value.names.empty())
        return std::nullopt;
    return QStringLiteral("ip netns exec %1 ").arg(shellWord(text(found->second.value.names.front())));
}

void addLinkCommands(Copyable &into, const model::Link &link, const QString &enter)
{
    const QString name = shellWord(text(link.name));
    into.commands << enter + QStringLiteral("ip -d -s address show dev %1").arg(name);
    if (link.kind == model::LinkKind::bridge)
        into.commands << enter + QStringLiteral("bridge fdb show br %1").arg(name)
                      << enter + QStringLiteral("ip link show master %1").arg(name);
    else if (link.kind == model::LinkKind::vxlan)
        into.commands << enter + QStringLiteral("bridge fdb show dev %1").arg(name);
    else
        into.commands << enter + QStringLiteral("ip neighbour show dev %1").arg(name);
}

Copyable linkCopyable(const model::HostView &view, model::LinkKey key)
{
    Copyable copyable;
    const model::Link *link = view.link(key);
    if (link == nullptr)
        return copyable;
    copyable.name = text(link->name);
    if (!link->mac.isZero())
        copyable.mac = text(link->mac.toString());
    model::AddressKey first;
    first.link = key;
    for (auto found = view.addresses.lower_bound(first);
         found != view.addresses.end() && found->first.link == key; ++found)
        copyable.addresses << text(found->second.value.prefix.toString());
    if (const auto enter = entering(view, key.netns))
        addLinkCommands(copyable, *link, *enter);
    return copyable;
}

Copyable namespaceCopyable(const model::HostView &view, model::NetnsCookie netns)
{
    Copyable copyable;
    copyable.name = text(view.namespaceName(netns));
    for (const auto &[key, address] : view.addresses) {
        if (key.link.netns == netns && !key.prefix.address.isLoopback())
            copyable.addresses << text(key.prefix.toString());
    }
    if (const auto enter = entering(view, netns)) {
        for (const char *command :
             { "ip -d address", "ip route show table all", "ip rule", "ip neighbour", "nft list ruleset" })
            copyable.commands << *enter + QLatin1String(command);
    }
    return copyable;
}

Copyable hostCopyable(const state::Host &host)
{
    Copyable copyable;
    copyable.name = text(host.name);
    copyable.commands = { QStringLiteral("ip -d address"), QStringLiteral("ip netns list"),
                          QStringLiteral("bridge fdb show") };
    return copyable;
}

} // namespace

QString shellWord(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    return QLatin1Char('\'') + QString(word).replace(QLatin1Char('\''), QLatin1String("'\\''"))
        + QLatin1Char('\'');
}

Copyable copyableOf(const picture::Target &target, const state::Site &site)
{
    const state::Host *host = site.host(target.host);
    if (host == nullptr)
        return {};
    switch (target.kind) {
    case picture::TargetKind::host:
        return hostCopyable(*host);
    case picture::TargetKind::netns:
    case picture::TargetKind::router:
        return namespaceCopyable(*host->view, target.link.netns);
    case picture::TargetKind::link:
    case picture::TargetKind::disable:
        return linkCopyable(*host->view, target.link);
    default:
        return {};
    }
}

} // namespace kv::topology
