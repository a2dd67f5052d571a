// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/applychange.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <net/if.h>
#include <netinet/in.h>

#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>

#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <netlink/socket.h>

namespace kv::netlink {

namespace {

using model::Error;
using model::ErrorCode;
using model::Result;

struct FreeSocket {
    void operator()(nl_sock *socket) const { nl_socket_free(socket); }
};
struct FreeMessage {
    void operator()(nl_msg *message) const { nlmsg_free(message); }
};
using Socket = std::unique_ptr<nl_sock, FreeSocket>;
using Message = std::unique_ptr<nl_msg, FreeMessage>;

ErrorCode codeOf(int nlError)
{
    switch (nlError) {
    case NLE_OBJ_NOTFOUND:
    case NLE_NODEV:
        return ErrorCode::notFound;
    case NLE_PERM:
    case NLE_NOACCESS:
        return ErrorCode::notPermitted;
    case NLE_EXIST:
    case NLE_BUSY:
        return ErrorCode::busy;
    case NLE_OPNOTSUPP:
        return ErrorCode::unsupported;
    case NLE_INVAL:
    case NLE_RANGE:
    case NLE_NOADDR:
        return ErrorCode::invalidArgument;
    default:
        return ErrorCode::io;
    }
}

Message makeMessage(int type, int flags)
{
    return Message(nlmsg_alloc_simple(type, NLM_F_REQUEST | NLM_F_ACK | flags));
}

bool appendLinkHeader(nl_msg *message, ifinfomsg header)
{
    return nlmsg_append(message, &header, sizeof header, NLMSG_ALIGNTO) == 0;
}

void putAddress(nl_msg *message, int attribute, const model::IpAddress &address)
{
    nla_put(message, attribute, static_cast<int>(address.size()), address.bytes.data());
}

/// Builds and sends one message; the first failure is kept and ends it.
class Writer {
public:
    explicit Writer(const NetnsResolver &resolve) : m_resolve(resolve) { }

    Result<void> operator()(const AddBridge &c) const;
    Result<void> operator()(const AddVeth &c) const;
    Result<void> operator()(const AddVxlan &c) const;
    Result<void> operator()(const AddMacvlan &c) const;
    Result<void> operator()(const DeleteLink &c) const;
    Result<void> operator()(const SetUp &c) const;
    Result<void> operator()(const SetMaster &c) const;
    Result<void> operator()(const SetAddrGenMode &c) const;
    Result<void> operator()(const AddAddress &c) const;
    Result<void> operator()(const RemoveAddress &c) const;
    Result<void> operator()(const AddRoute &c) const;

private:
    static Result<int> indexOf(const LinkRef &link);
    static Result<void> send(nl_msg *message);
    static Result<void> sendForLink(const LinkRef &link, ifinfomsg header,
                                    const std::function<Result<void>(nl_msg *)> &fill,
                                    int type = RTM_NEWLINK);
    static Result<void> address(int type, int flags, const LinkRef &link, const AddAddress &content);
    Result<void> putEnd(nl_msg *message, const VethEnd &end) const;

    const NetnsResolver &m_resolve;
};

Result<int> Writer::indexOf(const LinkRef &link)
{
    if (link.ifindex != 0) {
        return link.ifindex;
    }
    const unsigned index = if_nametoindex(link.name.c_str());
    if (index == 0) {
        return Error{ ErrorCode::notFound, "no such interface", link.name };
    }
    return static_cast<int>(index);
}

Result<void> Writer::send(nl_msg *message)
{
    Socket socket(nl_socket_alloc());
    if (!socket || nl_connect(socket.get(), NETLINK_ROUTE) < 0) {
        return Error{ ErrorCode::io, std::strerror(errno), "netlink socket" };
    }
    int status = nl_send_auto(socket.get(), message);
    if (status >= 0) {
        status = nl_wait_for_ack(socket.get());
    }
    if (status < 0) {
        return Error{ codeOf(-status), nl_geterror(status), {} };
    }
    return {};
}

Result<void> Writer::sendForLink(const LinkRef &link, ifinfomsg header,
                                 const std::function<Result<void>(nl_msg *)> &fill, int type)
{
    const Result<int> index = indexOf(link);
    if (!index) {
        return index.error();
    }
    header.ifi_index = *index;
    const Message message = makeMessage(type, 0);
    appendLinkHeader(message.get(), header);
    if (fill) {
        if (Result<void> filled = fill(message.get()); !filled) {
            return filled;
        }
    }
    return send(message.get());
}

Result<void> Writer::putEnd(nl_msg *message, const VethEnd &end) const
{
    nla_put_string(message, IFLA_IFNAME, end.name.c_str());
    if (end.mtuBytes != 0) {
        nla_put_u32(message, IFLA_MTU, end.mtuBytes);
    }
    if (end.mac) {
        nla_put(message, IFLA_ADDRESS, static_cast<int>(end.mac->bytes.size()), end.mac->bytes.data());
    }
    if (!end.netns.empty()) {
        const int fd = m_resolve ? m_resolve(end.netns) : -1;
        if (fd < 0) {
            return Error{ ErrorCode::notFound, "no such network namespace", end.netns };
        }
        nla_put_u32(message, IFLA_NET_NS_FD, static_cast<std::uint32_t>(fd));
    }
    return {};
}

Result<void> Writer::operator()(const AddBridge &c) const
{
    const Message message = makeMessage(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    nl_msg *m = message.get();
    appendLinkHeader(m, {});
    if (Result<void> put = putEnd(m, { c.name, {}, c.mtuBytes, c.mac }); !put) {
        return put;
    }
    nlattr *info = nla_nest_start(m, IFLA_LINKINFO);
    nla_put_string(m, IFLA_INFO_KIND, "bridge");
    nlattr *data = nla_nest_start(m, IFLA_INFO_DATA);
    nla_put_u32(m, IFLA_BR_FORWARD_DELAY, 0); // ports forward at once, as Neutron's do
    nla_put_u32(m, IFLA_BR_STP_STATE, 0);
    nla_put_u8(m, IFLA_BR_MCAST_SNOOPING, c.multicastSnooping ? 1 : 0);
    nla_nest_end(m, data);
    nla_nest_end(m, info);
    return send(m);
}

Result<void> Writer::operator()(const AddVeth &c) const
{
    const Message message = makeMessage(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    nl_msg *m = message.get();
    appendLinkHeader(m, {});
    if (Result<void> put = putEnd(m, c.here); !put) {
        return put;
    }
    nlattr *info = nla_nest_start(m, IFLA_LINKINFO);
    nla_put_string(m, IFLA_INFO_KIND, "veth");
    nlattr *data = nla_nest_start(m, IFLA_INFO_DATA);
    nlattr *peer = nla_nest_start(m, VETH_INFO_PEER);
    appendLinkHeader(m, {});
    if (Result<void> put = putEnd(m, c.there); !put) {
        return put;
    }
    nla_nest_end(m, peer);
    nla_nest_end(m, data);
    nla_nest_end(m, info);
    return send(m);
}

Result<void> Writer::operator()(const AddVxlan &c) const
{
    const Message message = makeMessage(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    nl_msg *m = message.get();
    appendLinkHeader(m, {});
    if (Result<void> put = putEnd(m, { c.name, {}, c.mtuBytes, {} }); !put) {
        return put;
    }
    nlattr *info = nla_nest_start(m, IFLA_LINKINFO);
    nla_put_string(m, IFLA_INFO_KIND, "vxlan");
    nlattr *data = nla_nest_start(m, IFLA_INFO_DATA);
    nla_put_u32(m, IFLA_VXLAN_ID, c.vni);
    if (!c.underlay.name.empty() || c.underlay.ifindex != 0) {
        const Result<int> underlay = indexOf(c.underlay);
        if (!underlay) {
            return underlay.error();
        }
        nla_put_u32(m, IFLA_VXLAN_LINK, static_cast<std::uint32_t>(*underlay));
    }
    if (c.group.isSet()) {
        putAddress(m, c.group.family == model::IpFamily::v4 ? IFLA_VXLAN_GROUP : IFLA_VXLAN_GROUP6, c.group);
    }
    if (c.local.isSet()) {
        putAddress(m, c.local.family == model::IpFamily::v4 ? IFLA_VXLAN_LOCAL : IFLA_VXLAN_LOCAL6, c.local);
    }
    nla_put_u16(m, IFLA_VXLAN_PORT, htons(c.port));
    nla_put_u8(m, IFLA_VXLAN_LEARNING, 1);
    nla_nest_end(m, data);
    nla_nest_end(m, info);
    return send(m);
}

Result<void> Writer::operator()(const AddMacvlan &c) const
{
    const Result<int> underlay = indexOf(c.underlay);
    if (!underlay) {
        return underlay.error();
    }
    const Message message = makeMessage(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    nl_msg *m = message.get();
    appendLinkHeader(m, {});
    nla_put_string(m, IFLA_IFNAME, c.name.c_str());
    nla_put_u32(m, IFLA_LINK, static_cast<std::uint32_t>(*underlay));
    nlattr *info = nla_nest_start(m, IFLA_LINKINFO);
    nla_put_string(m, IFLA_INFO_KIND, "macvlan");
    nlattr *data = nla_nest_start(m, IFLA_INFO_DATA);
    nla_put_u32(m, IFLA_MACVLAN_MODE, MACVLAN_MODE_PRIVATE);
    nla_nest_end(m, data);
    nla_nest_end(m, info);
    return send(m);
}

Result<void> Writer::operator()(const DeleteLink &c) const
{
    return sendForLink(c.link, {}, {}, RTM_DELLINK);
}

Result<void> Writer::operator()(const SetUp &c) const
{
    ifinfomsg header{};
    header.ifi_change = IFF_UP;
    header.ifi_flags = c.up ? IFF_UP : 0;
    return sendForLink(c.link, header, {});
}

Result<void> Writer::operator()(const SetMaster &c) const
{
    return sendForLink(c.link, {}, [&](nl_msg *m) -> Result<void> {
        int master = 0;
        if (!c.master.name.empty() || c.master.ifindex != 0) {
            const Result<int> index = indexOf(c.master);
            if (!index) {
                return index.error();
            }
            master = *index;
        }
        nla_put_u32(m, IFLA_MASTER, static_cast<std::uint32_t>(master));
        return {};
    });
}

Result<void> Writer::operator()(const SetAddrGenMode &c) const
{
    return sendForLink(c.link, {}, [&](nl_msg *m) -> Result<void> {
        nlattr *spec = nla_nest_start(m, IFLA_AF_SPEC);
        nlattr *inet6 = nla_nest_start(m, AF_INET6);
        nla_put_u8(m, IFLA_INET6_ADDR_GEN_MODE, static_cast<std::uint8_t>(c.mode));
        nla_nest_end(m, inet6);
        nla_nest_end(m, spec);
        return {};
    });
}

Result<void> Writer::address(int type, int flags, const LinkRef &link, const AddAddress &content)
{
    const Result<int> index = indexOf(link);
    if (!index) {
        return index.error();
    }
    const model::IpAddress &ip = content.address.address;
    const bool v4 = ip.family == model::IpFamily::v4;
    ifaddrmsg header{};
    header.ifa_family = static_cast<std::uint8_t>(v4 ? AF_INET : AF_INET6);
    header.ifa_prefixlen = content.address.length;
    header.ifa_flags = content.noDad && !v4 ? IFA_F_NODAD : 0;
    header.ifa_scope = !v4 && ip.isLinkLocal() ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
    header.ifa_index = static_cast<std::uint32_t>(*index);
    const Message message = makeMessage(type, flags);
    nl_msg *m = message.get();
    nlmsg_append(m, &header, sizeof header, NLMSG_ALIGNTO);
    putAddress(m, IFA_LOCAL, ip);
    putAddress(m, IFA_ADDRESS, ip);
    if (content.broadcast && v4) {
        model::IpAddress all = ip;
        for (std::size_t bit = content.address.length; bit < 32; ++bit) {
            all.bytes[bit / 8] = static_cast<std::uint8_t>(all.bytes[bit / 8] | (0x80U >> (bit % 8)));
        }
        putAddress(m, IFA_BROADCAST, all);
    }
    return send(m);
}

Result<void> Writer::operator()(const AddAddress &c) const
{
    return address(RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, c.link, c);
}

Result<void> Writer::operator()(const RemoveAddress &c) const
{
    return address(RTM_DELADDR, 0, c.link, { c.link, c.address });
}

Result<void> Writer::operator()(const AddRoute &c) const
{
    const model::IpFamily family =
        c.via.isSet() && c.destination.length == 0 ? c.via.family : c.destination.address.family;
    rtmsg header{};
    header.rtm_family = static_cast<std::uint8_t>(family == model::IpFamily::v4 ? AF_INET : AF_INET6);
    header.rtm_dst_len = c.destination.length;
    header.rtm_table = RT_TABLE_MAIN;
    header.rtm_protocol = RTPROT_STATIC;
    header.rtm_scope = c.via.isSet() || family == model::IpFamily::v6 ? RT_SCOPE_UNIVERSE : RT_SCOPE_LINK;
    header.rtm_type = RTN_UNICAST;
    const Message message = makeMessage(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL);
    nl_msg *m = message.get();
    nlmsg_append(m, &header, sizeof header, NLMSG_ALIGNTO);
    if (c.destination.length != 0) {
        putAddress(m, RTA_DST, c.destination.address);
    }
    if (c.via.isSet()) {
        putAddress(m, RTA_GATEWAY, c.via);
    }
    if (!c.link.name.empty() || c.link.ifindex != 0) {
        const Result<int> index = indexOf(c.link);
        if (!index) {
            return index.error();
        }
        nla_put_u32(m, RTA_OIF, static_cast<std::uint32_t>(*index));
    }
    return send(m);
}

} // namespace

Result<void> applyChange(const LinkChange &change, const NetnsResolver &resolve)
{
    Result<void> done = std::visit(Writer(resolve), change);
    if (!done) {
        return Error{ done.error().code, done.error().text, describe(change) };
    }
    return done;
}

} // namespace kv::netlink
