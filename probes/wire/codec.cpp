// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/codec.h"

#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <array>
#include <type_traits>

namespace kv::wire {

using model::ErrorCode;
using model::ObservationBody;

namespace {

constexpr std::size_t usualLineBytes = 256;

/// In ObservationBody's order.
constexpr std::array<std::string_view, std::variant_size_v<ObservationBody>> messageNames{
    "hello",         "snapshot.begin",
    "snapshot.end",  "netns",
    "netns.gone",    "link",
    "link.gone",     "address",
    "address.gone",  "fdb",
    "fdb.gone",      "vrrp.advert",
    "vrrp.config",   "vrrp.config.gone",
    "process",       "ha.state",
    "ha.state.gone", "echo.series",
    "echo.batch",    "change",
    "lost",          "session",
    "clock",         "tick",
    "router.name",   "route",
    "route.gone",    "rules",
    "neighbour",     "neighbour.gone",
    "counts",        "conntrack",
    "nat",           "filters",
    "fault"
};
static_assert(std::is_same_v<std::variant_alternative_t<18, ObservationBody>, model::EchoBatch>);
static_assert(std::is_same_v<std::variant_alternative_t<33, ObservationBody>, model::PortFilters>);

template <std::size_t index> void readAlternative(Fields &fields, ObservationBody &body)
{
    read(fields, body.emplace<index>());
}

using BodyReader = void (*)(Fields &, ObservationBody &);

template <std::size_t... indexes> constexpr auto makeReaders(std::index_sequence<indexes...>)
{
    return std::array<BodyReader, sizeof...(indexes)>{ &readAlternative<indexes>... };
}

constexpr auto readers = makeReaders(std::make_index_sequence<std::variant_size_v<ObservationBody>>{});

std::optional<std::size_t> indexOfMessage(std::string_view name)
{
    for (std::size_t i = 0; i < messageNames.size(); ++i) {
        if (messageNames[i] == name)
            return i;
    }
    return std::nullopt;
}

bool isNearEndOnly(const ObservationBody &body)
{
    return std::holds_alternative<model::SessionState>(body)
        || std::holds_alternative<model::ClockOffset>(body) || std::holds_alternative<model::Tick>(body)
        || std::holds_alternative<model::RouterName>(body) || std::holds_alternative<model::FaultNote>(body);
}

void readBody(Fields &fields, std::string_view name, ObservationBody &body)
{
    if (fields.failed())
        return;
    if (const auto index = indexOfMessage(name))
        readers[*index](fields, body);
    else
        fields.fail(ErrorCode::malformed, "m", "unknown message \"" + cleanText(name, 64) + '"');
}

model::Result<FromProbe> readReply(Fields &fields)
{
    Reply reply;
    fields.number("id", reply.id);
    fields.time("at", reply.at);
    fields.number("change", reply.change, Need::optional);
    if (auto nested = fields.object("error", Need::optional)) {
        read(*nested, reply.error.emplace());
        fields.adopt(*nested, "error");
    }
    if (fields.failed())
        return fields.error();
    return FromProbe{ std::move(reply) };
}

model::Result<FromProbe> readEvent(Fields &fields, std::string_view name)
{
    Event event;
    fields.number("seq", event.sequence);
    fields.time("at", event.at);
    readBody(fields, name, event.body);
    if (fields.failed())
        return fields.error();
    if (isNearEndOnly(event.body))
        return model::Error{ ErrorCode::malformed,
                             "\"m\": a record of the near end cannot come from a probe",
                             {} };
    return FromProbe{ std::move(event) };
}

} // namespace

void appendEvent(std::string &into, std::uint64_t sequence, model::TimeUs at, const ObservationBody &body)
{
    JsonWriter json(into);
    json.beginObject();
    json.text("m", messageNames[body.index()]);
    json.number("seq", sequence);
    json.number("at", at);
    std::visit([&](const auto &value) { write(json, value); }, body);
    json.endObject();
    json.endLine();
}

std::string encode(const Event &event)
{
    std::string line;
    line.reserve(usualLineBytes);
    appendEvent(line, event.sequence, event.at, event.body);
    return line;
}

std::string encode(const Reply &reply)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.text("m", "reply");
    json.number("id", reply.id);
    json.number("at", reply.at);
    if (reply.change != 0)
        json.number("change", reply.change);
    if (reply.error)
        write(json, *reply.error);
    json.endObject();
    json.endLine();
    return line;
}

std::string encode(const model::Observation &observation)
{
    std::string line;
    line.reserve(usualLineBytes);
    JsonWriter json(line);
    json.beginObject();
    json.text("m", messageNames[observation.body.index()]);
    json.text("host", observation.host);
    json.number("at", observation.at);
    json.number("arrivedAt", observation.arrivedAt);
    std::visit([&](const auto &body) { write(json, body); }, observation.body);
    json.endObject();
    json.endLine();
    return line;
}

model::Result<FromProbe> decodeFromProbe(std::string_view line)
{
    auto parsed = parseLine(line);
    if (!parsed)
        return parsed.error();
    Fields fields(*parsed);
    std::string name;
    fields.text("m", name);
    if (!fields.failed() && name == "reply")
        return readReply(fields);
    return readEvent(fields, name);
}

model::Result<model::Observation> decodeObservation(std::string_view line)
{
    auto parsed = parseLine(line);
    if (!parsed)
        return parsed.error();
    Fields fields(*parsed);
    model::Observation observation;
    std::string name;
    fields.text("m", name);
    fields.text("host", observation.host);
    fields.time("at", observation.at);
    fields.time("arrivedAt", observation.arrivedAt);
    readBody(fields, name, observation.body);
    if (fields.failed())
        return fields.error();
    return observation;
}

} // namespace kv::wire
