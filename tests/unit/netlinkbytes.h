// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/netlink/message.h"

#include <cstring>
#include <vector>

namespace kv::tests {

inline void putAddress(netlink::Message &message, int type, const char *text)
{
    const auto address = *model::IpAddress::parse(text);
    message.put(type, address.bytes.data(), static_cast<int>(address.size()));
}

/// The first `length` bytes of the message, which still claims to be whole or not.
inline std::vector<char> cut(const netlink::Message &message, std::size_t length, bool isHonest)
{
    const auto *bytes = reinterpret_cast<const char *>(message.header());
    std::vector<char> copy(bytes, bytes + length);
    if (isHonest && length >= sizeof(nlmsghdr))
        reinterpret_cast<nlmsghdr *>(copy.data())->nlmsg_len = static_cast<std::uint32_t>(length);
    return copy;
}

} // namespace kv::tests
