// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/netlink/attributes.h"
#include "probes/netlink/rawlink.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include <string_view>

namespace kv::netlink {

/// What a kind's reader may look at: the message's fixed header, its attributes and those of IFLA_INFO_DATA.
struct LinkMessage {
    const ifinfomsg &header;
    const Attributes<__IFLA_MAX> &attributes;
    const nlattr *infoData; ///< nullptr when the kind has none
};

/// One reader a kind, each in its own file: true when the link is of its kind, then `into` is completed.
bool readBond(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readBridge(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readDummy(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readLoopback(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readMacvlan(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readPhysical(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readTunnel(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readTuntap(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readVeth(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readVlan(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readVrf(std::string_view kindName, const LinkMessage &message, RawLink &into);
bool readVxlan(std::string_view kindName, const LinkMessage &message, RawLink &into);

/// What the master of this port says of it (IFLA_INFO_SLAVE_KIND, IFLA_INFO_SLAVE_DATA).
void readBondPort(std::string_view slaveKind, const nlattr *slaveData, RawLink &into);
/// IFLA_LINK and IFLA_LINK_NETNSID as what the link rides on.
void readParent(const LinkMessage &message, RawLink &into);

} // namespace kv::netlink
