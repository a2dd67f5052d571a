// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

namespace kv::lab {

/// A stream socket at metadataSocket of the caller's mount namespace.
model::Result<netlink::OwnedFd> listenForMetadata();

/// Takes one connection, whatever it asks, and answers in HTTP that there is no metadata in a lab.
void answerMetadata(int listener);

} // namespace kv::lab
