// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/linkchange.h"

#include <functional>

namespace kv::netlink {

/// A descriptor of the namespace with this key, open for the time of the call only; -1 when there is none.
using NetnsResolver = std::function<int(const NetnsKey &)>;

/// Applies one change in the calling thread's network namespace and waits for the kernel's answer.
/// Errors: notFound (no such link), notPermitted, busy (exists already), unsupported, invalidArgument, io.
model::Result<void> applyChange(const LinkChange &change, const NetnsResolver &resolve = {});

} // namespace kv::netlink
