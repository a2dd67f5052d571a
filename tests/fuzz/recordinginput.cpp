// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/model/hostview.h"
#include "probes/wire/codec.h"
#include "probes/wire/linereader.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

namespace kv::tests {

void recordingInput(std::string_view bytes)
{
    wire::LineReader reader;
    reader.feed(bytes);
    reader.feed("\n");
    model::HostView view;
    while (const auto line = reader.next()) {
        const auto observation = wire::decodeObservation(line->text);
        if (!observation) {
            demand(!observation.error().text.empty(), "an error says something", line->text);
            continue;
        }
        const auto again = wire::decodeObservation(wire::encode(*observation));
        demand(again.ok(), "what was recorded can be read", line->text);
        view.apply(*observation);
    }
    demand(reader.pendingBytes() == 0, "every line is taken", bytes);
}

} // namespace kv::tests
