// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/linkkinds.h"

namespace kv::netlink {

bool readDummy(std::string_view kindName, const LinkMessage &, RawLink &into)
{
    if (kindName != "dummy")
        return false;
    into.link.kind = model::LinkKind::dummy;
    return true;
}

} // namespace kv::netlink
