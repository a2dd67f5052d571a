// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace kv::state {

/// What one instance (one router on one host) is: DESIGN's decision table.
enum class Role : std::uint8_t {
    unknown, ///< not enough evidence
    active,
    activeUnconfirmed, ///< active, and no probe on any other host that could confirm it
    standby,
    isolated, ///< holds the addresses and sends, but the underlay of its HA network is down: nobody hears it
    orphaned, ///< holds the addresses without a living keepalived
    frozen, ///< holds the addresses, keepalived is stopped (SIGSTOP)
    fault, ///< holds nothing and hears nobody for longer than master-down + hold, or keepalived is in FAULT
    stopped, ///< no keepalived, no addresses
    notRedundant, ///< a router without keepalived configuration
};

/// What a router is, over all its instances.
enum class Protection : std::uint8_t {
    unknown,
    isProtected, ///< one active, at least one standby that hears it
    unprotected, ///< served, but nobody would take over
    failingOver, ///< within the expected window after a loss
    split, ///< more than one active that could be heard
    down, ///< nobody serves
    notRedundant,
};

/// Where a piece of evidence comes from (DESIGN, "What a router's state is").
enum class EvidenceSource : std::uint8_t { kernel, wire, process, path, traffic, file, api };

/// Three-valued: unknown is a value.
enum class Answer : std::uint8_t { unknown, no, yes };

} // namespace kv::state
