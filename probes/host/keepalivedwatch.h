// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/model/keepalived.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kv::host {

class Outbox;

/// Where keepalived's traces are on a host.
struct KeepalivedPaths {
    std::string haConfs = "/var/lib/neutron/ha_confs";
    std::string defaultConfig = "/etc/keepalived/keepalived.conf";
    std::string proc = "/proc";
};

/// Says keepalived's configurations, processes and Neutron's state files, and when they change.
/// A process counts as this host's when its network namespace is one that the core has shown (namespaceSeen).
class KeepalivedWatch : public Sense {
public:
    using ConfigsCallback = std::function<void(const std::vector<model::VrrpInstanceConfig> &)>;

    KeepalivedWatch(Loop &loop, Outbox &outbox, NamespaceDoor &door, KeepalivedPaths paths = {});
    ~KeepalivedWatch() override;

    /// Called with all configurations whenever one changed, and at once.
    void onConfigs(ConfigsCallback callback);
    /// Reads everything once and begins to watch; call after the first namespaces and links are shown.
    void start();

    void namespaceSeen(const model::NetNamespace &netns) override;
    void namespaceGone(model::NetnsCookie cookie) override;
    void linkSeen(const model::Link &link) override;
    void linkGone(model::LinkKey key) override;
    void sayAll(Outbox &outbox) override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace kv::host
