// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/engine/trafficpath.h"

#include <QString>
#include <QStringList>

namespace kv::tests {

/// One hop in a word: "network1:provider0 uplink", "network2:brq1 bridge outdated aside way 2"; a hop on no
/// host is "-:NETWORK".
inline QString hopWords(const state::PathHop &hop)
{
    const auto text = [](std::string_view word) {
        return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
    };
    QString words = hop.host.empty() ? QStringLiteral("-") : QString::fromStdString(hop.host);
    const std::string &place = hop.interface.empty() ? hop.network : hop.interface;
    words += QLatin1Char(':') + QString::fromStdString(place) + QLatin1Char(' ')
        + text(engine::hopKindWord(hop.kind));
    if (hop.state != state::HopState::clear)
        words += QLatin1Char(' ') + text(engine::hopStateWord(hop.state));
    if (hop.isAside)
        words += QLatin1String(" aside");
    if (hop.isWayBack)
        words += QLatin1String(" back");
    if (hop.way != 0)
        words += QStringLiteral(" way %1").arg(hop.way);
    return words;
}

inline QStringList pathWords(const state::TrafficPath &path)
{
    QStringList words;
    for (const state::PathHop &hop : path.hops)
        words += hopWords(hop);
    return words;
}

} // namespace kv::tests
