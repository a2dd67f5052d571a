// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factwriter.h"
#include "widgets/look/words.h"

#include <QStringList>

namespace kv::facts {

namespace {

QString text(std::string_view word)
{
    return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QString wayOf(const model::HostView &view, const model::Route &route)
{
    QStringList ways;
    for (const model::NextHop &hop : route.nextHops) {
        QStringList words;
        if (hop.gateway.isSet())
            words += Text::tr("via %1").arg(look::fromStd(hop.gateway.toString()));
        if (const model::Link *link = view.link({ route.key.netns, hop.ifindex }))
            words += Text::tr("on %1").arg(look::fromStd(link->name));
        if (hop.isDead)
            words += Text::tr("(dead)");
        ways += words.join(QLatin1Char(' '));
    }
    return ways.isEmpty() ? text(model::routeTypeName(route.type)) : ways.join(QStringLiteral(", "));
}

void writeRoutes(FactWriter &writer, model::NetnsCookie netns)
{
    constexpr std::uint32_t mainTable = 254; // RT_TABLE_MAIN
    writer.begin(Text::tr("Routes"));
    for (const auto &[key, fact] : writer.view().routes) {
        if (key.netns != netns)
            continue;
        QString name = key.destination.length == 0
            ? Text::tr("default, %1")
                  .arg(key.destination.address.family == model::IpFamily::v6 ? QStringLiteral("IPv6")
                                                                             : QStringLiteral("IPv4"))
            : look::fromStd(key.destination.toString());
        if (key.table != mainTable)
            name = Text::tr("%1 in table %2").arg(name).arg(key.table);
        writer.add(name, wayOf(writer.view(), fact.value), kernelSource(), fact.at);
    }
}

void writeRules(FactWriter &writer, model::NetnsCookie netns)
{
    const auto found = writer.view().rules.find(netns);
    if (found == writer.view().rules.end())
        return;
    writer.begin(Text::tr("Policy rules"));
    for (const model::PolicyRule &rule : found->second.value.rules) {
        QStringList words;
        words += rule.from.address.isSet() ? Text::tr("from %1").arg(look::fromStd(rule.from.toString()))
                                           : Text::tr("from all");
        if (rule.to.address.isSet())
            words += Text::tr("to %1").arg(look::fromStd(rule.to.toString()));
        if (!rule.inInterface.empty())
            words += Text::tr("in by %1").arg(look::fromStd(rule.inInterface));
        words += look::fromStd(rule.action);
        if (rule.action == "lookup")
            words += QString::number(rule.table);
        writer.add(QString::number(rule.priority), words.join(QLatin1Char(' ')), kernelSource(),
                   found->second.at);
    }
}

void writeNat(FactWriter &writer, model::NetnsCookie netns)
{
    const auto found = writer.view().nat.find(netns);
    if (found == writer.view().nat.end())
        return;
    const auto &[nat, at] = found->second;
    writer.begin(Text::tr("NAT"));
    const QString source = nat.hasNft ? QStringLiteral("nf_tables") : QStringLiteral("iptables");
    for (const model::NatRule &rule : nat.rules) {
        QString name = text(model::natActionName(rule.action));
        if (rule.destination.address.isSet())
            name = Text::tr("to %1").arg(look::fromStd(rule.destination.toString()));
        else if (rule.source.address.isSet())
            name = Text::tr("from %1").arg(look::fromStd(rule.source.toString()));
        const QString value = rule.to.isSet()
            ? Text::tr("%1 to %2")
                  .arg(text(model::natActionName(rule.action)), look::fromStd(rule.to.toString()))
            : text(model::natActionName(rule.action));
        writer.add(name, rule.hasMore ? Text::tr("%1, under more conditions").arg(value) : value, source, at);
    }
    if (nat.notUnderstood > 0)
        writer.add(Text::tr("Not understood"), look::countText(nat.notUnderstood), source, at);
}

void writeVrrp(FactWriter &writer, model::NetnsCookie netns)
{
    writer.begin(QStringLiteral("VRRP"));
    for (const auto &[key, fact] : writer.view().vrrpConfigs) {
        const model::VrrpInstanceConfig &config = fact.value;
        if (config.netns != netns)
            continue;
        const QString source = Text::tr("configuration");
        writer.add(look::fromStd(config.name),
                   Text::tr("VRID %1, priority %2, VRRPv%3, every %4 s, on %5")
                       .arg(config.vrid)
                       .arg(config.priority)
                       .arg(config.version)
                       .arg(config.advertCentis / 100.0)
                       .arg(look::fromStd(config.interface)),
                   source, fact.at);
        writer.add(Text::tr("Virtual addresses"), look::countText(config.addresses.size()), source, fact.at);
        if (!config.syncGroup.empty())
            writer.add(Text::tr("Sync group"), config.syncGroup, source, fact.at);
        for (const model::TrackedItem &item : config.tracked)
            writer.add(Text::tr("Tracks %1").arg(text(model::trackedKindName(item.kind))),
                       item.value
                           ? Text::tr("%1, which holds %2").arg(look::fromStd(item.name)).arg(*item.value)
                           : look::fromStd(item.name),
                       source, fact.at);
        for (const std::string &line : config.notUnderstood)
            writer.add(Text::tr("Not understood"), line, source, fact.at);
    }
    for (const auto &[key, fact] : writer.view().adverts) {
        if (key.heardOn.netns == netns)
            writer.add(Text::tr("Heard on %1").arg(linkName(writer.view(), key.heardOn)),
                       Text::tr("from %1, VRID %2, priority %3")
                           .arg(look::fromStd(key.source.toString()))
                           .arg(key.vrid)
                           .arg(fact.value.priority),
                       Text::tr("wire"), fact.at);
    }
}

} // namespace

void writeNamespace(FactWriter &writer, model::NetnsCookie netns)
{
    const model::HostView &view = writer.view();
    const auto &[found, at] = view.namespaces.at(netns);
    writer.begin(Text::tr("Namespace"));
    QStringList names;
    for (const std::string &name : found.names)
        names += look::fromStd(name);
    writer.add(Text::tr("Names"),
               names.isEmpty() ? Text::tr("the host's own") : names.join(QStringLiteral(", ")),
               kernelSource(), at);
    writer.add(Text::tr("Cookie"), QString::number(found.cookie), kernelSource(), at);
    writer.add(Text::tr("Inode"), QString::number(found.inode), kernelSource(), at);
    if (const auto tracked = view.conntrack.find(netns); tracked != view.conntrack.end()) {
        const model::ConntrackCount &count = tracked->second.value;
        writer.add(
            Text::tr("Tracked connections"),
            count.entries
                ? Text::tr("%1 of %2").arg(look::countText(*count.entries), look::countText(count.most))
                : Text::tr("no connection tracking"),
            kernelSource(), tracked->second.at);
    }
    writer.begin(Text::tr("Interfaces"));
    for (const auto &[key, fact] : view.links) {
        if (key.netns == netns)
            writer.add(look::fromStd(fact.value.name),
                       Text::tr("%1, %2").arg(kindName(fact.value),
                                              fact.value.isUsable() ? Text::tr("up") : Text::tr("down")),
                       kernelSource(), fact.at);
    }
    writeVrrp(writer, netns);
    writeNat(writer, netns);
    writeFilters(writer, netns);
    writeRoutes(writer, netns);
    writeRules(writer, netns);
}

} // namespace kv::facts
