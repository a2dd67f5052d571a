// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/tilecache.h"

#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace kv::topology {

void TileCache::setLook(const Look &look)
{
    if (look == m_look)
        return;
    Look same = look;
    same.zoom = m_look.zoom;
    const bool isZoomOnly = same == m_look;
    // Of several zooms in a row the one that is complete stands in.
    if (isZoomOnly && m_tiles.size() >= m_before.size()) {
        m_before = std::exchange(m_tiles, {});
        m_zoomBefore = m_look.zoom;
    } else {
        m_tiles.clear();
    }
    if (!isZoomOnly)
        m_before.clear();
    m_look = look;
}

void TileCache::clear()
{
    m_tiles.clear();
    m_before.clear();
}

QRectF TileCache::areaOf(Key key) const
{
    const double part = side / scale();
    return { key.x * part, key.y * part, part, part };
}

void TileCache::invalidate(const std::vector<QRectF> &dirty)
{
    constexpr std::size_t mostMends = 16; // with more, painting it anew is quicker; it may not be in sight
    m_before.clear(); // shows what was
    for (auto it = m_tiles.begin(); it != m_tiles.end();) {
        const QRectF area = areaOf(it->first);
        Tile &tile = it->second;
        for (const QRectF &place : dirty) {
            if (place.intersects(area))
                tile.dirty.push_back(place);
        }
        it = tile.dirty.size() > mostMends ? m_tiles.erase(it) : std::next(it);
    }
}

void TileCache::paintPart(QImage &image, Key key, const QRectF &part, const Scenery &scenery) const
{
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double pitch = side / m_look.ratio; // the image knows its ratio
    painter.setTransform(
        QTransform::fromTranslate(-key.x * pitch, -key.y * pitch).scale(m_look.zoom, m_look.zoom));
    painter.setClipRect(part);
    painter.fillRect(part, toQt(picture::Colour::canvas, m_look.theme));
    scenery.paint(painter, part, m_look.theme, m_look.font, m_look.zoom);
}

void TileCache::render(Tile &tile, Key key, const Scenery &scenery) const
{
    tile.image = QImage(side, side, QImage::Format_RGB32);
    tile.image.setDevicePixelRatio(m_look.ratio);
    paintPart(tile.image, key, areaOf(key).adjusted(-1, -1, 1, 1), scenery);
    tile.dirty.clear();
}

void TileCache::mend(Tile &tile, Key key, const Scenery &scenery) const
{
    // Whole device pixels: an edge that is half covered would be painted over itself.
    for (const QRectF &place : std::exchange(tile.dirty, {})) {
        const QRectF part = place.intersected(areaOf(key));
        const QRectF device(QPointF(std::floor(part.left() * scale()), std::floor(part.top() * scale())),
                            QPointF(std::ceil(part.right() * scale()), std::ceil(part.bottom() * scale())));
        const QRectF whole(device.topLeft() / scale(), device.bottomRight() / scale());
        paintPart(tile.image, key, whole, scenery);
    }
}

void TileCache::standIn(QPainter &painter, Key key, const QRectF &target) const
{
    painter.fillRect(target, toQt(picture::Colour::canvas, m_look.theme));
    if (m_before.empty())
        return;
    const QRectF area = areaOf(key);
    const double part = side / (m_zoomBefore * m_look.ratio);
    painter.save();
    painter.setClipRect(target, Qt::IntersectClip);
    for (int y = static_cast<int>(std::floor(area.top() / part)); y * part < area.bottom(); ++y) {
        for (int x = static_cast<int>(std::floor(area.left() / part)); x * part < area.right(); ++x) {
            const auto found = m_before.find({ y, x });
            if (found == m_before.end())
                continue;
            const double grown = m_look.zoom;
            const QRectF to(target.x() + (x * part - area.x()) * grown,
                            target.y() + (y * part - area.y()) * grown, part * grown, part * grown);
            painter.drawImage(to, found->second.image);
        }
    }
    painter.restore();
}

QRect TileCache::keysOf(QPointF offset, const QRect &part) const
{
    const double pitch = side / m_look.ratio;
    const QRectF seen = QRectF(part).translated(-offset);
    const QPoint first(static_cast<int>(std::floor(seen.left() / pitch)),
                       static_cast<int>(std::floor(seen.top() / pitch)));
    const QPoint end(static_cast<int>(std::ceil(seen.right() / pitch)),
                     static_cast<int>(std::ceil(seen.bottom() / pitch)));
    return { first, end - QPoint(1, 1) };
}

std::size_t TileCache::mostTiles(QSize view) const
{
    const double pitch = side / m_look.ratio;
    const auto along = [pitch](int length) {
        constexpr int more = 3; // a view begins inside a tile, and the ring
        return static_cast<std::size_t>(std::ceil(length / pitch)) + more;
    };
    return along(view.width()) * along(view.height());
}

QRegion TileCache::paint(QPainter &painter, const Scenery &scenery, QPointF offset, const QRect &view,
                         const QRect &clip, int budgetMs)
{
    QElapsedTimer spent;
    spent.start();
    ++m_uses;
    QRegion missing;
    const double pitch = side / m_look.ratio;
    const QRectF bounds = toQt(scenery.list()->bounds);
    const QRect keys = keysOf(offset, clip);
    for (int y = keys.top(); y <= keys.bottom(); ++y) {
        for (int x = keys.left(); x <= keys.right(); ++x) {
            const QRectF target(offset.x() + x * pitch, offset.y() + y * pitch, pitch, pitch);
            const Key key{ y, x };
            if (!areaOf(key).intersects(bounds)) {
                painter.fillRect(target, toQt(picture::Colour::canvas, m_look.theme));
                continue;
            }
            const auto found = m_tiles.find(key);
            const bool mayWork = spent.elapsed() < budgetMs;
            if (found == m_tiles.end() && !mayWork) {
                standIn(painter, key, target);
                missing += target.toAlignedRect();
                continue;
            }
            Tile &tile = found == m_tiles.end() ? m_tiles[key] : found->second;
            if (tile.image.isNull())
                render(tile, key, scenery);
            else if (!tile.dirty.empty() && mayWork)
                mend(tile, key, scenery);
            if (!tile.dirty.empty())
                missing += target.toAlignedRect();
            tile.usedAt = m_uses;
            painter.drawImage(target.topLeft(), tile.image);
        }
    }
    const QRect seenKeys = keysOf(offset, view);
    if (!m_before.empty() && isWhole(seenKeys, bounds))
        m_before.clear();
    forgetOld(seenKeys, mostTiles(view.size()));
    return missing;
}

/// Whether nothing has to stand in for a tile of these.
bool TileCache::isWhole(const QRect &keys, const QRectF &bounds) const
{
    for (int y = keys.top(); y <= keys.bottom(); ++y) {
        for (int x = keys.left(); x <= keys.right(); ++x) {
            if (!m_tiles.contains({ y, x }) && areaOf({ y, x }).intersects(bounds))
                return false;
        }
    }
    return true;
}

/// First tiles beside the view, those that were used last the longest, then what stands in.
void TileCache::forgetOld(const QRect &seenKeys, std::size_t most)
{
    if (tileCount() <= most)
        return;
    std::vector<std::pair<quint64, Key>> unseen;
    for (const auto &[key, tile] : m_tiles) {
        if (!seenKeys.contains(key.x, key.y))
            unseen.emplace_back(tile.usedAt, key);
    }
    std::sort(unseen.begin(), unseen.end());
    for (auto oldest = unseen.begin(); oldest != unseen.end() && tileCount() > most; ++oldest)
        m_tiles.erase(oldest->second);
    while (tileCount() > most && !m_before.empty())
        m_before.erase(m_before.begin());
}

} // namespace kv::topology
