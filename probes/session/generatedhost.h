// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/session/generatedplan.h"

#include <map>
#include <string>
#include <vector>

namespace kv::session {

/// Writes what the probe of one generated host says of its kernel, its programs and its routers.
class GeneratedHost {
public:
    GeneratedHost(const GeneratedPlan &plan, int host, std::vector<model::Observation> &records);

    /// Hello and one whole snapshot, at this time.
    void writeSnapshot(model::TimeUs at);
    static constexpr int advertSeconds = 2; ///< Neutron's interval
    /// The advertisements that it hears in one second, of those routers whose turn (0 to advertSeconds - 1)
    /// it is.
    void writeAdverts(model::TimeUs at, int turn);
    void write(model::TimeUs at, model::ObservationBody body);

    const std::string &name() const { return m_name; }
    bool isLost() const;
    /// Ports of bridges that lead to guests, for what changes often.
    const std::vector<model::Link> &guestTaps() const { return m_guestTaps; }

private:
    struct Namespace {
        model::NetnsCookie cookie = 0;
        int next = 2; ///< ifindex; 1 is lo
    };

    const GeneratedPlan &m_plan;
    int m_host;
    std::string m_name;
    std::vector<model::Observation> &m_records;
    model::TimeUs m_at = 0;
    int m_nextIndex = 2;
    int m_nextPid = 1000;
    std::uint64_t m_nextSpace = 0;
    int m_overlay = 0;
    std::map<std::string, int> m_bridges; ///< ifindex by network key
    std::map<int, int> m_haBridges; ///< ifindex by project
    std::vector<model::Link> m_guestTaps;

    model::NetnsCookie home() const;
    int networkNode() const { return m_host; }
    model::Link linkOf(model::LinkKey key, const std::string &name, model::LinkKind kind) const;
    int addPhysical(const std::string &name, const std::string &address);
    int bridgeOf(int kind, int number, std::uint32_t vni, const std::string &uplink = {});
    Namespace addNamespace(const std::string &name);
    /// A veth from a namespace to a port of a bridge; the ifindex of the end in the namespace.
    int plug(Namespace &space, int bridge, const std::string &name, int portNumber, bool isGuest = false);
    void addAddress(model::NetnsCookie netns, int index, const std::string &prefix);
    void addProcess(const char *name, model::NetnsCookie netns, const std::string &file = {},
                    model::ProcessState state = model::ProcessState::running);
    void addNetworkNode();
    void addComputeNode();
    void addController();
    void addRouter(const GeneratedRouter &router, int instance);
    void addKeepalived(const GeneratedRouter &router, int instance, const Namespace &space,
                       const model::VrrpInstanceConfig &config);
    void addGuest(int network, int number, bool isDhcp, std::vector<std::string> &filtered);
};

} // namespace kv::session
