// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace kv::model {

/// A value with the time (the host's CLOCK_BOOTTIME) at which it was last said.
template <class T> struct Fact {
    T value;
    TimeUs at = 0;
    bool operator==(const Fact &) const = default;
};

/// What one sender of advertisements last said on one link.
struct AdvertKey {
    LinkKey heardOn;
    std::uint8_t vrid = 0;
    IpAddress source;
    auto operator<=>(const AdvertKey &) const = default;
};

/// Everything known of one host, merged from its observations; a function of their list and nothing else.
class HostView {
public:
    /// Of changes; those that are over go first, the oldest before the others.
    static constexpr std::size_t maxChanges = 64;

    std::optional<Fact<Hello>> hello;
    std::map<NetnsCookie, Fact<NetNamespace>> namespaces;
    std::map<LinkKey, Fact<Link>> links;
    std::map<AddressKey, Fact<InterfaceAddress>> addresses;
    std::map<FdbKey, Fact<FdbEntry>> fdb;
    std::map<RouteKey, Fact<Route>> routes;
    std::map<NetnsCookie, Fact<PolicyRules>> rules;
    std::map<NeighbourKey, Fact<Neighbour>> neighbours;
    std::map<LinkKey, Fact<PortCount>> counts; ///< of routers' ports
    std::map<NetnsCookie, Fact<ConntrackCount>> conntrack; ///< of routers' namespaces
    std::map<NetnsCookie, Fact<NatTable>> nat; ///< of routers' namespaces
    std::map<NetnsCookie, Fact<PortFilters>> filters; ///< of the host's own namespace
    std::map<AdvertKey, Fact<VrrpAdvert>> adverts; ///< newest of each sender
    std::map<std::pair<std::string, std::string>, Fact<VrrpInstanceConfig>> vrrpConfigs; ///< by file and name
    std::map<std::int32_t, Fact<ProcessInfo>> processes; ///< a gone one stays until the next snapshot
    std::map<std::string, Fact<HaStateFile>> stateFiles; ///< by router id
    std::map<std::uint32_t, Fact<EchoSeriesState>> echoSeries;
    std::map<std::uint64_t, Fact<ChangeState>> changes;
    bool hasSnapshot = false; ///< a whole snapshot has been read in this session
    std::uint64_t lostCount = 0; ///< times that observations were dropped

    /// Takes in one observation of this host; anything that is not a host fact (Tick, echo batches) is
    /// ignored. Between SnapshotBegin and SnapshotEnd facts are collected aside and replace the kernel facts
    /// at the end.
    void apply(const Observation &observation);

    const Link *link(LinkKey key) const; ///< nullptr when not known
    /// The namespace's first name, "" for the host's own or an unknown one.
    std::string namespaceName(NetnsCookie cookie) const;
    bool operator==(const HostView &) const = default;

private:
    struct Pending {
        std::map<NetnsCookie, Fact<NetNamespace>> namespaces;
        std::map<LinkKey, Fact<Link>> links;
        std::map<AddressKey, Fact<InterfaceAddress>> addresses;
        std::map<FdbKey, Fact<FdbEntry>> fdb;
        std::map<RouteKey, Fact<Route>> routes;
        std::map<NetnsCookie, Fact<PolicyRules>> rules;
        std::map<NeighbourKey, Fact<Neighbour>> neighbours;
        std::map<LinkKey, Fact<PortCount>> counts;
        std::map<NetnsCookie, Fact<ConntrackCount>> conntrack;
        std::map<NetnsCookie, Fact<NatTable>> nat;
        std::map<NetnsCookie, Fact<PortFilters>> filters;
        std::map<std::pair<std::string, std::string>, Fact<VrrpInstanceConfig>> vrrpConfigs;
        std::map<std::int32_t, Fact<ProcessInfo>> processes;
        std::map<std::string, Fact<HaStateFile>> stateFiles;
        bool operator==(const Pending &) const = default;
    };
    std::optional<Pending> m_pending;

    template <class Target> static void applyFact(Target &target, const Observation &observation);
    template <class Target, class Body>
    static void applyRouterFact(Target &target, const Body &body, TimeUs at);
    void commitSnapshot();
    void forgetOldChanges();
    void forgetNamespace(NetnsCookie cookie);
};

} // namespace kv::model
