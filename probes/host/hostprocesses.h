// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/programversion.h"
#include "probes/model/keepalived.h"
#include "probes/netlink/ownedfd.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kv::host {

/// The processes of the closed list (programlist.h) in this host's network namespaces. An end is seen at once
/// (pidfd), a new or a stopped one within a second. Of a program's workers only their parent is kept, but
/// keepalived's VRRP child.
class HostProcesses {
public:
    using Callback = std::function<void(const model::ProcessInfo &)>;
    static constexpr std::size_t maxProcesses = 4096;

    /// `changed` is called for each process that is new, changed or gone.
    HostProcesses(Loop &loop, std::string proc, Callback changed);
    ~HostProcesses();
    HostProcesses(const HostProcesses &) = delete;
    HostProcesses &operator=(const HostProcesses &) = delete;

    void setNamespace(std::uint64_t inode, model::NetnsCookie cookie);
    void removeNamespace(model::NetnsCookie cookie);
    /// Looks once; the owner calls it each second.
    void poll();
    /// Those alive.
    std::vector<model::ProcessInfo> list() const;

private:
    struct Known {
        model::ProcessInfo info;
        netlink::OwnedFd pidFd;
        netlink::OwnedFd statFd;
        model::TimeUs foundAt = 0;
    };

    void lookAtNew(model::TimeUs now);
    void look(std::int32_t pid, model::TimeUs now);
    std::string configOf(std::int32_t pid, const std::vector<std::string> &commandLine,
                         bool isContained) const;
    bool isContained(std::int32_t pid) const;
    void refresh(Known &known, bool isYoung);
    void gone(std::int32_t pid);

    Loop &m_loop;
    std::string m_proc;
    ProgramVersion m_versions;
    Callback m_changed;
    std::map<std::uint64_t, model::NetnsCookie> m_namespaces;
    std::map<std::int32_t, Known> m_known;
    std::map<std::int32_t, model::TimeUs> m_looked; ///< every pid, with the time it was first seen
    std::map<std::int32_t, bool> m_unplaced; ///< of the list, but in no namespace of ours (yet)
    std::uint64_t m_polls = 0;
};

} // namespace kv::host
