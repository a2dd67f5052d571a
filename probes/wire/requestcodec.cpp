// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/codec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

namespace kv::wire {

using model::ErrorCode;

namespace {

constexpr std::uint32_t minExtendMs = 1'000;
constexpr std::uint32_t maxExtendMs = 3'600'000;

struct OperationWriter {
    JsonWriter &json;

    void operator()(const AskSnapshot &) { json.text("op", "snapshot"); }
    void operator()(const AskClock &) { json.text("op", "clock"); }
    void operator()(const KeepAlive &) { json.text("op", "keep-alive"); }
    void operator()(const StartEcho &operation)
    {
        json.text("op", "echo.start");
        write(json, operation.spec);
    }
    void operator()(const StopEcho &operation)
    {
        json.text("op", "echo.stop");
        json.number("series", operation.series);
    }
    void operator()(const SetLink &operation)
    {
        json.text("op", "link.set");
        write(json, operation.request);
    }
    void operator()(const ExtendChange &operation)
    {
        json.text("op", "change.extend");
        json.number("change", operation.change);
        json.number("untilMs", operation.untilMs);
    }
};

void readOperation(Fields &fields, std::string_view name, Request &request)
{
    if (name == "snapshot") {
        request.operation = AskSnapshot{};
    } else if (name == "clock") {
        request.operation = AskClock{};
    } else if (name == "keep-alive") {
        request.operation = KeepAlive{};
    } else if (name == "echo.start") {
        read(fields, request.operation.emplace<StartEcho>().spec);
    } else if (name == "echo.stop") {
        fields.number("series", request.operation.emplace<StopEcho>().series);
    } else if (name == "link.set") {
        read(fields, request.operation.emplace<SetLink>().request);
    } else if (name == "change.extend") {
        auto &extend = request.operation.emplace<ExtendChange>();
        fields.number("change", extend.change);
        fields.number("untilMs", extend.untilMs, Need::required, minExtendMs, maxExtendMs);
    } else {
        fields.fail(ErrorCode::unknownOperation, "op", '"' + cleanText(name, 64) + "\" is not known");
    }
}

} // namespace

std::string encode(const Request &request)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject();
    json.number("id", request.id);
    std::visit(OperationWriter{ json }, request.operation);
    json.endObject();
    json.endLine();
    return line;
}

model::Result<Request> decodeRequest(std::string_view line)
{
    auto parsed = parseLine(line);
    if (!parsed)
        return parsed.error();
    Fields fields(*parsed);
    Request request;
    fields.number("id", request.id, Need::required, std::uint64_t{ 1 });
    std::string name;
    fields.text("op", name);
    if (!fields.failed())
        readOperation(fields, name, request);
    if (fields.failed())
        return fields.error();
    return request;
}

std::uint64_t requestIdOf(std::string_view line)
{
    const auto parsed = parseLine(line);
    if (!parsed)
        return 0;
    const JsonValue *id = parsed->find("id");
    return id ? Fields::asWhole<std::uint64_t>(*id).value_or(0) : 0;
}

} // namespace kv::wire
