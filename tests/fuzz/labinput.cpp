// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/definitionreader.h"
#include "app/lab/jsontree.h"
#include "tests/fuzz/demand.h"
#include "tests/fuzz/oneinput.h"

namespace kv::tests {

void labInput(std::string_view bytes)
{
    const auto tree = lab::parseJsonTree(bytes);
    const auto definition = lab::readDefinition(bytes);
    demand(tree.ok() || !definition.ok(), "a definition is JSON", bytes);
    if (!definition) {
        demand(!definition.error().text.empty(), "an error says something", bytes);
        demand(!definition.error().context.empty(), "an error has its line", bytes);
        return;
    }
    demand(definition->hosts.size() <= lab::maxHosts, "hosts are bounded", bytes);
    demand(definition->routers.size() <= lab::maxRouters, "routers are bounded", bytes);
}

} // namespace kv::tests
