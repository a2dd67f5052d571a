// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kv::host {

/// What this process may do in its own user namespace (capget, effective set).
struct Privileges {
    bool netAdmin = false;
    bool netRaw = false;
};

Privileges ownPrivileges();

} // namespace kv::host
