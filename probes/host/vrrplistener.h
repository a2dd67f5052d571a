// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/host/vrrpear.h"
#include "probes/model/keepalived.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kv::host {

class Outbox;

/// Hears VRRP advertisements, one packet socket an HA network: on the bridge behind the interface that a
/// keepalived configuration names, or on that interface itself when no bridge is behind it. Wakes at most 20
/// times a second however many routers advertise; stamps are the kernel's.
class VrrpListener : public Sense {
public:
    VrrpListener(Loop &loop, Outbox &outbox, NamespaceDoor &door);
    ~VrrpListener() override;

    /// The whole set of configurations now (KeepalivedWatch::onConfigs).
    void listenFor(const std::vector<model::VrrpInstanceConfig> &configs);

    void namespaceGone(model::NetnsCookie cookie) override;
    void linkSeen(const model::Link &link) override;
    void linkGone(model::LinkKey key) override;

    std::set<model::LinkKey> listeningOn() const;

private:
    /// What matters here of a link.
    struct Known {
        std::string name;
        std::optional<model::VethPeer> peer;
        std::int32_t masterIfindex = 0;
    };
    struct Wanted {
        model::NetnsCookie netns = 0;
        std::string interface;
        auto operator<=>(const Wanted &) const = default;
    };

    void scheduleUpdate();
    void update();
    std::set<model::LinkKey> placesToListen() const;
    void open(model::LinkKey key);
    void close(model::LinkKey key);
    void wake();
    void drainAll();
    bool drain(VrrpEar &ear);

    Loop &m_loop;
    Outbox &m_outbox;
    NamespaceDoor &m_door;
    std::map<model::LinkKey, Known> m_links;
    std::map<Wanted, model::LinkKey> m_byName;
    std::set<Wanted> m_wanted;
    std::map<model::LinkKey, VrrpEar> m_ears;
    Loop::TimerId m_updateTimer = 0;
    Loop::TimerId m_drainTimer = 0;
};

} // namespace kv::host
