// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/overview.h"

#include <vector>

namespace kv::picture {

/// Networks and marks, only those that the overview shows.
void paintOverviewLegend(DisplayList &list, const Overview &overview, const Scene &scene, bool hasPath);

/// "Seen running", about 10 px wide.
std::vector<Shape> tickShapes(Point center);

} // namespace kv::picture
