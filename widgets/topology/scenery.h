// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

#include <QColor>
#include <QFont>
#include <QPainterPath>
#include <QRectF>

#include <vector>

class QPainter;

namespace kv::topology {

QRectF toQt(const picture::Rect &rect);
QPointF toQt(picture::Point point);
QColor toQt(picture::Colour colour, picture::Theme theme);
/// The font of the picture: Noto Sans where it is installed (its widths are those of the layout), else the
/// given one.
QFont pictureFont(const QFont &fallback);

/// A display list made ready for QPainter.
class Scenery {
public:
    void setList(picture::DisplayListPtr list);
    const picture::DisplayListPtr &list() const { return m_list; }

    /// Paints what touches `clip` (in the picture's plane).
    void paint(QPainter &painter, const QRectF &clip, picture::Theme theme, const QFont &font) const;

private:
    struct Ready {
        QRectF bounds; ///< of all shapes, strokes included
        std::vector<QPainterPath> paths; ///< one a shape; empty for texts
    };
    picture::DisplayListPtr m_list;
    std::vector<Ready> m_ready;
};

} // namespace kv::topology
