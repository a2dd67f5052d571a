// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/nftrules.h"

#include <linux/netfilter/nf_tables.h>
#include <sys/socket.h>

namespace kv::netlink {

model::Result<void> dumpNftRules(RouteSocket &socket, const std::function<void()> &startOver,
                                 const RouteSocket::OnMessage &onRule)
{
    constexpr int maxTries = 3;
    nfgenmsg header{};
    header.nfgen_family = AF_UNSPEC;
    header.version = NFNETLINK_V0;
    model::Result<void> done;
    bool wasInterrupted = true;
    for (int attempt = 0; attempt < maxTries && done && wasInterrupted; ++attempt) {
        Message request(nftType(NFT_MSG_GETRULE), 0, header);
        startOver();
        done = socket.dump(
            request,
            [&onRule](const nlmsghdr &message) {
                if (message.nlmsg_type == nftType(NFT_MSG_NEWRULE))
                    onRule(message);
            },
            wasInterrupted);
    }
    return done;
}

} // namespace kv::netlink
