// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <vector>

namespace kv::continuity {

/// A label that wants to stand beside a column.
struct LabelWish {
    int column = 0;
    int width = 0; ///< pixels of its text
    int importance = 0; ///< higher ones are placed first
    bool prefersLeft = false;
};

/// Where it stands: the row (0 = nearest to the top), its left edge; row -1 = there is no room, only the mark
/// is drawn.
struct LabelPlace {
    int row = -1;
    int left = 0;
};

/// Staggers labels over `rows` rows within 0 to `width` so that none overlaps another: to the right of its
/// column, else to the left, or the other way round when it prefers so. The result is in the order of the
/// wishes.
std::vector<LabelPlace> placeLabels(const std::vector<LabelWish> &wishes, int width, int rows);

} // namespace kv::continuity
