// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace kv::session {

/// What `--generate` asks for.
struct GeneratedSpec {
    static constexpr int maxHosts = 200;
    static constexpr int maxNamespaces = 250; ///< VRIDs of one HA network end at 254 (Neutron's ha_router)
    int hosts = 1; ///< 1 to maxHosts
    int namespaces = 1; ///< of each network and compute node, 1 to maxNamespaces
    bool hasTrouble = false; ///< a node without overlay, a split and an orphaned router, a lost probe

    /// Reads "HOSTSxNAMESPACES" or "HOSTSxNAMESPACES:trouble"; invalidArgument when it is neither.
    static model::Result<GeneratedSpec> parse(const QString &text);
    bool operator==(const GeneratedSpec &) const = default;
};

enum class GeneratedKind : std::uint8_t { network, compute, controller };

/// One router of a generated site and what happens to it.
struct GeneratedRouter {
    int number = 0; ///< from 0 over the site
    int project = 0; ///< one HA network each
    int vrid = 1; ///< unique in its project
    std::vector<int> nodes; ///< the network nodes that have an instance, from 0; one = no peer
    int active = 0; ///< index into `nodes` of the one that serves
    bool hasKeepalived = true;
    bool isSplit = false; ///< every instance is active and none hears the other
    bool isOrphaned = false; ///< the instance after the active one is without keepalived and keeps addresses
};

/// Who is what in a generated site: deterministic, no randomness. Network nodes come first, then compute
/// nodes, then controllers.
struct GeneratedPlan {
    explicit GeneratedPlan(const GeneratedSpec &spec);

    GeneratedSpec spec;
    int networkNodes = 0; ///< three of twenty hosts, at least two where there are two
    int computeNodes = 0;
    int controllers = 0;
    int cutNode = -1; ///< the network node whose overlay is down; -1 = none
    int lostNode = -1; ///< the compute node whose probe is lost; -1 = none
    std::vector<GeneratedRouter> routers;

    GeneratedKind kindOf(int host) const;
    std::string nameOf(int host) const; ///< "network01"
};

/// A number spread over 64 bits: the same for the same input, everywhere (SplitMix64's finaliser).
std::uint64_t spread(std::uint64_t value);
/// A UUID (RFC 4122 version 4 in form) made of a kind of thing and its number.
std::string generatedUuid(int kind, int number);

} // namespace kv::session
