// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/soakrun.h"

#include <QJsonObject>

namespace kv::tests {

/// Everything that a soak found, and "pass": nothing wrong, nothing lost, no memory that grows.
QJsonObject soakReport(const SoakRun &run);

} // namespace kv::tests
