// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/scenery.h"

#include <QImage>
#include <QRect>

#include <map>
#include <vector>

namespace kv::topology {

/// What a picture looks like at one zoom, as images that are painted once and then only copied. While tiles
/// of a new zoom are missing, those of the zoom before stand in, scaled.
class TileCache {
public:
    static constexpr int side = 256; ///< of a tile, device pixels

    struct Look {
        double zoom = 1;
        double ratio = 1; ///< device pixels a pixel
        picture::Theme theme = picture::Theme::light;
        QFont font;
        bool operator==(const Look &) const = default;
    };

    /// Tiles of the look before become stand-ins when only the zoom differs.
    void setLook(const Look &look);
    /// Paints these places anew when they are shown next; in the picture's plane.
    void invalidate(const std::vector<QRectF> &dirty);
    void clear();

    /// Paints the part `clip` of a view (both in pixels of the widget) on the picture that begins at
    /// `offset`, a whole pixel. Missing tiles are made for `budgetMs` at most; gives what stands in, in
    /// pixels of the widget. Tiles in the view are kept whatever is painted of it.
    QRegion paint(QPainter &painter, const Scenery &scenery, QPointF offset, const QRect &view,
                  const QRect &clip, int budgetMs);

    /// Most that are kept for a view of this size, both zooms: those that it can show and a ring around them.
    std::size_t mostTiles(QSize view) const;

    std::size_t tileCount() const { return m_tiles.size() + m_before.size(); }

private:
    struct Key {
        int y = 0; ///< in the order of painting: what stands in goes from the top
        int x = 0;
        auto operator<=>(const Key &) const = default;
    };
    struct Tile {
        QImage image;
        std::vector<QRectF> dirty; ///< in the picture's plane
        quint64 usedAt = 0;
    };

    Look m_look;
    std::map<Key, Tile> m_tiles;
    double m_zoomBefore = 1;
    std::map<Key, Tile> m_before;
    quint64 m_uses = 0;

    double scale() const { return m_look.zoom * m_look.ratio; }
    QRectF areaOf(Key key) const; ///< in the picture's plane
    QRect keysOf(QPointF offset, const QRect &part) const; ///< of tiles that a part of the widget shows
    bool isWhole(const QRect &keys, const QRectF &bounds) const;
    void render(Tile &tile, Key key, const Scenery &scenery) const;
    void mend(Tile &tile, Key key, const Scenery &scenery) const;
    void paintPart(QImage &image, Key key, const QRectF &part, const Scenery &scenery) const;
    void standIn(QPainter &painter, Key key, const QRectF &target) const;
    void forgetOld(const QRect &seenKeys, std::size_t most);
};

} // namespace kv::topology
