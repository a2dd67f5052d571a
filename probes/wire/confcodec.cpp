// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <cstdint>
#include <limits>

namespace kv::wire {

using model::ErrorCode;

namespace {

void writeVirtualAddresses(JsonWriter &json, const std::vector<model::VirtualAddress> &addresses)
{
    json.beginList("addresses");
    for (const model::VirtualAddress &address : addresses) {
        if (!json.hasRoom())
            break;
        json.beginObject();
        json.text("prefix", address.prefix.toString());
        if (!address.device.empty())
            json.text("device", address.device);
        if (address.isExcluded)
            json.flag("excluded", true);
        json.endObject();
    }
    json.endList();
}

void readVirtualAddresses(Fields &fields, std::vector<model::VirtualAddress> &target)
{
    const auto *items = fields.list("addresses");
    if (!items)
        return;
    for (const JsonValue &item : *items) {
        if (!std::holds_alternative<JsonValue::Object>(item.content))
            return fields.fail(ErrorCode::malformed, "addresses", "holds something that is no object");
        Fields nested(item);
        model::VirtualAddress address;
        nested.prefix("prefix", address.prefix);
        nested.text("device", address.device, Need::optional);
        nested.flag("excluded", address.isExcluded, Need::optional);
        fields.adopt(nested, "addresses");
        target.push_back(address);
    }
}

void writeTracked(JsonWriter &json, const model::TrackedItem &item)
{
    json.text("kind", model::trackedKindName(item.kind));
    json.text("name", item.name);
    if (!item.subject.empty())
        json.text("subject", item.subject);
    if (item.weight != 0)
        json.number("weight", item.weight);
    if (item.isReversed)
        json.flag("reversed", true);
    if (item.intervalMs != 0)
        json.number("intervalMs", item.intervalMs);
    if (item.fall != 0)
        json.number("fall", item.fall);
    if (item.rise != 0)
        json.number("rise", item.rise);
    if (item.isFromGroup)
        json.flag("group", true);
    if (item.value)
        json.number("value", *item.value);
}

void readTracked(Fields &fields, model::TrackedItem &item)
{
    fields.word("kind", item.kind, model::trackedKindFromName);
    fields.text("name", item.name);
    fields.text("subject", item.subject, Need::optional);
    fields.number("weight", item.weight, Need::optional);
    fields.flag("reversed", item.isReversed, Need::optional);
    fields.number("intervalMs", item.intervalMs, Need::optional);
    fields.number("fall", item.fall, Need::optional);
    fields.number("rise", item.rise, Need::optional);
    fields.flag("group", item.isFromGroup, Need::optional);
    constexpr std::int64_t least = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    std::int64_t value = most + 1;
    fields.number("value", value, Need::optional, least, most);
    if (value <= most)
        item.value = static_cast<std::int32_t>(value);
}

void writeRoute(JsonWriter &json, const model::VirtualRoute &route)
{
    json.text("to", route.destination.toString());
    if (route.gateway.isSet())
        json.text("via", route.gateway.toString());
    if (!route.device.empty())
        json.text("device", route.device);
    if (route.isExcluded)
        json.flag("excluded", true);
}

void readRoute(Fields &fields, model::VirtualRoute &route)
{
    fields.prefix("to", route.destination);
    fields.address("via", route.gateway, Need::optional);
    fields.text("device", route.device, Need::optional);
    fields.flag("excluded", route.isExcluded, Need::optional);
}

template <class Item, class WriteItem>
void writeItems(JsonWriter &json, std::string_view key, const std::vector<Item> &items, WriteItem writeItem)
{
    if (items.empty())
        return;
    json.beginList(key);
    for (const Item &item : items) {
        if (!json.hasRoom())
            break;
        json.beginObject();
        writeItem(json, item);
        json.endObject();
    }
    json.endList();
}

template <class Item, class ReadItem>
void readItems(Fields &fields, std::string_view key, std::vector<Item> &target, ReadItem readItem)
{
    const auto *items = fields.list(key, Need::optional);
    if (!items)
        return;
    for (const JsonValue &item : *items) {
        if (!std::holds_alternative<JsonValue::Object>(item.content))
            return fields.fail(ErrorCode::malformed, key, "holds something that is no object");
        Fields nested(item);
        readItem(nested, target.emplace_back());
        fields.adopt(nested, key);
    }
}

void writeTexts(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts)
{
    json.beginList(key);
    for (const std::string &text : texts) {
        if (!json.hasRoom())
            break;
        json.text({}, text);
    }
    json.endList();
}

void writeUnicast(JsonWriter &json, const model::VrrpInstanceConfig &body)
{
    if (body.unicastSource.isSet())
        json.text("unicastSource", body.unicastSource.toString());
    if (body.unicastPeers.empty())
        return;
    json.beginList("unicastPeers");
    for (const model::IpAddress &peer : body.unicastPeers) {
        if (!json.hasRoom())
            break;
        json.text({}, peer.toString());
    }
    json.endList();
}

void readUnicast(Fields &fields, model::VrrpInstanceConfig &body)
{
    fields.address("unicastSource", body.unicastSource, Need::optional);
    std::vector<std::string> peers;
    fields.texts("unicastPeers", peers, Need::optional);
    for (const std::string &text : peers) {
        const auto peer = model::IpAddress::parse(text);
        if (!peer)
            return fields.fail(ErrorCode::invalidArgument, "unicastPeers",
                               "holds something that is no address");
        body.unicastPeers.push_back(*peer);
    }
}

} // namespace

void write(JsonWriter &json, const model::VrrpInstanceConfig &body)
{
    json.text("file", body.file, maxPathBytes);
    json.text("name", body.name);
    if (!body.routerId.empty())
        json.text("routerId", body.routerId);
    json.identity("netns", body.netns);
    json.text("interface", body.interface);
    json.number("vrid", body.vrid);
    json.number("priority", body.priority);
    json.number("version", body.version);
    json.number("advertCentis", body.advertCentis);
    json.flag("startsAsMaster", body.startsAsMaster);
    json.flag("nopreempt", body.nopreempt);
    if (body.preemptDelayMs != 0)
        json.number("preemptDelayMs", body.preemptDelayMs);
    if (!body.syncGroup.empty())
        json.text("syncGroup", body.syncGroup);
    if (!body.vmacInterface.empty())
        json.text("vmac", body.vmacInterface);
    writeUnicast(json, body);
    writeItems(json, "tracked", body.tracked, writeTracked);
    writeVirtualAddresses(json, body.addresses);
    writeItems(json, "routes", body.routes, writeRoute);
    if (!body.files.empty())
        writeTexts(json, "files", body.files);
    writeTexts(json, "notUnderstood", body.notUnderstood);
}

void read(Fields &fields, model::VrrpInstanceConfig &body)
{
    fields.text("file", body.file);
    fields.text("name", body.name);
    fields.text("routerId", body.routerId, Need::optional);
    fields.identity("netns", body.netns);
    fields.text("interface", body.interface);
    fields.number("vrid", body.vrid);
    fields.number("priority", body.priority);
    fields.number("version", body.version);
    fields.number("advertCentis", body.advertCentis);
    fields.flag("startsAsMaster", body.startsAsMaster);
    fields.flag("nopreempt", body.nopreempt);
    fields.number("preemptDelayMs", body.preemptDelayMs, Need::optional);
    fields.text("syncGroup", body.syncGroup, Need::optional);
    fields.text("vmac", body.vmacInterface, Need::optional);
    readUnicast(fields, body);
    readItems(fields, "tracked", body.tracked, readTracked);
    readVirtualAddresses(fields, body.addresses);
    readItems(fields, "routes", body.routes, readRoute);
    fields.texts("files", body.files, Need::optional);
    fields.texts("notUnderstood", body.notUnderstood);
}

void write(JsonWriter &json, const model::VrrpConfigGone &body)
{
    json.text("file", body.file, maxPathBytes);
}

void read(Fields &fields, model::VrrpConfigGone &body)
{
    fields.text("file", body.file);
}

} // namespace kv::wire
