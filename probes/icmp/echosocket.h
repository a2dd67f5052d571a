// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/icmp/echomessage.h"
#include "probes/icmp/kernelclock.h"
#include "probes/model/ipaddress.h"
#include "probes/model/result.h"

#include <cstdint>
#include <functional>

namespace kv::icmp {

/// One non-blocking raw socket that sends echo requests to one target and hears its own answers only, with
/// kernel stamps on both. Stays in the network namespace in which it was opened.
class EchoSocket {
public:
    /// notPermitted without CAP_NET_RAW in this namespace.
    static model::Result<EchoSocket> open(const model::IpAddress &target, std::uint16_t ident);

    EchoSocket(EchoSocket &&other) noexcept;
    EchoSocket &operator=(EchoSocket &&other) noexcept;
    ~EchoSocket();

    int fd() const { return m_fd; }
    /// Whether it left. Requests that left are numbered from 0 for readTransmitStamps.
    bool send(const EchoBytes &request);
    void readTransmitStamps(const KernelClock &clock,
                            const std::function<void(std::uint32_t, model::TimeUs)> &onStamp);
    void readReplies(const KernelClock &clock,
                     const std::function<void(const EchoContent &, model::TimeUs)> &onReply);
    std::uint32_t sentCount() const { return m_sentCount; }

private:
    EchoSocket(int fd, const model::IpAddress &target) : m_fd(fd), m_target(target) { }
    void restartStampNumbers();

    int m_fd = -1;
    model::IpAddress m_target;
    std::uint32_t m_sentCount = 0;
};

} // namespace kv::icmp
