// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/nftdump.h"

#include <linux/netfilter/nf_tables.h>
#include <sys/socket.h>

namespace kv::netlink {

namespace {

/// The question and the type of its answers.
struct Messages {
    int get;
    int made;
};

Messages messagesOf(NftDump what)
{
    switch (what) {
    case NftDump::tables:
        return { NFT_MSG_GETTABLE, NFT_MSG_NEWTABLE };
    case NftDump::chains:
        return { NFT_MSG_GETCHAIN, NFT_MSG_NEWCHAIN };
    case NftDump::rules:
        break;
    }
    return { NFT_MSG_GETRULE, NFT_MSG_NEWRULE };
}

/// What nobody has registered, nor any module brought, is invalid (net/netfilter/nfnetlink.c,
/// nfnetlink_rcv_msg); the question itself is not.
bool isLack(const model::Error &error)
{
    return error.code == model::ErrorCode::invalidArgument;
}

} // namespace

model::Result<void> dumpNft(RouteSocket &socket, NftDump what, const std::function<void()> &startOver,
                            const RouteSocket::OnMessage &onObject)
{
    constexpr int maxTries = 3;
    const Messages messages = messagesOf(what);
    nfgenmsg header{};
    header.nfgen_family = AF_UNSPEC;
    header.version = NFNETLINK_V0;
    model::Result<void> done;
    bool wasInterrupted = true;
    for (int attempt = 0; attempt < maxTries && done && wasInterrupted; ++attempt) {
        Message request(nftType(messages.get), 0, header);
        startOver();
        done = socket.dump(
            request,
            [&onObject, &messages](const nlmsghdr &message) {
                if (message.nlmsg_type == nftType(messages.made))
                    onObject(message);
            },
            wasInterrupted);
    }
    if (!done && isLack(done.error()))
        return model::Error{ model::ErrorCode::unsupported, "this kernel has no nf_tables", {} };
    return done;
}

} // namespace kv::netlink
