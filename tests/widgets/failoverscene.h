// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/verification.h"

#include <vector>

namespace kv::tests {

/// A failover as values: router2 on network1 and network2, pinged from client over IPv4 (series 1) and IPv6
/// (series 2) each 10 ms; network1's overlay0 goes down, network2 promotes itself 5.60 s later, IPv4 answers
/// after 6.1 s, IPv6 after 7.3 s. All times on one clock.
namespace scene {

constexpr model::TimeUs downAt = 1'000'000'000;
constexpr model::TimeUs promotedAt = downAt + 5'600'000;
constexpr model::TimeUs answersV4At = downAt + 6'100'000;
constexpr model::TimeUs answersV6At = downAt + 7'300'000;
constexpr model::TimeUs pingsFrom = downAt - 70'000'000;
constexpr std::int64_t intervalUs = 10'000;
constexpr model::LinkKey overlayOnNetwork1{ 11, 4 };
extern const char *const routerId;

state::SitePtr siteAt(model::TimeUs now);
/// What became, seen from `now`, of the requests of a series that were sent in [from, to).
std::vector<state::EchoPoint> points(std::uint32_t series, model::TimeUs from, model::TimeUs to,
                                     model::TimeUs now);
/// A verification in its third step.
state::Verification verification();

} // namespace scene
} // namespace kv::tests
