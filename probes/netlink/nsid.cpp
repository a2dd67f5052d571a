// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/nsid.h"

#include "probes/netlink/attributes.h"

#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace kv::netlink {

namespace {

// rtgenmsg is one byte; the attributes begin at the next NLMSG_ALIGNTO.
constexpr rtgenmsg anyFamily{ AF_UNSPEC };

} // namespace

model::Result<std::optional<std::int32_t>> askNsid(RouteSocket &socket, int namespaceFd)
{
    Message request(RTM_GETNSID, 0, anyFamily);
    request.putU32(NETNSA_FD, static_cast<std::uint32_t>(namespaceFd));
    std::optional<std::int32_t> nsid;
    auto asked = socket.ask(request, [&nsid](const nlmsghdr &answer) {
        if (answer.nlmsg_type == RTM_NEWNSID)
            nsid = Attributes<NETNSA_MAX + 1>(answer, sizeof(rtgenmsg)).get<std::int32_t>(NETNSA_NSID);
    });
    if (!asked)
        return asked.error();
    if (nsid && *nsid < 0)
        nsid.reset();
    return nsid;
}

model::Result<std::int32_t> obtainNsid(RouteSocket &socket, int namespaceFd)
{
    auto known = askNsid(socket, namespaceFd);
    if (!known)
        return known.error();
    if (*known)
        return **known;
    Message request(RTM_NEWNSID, 0, anyFamily);
    request.putU32(NETNSA_FD, static_cast<std::uint32_t>(namespaceFd));
    request.putS32(NETNSA_NSID, NETNSA_NSID_NOT_ASSIGNED);
    // EEXIST: somebody was quicker, which serves as well.
    if (auto assigned = socket.talk(request); !assigned && assigned.error().code != model::ErrorCode::busy)
        return assigned.error();
    known = askNsid(socket, namespaceFd);
    if (!known)
        return known.error();
    if (!*known)
        return model::Error{ model::ErrorCode::internal, "the kernel gave no nsid", "RTM_NEWNSID" };
    return **known;
}

} // namespace kv::netlink
