// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"

#include <QString>

#include <optional>

namespace kv::routers {

/// "412 packets/s, 36 kB/s"; "-" when it is not known.
QString rateText(const std::optional<state::TrafficRate> &rate);

} // namespace kv::routers
