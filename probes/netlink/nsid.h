// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/routesocket.h"

#include <cstdint>
#include <optional>

namespace kv::netlink {

/// The nsid that the socket's namespace has for the namespace behind `namespaceFd`; none when it has none.
model::Result<std::optional<std::int32_t>> askNsid(RouteSocket &socket, int namespaceFd);

/// As askNsid, but gives it one (RTM_NEWNSID) when it has none. notPermitted without CAP_NET_ADMIN.
model::Result<std::int32_t> obtainNsid(RouteSocket &socket, int namespaceFd);

} // namespace kv::netlink
