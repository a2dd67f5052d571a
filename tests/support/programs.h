// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

namespace kv::tests {

/// The site with what a Neutron runs on it; on network2 one agent is gone.
state::SitePtr withPrograms(state::Site site);

} // namespace kv::tests
