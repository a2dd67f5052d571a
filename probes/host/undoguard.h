// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <optional>
#include <string>
#include <sys/types.h>

namespace kv::host {

/// The probe's end of one watchdog process (undowatchdog.h). Packets are lines without a newline.
/// To it: "down", "extend <until>", "restore <cause>". From it: "armed", "inForce <at>", "restoring <cause>",
/// "difference <text>", "restored <cause>", "failed <cause>".
class UndoGuard {
public:
    /// Starts this program once more as keepview-undo; the lock of `file` goes over to it.
    static model::Result<UndoGuard> start(const std::string &path, netlink::OwnedFd file);

    int fd() const { return m_socket.get(); }
    bool tell(const std::string &line);
    /// The next line; "" when there is none now; nothing when the watchdog has ended.
    std::optional<std::string> hear();
    /// After the end: takes the process's status away.
    void reap();

private:
    UndoGuard(netlink::OwnedFd socket, pid_t pid) : m_socket(std::move(socket)), m_pid(pid) { }
    netlink::OwnedFd m_socket;
    pid_t m_pid = -1;
};

} // namespace kv::host
