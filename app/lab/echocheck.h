// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>

namespace kv::lab {

/// Asks one address "are you there" by ICMP echo, from the network namespace in which it was opened.
class EchoCheck {
public:
    static model::Result<EchoCheck> open(const model::IpAddress &target);

    int fd() const { return m_socket.get(); } ///< readable when isAnswered() may have become true
    void ask(); ///< sends one echo request; a failure to send is the same as no answer
    bool isAnswered(); ///< reads what came; true when one of the requests was answered

private:
    model::IpAddress m_target;
    netlink::OwnedFd m_socket;
    std::uint16_t m_sequence = 0;
};

} // namespace kv::lab
