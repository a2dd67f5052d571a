// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <array>

namespace kv::wire {

namespace {

constexpr std::int32_t maxIndex = std::numeric_limits<std::int32_t>::max();
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

void readIndex(Fields &fields, std::string_view key, std::int32_t &target, Need need)
{
    fields.number(key, target, need, std::int32_t{ 0 }, maxIndex);
}

void writeFdbKey(JsonWriter &json, const model::FdbKey &key)
{
    writeKey(json, key.port);
    json.text("mac", key.mac.toString());
    if (key.vlan != 0)
        json.number("vlan", key.vlan);
    if (key.remote.isSet())
        json.text("remote", key.remote.toString());
}

void readFdbKey(Fields &fields, model::FdbKey &key)
{
    readKey(fields, key.port);
    fields.mac("mac", key.mac);
    fields.number("vlan", key.vlan, Need::optional, std::uint16_t{ 0 }, std::uint16_t{ 4095 });
    fields.address("remote", key.remote, Need::optional);
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
    nested->number("vni", vxlan.vni, Need::required, std::uint32_t{ 0 }, std::uint32_t{ 0xFFFFFF });
    nested->address("local", vxlan.local, Need::optional);
    nested->address("group", vxlan.group, Need::optional);
    nested->number("port", vxlan.port);
    readIndex(*nested, "underlay", vxlan.underlayIfindex, Need::optional);
    fields.adopt(*nested, "vxlan");
    target = vxlan;
}

void readPeer(Fields &fields, std::optional<model::VethPeer> &target)
{
    auto nested = fields.object("peer", Need::optional);
    if (!nested)
        return;
    model::VethPeer peer;
    nested->identity("netns", peer.netns);
    readIndex(*nested, "ifindex", peer.ifindex, Need::required);
    fields.adopt(*nested, "peer");
    target = peer;
}

} // namespace

void writeKey(JsonWriter &json, model::LinkKey key)
{
    json.identity("netns", key.netns);
    json.number("ifindex", key.ifindex);
}

void readKey(Fields &fields, model::LinkKey &key)
{
    fields.identity("netns", key.netns);
    readIndex(fields, "ifindex", key.ifindex, Need::required);
}

void write(JsonWriter &json, const model::NetNamespace &body)
{
    json.identity("netns", body.cookie);
    json.beginList("names");
    for (const std::string &name : body.names) {
        if (!json.hasRoom())
            break;
        json.text({}, name);
    }
    json.endList();
    json.number("inode", body.inode);
    if (body.isHome)
        json.flag("home", true);
}

void read(Fields &fields, model::NetNamespace &body)
{
    fields.identity("netns", body.cookie);
    fields.texts("names", body.names);
    fields.number("inode", body.inode);
    fields.flag("home", body.isHome, Need::optional);
}

void write(JsonWriter &json, const model::NamespaceGone &body)
{
    json.identity("netns", body.cookie);
}

void read(Fields &fields, model::NamespaceGone &body)
{
    fields.identity("netns", body.cookie);
}

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
    if (body.peer) {
        json.beginObject("peer");
        json.identity("netns", body.peer->netns);
        json.number("ifindex", body.peer->ifindex);
        json.endObject();
    }
    if (body.vxlan)
        writeVxlan(json, *body.vxlan);
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
    readPeer(fields, body.peer);
    readVxlan(fields, body.vxlan);
}

void write(JsonWriter &json, const model::LinkGone &body)
{
    writeKey(json, body.key);
}

void read(Fields &fields, model::LinkGone &body)
{
    readKey(fields, body.key);
}

void write(JsonWriter &json, const model::InterfaceAddress &body)
{
    writeKey(json, body.link);
    json.text("prefix", body.prefix.toString());
    json.number("scope", body.scope);
    json.number("flags", body.flags);
}

void read(Fields &fields, model::InterfaceAddress &body)
{
    readKey(fields, body.link);
    fields.prefix("prefix", body.prefix);
    fields.number("scope", body.scope);
    fields.number("flags", body.flags);
}

void write(JsonWriter &json, const model::AddressGone &body)
{
    writeKey(json, body.key.link);
    json.text("prefix", body.key.prefix.toString());
}

void read(Fields &fields, model::AddressGone &body)
{
    readKey(fields, body.key.link);
    fields.prefix("prefix", body.key.prefix);
}

void write(JsonWriter &json, const model::FdbEntry &body)
{
    writeFdbKey(json, body.key);
    if (body.bridgeIfindex != 0)
        json.number("bridge", body.bridgeIfindex);
    json.flag("local", body.isLocal);
    json.flag("self", body.isSelf);
}

void read(Fields &fields, model::FdbEntry &body)
{
    readFdbKey(fields, body.key);
    readIndex(fields, "bridge", body.bridgeIfindex, Need::optional);
    fields.flag("local", body.isLocal);
    fields.flag("self", body.isSelf);
}

void write(JsonWriter &json, const model::FdbGone &body)
{
    writeFdbKey(json, body.key);
}

void read(Fields &fields, model::FdbGone &body)
{
    readFdbKey(fields, body.key);
}

} // namespace kv::wire
