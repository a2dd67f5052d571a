// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/model/change.h"
#include "probes/model/keepalived.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kv::host {

class Outbox;

/// Takes a link of the host's own namespace down with an undo that survives this process, and brings it back.
/// DESIGN "Safety": written, armed, acknowledged, and only then down.
class LinkAction : public Sense {
public:
    struct Options {
        bool allowActions = false;
        std::string undoDirectory = "/run/keepview/undo";
        std::int64_t leaseUs = 20'000'000; ///< silence of the near end after which everything is restored
    };

    LinkAction(Loop &loop, Outbox &outbox, NamespaceDoor &door, Options options);
    ~LinkAction() override;

    /// The addresses that follow these instances' roles belong to keepalived, not to an undo.
    void followRoles(const std::vector<model::VrrpInstanceConfig> &configs);
    /// Restores what an earlier probe on this host left undone. Call once, after the first links are shown.
    void finishLeftovers();
    /// down: checks, arms the undo and returns the change's number at once; ChangeState tells the rest.
    /// up: begins to restore the change in force on that link and returns its number (notFound when none is).
    model::Result<std::uint64_t> setLink(const model::LinkSetRequest &request);
    /// Moves the watchdog's time: `untilMs` from now, 1,000 to 3,600,000.
    model::Result<void> extend(std::uint64_t change, std::uint32_t untilMs);
    /// Any request of the near end renews the lease.
    void renewLease();
    /// stdin has ended: tells every watchdog to restore. They do it in their own processes; no need to wait.
    void inputClosed();
    /// Changes not yet restored or failed.
    std::size_t changesInForce() const;

    void namespaceSeen(const model::NetNamespace &netns) override;
    void linkSeen(const model::Link &link) override;
    void linkGone(model::LinkKey key) override;
    void sayAll(Outbox &outbox) override;

private:
    struct Change;

    std::vector<model::IpPrefix> roleAddresses() const;
    model::Result<void> mayTakeDown(const model::LinkSetRequest &request) const;
    model::Result<std::uint64_t> takeDown(const model::LinkSetRequest &request);
    model::Result<void> startWatchdog(Change &change, int lockedFile);
    void readWatchdog(std::uint64_t number);
    void heard(Change &change, const std::string &line);
    void watchdogGone(Change &change);
    void putDown(Change &change);
    void tell(Change &change, const std::string &line);
    void askRestore(Change &change, model::RestoreCause cause);
    void checkLease();
    void finish(Change &change, model::ChangePhase phase);
    void say(const Change &change);

    Loop &m_loop;
    Outbox &m_outbox;
    NamespaceDoor &m_door;
    Options m_options;
    model::NetnsCookie m_home = 0;
    std::map<model::LinkKey, model::Link> m_links;
    std::vector<model::VrrpInstanceConfig> m_configs;
    std::map<std::uint64_t, std::unique_ptr<Change>> m_changes;
    model::TimeUs m_leaseRenewedAt = 0;
    Loop::TimerId m_leaseTimer = 0;
};

} // namespace kv::host
