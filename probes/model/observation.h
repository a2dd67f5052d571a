// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/change.h"
#include "probes/model/echo.h"
#include "probes/model/fdbentry.h"
#include "probes/model/interfaceaddress.h"
#include "probes/model/keepalived.h"
#include "probes/model/link.h"
#include "probes/model/neighbour.h"
#include "probes/model/netns.h"
#include "probes/model/route.h"
#include "probes/model/time.h"
#include "probes/model/traffic.h"
#include "probes/model/vrrpadvert.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace kv::model {

/// First words of a probe: who it is, both clocks, and what it can and may do.
struct Hello {
    std::uint32_t protocol = 1;
    std::string version; ///< of the program
    std::string hostName; ///< UTS name
    std::string bootId; ///< /proc/sys/kernel/random/boot_id
    std::string kernelRelease;
    NetnsCookie homeNetns = 0;
    TimeUs bootTimeUs = 0;
    std::int64_t realTimeUs = 0; ///< CLOCK_REALTIME at the same moment
    bool actionsAllowed = false; ///< started with --allow-actions and able to
    std::vector<std::string>
        capabilities; ///< words of PROTOCOL.md: "all-nsid", "vrrp", "echo", "link.set", …
    bool operator==(const Hello &) const = default;
};

struct SnapshotBegin {
    bool operator==(const SnapshotBegin &) const = default;
};
/// `objects` counts the lines between begin and end; a reader that counted otherwise asks again.
struct SnapshotEnd {
    std::uint64_t objects = 0;
    bool operator==(const SnapshotEnd &) const = default;
};

struct NamespaceGone {
    NetnsCookie cookie = 0;
    bool operator==(const NamespaceGone &) const = default;
};
struct LinkGone {
    LinkKey key;
    bool operator==(const LinkGone &) const = default;
};
struct AddressGone {
    AddressKey key;
    bool operator==(const AddressGone &) const = default;
};
struct FdbGone {
    FdbKey key;
    bool operator==(const FdbGone &) const = default;
};
struct RouteGone {
    RouteKey key;
    bool operator==(const RouteGone &) const = default;
};
struct NeighbourGone {
    NeighbourKey key;
    bool operator==(const NeighbourGone &) const = default;
};
struct VrrpConfigGone {
    std::string file;
    bool operator==(const VrrpConfigGone &) const = default;
};
struct HaStateFileGone {
    std::string routerId;
    bool operator==(const HaStateFileGone &) const = default;
};

/// Observations were dropped (full queue, ENOBUFS); a snapshot follows by itself.
struct Lost {
    std::string reason; ///< "queue", "kernel"
    std::uint64_t count = 0; ///< 0 when not known
    bool operator==(const Lost &) const = default;
};

/// Near end: the session with a host changed.
struct SessionState {
    enum class Phase { starting, live, lost, ended };
    Phase phase = Phase::starting;
    std::string
        text; ///< why it was lost or ended, the probe's last stderr line included; at most 1,024 bytes
    bool operator==(const SessionState &) const = default;
};

/// Near end: how the host's CLOCK_BOOTTIME relates to the near end's.
struct ClockOffset {
    std::int64_t offsetUs = 0; ///< near = host + offset
    std::int64_t errorUs = 0; ///< half of the best round trip
    bool operator==(const ClockOffset &) const = default;
};

/// Near end: time passed with nothing else to say; what rests on age is decided at ticks.
struct Tick {
    bool operator==(const Tick &) const = default;
};

/// Near end: what people call a router (the lab's definition, a site's file, Neutron). The host is "".
struct RouterName {
    std::string routerId;
    std::string name;
    bool operator==(const RouterName &) const = default;
};

/// Near end: something was broken on purpose, by the lab, or mended again. Its host is in it.
struct FaultNote {
    std::uint64_t number = 0; ///< the same for its begin and its end
    bool begins = true;
    std::string kind; ///< "overlay-down"
    std::string on; ///< host
    std::string router; ///< name; "" = what the host carries
    std::string subject; ///< field terms
    bool operator==(const FaultNote &) const = default;
};

using ObservationBody =
    std::variant<Hello, SnapshotBegin, SnapshotEnd, NetNamespace, NamespaceGone, Link, LinkGone,
                 InterfaceAddress, AddressGone, FdbEntry, FdbGone, VrrpAdvert, VrrpInstanceConfig,
                 VrrpConfigGone, ProcessInfo, HaStateFile, HaStateFileGone, EchoSeriesState, EchoBatch,
                 ChangeState, Lost, SessionState, ClockOffset, Tick, RouterName, Route, RouteGone,
                 PolicyRules, Neighbour, NeighbourGone, PortCounts, ConntrackCount, NatTable, PortFilters,
                 FaultNote>;

/// Everything that Keepview learns is one of these. The journal is their list in order of arrival.
struct Observation {
    std::string host; ///< as the near end names it; "" for Tick, RouterName and FaultNote
    TimeUs at =
        0; ///< when it happened, on the host's CLOCK_BOOTTIME; Tick and near-end records: the near end's
    TimeUs arrivedAt = 0; ///< near end's CLOCK_BOOTTIME when it was read from the pipe
    ObservationBody body;
    bool operator==(const Observation &) const = default;
};

} // namespace kv::model
