// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <string>
#include <vector>

namespace kv::picture {

QString fromStd(const std::string &text);

/// Names short enough for a port: "tap eb82" of tapeb820380-40, "brq 9f31"; for a namespace:
/// "qdhcp-3a1b7e90", "web1" of instance-web1; others as they are.
QString shortLinkName(const std::string &name);
QString shortSpaceName(const std::string &name);

QString hostKindName(state::HostKind kind);
QString roleName(state::Role role);
/// "HA network", "self-service", … of a network kind; "" for none.
QString networkKindName(state::NetworkKind kind);

/// The network of an address and prefix length: 10.0.1.21/24 -> "10.0.1.0/24".
std::string subnetOf(const model::IpPrefix &prefix);

/// What an interface holds, without IPv6 link-locals, IPv4 before IPv6.
std::vector<model::IpPrefix> addressesOf(const model::HostView &view, model::LinkKey link);

/// As addressLine, for a port that tells no difference between a link-local address and none.
QString plainAddressLine(const model::HostView &view, model::LinkKey link);

/// The addresses on one line: "203.0.113.21 +.17", "no address", "link-local only". `first` is shown before
/// others when it is there.
QString addressLine(const model::HostView &view, model::LinkKey link, const model::IpAddress &first = {});

} // namespace kv::picture
