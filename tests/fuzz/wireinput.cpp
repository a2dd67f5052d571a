// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/codec.h"
#include "probes/wire/linereader.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

#include <string>

namespace kv::tests {

namespace {

template <class Value, class Decode> void checkAgain(const Value &value, Decode decode, std::string_view line)
{
    const std::string first = wire::encode(value);
    demand(first.size() <= wire::maxLineBytes, "the line is within its bound", line);
    demand(first.find('\n') == first.size() - 1, "one newline, at the end", line);
    const auto again = decode(first);
    demand(again.ok(), "what was encoded decodes", line);
    // Text may have been cut the first time; from then on nothing changes.
    demand(wire::encode(*again) == first, "encoding is stable", line);
}

void checkLine(std::string_view line)
{
    if (const auto request = wire::decodeRequest(line))
        checkAgain(*request, wire::decodeRequest, line);
    else
        demand(!request.error().text.empty(), "an error says something", line);
    if (const auto message = wire::decodeFromProbe(line)) {
        if (const auto *event = std::get_if<wire::Event>(&*message)) {
            const auto decodeEvent = [](std::string_view text) -> model::Result<wire::Event> {
                auto decoded = wire::decodeFromProbe(text);
                if (!decoded)
                    return decoded.error();
                return std::get<wire::Event>(*decoded);
            };
            checkAgain(*event, decodeEvent, line);
        }
    }
    if (const auto observation = wire::decodeObservation(line))
        checkAgain(*observation, wire::decodeObservation, line);
    (void)wire::requestIdOf(line);
}

} // namespace

void wireInput(std::string_view bytes)
{
    wire::LineReader reader;
    // Split at places that the input itself chooses.
    while (!bytes.empty()) {
        const std::size_t piece = 1 + static_cast<unsigned char>(bytes.front()) % 97u;
        reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(piece < bytes.size() ? piece : bytes.size());
        while (const auto line = reader.next())
            checkLine(line->text);
        demand(reader.pendingBytes() <= wire::maxLineBytes, "a reader holds at most one line", {});
    }
}

} // namespace kv::tests
