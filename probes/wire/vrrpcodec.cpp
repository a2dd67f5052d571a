// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

namespace kv::wire {

using model::ErrorCode;

namespace {

constexpr std::size_t maxStateBytes = 32;

void readAddresses(Fields &fields, std::vector<model::IpAddress> &target)
{
    const auto *items = fields.list("addresses");
    if (!items)
        return;
    for (const JsonValue &item : *items) {
        const auto *text = std::get_if<std::string>(&item.content);
        const auto address = text ? model::IpAddress::parse(*text) : std::nullopt;
        if (!address)
            return fields.fail(ErrorCode::invalidArgument, "addresses", "holds something that is no address");
        target.push_back(*address);
    }
}

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

} // namespace

void write(JsonWriter &json, const model::VrrpAdvert &body)
{
    writeKey(json, body.heardOn);
    json.number("version", body.version);
    json.number("vrid", body.vrid);
    json.number("priority", body.priority);
    json.number("authType", body.authType);
    json.number("advertCentis", body.advertCentis);
    json.flag("checksumValid", body.checksumValid);
    json.text("source", body.source.toString());
    json.text("sourceMac", body.sourceMac.toString());
    json.beginList("addresses");
    for (const model::IpAddress &address : body.addresses) {
        if (!json.hasRoom())
            break;
        json.text({}, address.toString());
    }
    json.endList();
}

void read(Fields &fields, model::VrrpAdvert &body)
{
    readKey(fields, body.heardOn);
    fields.number("version", body.version);
    fields.number("vrid", body.vrid);
    fields.number("priority", body.priority);
    fields.number("authType", body.authType);
    fields.number("advertCentis", body.advertCentis);
    fields.flag("checksumValid", body.checksumValid);
    fields.address("source", body.source);
    fields.mac("sourceMac", body.sourceMac);
    readAddresses(fields, body.addresses);
}

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
    writeVirtualAddresses(json, body.addresses);
    json.beginList("notUnderstood");
    for (const std::string &line : body.notUnderstood) {
        if (!json.hasRoom())
            break;
        json.text({}, line);
    }
    json.endList();
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
    readVirtualAddresses(fields, body.addresses);
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

void write(JsonWriter &json, const model::ProcessInfo &body)
{
    json.number("pid", body.pid);
    json.number("parentPid", body.parentPid);
    json.text("name", body.name);
    json.identity("netns", body.netns);
    if (!body.configFile.empty())
        json.text("configFile", body.configFile, maxPathBytes);
    json.text("state", model::processStateName(body.state));
    json.number("startedAt", body.startedAt);
}

void read(Fields &fields, model::ProcessInfo &body)
{
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    fields.number("pid", body.pid, Need::required, std::int32_t{ 0 }, most);
    fields.number("parentPid", body.parentPid, Need::required, std::int32_t{ 0 }, most);
    fields.text("name", body.name);
    fields.identity("netns", body.netns);
    fields.text("configFile", body.configFile, Need::optional);
    fields.word("state", body.state, model::processStateFromName);
    fields.time("startedAt", body.startedAt);
}

void write(JsonWriter &json, const model::HaStateFile &body)
{
    json.text("routerId", body.routerId);
    json.text("value", body.value, maxStateBytes);
    json.number("modifiedUnixUs", body.modifiedUnixUs);
}

void read(Fields &fields, model::HaStateFile &body)
{
    fields.text("routerId", body.routerId);
    fields.text("value", body.value, Need::required, maxStateBytes);
    fields.span("modifiedUnixUs", body.modifiedUnixUs);
}

void write(JsonWriter &json, const model::HaStateFileGone &body)
{
    json.text("routerId", body.routerId);
}

void read(Fields &fields, model::HaStateFileGone &body)
{
    fields.text("routerId", body.routerId);
}

} // namespace kv::wire
