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
struct Row;
struct Scene;

/// One target: its name at the left, its samples, its sums at the right; of the words beside the samples only
/// what is in `dirty`, for to set a text takes longer than to paint a hundred samples.
void paintRow(QPainter &painter, const Scene &scene, const Row &row, const QRect &rect, const QRegion &dirty,
              const look::Theme &theme);

/// The interruptions of a target with their length, beside or in the samples; to be painted over everything
/// else.
void paintGaps(QPainter &painter, const Scene &scene, const ChartLayout &layout, const Row &row,
               const QRect &rect, const look::Theme &theme);

/// The window in which the takeover is expected, over all rows, below the samples.
void paintExpected(QPainter &painter, const Scene &scene, const ChartLayout &layout,
                   const look::Theme &theme);
/// Its dashed edges and its label, above the samples.
void paintExpectedEdges(QPainter &painter, const Scene &scene, const ChartLayout &layout,
                        const look::Theme &theme);

} // namespace kv::continuity
