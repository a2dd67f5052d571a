// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factwriter.h"
#include "widgets/look/words.h"

#include <QStringList>

namespace kv::facts {

namespace {

QString operName(model::OperState state)
{
    switch (state) {
    case model::OperState::unknown:
        return Text::tr("unknown");
    case model::OperState::notPresent:
        return Text::tr("not present");
    case model::OperState::down:
        return Text::tr("down");
    case model::OperState::lowerLayerDown:
        return Text::tr("lower layer down");
    case model::OperState::testing:
        return Text::tr("testing");
    case model::OperState::dormant:
        return Text::tr("dormant");
    case model::OperState::up:
        break;
    }
    return Text::tr("up");
}

QString upOrDown(bool isUp)
{
    return isUp ? Text::tr("up") : Text::tr("down");
}

QString neighbourName(model::NeighbourState state)
{
    switch (state) {
    case model::NeighbourState::known:
        return Text::tr("known");
    case model::NeighbourState::asked:
        return Text::tr("asked for");
    case model::NeighbourState::failed:
        return Text::tr("does not answer");
    case model::NeighbourState::permanent:
        return Text::tr("permanent");
    }
    return {};
}

void writeVxlan(FactWriter &writer, const model::Fact<model::Link> &link)
{
    if (!link.value.vxlan)
        return;
    const model::VxlanInfo &vxlan = *link.value.vxlan;
    const auto address = [](const model::IpAddress &value) {
        return value.isSet() ? look::fromStd(value.toString()) : Text::tr("none");
    };
    writer.begin(QStringLiteral("VXLAN"));
    writer.add(QStringLiteral("VNI"), QString::number(vxlan.vni), kernelSource(), link.at);
    writer.add(Text::tr("Local address"), address(vxlan.local), kernelSource(), link.at);
    writer.add(Text::tr("Group or remote"), address(vxlan.group), kernelSource(), link.at);
    writer.add(Text::tr("UDP port"), QString::number(vxlan.port), kernelSource(), link.at);
    if (vxlan.underlayIfindex != 0)
        writer.add(Text::tr("Underlay"),
                   linkName(writer.view(), { link.value.key.netns, vxlan.underlayIfindex }), kernelSource(),
                   link.at);
}

void writeNeighbourhood(FactWriter &writer, model::LinkKey key)
{
    writer.begin(Text::tr("Addresses"));
    for (const auto &[address, fact] : writer.view().addresses) {
        if (address.link == key)
            writer.add(address.prefix.address.isLinkLocal() ? Text::tr("link-local") : Text::tr("address"),
                       address.prefix.toString(), kernelSource(), fact.at);
    }
    writer.begin(Text::tr("Neighbours"));
    for (const auto &[neighbour, fact] : writer.view().neighbours) {
        if (neighbour.link != key)
            continue;
        const QString word = neighbourName(fact.value.state);
        writer.add(look::fromStd(neighbour.address.toString()),
                   fact.value.mac.isZero()
                       ? word
                       : Text::tr("%1, %2").arg(look::fromStd(fact.value.mac.toString()), word),
                   kernelSource(), fact.at);
    }
    writer.begin(Text::tr("Forwarding entries"));
    for (const auto &[entry, fact] : writer.view().fdb) {
        if (entry.port == key)
            writer.add(look::fromStd(entry.mac.toString()),
                       entry.remote.isSet() ? Text::tr("to %1").arg(look::fromStd(entry.remote.toString()))
                                            : Text::tr("by this port"),
                       kernelSource(), fact.at);
    }
}

void writeTraffic(FactWriter &writer, model::LinkKey key)
{
    const auto found = writer.view().counts.find(key);
    if (found == writer.view().counts.end())
        return;
    const auto &[count, at] = found->second;
    writer.begin(Text::tr("Traffic since it came"));
    const auto line = [](std::uint64_t packets, std::uint64_t bytes) {
        return Text::tr("%1 packets, %2 bytes").arg(look::countText(packets), look::countText(bytes));
    };
    writer.add(Text::tr("Received"), line(count.rxPackets, count.rxBytes), kernelSource(), at);
    writer.add(Text::tr("Sent"), line(count.txPackets, count.txBytes), kernelSource(), at);
}

void writeRelations(FactWriter &writer, const model::Fact<model::Link> &fact)
{
    const model::Link &link = fact.value;
    const model::LinkKey key = link.key;
    if (link.masterIfindex != 0)
        writer.add(Text::tr("Port of"), linkName(writer.view(), { key.netns, link.masterIfindex }),
                   kernelSource(), fact.at);
    if (link.peer)
        writer.add(Text::tr("Other end"),
                   link.peer->netns != 0
                       ? linkName(writer.view(), { link.peer->netns, link.peer->ifindex })
                       : Text::tr("interface %1, in a namespace that cannot be seen").arg(link.peer->ifindex),
                   kernelSource(), fact.at);
    if (link.parent)
        writer.add(Text::tr("Rides on"),
                   linkName(writer.view(), { link.parent->netns, link.parent->ifindex }), kernelSource(),
                   fact.at);
    if (link.vlan)
        writer.add(QStringLiteral("VLAN"), QString::number(link.vlan->id), kernelSource(), fact.at);
    if (link.bond)
        writer.add(Text::tr("Bond mode"), link.bond->mode, kernelSource(), fact.at);
    if (!link.mode.empty())
        writer.add(Text::tr("Mode"), link.mode, kernelSource(), fact.at);
    if (link.vrfTable != 0)
        writer.add(Text::tr("VRF table"), QString::number(link.vrfTable), kernelSource(), fact.at);
    QStringList ports;
    for (const auto &[other, port] : writer.view().links) {
        if (other.netns == key.netns && port.value.masterIfindex == key.ifindex)
            ports += look::fromStd(port.value.name);
    }
    if (!ports.isEmpty())
        writer.add(Text::tr("Its ports"), ports.join(QStringLiteral(", ")), kernelSource(), fact.at);
}

} // namespace

QString kindName(const model::Link &link)
{
    switch (link.kind) {
    case model::LinkKind::physical:
        return Text::tr("physical interface");
    case model::LinkKind::loopback:
        return Text::tr("loopback");
    case model::LinkKind::bridge:
        return Text::tr("bridge");
    case model::LinkKind::vxlan:
        return QStringLiteral("VXLAN");
    case model::LinkKind::tuntap:
        return QStringLiteral("tap");
    default:
        return look::fromStd(link.kindName.empty() ? std::string(model::linkKindName(link.kind))
                                                   : link.kindName);
    }
}

void writeLink(FactWriter &writer, const model::Fact<model::Link> &fact)
{
    const model::Link &link = fact.value;
    writer.begin(Text::tr("Interface"));
    writer.add(Text::tr("Administratively"), upOrDown(link.adminUp), kernelSource(), fact.at);
    writer.add(Text::tr("Carrier"), link.carrier ? Text::tr("yes") : Text::tr("no"), kernelSource(), fact.at);
    writer.add(Text::tr("Operational state"), operName(link.oper), kernelSource(), fact.at);
    writer.add(QStringLiteral("MAC"), link.mac.toString(), kernelSource(), fact.at);
    writer.add(QStringLiteral("MTU"), Text::tr("%1 bytes").arg(link.mtuBytes), kernelSource(), fact.at);
    writer.add(Text::tr("Index"), QString::number(link.key.ifindex), kernelSource(), fact.at);
    writeRelations(writer, fact);
    writeFiltersOf(writer, link);
    writeVxlan(writer, fact);
    writeTraffic(writer, link.key);
    writeNeighbourhood(writer, link.key);
}

} // namespace kv::facts
