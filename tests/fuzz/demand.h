// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

#include <string_view>

namespace kv::tests {

/// Ends the program, with the input on stderr, unless the promise is kept.
void demand(bool isTrue, const char *promise, std::string_view input);

/// What a reader made can be sent: it encodes within the line's bound, and the near end reads the same from
/// it.
void demandSendable(const model::ObservationBody &body, std::string_view input);

} // namespace kv::tests
