// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/continuity.h"
#include "app/state/role.h"
#include "app/state/router.h"
#include "app/state/site.h"

#include <QString>

namespace kv::look {

/// Words as people read them (VRRP and Neutron terms), translated.
QString roleName(state::Role role);
QString protectionName(state::Protection protection);
QString hostKindName(state::HostKind kind);
QString sourceName(state::EvidenceSource source);
QString markerName(state::MarkerKind kind);

/// "0.4 s", "14 s", "3 min", "2 h"; "just now" never: an age is a number.
QString ageText(model::TimeUs ageUs);
/// "6.1 s", "0.34 s", "48 ms".
QString durationText(std::int64_t us);
/// "0.54 ms", "12 µs", "1.2 s".
QString rttText(std::int64_t us);
/// "network1"; "network1 or network3".
QString anyOf(const std::string &host, const std::vector<std::string> &others);
/// "4.8 to 6.8 s"; "" when not known.
QString outageText(const state::ExpectedOutage &expected);
/// Address with its middle left out when longer than `most` characters: "fd00:…:fe71:e93e".
QString shortAddress(const std::string &address, int most = 18);
/// Whole count with the locale's grouping.
QString countText(std::uint64_t count);

inline QString fromStd(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace kv::look
