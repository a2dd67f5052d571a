// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/message.h"

#include <cstdlib>
#include <netlink/attr.h>

namespace kv::netlink {

namespace {

// Requests are built from our own bounded values; running out of room or memory is our bug, not the world's.
void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

Message::Message(int type, int flags) : m_message(nlmsg_alloc_simple(type, flags))
{
    require(m_message != nullptr);
}

void Message::append(const void *data, std::size_t size)
{
    require(nlmsg_append(m_message.get(), const_cast<void *>(data), size, NLMSG_ALIGNTO) == 0);
}

void Message::put(int attribute, const void *data, int size)
{
    require(nla_put(m_message.get(), attribute, size, data) == 0);
}

nlattr *Message::beginNest(int attribute)
{
    nlattr *nest = nla_nest_start(m_message.get(), attribute);
    require(nest != nullptr);
    return nest;
}

void Message::endNest(nlattr *nest)
{
    nla_nest_end(m_message.get(), nest);
}

} // namespace kv::netlink
