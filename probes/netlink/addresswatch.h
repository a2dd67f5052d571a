// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/result.h"

#include <memory>
#include <set>

struct nl_sock;

namespace kv::netlink {

/// Which addresses are present in one network namespace, kept current from the kernel's events.
/// It holds a socket, and so the namespace, for as long as it lives.
class AddressWatch {
public:
    struct State; ///< of the implementation only
    /// Opens in the calling thread's network namespace: subscribes, then reads what is there.
    static model::Result<AddressWatch> open();
    AddressWatch(AddressWatch &&other) noexcept;
    AddressWatch &operator=(AddressWatch &&other) noexcept;
    ~AddressWatch();

    int fd() const; ///< readable when update() has something to do
    /// Reads everything that is waiting; after lost events it reads all addresses anew.
    model::Result<void> update();
    bool has(const model::IpAddress &address) const;

private:
    explicit AddressWatch(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace kv::netlink
