// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <limits>

namespace kv::wire {

namespace {

constexpr std::int32_t maxIndex = std::numeric_limits<std::int32_t>::max();

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
    fields.number("vlan", key.vlan, Need::optional, std::uint16_t{ 0 }, model::maxVlanId);
    fields.address("remote", key.remote, Need::optional);
}

} // namespace

void writeKey(JsonWriter &json, model::LinkKey key)
{
    json.identity("netns", key.netns);
    json.number("ifindex", key.ifindex);
}

void readIndex(Fields &fields, std::string_view key, std::int32_t &target, Need need)
{
    fields.number(key, target, need, std::int32_t{ 0 }, maxIndex);
}

void writePrefix(JsonWriter &json, std::string_view key, const model::IpPrefix &prefix)
{
    if (prefix.address.isSet())
        json.text(key, prefix.toString());
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
