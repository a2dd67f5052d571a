// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <array>

namespace kv::wire {

namespace {

using Phase = model::SessionState::Phase;

constexpr std::array<std::pair<Phase, std::string_view>, 4> phases{ {
    { Phase::starting, "starting" },
    { Phase::live, "live" },
    { Phase::lost, "lost" },
    { Phase::ended, "ended" },
} };

std::string_view phaseName(Phase phase)
{
    for (const auto &[value, name] : phases) {
        if (value == phase)
            return name;
    }
    return phases.front().second;
}

std::optional<Phase> phaseFromName(std::string_view text)
{
    for (const auto &[value, name] : phases) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

} // namespace

void write(JsonWriter &json, const model::Hello &body)
{
    json.number("protocol", body.protocol);
    json.text("version", body.version);
    json.text("hostName", body.hostName);
    json.text("bootId", body.bootId);
    json.text("kernel", body.kernelRelease);
    json.identity("homeNetns", body.homeNetns);
    json.number("bootTimeUs", body.bootTimeUs);
    json.number("realTimeUs", body.realTimeUs);
    json.flag("actionsAllowed", body.actionsAllowed);
    json.beginList("capabilities");
    for (const std::string &capability : body.capabilities) {
        if (!json.hasRoom())
            break;
        json.text({}, capability);
    }
    json.endList();
}

void read(Fields &fields, model::Hello &body)
{
    fields.number("protocol", body.protocol);
    fields.text("version", body.version);
    fields.text("hostName", body.hostName);
    fields.text("bootId", body.bootId);
    fields.text("kernel", body.kernelRelease);
    fields.identity("homeNetns", body.homeNetns);
    fields.time("bootTimeUs", body.bootTimeUs);
    fields.span("realTimeUs", body.realTimeUs);
    fields.flag("actionsAllowed", body.actionsAllowed);
    fields.texts("capabilities", body.capabilities);
}

void write(JsonWriter &, const model::SnapshotBegin &) { }
void read(Fields &, model::SnapshotBegin &) { }

void write(JsonWriter &json, const model::SnapshotEnd &body)
{
    json.number("objects", body.objects);
}

void read(Fields &fields, model::SnapshotEnd &body)
{
    fields.number("objects", body.objects);
}

void write(JsonWriter &json, const model::Lost &body)
{
    json.text("reason", body.reason);
    json.number("count", body.count);
}

void read(Fields &fields, model::Lost &body)
{
    fields.text("reason", body.reason);
    fields.number("count", body.count);
}

void write(JsonWriter &json, const model::SessionState &body)
{
    json.text("phase", phaseName(body.phase));
    json.text("text", body.text);
}

void read(Fields &fields, model::SessionState &body)
{
    fields.word("phase", body.phase, phaseFromName);
    fields.text("text", body.text);
}

void write(JsonWriter &json, const model::ClockOffset &body)
{
    json.number("offsetUs", body.offsetUs);
    json.number("errorUs", body.errorUs);
}

void read(Fields &fields, model::ClockOffset &body)
{
    fields.span("offsetUs", body.offsetUs);
    fields.time("errorUs", body.errorUs);
}

void write(JsonWriter &, const model::Tick &) { }
void read(Fields &, model::Tick &) { }

void write(JsonWriter &json, const model::RouterName &body)
{
    json.text("routerId", body.routerId);
    json.text("name", body.name);
}

void read(Fields &fields, model::RouterName &body)
{
    fields.text("routerId", body.routerId);
    fields.text("name", body.name);
}

void write(JsonWriter &json, const model::FaultNote &body)
{
    json.number("number", body.number);
    json.flag("begins", body.begins);
    json.text("kind", body.kind);
    json.text("on", body.on);
    json.text("router", body.router);
    json.text("subject", body.subject);
}

void read(Fields &fields, model::FaultNote &body)
{
    fields.number("number", body.number);
    fields.flag("begins", body.begins);
    fields.text("kind", body.kind);
    fields.text("on", body.on);
    fields.text("router", body.router);
    fields.text("subject", body.subject);
}

} // namespace kv::wire
