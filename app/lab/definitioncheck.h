// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/objectreader.h"

namespace kv::lab {

/// Complains about what no single value shows: names given twice, references to nothing, addresses outside of
/// their subnet, a router that cannot be.
void checkDefinition(const Definition &definition, Complaints &complaints);

} // namespace kv::lab
