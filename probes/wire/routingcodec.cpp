// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <string>

namespace kv::wire {

using model::ErrorCode;

namespace {

constexpr std::size_t maxRules = 512;
constexpr std::size_t maxNextHops = 64;

/// The objects of a list, each read by `readItem(Fields &, Item &)`; more than `most` is an error.
template <class Item, class ReadItem>
void readItems(Fields &fields, std::string_view key, std::vector<Item> &target, std::size_t most,
               ReadItem readItem)
{
    const auto *items = fields.list(key, Need::optional);
    if (!items)
        return;
    if (items->size() > most)
        return fields.fail(ErrorCode::invalidArgument, key, "too many");
    for (const JsonValue &item : *items) {
        if (!std::holds_alternative<JsonValue::Object>(item.content))
            return fields.fail(ErrorCode::malformed, key, "holds something that is no object");
        Fields nested(item);
        readItem(nested, target.emplace_back());
        fields.adopt(nested, key);
    }
}

void writeHop(JsonWriter &json, const model::NextHop &hop)
{
    if (hop.gateway.isSet())
        json.text("via", hop.gateway.toString());
    if (hop.ifindex != 0)
        json.number("ifindex", hop.ifindex);
    if (hop.weight != 1)
        json.number("weight", hop.weight);
    if (hop.isDead)
        json.flag("dead", true);
}

void readHop(Fields &fields, model::NextHop &hop)
{
    fields.address("via", hop.gateway, Need::optional);
    readIndex(fields, "ifindex", hop.ifindex, Need::optional);
    fields.number("weight", hop.weight, Need::optional);
    fields.flag("dead", hop.isDead, Need::optional);
}

void writeRouteKey(JsonWriter &json, const model::RouteKey &key)
{
    json.identity("netns", key.netns);
    json.text("to", key.destination.toString());
    json.number("table", key.table);
    if (key.metric != 0)
        json.number("metric", key.metric);
    if (key.tos != 0)
        json.number("tos", key.tos);
    json.beginObject("first");
    writeHop(json, key.first);
    json.endObject();
}

void readRouteKey(Fields &fields, model::RouteKey &key)
{
    fields.identity("netns", key.netns);
    fields.prefix("to", key.destination);
    fields.number("table", key.table);
    fields.number("metric", key.metric, Need::optional);
    fields.number("tos", key.tos, Need::optional);
    if (auto nested = fields.object("first", Need::optional)) {
        readHop(*nested, key.first);
        fields.adopt(*nested, "first");
    }
}

void writeRule(JsonWriter &json, const model::PolicyRule &rule)
{
    json.number("family", static_cast<int>(rule.family));
    json.number("priority", rule.priority);
    json.text("action", rule.action);
    if (rule.table != 0)
        json.number("table", rule.table);
    writePrefix(json, "from", rule.from);
    writePrefix(json, "to", rule.to);
    if (!rule.inInterface.empty())
        json.text("in", rule.inInterface);
    if (!rule.outInterface.empty())
        json.text("out", rule.outInterface);
    if (rule.mask != 0) {
        json.number("mark", rule.mark);
        json.number("mask", rule.mask);
    }
    if (rule.isInverted)
        json.flag("not", true);
}

void readRule(Fields &fields, model::PolicyRule &rule)
{
    int family = 4;
    fields.number("family", family);
    if (!fields.failed() && family != 4 && family != 6)
        return fields.fail(ErrorCode::invalidArgument, "family", "neither 4 nor 6");
    rule.family = family == 6 ? model::IpFamily::v6 : model::IpFamily::v4;
    fields.number("priority", rule.priority);
    fields.text("action", rule.action);
    fields.number("table", rule.table, Need::optional);
    fields.prefix("from", rule.from, Need::optional);
    fields.prefix("to", rule.to, Need::optional);
    fields.text("in", rule.inInterface, Need::optional);
    fields.text("out", rule.outInterface, Need::optional);
    fields.number("mark", rule.mark, Need::optional);
    fields.number("mask", rule.mask, Need::optional);
    if (rule.mask == 0)
        rule.mark = 0;
    fields.flag("not", rule.isInverted, Need::optional);
}

void writeNeighbourKey(JsonWriter &json, const model::NeighbourKey &key)
{
    writeKey(json, key.link);
    json.text("address", key.address.toString());
}

void readNeighbourKey(Fields &fields, model::NeighbourKey &key)
{
    readKey(fields, key.link);
    fields.address("address", key.address);
}

} // namespace

void write(JsonWriter &json, const model::Route &body)
{
    writeRouteKey(json, body.key);
    json.text("type", model::routeTypeName(body.type));
    json.number("protocol", body.protocol);
    json.number("scope", body.scope);
    if (body.preferredSource.isSet())
        json.text("source", body.preferredSource.toString());
    if (body.nextHops.empty())
        return;
    json.beginList("hops");
    for (const model::NextHop &hop : body.nextHops) {
        if (!json.hasRoom())
            break;
        json.beginObject();
        writeHop(json, hop);
        json.endObject();
    }
    json.endList();
}

void read(Fields &fields, model::Route &body)
{
    readRouteKey(fields, body.key);
    fields.word("type", body.type, model::routeTypeFromName);
    fields.number("protocol", body.protocol);
    fields.number("scope", body.scope);
    fields.address("source", body.preferredSource, Need::optional);
    readItems(fields, "hops", body.nextHops, maxNextHops, readHop);
}

void write(JsonWriter &json, const model::RouteGone &body)
{
    writeRouteKey(json, body.key);
}

void read(Fields &fields, model::RouteGone &body)
{
    readRouteKey(fields, body.key);
}

void write(JsonWriter &json, const model::PolicyRules &body)
{
    json.identity("netns", body.netns);
    json.beginList("rules");
    for (const model::PolicyRule &rule : body.rules) {
        if (!json.hasRoom())
            break;
        json.beginObject();
        writeRule(json, rule);
        json.endObject();
    }
    json.endList();
}

void read(Fields &fields, model::PolicyRules &body)
{
    fields.identity("netns", body.netns);
    readItems(fields, "rules", body.rules, maxRules, readRule);
}

void write(JsonWriter &json, const model::Neighbour &body)
{
    writeNeighbourKey(json, body.key);
    if (!body.mac.isZero())
        json.text("mac", body.mac.toString());
    json.text("state", model::neighbourStateName(body.state));
    if (body.isRouter)
        json.flag("router", true);
    if (body.isProxy)
        json.flag("proxy", true);
}

void read(Fields &fields, model::Neighbour &body)
{
    readNeighbourKey(fields, body.key);
    fields.mac("mac", body.mac, Need::optional);
    fields.word("state", body.state, model::neighbourStateFromName);
    fields.flag("router", body.isRouter, Need::optional);
    fields.flag("proxy", body.isProxy, Need::optional);
}

void write(JsonWriter &json, const model::NeighbourGone &body)
{
    writeNeighbourKey(json, body.key);
}

void read(Fields &fields, model::NeighbourGone &body)
{
    readNeighbourKey(fields, body.key);
}

} // namespace kv::wire
