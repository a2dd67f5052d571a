// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/wire/message.h"

#include <vector>

namespace kv::tests {

/// At least one of every body, with every optional part both there and not.
std::vector<model::ObservationBody> sampleBodies();
/// At least one of every operation.
std::vector<wire::Request> sampleRequests();

} // namespace kv::tests
