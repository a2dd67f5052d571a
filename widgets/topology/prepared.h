// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/build.h"
#include "widgets/topology/scenery.h"

#include <QRectF>
#include <QStringList>

#include <memory>
#include <vector>

namespace kv::topology {

/// Everything that a canvas needs to show a site in one form, made without it: on any thread.
struct Prepared {
    picture::Options options;
    picture::Scene scene;
    /// A large site's is not kept, but in a fleet: it would take a tenth of what the picture takes.
    bool hasScene = false;
    SceneryPtr scenery;
    QStringList order; ///< focusable elements, host by host, each from the top
    /// What to paint anew after the one before; in the picture's plane.
    std::vector<QRectF> dirty;
    bool isAllDirty = true;
    bool isSame = false; ///< nothing that is drawn has changed: `scenery` is that of the one before
};
using PreparedPtr = std::shared_ptr<const Prepared>;

/// Places, draws and indexes a site; `before` may be null. Pure.
PreparedPtr prepare(const state::Site &site, const picture::Options &options, const PreparedPtr &before);
/// Nothing to show.
PreparedPtr preparedNothing(const picture::Options &options);

/// Whether laying it out takes longer than a frame may.
bool isLarge(const state::Site &site);

} // namespace kv::topology
