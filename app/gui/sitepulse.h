// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <cstddef>

namespace kv::gui {

/// A number that is another one as soon as something has changed that must be seen at once: who serves, how
/// each instance is, hosts, changes in force, interruptions. Ages, counters and clocks are not in it: they
/// change thirty times a second, and nobody reads so fast.
std::size_t pulseOf(const state::Site &site);

} // namespace kv::gui
