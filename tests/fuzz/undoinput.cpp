// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/undofile.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

#include <string>

namespace kv::tests {

void undoInput(std::string_view bytes)
{
    const auto undo = host::readUndoJson(std::string(bytes));
    if (!undo) {
        demand(!undo.error().text.empty(), "an error says something", bytes);
        return;
    }
    demand(undo->snapshot.ifindex > 0 && undo->change.change != 0, "an undo names its link and change",
           bytes);
    const auto again = host::readUndoJson(host::writeUndoJson(*undo));
    demand(again.ok(), "what was read can be written and read", bytes);
    demand(again->snapshot.items.size() == undo->snapshot.items.size(), "no item is lost", bytes);
}

} // namespace kv::tests
