// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <vector>

namespace kv::routers {

/// What is to be expected of a router, in words: a title and lines of "what: value".
struct Prediction {
    struct Line {
        QString what;
        QString value;
        bool operator==(const Line &) const = default;
    };
    QString title;
    std::vector<Line> lines;
    bool operator==(const Prediction &) const = default;
};

/// Words the router's own prediction (takesOver, expected, keepsAfterRepair); while a change of ours is in
/// force, what its end will bring.
Prediction predictionOf(const state::Site &site, const state::Router &router);

/// The change of ours that one of the router's instances suffers from, nullptr when none.
const state::ChangeInForce *changeAffecting(const state::Site &site, const state::Router &router);

} // namespace kv::routers
