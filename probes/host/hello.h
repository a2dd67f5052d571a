// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

namespace kv::netlink {
class KernelWatch;
}

namespace kv::host {

struct Options;

/// Who this probe is and what it can: the first line of every session.
model::Hello makeHello(const Options &options, const netlink::KernelWatch &kernel);

/// The program's version, as --version prints it.
std::string_view programVersion();

} // namespace kv::host
