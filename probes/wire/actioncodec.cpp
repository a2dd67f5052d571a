// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

namespace kv::wire {

using model::ErrorCode;

namespace {

constexpr std::uint32_t minEchoIntervalUs = 1'000;
constexpr std::uint32_t maxEchoIntervalUs = 60'000'000;
constexpr std::uint32_t minUndoMs = 1'000;
constexpr std::uint32_t maxUndoMs = 3'600'000;

/// A row of whole numbers, `least` to `most` of them.
std::optional<std::vector<std::uint64_t>> asRow(const JsonValue &value, std::size_t least, std::size_t most)
{
    const auto *items = std::get_if<JsonValue::List>(&value.content);
    if (!items || items->size() < least || items->size() > most)
        return std::nullopt;
    std::vector<std::uint64_t> row;
    for (const JsonValue &item : *items) {
        const auto number = Fields::asWhole<std::uint64_t>(item);
        if (!number)
            return std::nullopt;
        row.push_back(*number);
    }
    return row;
}

bool isTime(std::uint64_t value)
{
    return value <= static_cast<std::uint64_t>(maxTimeUs);
}

void readSent(Fields &fields, std::vector<model::EchoSent> &target)
{
    const auto *items = fields.list("sent");
    if (!items)
        return;
    target.reserve(items->size());
    for (const JsonValue &item : *items) {
        const auto row = asRow(item, 2, 3);
        if (!row || !isTime((*row)[1]))
            return fields.fail(ErrorCode::invalidArgument, "sent",
                               "a row is not [sequence, at] or [sequence, at, 1]");
        target.push_back(
            { (*row)[0], static_cast<model::TimeUs>((*row)[1]), row->size() == 3 && (*row)[2] != 0 });
    }
}

void readAnswers(Fields &fields, std::vector<model::EchoAnswer> &target)
{
    const auto *items = fields.list("answers");
    if (!items)
        return;
    target.reserve(items->size());
    for (const JsonValue &item : *items) {
        const auto row = asRow(item, 3, 3);
        if (!row || !isTime((*row)[1]) || !isTime((*row)[2]))
            return fields.fail(ErrorCode::invalidArgument, "answers", "a row is not [sequence, at, rttUs]");
        target.push_back(
            { (*row)[0], static_cast<model::TimeUs>((*row)[1]), static_cast<std::int64_t>((*row)[2]) });
    }
}

} // namespace

void write(JsonWriter &json, const model::Error &error)
{
    json.beginObject("error");
    json.text("code", model::errorName(error.code));
    json.text("text", error.text);
    if (!error.context.empty())
        json.text("context", error.context);
    json.endObject();
}

void read(Fields &fields, model::Error &error)
{
    fields.word("code", error.code, model::errorFromName);
    fields.text("text", error.text);
    fields.text("context", error.context, Need::optional);
}

void write(JsonWriter &json, const model::EchoSeriesSpec &spec)
{
    json.number("series", spec.series);
    json.identity("netns", spec.netns);
    json.text("target", spec.target.toString());
    json.number("intervalUs", spec.intervalUs);
}

void read(Fields &fields, model::EchoSeriesSpec &spec)
{
    fields.number("series", spec.series);
    fields.identity("netns", spec.netns);
    fields.address("target", spec.target);
    fields.number("intervalUs", spec.intervalUs, Need::required, minEchoIntervalUs, maxEchoIntervalUs);
    if (!fields.failed() && !spec.target.isSet())
        fields.fail(ErrorCode::invalidArgument, "target", "empty");
}

void write(JsonWriter &json, const model::EchoSeriesState &body)
{
    write(json, body.spec);
    json.flag("running", body.running);
    if (body.error)
        write(json, *body.error);
}

void read(Fields &fields, model::EchoSeriesState &body)
{
    read(fields, body.spec);
    fields.flag("running", body.running);
    if (auto nested = fields.object("error", Need::optional)) {
        read(*nested, body.error.emplace());
        fields.adopt(*nested, "error");
    }
}

void write(JsonWriter &json, const model::EchoBatch &body)
{
    json.number("series", body.series);
    json.number("upTo", body.upTo);
    json.beginList("sent");
    for (const model::EchoSent &sent : body.sent) {
        if (!json.hasRoom())
            break;
        json.beginList();
        json.number({}, sent.sequence);
        json.number({}, sent.at);
        if (sent.notSent)
            json.number({}, 1);
        json.endList();
    }
    json.endList();
    json.beginList("answers");
    for (const model::EchoAnswer &answer : body.answers) {
        if (!json.hasRoom())
            break;
        json.beginList();
        json.number({}, answer.sequence);
        json.number({}, answer.at);
        json.number({}, answer.rttUs);
        json.endList();
    }
    json.endList();
}

void read(Fields &fields, model::EchoBatch &body)
{
    fields.number("series", body.series);
    fields.time("upTo", body.upTo);
    readSent(fields, body.sent);
    readAnswers(fields, body.answers);
}

void write(JsonWriter &json, const model::ChangeState &body)
{
    json.number("change", body.change);
    writeKey(json, body.link);
    json.text("link", body.linkName);
    json.text("phase", model::changePhaseName(body.phase));
    json.text("cause", model::restoreCauseName(body.cause));
    json.number("until", body.until);
    json.text("askedBy", body.askedBy, maxAskedByBytes);
    json.beginList("differences");
    for (const std::string &difference : body.differences) {
        if (!json.hasRoom())
            break;
        json.text({}, difference);
    }
    json.endList();
}

void read(Fields &fields, model::ChangeState &body)
{
    fields.number("change", body.change);
    readKey(fields, body.link);
    fields.text("link", body.linkName);
    fields.word("phase", body.phase, model::changePhaseFromName);
    fields.word("cause", body.cause, model::restoreCauseFromName);
    fields.time("until", body.until);
    fields.text("askedBy", body.askedBy, Need::required, maxAskedByBytes);
    fields.texts("differences", body.differences);
}

void write(JsonWriter &json, const model::LinkSetRequest &request)
{
    writeKey(json, request.link);
    json.flag("up", request.up);
    json.number("undoAfterMs", request.undoAfterMs);
    json.text("askedBy", request.askedBy, maxAskedByBytes);
}

void read(Fields &fields, model::LinkSetRequest &request)
{
    readKey(fields, request.link);
    fields.flag("up", request.up);
    fields.number("undoAfterMs", request.undoAfterMs, request.up ? Need::optional : Need::required, minUndoMs,
                  maxUndoMs);
    fields.text("askedBy", request.askedBy, Need::optional, maxAskedByBytes);
}

} // namespace kv::wire
