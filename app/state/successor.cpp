// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/state/successor.h"

#include <algorithm>

namespace kv::state {

const Instance *successorWithoutWayOut(const Router &router)
{
    const auto found = std::ranges::find_if(router.instances, [&router](const Instance &instance) {
        const bool isSuccessor = instance.host == router.takesOver
            || std::ranges::find(router.orTakesOver, instance.host) != router.orTakesOver.end();
        return isSuccessor && !instance.brokenOutside.empty();
    });
    return found == router.instances.end() ? nullptr : &*found;
}

} // namespace kv::state
