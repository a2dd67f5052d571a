// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <array>

namespace kv::wire {

namespace {

constexpr std::array<std::string_view, 7> operNames{ "unknown", "not-present", "down", "lower-layer-down",
                                                     "testing", "dormant",     "up" };

std::string_view operName(model::OperState state)
{
    const auto index = static_cast<std::size_t>(state);
    return index < operNames.size() ? operNames[index] : operNames[0];
}

std::optional<model::OperState> operFromName(std::string_view name)
{
    for (std::size_t i = 0; i < operNames.size(); ++i) {
        if (operNames[i] == name)
            return static_cast<model::OperState>(i);
    }
    return std::nullopt;
}

void writeVxlan(JsonWriter &json, const model::VxlanInfo &vxlan)
{
    json.beginObject("vxlan");
    json.number("vni", vxlan.vni);
    if (vxlan.local.isSet())
        json.text("local", vxlan.local.toString());
    if (vxlan.group.isSet())
        json.text("group", vxlan.group.toString());
    json.number("port", vxlan.port);
    if (vxlan.underlayIfindex != 0)
        json.number("underlay", vxlan.underlayIfindex);
    json.endObject();
}

void readVxlan(Fields &fields, std::optional<model::VxlanInfo> &target)
{
    auto nested = fields.object("vxlan", Need::optional);
    if (!nested)
        return;
    model::VxlanInfo vxlan;
    nested->number("vni", vxlan.vni, Need::required, std::uint32_t{ 0 }, model::maxVni);
    nested->address("local", vxlan.local, Need::optional);
    nested->address("group", vxlan.group, Need::optional);
    nested->number("port", vxlan.port);
    readIndex(*nested, "underlay", vxlan.underlayIfindex, Need::optional);
    fields.adopt(*nested, "vxlan");
    target = vxlan;
}

void writeEnd(JsonWriter &json, std::string_view key, const std::optional<model::VethPeer> &end)
{
    if (!end)
        return;
    json.beginObject(key);
    json.identity("netns", end->netns);
    json.number("ifindex", end->ifindex);
    json.endObject();
}

void readEnd(Fields &fields, std::string_view key, std::optional<model::VethPeer> &target)
{
    auto nested = fields.object(key, Need::optional);
    if (!nested)
        return;
    model::VethPeer peer;
    nested->identity("netns", peer.netns);
    readIndex(*nested, "ifindex", peer.ifindex, Need::required);
    fields.adopt(*nested, key);
    target = peer;
}

void writeVlan(JsonWriter &json, const model::VlanInfo &vlan)
{
    json.beginObject("vlan");
    json.number("id", vlan.id);
    if (vlan.isServiceTag)
        json.flag("service", true);
    json.endObject();
}

void readVlan(Fields &fields, std::optional<model::VlanInfo> &target)
{
    auto nested = fields.object("vlan", Need::optional);
    if (!nested)
        return;
    model::VlanInfo vlan;
    nested->number("id", vlan.id, Need::required, std::uint16_t{ 0 }, model::maxVlanId);
    nested->flag("service", vlan.isServiceTag, Need::optional);
    fields.adopt(*nested, "vlan");
    target = vlan;
}

void writeBond(JsonWriter &json, const model::Link &link)
{
    if (link.bond) {
        json.beginObject("bond");
        json.text("mode", link.bond->mode);
        if (link.bond->activeIfindex != 0)
            json.number("active", link.bond->activeIfindex);
        json.endObject();
    }
    if (link.bondPort) {
        json.beginObject("bondPort");
        json.flag("active", link.bondPort->isActive);
        json.flag("mii", link.bondPort->isMiiUp);
        json.endObject();
    }
}

void readBond(Fields &fields, model::Link &link)
{
    if (auto nested = fields.object("bond", Need::optional)) {
        nested->text("mode", link.bond.emplace().mode);
        readIndex(*nested, "active", link.bond->activeIfindex, Need::optional);
        fields.adopt(*nested, "bond");
    }
    if (auto nested = fields.object("bondPort", Need::optional)) {
        nested->flag("active", link.bondPort.emplace().isActive);
        nested->flag("mii", link.bondPort->isMiiUp);
        fields.adopt(*nested, "bondPort");
    }
}

void writeTunnel(JsonWriter &json, const model::TunnelInfo &tunnel)
{
    json.beginObject("tunnel");
    if (tunnel.local.isSet())
        json.text("local", tunnel.local.toString());
    if (tunnel.remote.isSet())
        json.text("remote", tunnel.remote.toString());
    if (tunnel.id != 0)
        json.number("id", tunnel.id);
    if (tunnel.port != 0)
        json.number("port", tunnel.port);
    json.endObject();
}

void readTunnel(Fields &fields, std::optional<model::TunnelInfo> &target)
{
    auto nested = fields.object("tunnel", Need::optional);
    if (!nested)
        return;
    model::TunnelInfo tunnel;
    nested->address("local", tunnel.local, Need::optional);
    nested->address("remote", tunnel.remote, Need::optional);
    nested->number("id", tunnel.id, Need::optional);
    nested->number("port", tunnel.port, Need::optional);
    fields.adopt(*nested, "tunnel");
    target = tunnel;
}

} // namespace

void write(JsonWriter &json, const model::Link &body)
{
    writeKey(json, body.key);
    json.text("name", body.name);
    json.text("kind", model::linkKindName(body.kind));
    if (!body.kindName.empty())
        json.text("kindName", body.kindName);
    json.text("mac", body.mac.toString());
    json.number("mtuBytes", body.mtuBytes);
    json.flag("up", body.adminUp);
    json.flag("carrier", body.carrier);
    json.text("oper", operName(body.oper));
    if (body.masterIfindex != 0)
        json.number("master", body.masterIfindex);
    writeEnd(json, "peer", body.peer);
    if (body.vxlan)
        writeVxlan(json, *body.vxlan);
    writeEnd(json, "parent", body.parent);
    if (body.vlan)
        writeVlan(json, *body.vlan);
    writeBond(json, body);
    if (body.tunnel)
        writeTunnel(json, *body.tunnel);
    if (!body.mode.empty())
        json.text("mode", body.mode);
    if (body.vrfTable != 0)
        json.number("vrfTable", body.vrfTable);
}

void read(Fields &fields, model::Link &body)
{
    readKey(fields, body.key);
    fields.text("name", body.name);
    fields.word("kind", body.kind, model::linkKindFromName);
    fields.text("kindName", body.kindName, Need::optional);
    fields.mac("mac", body.mac);
    fields.number("mtuBytes", body.mtuBytes);
    fields.flag("up", body.adminUp);
    fields.flag("carrier", body.carrier);
    fields.word("oper", body.oper, operFromName);
    readIndex(fields, "master", body.masterIfindex, Need::optional);
    readEnd(fields, "peer", body.peer);
    readVxlan(fields, body.vxlan);
    readEnd(fields, "parent", body.parent);
    readVlan(fields, body.vlan);
    readBond(fields, body);
    readTunnel(fields, body.tunnel);
    fields.text("mode", body.mode, Need::optional);
    fields.number("vrfTable", body.vrfTable, Need::optional);
}

void write(JsonWriter &json, const model::LinkGone &body)
{
    writeKey(json, body.key);
}

void read(Fields &fields, model::LinkGone &body)
{
    readKey(fields, body.key);
}

} // namespace kv::wire
