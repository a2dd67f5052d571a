// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// For LD_PRELOAD: a kernel without the link kind that KEEPVIEW_LACKING names. Requests for it leave with a
// kind that no kernel has, so that the refusal is the kernel's own.
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <linux/if_link.h>
#include <sys/socket.h>

namespace {

/// IFLA_INFO_KIND with this text, as it stands in a message.
char *findKind(char *bytes, std::size_t size, const char *kind)
{
    const std::size_t length = std::strlen(kind) + 1;
    const unsigned short header[] = { static_cast<unsigned short>(sizeof(short) * 2 + length),
                                      IFLA_INFO_KIND };
    for (std::size_t at = 0; at + sizeof header + length <= size; ++at) {
        if (std::memcmp(bytes + at, header, sizeof header) == 0
            && std::memcmp(bytes + at + sizeof header, kind, length) == 0) {
            return bytes + at + sizeof header;
        }
    }
    return nullptr;
}

} // namespace

extern "C" ssize_t sendmsg(int fd, const msghdr *message, int flags)
{
    using SendMsg = ssize_t (*)(int, const msghdr *, int);
    static const auto next = reinterpret_cast<SendMsg>(dlsym(RTLD_NEXT, "sendmsg"));
    const char *lacking = std::getenv("KEEPVIEW_LACKING");
    for (std::size_t i = 0; lacking && i < message->msg_iovlen; ++i) {
        const iovec &part = message->msg_iov[i];
        if (char *kind = findKind(static_cast<char *>(part.iov_base), part.iov_len, lacking)) {
            *kind = '?';
        }
    }
    return next(fd, message, flags);
}
