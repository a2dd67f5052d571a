// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;
class QRect;
class QRegion;

namespace kv::look {
struct Theme;
}

namespace kv::continuity {

struct ChartLayout;
struct Lane;
struct Scene;

/// Who held which role: solid = active, hollow = standby, hatched = holds the addresses but should not,
/// dotted = unknown or stale, nothing = down; with its word. Small ticks above it are the advertisements it
/// sent. Its host's name only where it is in `dirty`.
void paintLane(QPainter &painter, const Scene &scene, const ChartLayout &layout, const Lane &lane,
               const QRect &rect, const QRegion &dirty, const look::Theme &theme);

} // namespace kv::continuity
