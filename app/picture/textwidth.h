// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kv::picture {

/// Width in px of one line in Noto Sans, by the shipped table; ideographs count one em, unknown characters
/// 0.6.
double textWidth(const QString &text, double pixelSize, bool isBold);

/// The text, or as much of it as fits into `width` px with "…" at the end.
QString elided(const QString &text, double pixelSize, bool isBold, double width);

} // namespace kv::picture
