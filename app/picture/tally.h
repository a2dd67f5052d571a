// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/draw.h"
#include "app/picture/scene.h"

#include <QString>

#include <vector>

namespace kv::picture {

/// What is in a host, counted.
struct Tally {
    struct Row {
        QString id; ///< "active"; stable
        MarkShape mark = MarkShape::unknown;
        QString text; ///< "24 active"
        bool isAlarming = false;
    };
    std::vector<Row> rows; ///< of its router instances, what is wrong first
    QString summary; ///< "63 bridges · 60 namespaces"; "" when there are none
};

Tally tallyOf(const SceneHost &host);

/// How a role is marked, counted and whether it is trouble.
MarkShape markOf(state::Role role);
bool isAlarming(state::Role role);
/// "active", "in fault": one or two words.
QString shortRole(state::Role role);
/// "24 active".
QString countedRole(state::Role role, int count);

} // namespace kv::picture
