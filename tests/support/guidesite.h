// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kv::tests {

/// Writes the records that probes on the guide's hosts would send, from what a test says happens there. It
/// knows facts (links, addresses, advertisements, echoes), never verdicts.
class GuideSite {
public:
    static constexpr const char *routerId = "b6206312-878e-497c-8ef7-eb384f8add96";
    static constexpr model::TimeUs second = 1'000'000;

    struct Timers {
        std::uint8_t version = 2;
        std::uint32_t advertCentis = 200;
        std::uint8_t priority1 = 50;
        std::uint8_t priority2 = 50;
    };

    GuideSite() : GuideSite(Timers()) { }
    explicit GuideSite(Timers timers);

    /// The records written since the last call.
    std::vector<model::Observation> take();
    model::TimeUs now() const { return m_now; }

    void networkNode(const std::string &host, int number, bool hasRouter2 = true); ///< number: 1, 2, …
    void computeNode(const std::string &host, int number);
    void gateway(const std::string &host);
    void client(const std::string &host);
    /// network1, network2, compute1, gateway, client; network1 is active.
    void guide();

    /// Ticks, clock offsets, advertisements and echo batches up to this time.
    void advanceTo(model::TimeUs until);
    void advance(model::TimeUs by) { advanceTo(m_now + by); }

    void becomeActive(const std::string &host); ///< addresses appear, advertisements begin
    void becomeStandby(const std::string &host); ///< advertisements end, addresses go
    void dropAddresses(const std::string &host);
    void addAddresses(const std::string &host);
    void advertise(const std::string &host, bool on);
    void giveUp(const std::string &host); ///< one advertisement of priority 0
    void overlay(const std::string &host, bool up); ///< its advertisements reach nobody while it is down
    void cutPath(const std::string &host, bool cut); ///< the same, but no interface says so
    void keepalived(const std::string &host, model::ProcessState state);
    void silence(const std::string &host, bool silent); ///< its probe says nothing any more
    void gatewayMacLearned(const std::string &host, bool onUplink);
    void change(const std::string &host, model::ChangePhase phase, std::vector<std::string> differences = {});

    void startEcho(const std::string &host, std::uint32_t series, const std::string &target,
                   std::uint32_t intervalUs);
    void answer(const std::string &target, bool on) { m_answers[target] = on; }

    model::LinkKey overlayLink(const std::string &host) const;
    model::NetnsCookie routerNetns(const std::string &host) const;
    void add(const std::string &host, model::ObservationBody body);

private:
    struct Node {
        int number = 0;
        bool hasRouter = false;
        bool advertises = false;
        bool overlayUp = true;
        bool isCut = false;
        bool isSilent = false;
        model::TimeUs lastAdvert = 0;
    };
    struct Echo {
        std::string host;
        std::uint32_t series = 0;
        std::string target;
        std::uint32_t intervalUs = 0;
        std::uint64_t next = 1;
        model::TimeUs nextAt = 0;
    };

    void begin(const std::string &host, int number);
    void end(const std::string &host);
    model::NetnsCookie home(const std::string &host) const;
    void link(const std::string &host, model::NetnsCookie netns, int index, const std::string &name,
              model::LinkKind kind, int master = 0, model::NetnsCookie peerNetns = 0, int peerIndex = 0);
    void vxlan(const std::string &host, int index, std::uint32_t vni, int master);
    void address(const std::string &host, model::NetnsCookie netns, int index, const std::string &prefix);
    void routerNamespace(const std::string &host);
    void configuration(const std::string &host);
    void hearAdvert(const std::string &sender, std::uint8_t priority);
    void sendAdverts();
    void sendEchoes();
    std::vector<model::VirtualAddress> virtualAddresses() const;
    std::uint8_t priorityOf(const Node &node) const;

    Timers m_timers;
    model::TimeUs m_now = 1000 * second;
    std::vector<model::Observation> m_records;
    std::map<std::string, Node> m_nodes;
    std::vector<Echo> m_echoes;
    std::map<std::string, bool> m_answers;
};

} // namespace kv::tests
