// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/netns.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>
#include <functional>

namespace kv::netlink {

/// The network namespace in which the program was started, and the way out of it and back, for the calling
/// thread.
class HomeNamespace {
public:
    static model::Result<HomeNamespace> open();

    int fd() const { return m_fd.get(); }
    model::NetnsCookie cookie() const { return m_cookie; }
    std::uint64_t inode() const { return m_inode; }
    std::uint64_t device() const { return m_device; } ///< st_dev of every nsfs file

    /// Whether setns is permitted at all (CAP_SYS_ADMIN here).
    bool canEnter() const;
    /// setns to the namespace behind `namespaceFd`, `work`, setns home. Not coming home would be fatal:
    /// aborts.
    model::Result<void> inside(int namespaceFd, const std::function<void()> &work) const;

    /// A journey through many namespaces: straight from one to the next, home when it ends (or aborts, as
    /// inside).
    class Journey {
    public:
        explicit Journey(const HomeNamespace &home) : m_home(home) { }
        ~Journey() { goHome(); }
        Journey(const Journey &) = delete;
        Journey &operator=(const Journey &) = delete;

        model::Result<void> enter(int namespaceFd);
        void goHome();

    private:
        const HomeNamespace &m_home;
        bool m_isAway = false;
    };

private:
    HomeNamespace() = default;
    OwnedFd m_fd;
    model::NetnsCookie m_cookie = 0;
    std::uint64_t m_inode = 0;
    std::uint64_t m_device = 0;
};

} // namespace kv::netlink
