// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/role.h"
#include "app/state/verification.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace kv::look {

struct Theme;

/// The state marks of the picture's grammar; each has a shape of its own.
enum class Mark {
    none,
    active, ///< filled circle
    standby, ///< hollow circle
    isolated, ///< double diamond
    orphaned, ///< dashed square with a core
    frozen, ///< two bars
    fault, ///< triangle with !
    down, ///< cross
    stale, ///< clock
    unknown, ///< dotted circle with ?
    isProtected, ///< shield with a tick
    unprotected, ///< dashed shield with a bar
    withoutHa, ///< the same in calm colour: nothing else was promised
    failingOver, ///< opposed arrows
    split, ///< two discs
    waiting, ///< circle with dots
    running, ///< half-filled circle
    passed, ///< disc with a tick
    failed, ///< disc with a cross
    up, ///< tick
};

Mark markOf(state::Role role, bool stale);
Mark markOf(state::Protection protection);
Mark markOf(state::StepOutcome outcome);
/// Whether people should be alarmed by it.
bool isAlarming(Mark mark);

/// Draws the mark centred in `rect`, as large as it fits. Colours: alarm, good or ink by what the mark says.
void paintMark(QPainter &painter, const QRectF &rect, Mark mark, const Theme &theme);
QIcon markIcon(Mark mark, const Theme &theme, int size = 14);

} // namespace kv::look
