// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

#include <QString>

#include <cstdint>
#include <optional>

class QIODevice;
class QPainter;
class QRectF;

namespace kv::topology {

enum class ExportFormat : std::uint8_t { svg, png, pdf };

/// By the file name's ending, in either case.
std::optional<ExportFormat> exportFormatOf(const QString &fileName);

/// Writes the whole picture to a device that is open: SVG and PDF with texts as texts, PNG at twice the size
/// at 100 % (less for a picture that would have more than 32 million pixels). False when the picture cannot
/// be made or the device does not take it.
bool writePicture(QIODevice &device, ExportFormat format, const picture::DisplayList &list,
                  picture::Theme theme);

/// Paints the whole picture as large as the page allows, in its middle; `page` is in the painter's units.
void paintOnPage(QPainter &painter, const QRectF &page, const picture::DisplayList &list,
                 picture::Theme theme);

} // namespace kv::topology
