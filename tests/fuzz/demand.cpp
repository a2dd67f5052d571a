// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/demand.h"

#include "probes/wire/codec.h"

#include <cstdio>
#include <cstdlib>

namespace kv::tests {

void demand(bool isTrue, const char *promise, std::string_view input)
{
    if (isTrue)
        return;
    std::fprintf(stderr, "broken: %s, with: %.*s\n", promise, static_cast<int>(input.size()), input.data());
    std::abort();
}

void demandSendable(const model::ObservationBody &body, std::string_view input)
{
    const std::string line = wire::encode(wire::Event{ 1, 1, body });
    demand(line.size() <= wire::maxLineBytes, "what was read fits into a line", input);
    const auto read = wire::decodeFromProbe(line);
    if (!read)
        std::fprintf(stderr, "%s: %s in %s\n", read.error().text.c_str(), read.error().context.c_str(),
                     line.c_str());
    demand(read.ok(), "what was read can be sent", input);
    demand(wire::encode(std::get<wire::Event>(*read)) == line, "what was sent arrives", input);
}

} // namespace kv::tests
