// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/netns.h"
#include "probes/model/time.h"
#include "probes/model/vrrpadvert.h"
#include "probes/netlink/ownedfd.h"

#include <functional>
#include <optional>

namespace kv::host {

/// One packet socket that hears VRRP and nothing else on one link, what the host itself sends there too.
/// It joins 224.0.0.18 and ff02::12 on the link layer, for its own life only.
class VrrpEar {
public:
    using OnAdvert = std::function<void(model::TimeUs at, model::VrrpAdvert advert)>;

    /// Call inside the link's namespace.
    static std::optional<VrrpEar> open(model::LinkKey key);

    int fd() const { return m_fd.get(); }
    void clearError();
    /// Reads what is queued, with the kernel's stamps; what is no advertisement is passed over. Whether there
    /// was anything.
    bool drain(const OnAdvert &onAdvert);

private:
    VrrpEar(model::LinkKey key, netlink::OwnedFd fd) : m_key(key), m_fd(std::move(fd)) { }
    model::LinkKey m_key;
    netlink::OwnedFd m_fd;
};

} // namespace kv::host
