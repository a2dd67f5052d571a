// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netlink/attr.h>
#include <netlink/msg.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

namespace kv::netlink {

/// The attributes of one message or nest, by type. Looks into the message's bytes; does not own them.
/// A type of MaxType or more is left out; of two of one type the last counts, as in the kernel's own parser.
template <int MaxType> class Attributes {
public:
    /// After the fixed header of `headerBytes`. A message shorter than that has no attributes.
    Attributes(const nlmsghdr &message, int headerBytes)
    {
        if (nlmsg_valid_hdr(&message, headerBytes))
            collect(nlmsg_attrdata(&message, headerBytes), nlmsg_attrlen(&message, headerBytes));
    }
    Attributes(const nlattr *first, int bytes) { collect(first, bytes); }
    explicit Attributes(const nlattr *nest)
    {
        if (nest)
            collect(static_cast<const nlattr *>(nla_data(nest)), nla_len(nest));
    }

    const nlattr *at(int type) const { return m_found[static_cast<std::size_t>(type)]; }
    bool has(int type) const { return at(type) != nullptr; }

    /// The fixed-size value, or nothing when it is missing or too short.
    template <class T> std::optional<T> get(int type) const
    {
        const nlattr *attribute = at(type);
        if (!attribute || nla_len(attribute) < static_cast<int>(sizeof(T)))
            return std::nullopt;
        T value;
        std::memcpy(&value, nla_data(attribute), sizeof value);
        return value;
    }

    /// An interface's index; 0 when it is missing or no index (the kernel counts from 1).
    std::int32_t index(int type) const
    {
        const auto ifindex = get<std::int32_t>(type).value_or(0);
        return ifindex > 0 ? ifindex : 0;
    }

    /// Up to the first NUL or the attribute's end; "" when missing.
    std::string text(int type) const
    {
        const nlattr *attribute = at(type);
        if (!attribute)
            return {};
        const char *data = static_cast<const char *>(nla_data(attribute));
        return std::string(data, ::strnlen(data, static_cast<std::size_t>(nla_len(attribute))));
    }

private:
    // As nla_ok and nla_next of libnl, inlined: a first scan walks some hundred thousand attributes.
    void collect(const nlattr *first, int remaining)
    {
        constexpr int headerBytes = sizeof(nlattr);
        const char *place = reinterpret_cast<const char *>(first);
        while (remaining >= headerBytes) {
            const auto *attribute = reinterpret_cast<const nlattr *>(place);
            const int length = attribute->nla_len;
            if (length < headerBytes || length > remaining)
                return;
            const int type = attribute->nla_type & NLA_TYPE_MASK;
            if (type < MaxType)
                m_found[static_cast<std::size_t>(type)] = attribute;
            const int step = (length + NLA_ALIGNTO - 1) & ~(NLA_ALIGNTO - 1);
            place += step;
            remaining -= step;
        }
    }

    std::array<const nlattr *, static_cast<std::size_t>(MaxType)> m_found{};
};

} // namespace kv::netlink
