// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QStringList>

namespace kv::tests {

struct SvgBox {
    QString id;
    QRectF rect;
    QString fill; ///< "#rrggbb"
    QString stroke;
    QStringList words; ///< its title and description, and the texts that stand in no smaller box
    QString all() const { return words.join(QLatin1Char('\n')); }
};

struct SvgLine {
    QString id;
    QList<QPointF> points; ///< corners are cut off
    QString stroke;
    bool isDashed = false;
};

/// What can be seen in an exported picture; read from the SVG alone.
struct SvgPicture {
    QList<SvgBox> boxes;
    QList<SvgLine> lines;
    QStringList legend; ///< texts and fills of the legend
    QStringList tubes; ///< strokes of the tubes

    /// With no boxes: it could not be read.
    static SvgPicture read(const QByteArray &svg);

    const SvgBox *box(const QString &id) const;
    /// Lines of a colour ("" = any) that are joined to each other, of which one ends at a box.
    QList<qsizetype> joinedTo(const QRectF &box, const QString &stroke) const;
    bool areLinked(const QRectF &a, const QRectF &b, const QString &stroke) const;
};

} // namespace kv::tests
