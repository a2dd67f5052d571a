// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

#include <array>

namespace kv::netlink {

namespace {

/// In the order of BOND_MODE_* (linux/if_bonding.h), by their names in Documentation/networking/bonding.rst.
constexpr std::array<std::string_view, 7> modes{
    "balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb",
};

} // namespace

bool readBond(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    if (kindName != "bond" && kindName != "team")
        return false;
    into.link.kind = model::LinkKind::bond;
    if (kindName == "team")
        return true; // its mode is teamd's, not the kernel's
    const Attributes<IFLA_BOND_MAX + 1> attributes(message.infoData);
    model::BondInfo bond;
    if (const auto mode = attributes.get<std::uint8_t>(IFLA_BOND_MODE))
        bond.mode = *mode < modes.size() ? std::string(modes[*mode]) : "mode " + std::to_string(*mode);
    bond.activeIfindex = attributes.index(IFLA_BOND_ACTIVE_SLAVE);
    into.link.bond = bond;
    return true;
}

void readBondPort(std::string_view slaveKind, const nlattr *slaveData, RawLink &into)
{
    if (slaveKind != "bond")
        return;
    const Attributes<IFLA_BOND_SLAVE_MAX + 1> attributes(slaveData);
    model::BondPort port;
    port.isActive = attributes.get<std::uint8_t>(IFLA_BOND_SLAVE_STATE) == 0; // BOND_STATE_ACTIVE
    port.isMiiUp = attributes.get<std::uint8_t>(IFLA_BOND_SLAVE_MII_STATUS) == 0; // BOND_LINK_UP
    into.link.bondPort = port;
}

} // namespace kv::netlink
