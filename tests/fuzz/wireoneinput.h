// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace kv::tests {

/// Feeds bytes to everything of probes/wire that reads bytes. Aborts when a promise is broken: an accepted
/// line must encode to a line within the bound that decodes to the same value.
void wireOneInput(std::string_view bytes);

} // namespace kv::tests
