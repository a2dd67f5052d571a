// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

#include <QColor>
#include <QFont>
#include <QRectF>

#include <cstdint>
#include <memory>
#include <vector>

class QPainter;

namespace kv::topology {

QRectF toQt(const picture::Rect &rect);
QPointF toQt(picture::Point point);
QColor toQt(picture::Colour colour, picture::Theme theme);
/// The font of the picture: Noto Sans where it is installed (its widths are those of the layout), else the
/// given one.
QFont pictureFont(const QFont &fallback);

/// A display list made ready for QPainter: what covers which place is found without looking at all of it.
/// Immutable; made on any thread.
class Scenery {
public:
    explicit Scenery(picture::DisplayListPtr list); ///< never null

    const picture::DisplayListPtr &list() const { return m_list; }
    /// nullptr when there is none.
    const picture::Element *find(const QString &id) const;
    /// The topmost element at a point that stands for something; nullptr when there is none.
    const picture::Element *hit(picture::Point point) const;
    /// What an element paints, strokes included; in the picture's plane.
    QRectF covered(std::size_t index) const { return m_covered[index].rect(); }
    /// Elements that touch `area`, in painting order.
    std::vector<std::uint32_t> touching(const QRectF &area) const;

    /// Paints what touches `clip` (in the picture's plane). `zoom` decides what is worth painting: below
    /// boxesBelow texts that cannot be read are left out, below marksBelow all but boxes, and instances
    /// become marks.
    void paint(QPainter &painter, const QRectF &clip, picture::Theme theme, const QFont &font,
               double zoom = 1) const;

    static constexpr double boxesBelow = 0.5;
    static constexpr double marksBelow = 0.25;

private:
    /// Half as large as a QRectF; rounded outwards.
    struct Area {
        float left = 0;
        float top = 0;
        float right = 0;
        float bottom = 0;
        explicit Area(const QRectF &of);
        QRectF rect() const { return { QPointF(left, top), QPointF(right, bottom) }; }
    };
    struct Cells {
        int across = 0;
        int down = 0;
        QRectF area;
        std::vector<std::vector<std::uint32_t>> indexes;
        std::vector<std::uint32_t> large; ///< those that cover many cells
    };

    picture::DisplayListPtr m_list;
    std::vector<Area> m_covered;
    std::vector<std::uint32_t> m_byId; ///< hash table of indexes plus one, 0 = free; a power of two long
    Cells m_cells;

    void fillCells();
    void indexIds();
    QRect cellsOf(const QRectF &area) const;
};

using SceneryPtr = std::shared_ptr<const Scenery>;

} // namespace kv::topology
