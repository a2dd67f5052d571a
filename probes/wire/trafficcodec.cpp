// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <array>

namespace kv::wire {

using model::ErrorCode;

namespace {

constexpr std::size_t maxPorts = 512;
constexpr std::size_t maxNatRules = 1024;

/// ["NETNS",ifindex,rxPackets,rxBytes,txPackets,txBytes]
bool readCount(const JsonValue &item, model::PortCount &count)
{
    const auto *row = std::get_if<JsonValue::List>(&item.content);
    if (!row || row->size() < 6)
        return false;
    const auto *netns = std::get_if<std::string>(&row->at(0).content);
    const auto ifindex = Fields::asWhole<std::int32_t>(row->at(1));
    if (!netns || !ifindex || *ifindex < 0 || !parseIdentity(*netns, count.port.netns))
        return false;
    count.port.ifindex = *ifindex;
    const std::array targets{ &count.rxPackets, &count.rxBytes, &count.txPackets, &count.txBytes };
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto value = Fields::asWhole<std::uint64_t>(row->at(i + 2));
        if (!value)
            return false;
        *targets[i] = *value;
    }
    return true;
}

void writeNat(JsonWriter &json, const model::NatRule &rule)
{
    json.text("action", model::natActionName(rule.action));
    writePrefix(json, "from", rule.source);
    writePrefix(json, "to", rule.destination);
    if (rule.to.isSet())
        json.text("becomes", rule.to.toString());
    if (!rule.inInterface.empty())
        json.text("in", rule.inInterface);
    if (!rule.outInterface.empty())
        json.text("out", rule.outInterface);
    if (rule.isOutInverted)
        json.flag("notOut", true);
    if (rule.hasMore)
        json.flag("more", true);
}

void readNat(Fields &fields, model::NatRule &rule)
{
    fields.word("action", rule.action, model::natActionFromName);
    fields.prefix("from", rule.source, Need::optional);
    fields.prefix("to", rule.destination, Need::optional);
    fields.address("becomes", rule.to, Need::optional);
    fields.text("in", rule.inInterface, Need::optional);
    fields.text("out", rule.outInterface, Need::optional);
    fields.flag("notOut", rule.isOutInverted, Need::optional);
    fields.flag("more", rule.hasMore, Need::optional);
}

} // namespace

void write(JsonWriter &json, const model::PortCounts &body)
{
    json.beginList("ports");
    for (const model::PortCount &count : body.ports) {
        if (!json.hasRoom())
            break;
        json.beginList();
        json.identity({}, count.port.netns);
        json.number({}, count.port.ifindex);
        for (const std::uint64_t value : { count.rxPackets, count.rxBytes, count.txPackets, count.txBytes })
            json.number({}, value);
        json.endList();
    }
    json.endList();
}

void read(Fields &fields, model::PortCounts &body)
{
    const auto *items = fields.list("ports");
    if (!items)
        return;
    if (items->size() > maxPorts)
        return fields.fail(ErrorCode::invalidArgument, "ports", "too many");
    for (const JsonValue &item : *items) {
        if (!readCount(item, body.ports.emplace_back()))
            return fields.fail(ErrorCode::malformed, "ports", "holds something that is no count");
    }
}

void write(JsonWriter &json, const model::ConntrackCount &body)
{
    json.identity("netns", body.netns);
    if (body.entries)
        json.number("entries", *body.entries);
    if (body.most != 0)
        json.number("most", body.most);
}

void read(Fields &fields, model::ConntrackCount &body)
{
    fields.identity("netns", body.netns);
    std::int64_t entries = -1;
    fields.number("entries", entries, Need::optional, std::int64_t{ 0 }, std::int64_t{ 0xFFFFFFFF });
    if (entries >= 0)
        body.entries = static_cast<std::uint32_t>(entries);
    fields.number("most", body.most, Need::optional);
}

void write(JsonWriter &json, const model::NatTable &body)
{
    json.identity("netns", body.netns);
    json.flag("nft", body.hasNft);
    json.flag("legacy", body.hasLegacy);
    json.beginList("rules");
    for (const model::NatRule &rule : body.rules) {
        if (!json.hasRoom())
            break;
        json.beginObject();
        writeNat(json, rule);
        json.endObject();
    }
    json.endList();
    if (body.notUnderstood != 0)
        json.number("notUnderstood", body.notUnderstood);
}

void read(Fields &fields, model::NatTable &body)
{
    fields.identity("netns", body.netns);
    fields.flag("nft", body.hasNft);
    fields.flag("legacy", body.hasLegacy);
    fields.number("notUnderstood", body.notUnderstood, Need::optional);
    const auto *items = fields.list("rules");
    if (!items)
        return;
    if (items->size() > maxNatRules)
        return fields.fail(ErrorCode::invalidArgument, "rules", "too many");
    for (const JsonValue &item : *items) {
        if (!std::holds_alternative<JsonValue::Object>(item.content))
            return fields.fail(ErrorCode::malformed, "rules", "holds something that is no object");
        Fields nested(item);
        readNat(nested, body.rules.emplace_back());
        fields.adopt(nested, "rules");
    }
}

void write(JsonWriter &json, const model::PortFilters &body)
{
    json.identity("netns", body.netns);
    json.flag("read", body.isRead);
    json.beginList("ports");
    for (const std::string &port : body.ports) {
        if (!json.hasRoom())
            break;
        json.text({}, port);
    }
    json.endList();
    if (body.isCut)
        json.flag("cut", true);
    if (body.hasLegacy)
        json.flag("legacy", true);
}

void read(Fields &fields, model::PortFilters &body)
{
    fields.identity("netns", body.netns);
    fields.flag("read", body.isRead);
    fields.texts("ports", body.ports);
    fields.flag("cut", body.isCut, Need::optional);
    fields.flag("legacy", body.hasLegacy, Need::optional);
    if (body.ports.size() > model::PortFilters::maxPorts)
        fields.fail(ErrorCode::invalidArgument, "ports", "too many");
}

} // namespace kv::wire
