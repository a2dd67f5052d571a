// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/addresswatch.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <linux/rtnetlink.h>
#include <poll.h>

#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <netlink/socket.h>

namespace kv::netlink {

using model::Error;
using model::ErrorCode;
using model::Result;

struct AddressWatch::State {
    nl_sock *socket = nullptr;
    std::set<std::pair<unsigned, model::IpAddress>> present; ///< (ifindex, address)
    bool dumpEnded = false;

    State() = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State()
    {
        if (socket) {
            nl_socket_free(socket);
        }
    }
    Result<void> readAll();
    void take(nlmsghdr *header);
};

namespace {

int onMessage(nl_msg *message, void *context)
{
    static_cast<AddressWatch::State *>(context)->take(nlmsg_hdr(message));
    return NL_OK;
}

int onFinish(nl_msg *, void *context)
{
    static_cast<AddressWatch::State *>(context)->dumpEnded = true;
    return NL_STOP;
}

bool isReadable(int fd)
{
    pollfd waiting{ fd, POLLIN, 0 };
    return poll(&waiting, 1, 0) > 0;
}

} // namespace

void AddressWatch::State::take(nlmsghdr *header)
{
    if (header->nlmsg_type != RTM_NEWADDR && header->nlmsg_type != RTM_DELADDR) {
        return;
    }
    const auto *content = static_cast<const ifaddrmsg *>(nlmsg_data(header));
    nlattr *attribute = nlmsg_find_attr(header, sizeof(ifaddrmsg), IFA_LOCAL);
    if (!attribute) {
        attribute = nlmsg_find_attr(header, sizeof(ifaddrmsg), IFA_ADDRESS);
    }
    if (!attribute) {
        return;
    }
    const auto address =
        model::IpAddress::fromBytes(nla_data(attribute), static_cast<std::size_t>(nla_len(attribute)));
    if (header->nlmsg_type == RTM_NEWADDR) {
        present.emplace(content->ifa_index, address);
    } else {
        present.erase({ content->ifa_index, address });
    }
}

Result<void> AddressWatch::State::readAll()
{
    for (int attempt = 0; attempt < 5; ++attempt) {
        present.clear();
        dumpEnded = false;
        rtgenmsg all{};
        int status = nl_send_simple(socket, RTM_GETADDR, NLM_F_DUMP, &all, sizeof all);
        while (status >= 0 && !dumpEnded) {
            status = nl_recvmsgs_default(socket);
        }
        if (status >= 0) {
            return {};
        }
        if (status != -NLE_DUMP_INTR && status != -NLE_NOMEM) {
            return Error{ ErrorCode::io, nl_geterror(status), "address dump" };
        }
    }
    return Error{ ErrorCode::busy, "the addresses change faster than they can be read", "address dump" };
}

AddressWatch::AddressWatch(std::unique_ptr<State> state) : m_state(std::move(state)) { }
AddressWatch::AddressWatch(AddressWatch &&other) noexcept = default;
AddressWatch &AddressWatch::operator=(AddressWatch &&other) noexcept = default;
AddressWatch::~AddressWatch() = default;

Result<AddressWatch> AddressWatch::open()
{
    auto state = std::make_unique<State>();
    state->socket = nl_socket_alloc();
    if (!state->socket || nl_connect(state->socket, NETLINK_ROUTE) < 0) {
        return Error{ ErrorCode::io, std::strerror(errno), "netlink socket" };
    }
    nl_socket_disable_seq_check(state->socket);
    nl_socket_modify_cb(state->socket, NL_CB_VALID, NL_CB_CUSTOM, onMessage, state.get());
    nl_socket_modify_cb(state->socket, NL_CB_FINISH, NL_CB_CUSTOM, onFinish, state.get());
    if (nl_socket_add_memberships(state->socket, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR, 0) < 0) {
        return Error{ ErrorCode::io, "cannot subscribe to address events", "netlink socket" };
    }
    if (Result<void> read = state->readAll(); !read) {
        return read.error();
    }
    return AddressWatch(std::move(state));
}

int AddressWatch::fd() const
{
    return nl_socket_get_fd(m_state->socket);
}

Result<void> AddressWatch::update()
{
    while (isReadable(fd())) {
        const int status = nl_recvmsgs_default(m_state->socket);
        if (status == -NLE_NOMEM) { // ENOBUFS: events were lost
            return m_state->readAll();
        }
        if (status < 0) {
            return Error{ ErrorCode::io, nl_geterror(status), "address events" };
        }
    }
    return {};
}

bool AddressWatch::has(const model::IpAddress &address) const
{
    for (const auto &[ifindex, present] : m_state->present) {
        if (present == address) {
            return true;
        }
    }
    return false;
}

} // namespace kv::netlink
