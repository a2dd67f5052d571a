// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/undoitem.h"

#include "probes/model/ipaddress.h"

#include <linux/if_addr.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace kv::netlink {

using model::IpAddress;

namespace {

using Bytes = std::vector<std::uint8_t>;

template <class T> T headerOf(const UndoItem &item)
{
    T header{};
    std::memcpy(&header, item.message.data(), std::min(sizeof header, item.message.size()));
    return header;
}

template <class T> void setHeader(UndoItem &item, const T &header)
{
    std::memcpy(item.message.data(), &header, sizeof header);
}

std::optional<Bytes> attributeOf(const UndoItem &item, int wanted)
{
    std::optional<Bytes> found;
    eachUndoAttribute(item, [&](int type, const std::uint8_t *data, std::size_t size) {
        if ((type & NLA_TYPE_MASK) == wanted)
            found = Bytes(data, data + size);
    });
    return found;
}

template <class T> std::optional<T> valueOf(const UndoItem &item, int wanted)
{
    const auto bytes = attributeOf(item, wanted);
    if (!bytes || bytes->size() < sizeof(T))
        return std::nullopt;
    T value{};
    std::memcpy(&value, bytes->data(), sizeof value);
    return value;
}

IpAddress ipOf(const UndoItem &item, int attribute)
{
    const auto bytes = attributeOf(item, attribute);
    return bytes ? IpAddress::fromBytes(bytes->data(), bytes->size()) : IpAddress();
}

std::string ipText(const UndoItem &item, int attribute)
{
    return ipOf(item, attribute).toString();
}

std::string macText(const UndoItem &item)
{
    const auto bytes = attributeOf(item, NDA_LLADDR);
    model::MacAddress mac;
    if (bytes && bytes->size() == mac.bytes.size())
        std::copy(bytes->begin(), bytes->end(), mac.bytes.begin());
    return mac.toString();
}

/// Next hops of a multipath route; their dead and linkdown flags are cleared on the way.
bool cleanNexthops(std::uint8_t *data, std::size_t size, std::int32_t ifindex)
{
    bool isOnLink = false;
    for (std::size_t at = 0; at + sizeof(rtnexthop) <= size;) {
        rtnexthop hop{};
        std::memcpy(&hop, data + at, sizeof hop);
        isOnLink = isOnLink || hop.rtnh_ifindex == ifindex;
        hop.rtnh_flags &= RTNH_F_ONLINK;
        std::memcpy(data + at, &hop, sizeof hop);
        if (hop.rtnh_len < sizeof hop)
            break;
        at += RTNH_ALIGN(hop.rtnh_len);
    }
    return isOnLink;
}

/// Moves with time or traffic, or is not accepted back.
bool isVolatile(UndoKind kind, int type)
{
    switch (kind) {
    case UndoKind::address:
        return false;
    case UndoKind::route:
        return type == RTA_CACHEINFO || type == RTA_EXPIRES || type == RTA_UID;
    case UndoKind::neighbour:
    case UndoKind::fdb:
        return type == NDA_CACHEINFO || type == NDA_PROBES || type == NDA_MASTER;
    }
    return false;
}

void copyAttributes(const nlmsghdr &message, UndoItem &item)
{
    const int headerBytes = static_cast<int>(undoHeaderBytes(item.kind));
    const auto *payload = static_cast<const std::uint8_t *>(nlmsg_data(&message));
    item.message.assign(payload, payload + headerBytes);
    item.message.resize(NLMSG_ALIGN(item.message.size()));
    int remaining = nlmsg_attrlen(&message, headerBytes);
    for (const nlattr *attribute = nlmsg_attrdata(&message, headerBytes); nla_ok(attribute, remaining);
         attribute = nla_next(attribute, &remaining)) {
        if (isVolatile(item.kind, nla_type(attribute)))
            continue;
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(attribute);
        item.message.insert(item.message.end(), bytes, bytes + attribute->nla_len);
        item.message.resize(NLMSG_ALIGN(item.message.size()));
    }
}

std::optional<UndoItem> addressItem(const nlmsghdr &message, std::int32_t ifindex)
{
    UndoItem item;
    item.kind = UndoKind::address;
    copyAttributes(message, item);
    auto header = headerOf<ifaddrmsg>(item);
    const std::uint32_t flags = valueOf<std::uint32_t>(item, IFA_FLAGS).value_or(header.ifa_flags);
    const bool isTemporary = header.ifa_family == AF_INET6 && (flags & IFA_F_TEMPORARY) != 0;
    if (static_cast<std::int32_t>(header.ifa_index) != ifindex || isTemporary)
        return std::nullopt;
    const int which = attributeOf(item, IFA_LOCAL) ? IFA_LOCAL : IFA_ADDRESS;
    item.text = "address " + ipText(item, which) + "/" + std::to_string(header.ifa_prefixlen);
    return item;
}

std::optional<UndoItem> neighbourItem(const nlmsghdr &message, std::int32_t ifindex)
{
    UndoItem item;
    item.kind = static_cast<const ndmsg *>(nlmsg_data(&message))->ndm_family == AF_BRIDGE
        ? UndoKind::fdb
        : UndoKind::neighbour;
    copyAttributes(message, item);
    const auto header = headerOf<ndmsg>(item);
    if (header.ndm_ifindex != ifindex)
        return std::nullopt;
    if (item.kind == UndoKind::neighbour) {
        const bool isProxy = (header.ndm_flags & NTF_PROXY) != 0;
        if (!isProxy && (header.ndm_state & NUD_PERMANENT) == 0)
            return std::nullopt;
        item.text = (isProxy ? "proxy neighbour " : "neighbour ") + ipText(item, NDA_DST)
            + (isProxy ? std::string() : " lladdr " + macText(item));
        return item;
    }
    // Group addresses in a device's own table follow its memberships.
    const auto mac = attributeOf(item, NDA_LLADDR);
    if ((header.ndm_state & (NUD_PERMANENT | NUD_NOARP)) == 0 || !mac || ((*mac)[0] & 1) != 0)
        return std::nullopt;
    auto sendable = header;
    if ((header.ndm_flags & NTF_SELF) == 0)
        sendable.ndm_flags |= NTF_MASTER;
    setHeader(item, sendable);
    item.text = "fdb " + macText(item);
    if (const std::string remote = ipText(item, NDA_DST); !remote.empty())
        item.text += " dst " + remote;
    return item;
}

std::string routeText(const UndoItem &item, const rtmsg &header)
{
    std::string to = ipText(item, RTA_DST);
    to = to.empty() ? std::string("default") : to + "/" + std::to_string(header.rtm_dst_len);
    std::string text = (header.rtm_family == AF_INET ? "route " : "route6 ") + to;
    if (const std::string via = ipText(item, RTA_GATEWAY); !via.empty())
        text += " via " + via;
    if (const auto metric = valueOf<std::uint32_t>(item, RTA_PRIORITY); metric && *metric != 0)
        text += " metric " + std::to_string(*metric);
    if (const auto table = valueOf<std::uint32_t>(item, RTA_TABLE); table && *table != RT_TABLE_MAIN)
        text += " table " + std::to_string(*table);
    return text;
}

bool isExpiring(const nlmsghdr &message)
{
    const nlattr *attribute = nlmsg_find_attr(const_cast<nlmsghdr *>(&message), sizeof(rtmsg), RTA_CACHEINFO);
    if (!attribute || nla_len(attribute) < static_cast<int>(sizeof(rta_cacheinfo)))
        return false;
    rta_cacheinfo info{};
    std::memcpy(&info, nla_data(attribute), sizeof info);
    return info.rta_expires != 0;
}

std::optional<UndoItem> routeItem(const nlmsghdr &message, std::int32_t ifindex, bool &usesNexthopObject)
{
    UndoItem item;
    item.kind = UndoKind::route;
    copyAttributes(message, item);
    auto header = headerOf<rtmsg>(item);
    bool isOnLink = valueOf<std::int32_t>(item, RTA_OIF).value_or(0) == ifindex;
    eachUndoAttribute(item, [&](int type, const std::uint8_t *data, std::size_t size) {
        if ((type & NLA_TYPE_MASK) == RTA_MULTIPATH)
            isOnLink =
                cleanNexthops(item.message.data() + (data - item.message.data()), size, ifindex) || isOnLink;
    });
    if (!isOnLink || (header.rtm_flags & RTM_F_CLONED) != 0)
        return std::nullopt;
    if (header.rtm_protocol == RTPROT_RA || header.rtm_protocol == RTPROT_KEEPALIVED || isExpiring(message))
        return std::nullopt;
    usesNexthopObject = usesNexthopObject || attributeOf(item, RTA_NH_ID).has_value();
    item.isKernelMade = header.rtm_protocol == RTPROT_KERNEL;
    header.rtm_flags &= RTNH_F_ONLINK;
    setHeader(item, header);
    item.text = routeText(item, header);
    return item;
}

} // namespace

std::size_t undoHeaderBytes(UndoKind kind)
{
    switch (kind) {
    case UndoKind::address:
        return sizeof(ifaddrmsg);
    case UndoKind::route:
        return sizeof(rtmsg);
    case UndoKind::neighbour:
    case UndoKind::fdb:
        break;
    }
    return sizeof(ndmsg);
}

void eachUndoAttribute(const UndoItem &item,
                       const std::function<void(int, const std::uint8_t *, std::size_t)> &see)
{
    const std::size_t headerBytes = NLMSG_ALIGN(undoHeaderBytes(item.kind));
    for (std::size_t at = headerBytes; at + sizeof(nlattr) <= item.message.size();) {
        nlattr attribute{};
        std::memcpy(&attribute, item.message.data() + at, sizeof attribute);
        if (attribute.nla_len < sizeof attribute || at + attribute.nla_len > item.message.size())
            return;
        see(attribute.nla_type, item.message.data() + at + sizeof attribute,
            attribute.nla_len - sizeof attribute);
        at += NLA_ALIGN(attribute.nla_len);
    }
}

std::optional<UndoItem> undoItemOf(const nlmsghdr &message, std::int32_t ifindex, bool &usesNexthopObject)
{
    switch (message.nlmsg_type) {
    case RTM_NEWADDR:
        return nlmsg_valid_hdr(&message, sizeof(ifaddrmsg)) ? addressItem(message, ifindex) : std::nullopt;
    case RTM_NEWNEIGH:
        return nlmsg_valid_hdr(&message, sizeof(ndmsg)) ? neighbourItem(message, ifindex) : std::nullopt;
    case RTM_NEWROUTE:
        return nlmsg_valid_hdr(&message, sizeof(rtmsg)) ? routeItem(message, ifindex, usesNexthopObject)
                                                        : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::string undoIdentity(const UndoItem &item)
{
    UndoItem stable = item;
    if (item.kind == UndoKind::address) {
        auto header = headerOf<ifaddrmsg>(item);
        header.ifa_flags = 0;
        setHeader(stable, header);
    }
    const std::size_t headerBytes = undoHeaderBytes(item.kind);
    std::vector<std::string> parts;
    eachUndoAttribute(stable, [&](int type, const std::uint8_t *data, std::size_t size) {
        const int plain = type & NLA_TYPE_MASK;
        const bool moves = item.kind == UndoKind::address
            && (plain == IFA_FLAGS || plain == IFA_CACHEINFO || plain == IFA_PROTO);
        if (!moves)
            parts.push_back(std::to_string(plain) + ":"
                            + std::string(reinterpret_cast<const char *>(data), size));
    });
    std::sort(parts.begin(), parts.end());
    std::string identity(reinterpret_cast<const char *>(stable.message.data()), headerBytes);
    identity += static_cast<char>(item.kind);
    for (const std::string &part : parts)
        identity += part;
    return identity;
}

std::int32_t undoLinkOf(const UndoItem &item)
{
    switch (item.kind) {
    case UndoKind::address:
        return static_cast<std::int32_t>(headerOf<ifaddrmsg>(item).ifa_index);
    case UndoKind::route:
        return valueOf<std::int32_t>(item, RTA_OIF).value_or(0);
    case UndoKind::neighbour:
    case UndoKind::fdb:
        break;
    }
    return headerOf<ndmsg>(item).ndm_ifindex;
}

bool isMadeFor(const UndoItem &item, const model::IpPrefix &address)
{
    if (item.kind == UndoKind::address)
        return ipOf(item, attributeOf(item, IFA_LOCAL) ? int{ IFA_LOCAL } : int{ IFA_ADDRESS })
            == address.address;
    if (item.kind != UndoKind::route || !item.isKernelMade)
        return false;
    const IpAddress to = ipOf(item, RTA_DST);
    if (to == address.address || ipOf(item, RTA_PREFSRC) == address.address)
        return true;
    // IPv6's prefix and anycast routes do not say for which address they are.
    const std::uint8_t length = headerOf<rtmsg>(item).rtm_dst_len;
    const bool isAnycast = length == 128 && headerOf<rtmsg>(item).rtm_type == RTN_ANYCAST;
    return to.family == model::IpFamily::v6 && (length == address.length || isAnycast)
        && address.contains(to);
}

bool isStillValid(const UndoItem &item, model::TimeUs elapsedUs)
{
    if (item.kind != UndoKind::address)
        return true;
    const auto lifetimes = valueOf<ifa_cacheinfo>(item, IFA_CACHEINFO);
    return !lifetimes || lifetimes->ifa_valid == 0xffffffffU
        || std::int64_t{ lifetimes->ifa_valid } * 1'000'000 > elapsedUs;
}

} // namespace kv::netlink
