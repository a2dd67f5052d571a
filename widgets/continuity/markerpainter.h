// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPainter;

namespace kv::look {
struct Theme;
}
namespace kv::state {
struct Marker;
}

namespace kv::continuity {

struct ChartLayout;
struct Scene;

/// "promotion +5.60 s", relative to the scene's zero.
QString markerText(const Scene &scene, const state::Marker &marker);

/// Triangles above the plot with staggered texts that never overlap, dotted lines through it, and the line of
/// now.
void paintMarkers(QPainter &painter, const Scene &scene, const ChartLayout &layout, const look::Theme &theme);

} // namespace kv::continuity
