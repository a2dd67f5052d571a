// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <string>
#include <vector>

namespace kv::lab {

/// Labs are found by the name of their supervisor's abstract socket, "@keepview-lab-UID-NAME": no file, and
/// gone with its process.

/// 1 to 40 letters, digits, '.', '_' and '-'.
bool isLabName(const std::string &name);

/// Takes the name for this process. busy when a lab of this name runs.
model::Result<netlink::OwnedFd> takeName(const std::string &name);

/// Connects to the supervisor of one of the user's own labs. notFound when none has this name.
model::Result<netlink::OwnedFd> connectTo(const std::string &name);

/// Is the other end of the socket the same user, or root?
bool isOwnPeer(int socket);

/// The names of the user's labs, sorted.
std::vector<std::string> labNames();

} // namespace kv::lab
