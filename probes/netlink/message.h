// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netlink/msg.h>

#include <cstdint>
#include <memory>
#include <string>

namespace kv::netlink {

/// One netlink request under construction; owns its libnl message.
class Message {
public:
    /// `header` is the family's fixed header (ifinfomsg, ifaddrmsg, ndmsg, rtgenmsg, …).
    template <class Header> Message(int type, int flags, const Header &header) : Message(type, flags)
    {
        append(&header, sizeof header);
    }

    void put(int attribute, const void *data, int size);
    void putU8(int attribute, std::uint8_t value) { put(attribute, &value, sizeof value); }
    void putU16(int attribute, std::uint16_t value) { put(attribute, &value, sizeof value); }
    void putU32(int attribute, std::uint32_t value) { put(attribute, &value, sizeof value); }
    void putS32(int attribute, std::int32_t value) { put(attribute, &value, sizeof value); }
    void putString(int attribute, const std::string &text)
    {
        put(attribute, text.c_str(), static_cast<int>(text.size()) + 1);
    }
    /// Attributes put until the matching endNest are its children.
    nlattr *beginNest(int attribute);
    void endNest(nlattr *nest);

    nlmsghdr *header() { return nlmsg_hdr(m_message.get()); }
    const nlmsghdr *header() const { return nlmsg_hdr(m_message.get()); }

private:
    Message(int type, int flags);
    void append(const void *data, std::size_t size);

    struct Free {
        void operator()(nl_msg *message) const { nlmsg_free(message); }
    };
    std::unique_ptr<nl_msg, Free> m_message;
};

} // namespace kv::netlink
