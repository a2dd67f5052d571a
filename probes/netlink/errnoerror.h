// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/error.h"

#include <string>

namespace kv::netlink {

/// The closed code that an errno value stands for, with strerror as the text.
model::Error errnoError(int errnoValue, std::string context);

} // namespace kv::netlink
