// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/standin.h"

#include <string>

namespace kv::lab {

/// The script by which udhcpc configures eth0; its own default one would write the machine's resolv.conf.
inline constexpr const char *dhcpClientScript = "/run/keepview-lab/udhcpc.script";
/// Its text, executable by "sh".
std::string dhcpClientScriptText();

/// udhcpc on eth0 of an instance, in the foreground.
Program dhcpClient(const std::string &hostName);

} // namespace kv::lab
