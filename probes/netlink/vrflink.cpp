// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

namespace kv::netlink {

bool readVrf(std::string_view kindName, const LinkMessage &message, RawLink &into)
{
    if (kindName != "vrf")
        return false;
    into.link.kind = model::LinkKind::vrf;
    into.link.vrfTable =
        Attributes<IFLA_VRF_MAX + 1>(message.infoData).get<std::uint32_t>(IFLA_VRF_TABLE).value_or(0);
    return true;
}

} // namespace kv::netlink
