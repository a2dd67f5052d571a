// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/pathtrace.h"
#include "app/picture/placement.h"

namespace kv::picture {

/// The path in the tubes between the hosts and inside the router, as elements of their own.
void paintPathBetween(DisplayList &list, const Placement &placement, const PathTrace &trace);

/// Puts a casing under every line that belongs to the path: grammar, "traffic path". Works for both forms,
/// by the elements' ids. Gives whether the picture shows any of the path.
bool casePath(DisplayList &list, const PathTrace &trace);

/// The legend's row that says what it looks like, an element of its own: nothing else is another with a path.
/// `sample` is the middle of a line of 24 px, `name` where its name begins.
Element pathLegend(Point sample, Point name);

} // namespace kv::picture
