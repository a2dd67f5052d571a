// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/undosnapshot.h"

#include "probes/netlink/attributes.h"
#include "probes/netlink/routesocket.h"
#include "probes/netlink/undoitem.h"

#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <string_view>

namespace kv::netlink {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

constexpr int maxDumpTries = 5;
/// These go down with the link below them and lose their own routes and addresses, which the undo does not
/// hold.
constexpr std::string_view kindsOnTop[] = { "vlan", "ipvlan", "ipvtap", "macsec" };
/// These keep them: they stay up without a carrier.
constexpr std::string_view ridingKinds[] = { "macvlan", "macvtap" };

template <std::size_t N> bool isOneOf(const std::string_view (&kinds)[N], std::string_view kind)
{
    return std::find(std::begin(kinds), std::end(kinds), kind) != std::end(kinds);
}

template <class Header>
Result<void> dumpAll(RouteSocket &socket, int type, const Header &header, const std::function<void()> &begin,
                     const RouteSocket::OnMessage &see)
{
    for (int tries = 0; tries < maxDumpTries; ++tries) {
        bool wasInterrupted = false;
        begin();
        Message request(type, 0, header);
        if (auto done = socket.dump(request, see, wasInterrupted); !done)
            return done;
        if (!wasInterrupted)
            return {};
    }
    return Error{ ErrorCode::io, "the kernel's tables keep changing", "undo snapshot" };
}

struct Examined {
    std::string name;
    std::vector<std::int32_t> riders;
};

/// Finds the link's name and what stands on top of it.
Result<Examined> examineLink(RouteSocket &socket, std::int32_t ifindex)
{
    Examined found;
    std::string onTop;
    ifinfomsg header{};
    const auto begin = [&] { found = {}, onTop.clear(); };
    const auto see = [&](const nlmsghdr &message) {
        if (!nlmsg_valid_hdr(&message, sizeof(ifinfomsg)))
            return;
        const auto *info = static_cast<const ifinfomsg *>(nlmsg_data(&message));
        const Attributes<IFLA_MAX + 1> attributes(message, sizeof(ifinfomsg));
        if (info->ifi_index == ifindex)
            found.name = attributes.text(IFLA_IFNAME);
        if (attributes.get<std::int32_t>(IFLA_LINK).value_or(0) != ifindex
            || attributes.has(IFLA_LINK_NETNSID))
            return;
        const Attributes<IFLA_INFO_MAX + 1> linkInfo(attributes.at(IFLA_LINKINFO));
        const std::string kind = linkInfo.text(IFLA_INFO_KIND);
        if (isOneOf(kindsOnTop, kind))
            onTop = attributes.text(IFLA_IFNAME);
        if (isOneOf(ridingKinds, kind))
            found.riders.push_back(info->ifi_index);
    };
    if (auto done = dumpAll(socket, RTM_GETLINK, header, begin, see); !done)
        return done.error();
    if (found.name.empty())
        return Error{ ErrorCode::notFound, "no such link", "undo snapshot" };
    if (!onTop.empty())
        return Error{ ErrorCode::refused, onTop + " stands on it and would lose its addresses and routes",
                      found.name };
    return found;
}

/// Nexthop objects vanish with the link; routes that use them cannot be given back as they were.
Result<bool> hasNexthopObject(RouteSocket &socket, const std::vector<std::int32_t> &links)
{
    bool found = false;
    nhmsg header{};
    const auto see = [&](const nlmsghdr &message) {
        const Attributes<NHA_MAX + 1> attributes(message, sizeof(nhmsg));
        const std::int32_t out = attributes.get<std::int32_t>(NHA_OIF).value_or(0);
        found = found || std::find(links.begin(), links.end(), out) != links.end();
    };
    const auto done = dumpAll(
        socket, RTM_GETNEXTHOP, header, [&found] { found = false; }, see);
    // Kernels before 5.3 know none.
    if (!done && done.error().code != ErrorCode::unsupported)
        return done.error();
    return found;
}

class Collector {
public:
    Collector(RouteSocket &socket, UndoSnapshot &snapshot, std::vector<std::int32_t> links)
        : m_socket(socket), m_snapshot(snapshot), m_links(std::move(links))
    {
    }

    template <class Header> Result<void> collect(int type, const Header &header)
    {
        const std::size_t before = m_snapshot.items.size();
        const auto done = dumpAll(
            m_socket, type, header, [&] { m_snapshot.items.resize(before); },
            [this](const nlmsghdr &message) {
                for (const std::int32_t link : m_links) {
                    auto item = undoItemOf(message, link, m_usesNexthopObject);
                    if (item && m_snapshot.items.size() <= maxUndoItems) {
                        m_snapshot.items.push_back(std::move(*item));
                        break; // a multipath route may be on several
                    }
                }
            });
        if (!done)
            return done;
        if (m_snapshot.items.size() > maxUndoItems)
            return Error{ ErrorCode::oversized, "too many routes and neighbours to give back",
                          m_snapshot.name };
        return {};
    }

    bool usesNexthopObject() const { return m_usesNexthopObject; }

private:
    RouteSocket &m_socket;
    UndoSnapshot &m_snapshot;
    std::vector<std::int32_t> m_links;
    bool m_usesNexthopObject = false;
};

ndmsg neighbours(int family, int flags)
{
    ndmsg header{};
    header.ndm_family = static_cast<std::uint8_t>(family);
    header.ndm_flags = static_cast<std::uint8_t>(flags);
    return header;
}

Result<void> collectAll(Collector &collector)
{
    for (const int family : { AF_INET, AF_INET6 }) {
        ifaddrmsg addresses{};
        addresses.ifa_family = static_cast<std::uint8_t>(family);
        if (auto done = collector.collect(RTM_GETADDR, addresses); !done)
            return done;
    }
    for (const int family : { AF_INET, AF_INET6 }) {
        for (const int flags : { 0, int{ NTF_PROXY } }) {
            if (auto done = collector.collect(RTM_GETNEIGH, neighbours(family, flags)); !done)
                return done;
        }
    }
    for (const int family : { AF_INET, AF_INET6 }) {
        rtmsg routes{};
        routes.rtm_family = static_cast<std::uint8_t>(family);
        if (auto done = collector.collect(RTM_GETROUTE, routes); !done)
            return done;
    }
    return collector.collect(RTM_GETNEIGH, neighbours(AF_BRIDGE, 0));
}

std::multimap<std::string, const UndoItem *> byIdentity(const UndoSnapshot &snapshot)
{
    std::multimap<std::string, const UndoItem *> items;
    for (const UndoItem &item : snapshot.items)
        items.emplace(undoIdentity(item), &item);
    return items;
}

template <class Header> Message requestFor(const UndoItem &item, int type, int flags)
{
    Header header{};
    std::memcpy(&header, item.message.data(), std::min(sizeof header, item.message.size()));
    return Message(type, flags, header);
}

Message requestFor(const UndoItem &item)
{
    bool isMultipath = false;
    eachUndoAttribute(item, [&](int type, const std::uint8_t *, std::size_t) {
        isMultipath =
            isMultipath || (item.kind == UndoKind::route && (type & NLA_TYPE_MASK) == RTA_MULTIPATH);
    });
    switch (item.kind) {
    case UndoKind::address:
        return requestFor<ifaddrmsg>(item, RTM_NEWADDR, NLM_F_CREATE | NLM_F_REPLACE);
    case UndoKind::route:
        // Of a multipath route the other hops are still there; a plain one may stand beside a newer one.
        return requestFor<rtmsg>(item, RTM_NEWROUTE,
                                 NLM_F_CREATE | (isMultipath ? NLM_F_REPLACE : NLM_F_APPEND));
    case UndoKind::neighbour:
        return requestFor<ndmsg>(item, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE);
    case UndoKind::fdb:
        break;
    }
    return requestFor<ndmsg>(item, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_APPEND);
}

bool followsARole(const UndoSnapshot &wanted, const UndoItem &item)
{
    return std::any_of(wanted.roleAddresses.begin(), wanted.roleAddresses.end(),
                       [&](const model::IpPrefix &address) { return isMadeFor(item, address); });
}

/// A macvlan that its maker has deleted, or deleted and made anew, has nothing to be given back to.
bool hasLinkOf(const UndoSnapshot &present, const UndoItem &item)
{
    const std::int32_t link = undoLinkOf(item);
    return link == 0 || link == present.ifindex
        || std::find(present.riders.begin(), present.riders.end(), link) != present.riders.end();
}

constexpr std::uint32_t settableAddressFlags = IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_HOMEADDRESS
    | IFA_F_MANAGETEMPADDR | IFA_F_NOPREFIXROUTE | IFA_F_MCAUTOJOIN;

std::uint32_t secondsLeft(std::uint32_t seconds, std::int64_t elapsedSeconds)
{
    if (seconds == 0xffffffffU)
        return seconds;
    return static_cast<std::uint32_t>(std::max<std::int64_t>(0, std::int64_t{ seconds } - elapsedSeconds));
}

Result<void> giveBack(RouteSocket &socket, const UndoItem &item, std::int64_t elapsedSeconds)
{
    Message request = requestFor(item);
    eachUndoAttribute(item, [&](int type, const std::uint8_t *data, std::size_t size) {
        std::vector<std::uint8_t> value(data, data + size);
        if (item.kind == UndoKind::address && type == IFA_FLAGS && size == sizeof(std::uint32_t)) {
            std::uint32_t flags = 0;
            std::memcpy(&flags, data, sizeof flags);
            flags &= settableAddressFlags;
            std::memcpy(value.data(), &flags, sizeof flags);
        } else if (item.kind == UndoKind::address && type == IFA_CACHEINFO && size >= sizeof(ifa_cacheinfo)) {
            ifa_cacheinfo info{};
            std::memcpy(&info, data, sizeof info);
            info.ifa_prefered = secondsLeft(info.ifa_prefered, elapsedSeconds);
            info.ifa_valid = secondsLeft(info.ifa_valid, elapsedSeconds);
            std::memcpy(value.data(), &info, sizeof info);
        }
        request.put(type, value.data(), static_cast<int>(value.size()));
    });
    return socket.talk(request);
}

} // namespace

Result<UndoSnapshot> takeUndoSnapshot(std::int32_t ifindex, model::TimeUs now)
{
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    const Result<Examined> link = examineLink(*socket, ifindex);
    if (!link)
        return link.error();
    std::vector<std::int32_t> links{ ifindex };
    links.insert(links.end(), link->riders.begin(), link->riders.end());
    const Result<bool> nexthop = hasNexthopObject(*socket, links);
    if (!nexthop)
        return nexthop.error();
    UndoSnapshot snapshot{ ifindex, link->name, now, {}, {}, link->riders };
    Collector collector(*socket, snapshot, std::move(links));
    if (auto done = collectAll(collector); !done)
        return done.error();
    if (*nexthop || collector.usesNexthopObject())
        return Error{ ErrorCode::refused, "nexthop objects on it cannot be restored", link->name };
    return snapshot;
}

void leaveToRoles(UndoSnapshot &snapshot, const std::vector<model::IpPrefix> &addresses)
{
    snapshot.roleAddresses.assign(
        addresses.begin(),
        addresses.begin() + static_cast<std::ptrdiff_t>(std::min(addresses.size(), maxRoleAddresses)));
    std::erase_if(snapshot.items, [&](const UndoItem &item) { return followsARole(snapshot, item); });
}

Result<void> setLinkAdminUp(std::int32_t ifindex, bool up)
{
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return socket.error();
    ifinfomsg header{};
    header.ifi_index = ifindex;
    header.ifi_flags = up ? unsigned{ IFF_UP } : 0U;
    header.ifi_change = IFF_UP;
    Message request(RTM_NEWLINK, 0, header);
    return socket->talk(request);
}

std::vector<std::string> addMissing(const UndoSnapshot &wanted, const UndoSnapshot &present,
                                    model::TimeUs now)
{
    std::vector<std::string> refused;
    Result<RouteSocket> socket = RouteSocket::open();
    if (!socket)
        return { socket.error().text };
    const auto there = byIdentity(present);
    const model::TimeUs elapsedUs = now - wanted.takenAt;
    std::vector<const UndoItem *> missing;
    for (const UndoItem &item : wanted.items) {
        if (!item.isKernelMade && isStillValid(item, elapsedUs) && hasLinkOf(present, item)
            && !there.contains(undoIdentity(item)))
            missing.push_back(&item);
    }
    // A route by a gateway needs the route to that gateway first: what fails is tried again after the others.
    for (int round = 0; round < 2; ++round) {
        std::vector<const UndoItem *> failed;
        refused.clear();
        for (const UndoItem *item : missing) {
            if (auto done = giveBack(*socket, *item, elapsedUs / 1'000'000); !done) {
                failed.push_back(item);
                refused.push_back(item->text + ": " + done.error().text);
            }
        }
        missing = failed;
    }
    return refused;
}

std::vector<std::string> undoDifferences(const UndoSnapshot &wanted, const UndoSnapshot &present,
                                         model::TimeUs now)
{
    std::vector<std::string> differences;
    auto there = byIdentity(present);
    for (const UndoItem &item : wanted.items) {
        const auto found = there.find(undoIdentity(item));
        if (found != there.end())
            there.erase(found);
        else if (isStillValid(item, now - wanted.takenAt) && hasLinkOf(present, item))
            differences.push_back("missing " + item.text);
    }
    for (const auto &[identity, item] : there) {
        if (!followsARole(wanted, *item))
            differences.push_back("unexpected " + item->text);
    }
    return differences;
}

} // namespace kv::netlink
