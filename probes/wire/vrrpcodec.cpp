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
