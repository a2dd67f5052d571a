// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look/mark.h"

#include "widgets/look/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace kv::look {

namespace {

/// Shapes are drawn in a box of 14 x 14 around the origin.
struct Pencil {
    QPainter &p;
    const Theme &theme;
    QColor color;

    void pen(qreal width, Qt::PenStyle style = Qt::SolidLine) const
    {
        QPen pen(color, width, style, Qt::RoundCap, Qt::RoundJoin);
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
    }
    void fill() const
    {
        p.setPen(Qt::NoPen);
        p.setBrush(color);
    }
    void lines(std::initializer_list<QPointF> points) const
    {
        p.drawPolyline(QPolygonF(QList<QPointF>(points)));
    }
};

QPainterPath shieldPath()
{
    QPainterPath path(QPointF(0, -6.2));
    path.cubicTo(2, -4.9, 3.8, -4.6, 5.4, -4.6);
    path.cubicTo(5.6, 0.6, 4.2, 4.4, 0, 6.4);
    path.cubicTo(-4.2, 4.4, -5.6, 0.6, -5.4, -4.6);
    path.cubicTo(-3.8, -4.6, -2, -4.9, 0, -6.2);
    return path;
}

void diamond(const Pencil &k, qreal r)
{
    k.p.drawPolygon(QPolygonF({ QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0) }));
}

void cross(const Pencil &k, qreal r, qreal width)
{
    k.pen(width);
    k.p.drawLine(QPointF(-r, -r), QPointF(r, r));
    k.p.drawLine(QPointF(-r, r), QPointF(r, -r));
}

void tick(const Pencil &k, const QColor &color, qreal scale)
{
    k.p.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    k.p.setBrush(Qt::NoBrush);
    k.lines(
        { QPointF(-3 * scale, 0.2), QPointF(-0.8 * scale, 2.4 * scale), QPointF(3.2 * scale, -2.4 * scale) });
}

void arrows(const Pencil &k)
{
    k.pen(1.6);
    k.p.drawLine(QPointF(-5.5, -2.6), QPointF(5, -2.6));
    k.lines({ QPointF(2.6, -5), QPointF(5.2, -2.6), QPointF(2.6, -0.4) });
    k.p.drawLine(QPointF(5.5, 2.8), QPointF(-5, 2.8));
    k.lines({ QPointF(-2.6, 0.6), QPointF(-5.2, 2.8), QPointF(-2.6, 5.2) });
}

void shield(const Pencil &k, bool whole)
{
    if (whole) {
        k.fill();
        k.p.drawPath(shieldPath());
        tick(k, k.theme.panel, 0.85);
        return;
    }
    QPen pen(k.color, 1.5, Qt::CustomDashLine);
    pen.setDashPattern({ 2.0, 1.4 });
    k.p.setPen(pen);
    k.p.setBrush(Qt::NoBrush);
    k.p.drawPath(shieldPath());
    k.pen(1.6);
    k.p.drawLine(QPointF(-2.4, 0), QPointF(2.4, 0));
}

void letter(const Pencil &k, QChar character, qreal dy)
{
    QFont font = k.p.font();
    font.setPixelSize(9);
    font.setBold(true);
    k.p.setFont(font);
    k.p.setPen(k.color);
    k.p.drawText(QRectF(-7, -7 + dy, 14, 14), Qt::AlignCenter, QString(character));
}

void triangle(const Pencil &k)
{
    k.fill();
    QPainterPath path;
    path.addPolygon(QPolygonF({ QPointF(0, -6), QPointF(6.4, 5.4), QPointF(-6.4, 5.4), QPointF(0, -6) }));
    k.p.drawPath(path);
    k.p.setPen(QPen(k.theme.panel, 1.6, Qt::SolidLine, Qt::RoundCap));
    k.p.drawLine(QPointF(0, -1.8), QPointF(0, 1.4));
    k.p.drawPoint(QPointF(0, 3.8));
}

void disc(const Pencil &k, Mark mark)
{
    k.fill();
    k.p.drawEllipse(QPointF(0, 0), 6.2, 6.2);
    if (mark == Mark::passed)
        return tick(k, k.theme.panel, 0.9);
    Pencil inner{ k.p, k.theme, k.theme.panel };
    cross(inner, 2.2, 1.7);
}

void circles(const Pencil &k, Mark mark)
{
    if (mark == Mark::active) {
        k.fill();
        k.p.drawEllipse(QPointF(0, 0), 4.6, 4.6);
        return;
    }
    k.pen(1.7, mark == Mark::unknown ? Qt::DotLine : Qt::SolidLine);
    const qreal r = mark == Mark::standby ? 4.2 : 5.6;
    k.p.drawEllipse(QPointF(0, 0), r, r);
    if (mark == Mark::stale)
        k.lines({ QPointF(0, -3.2), QPointF(0, 0.2), QPointF(2.4, 1.6) });
    if (mark == Mark::unknown)
        letter(k, QLatin1Char('?'), 0);
    if (mark == Mark::waiting) {
        k.fill();
        for (const qreal x : { -2.6, 0.0, 2.6 })
            k.p.drawEllipse(QPointF(x, 0), 0.9, 0.9);
    }
    if (mark == Mark::running) {
        k.fill();
        k.p.drawPie(QRectF(-3.6, -3.6, 7.2, 7.2), 90 * 16, -180 * 16);
    }
}

void others(const Pencil &k, Mark mark)
{
    if (mark == Mark::isolated) {
        k.pen(1.5);
        diamond(k, 6);
        k.fill();
        diamond(k, 2.8);
    } else if (mark == Mark::orphaned) {
        k.pen(1.5, Qt::DashLine);
        k.p.drawRect(QRectF(-4.8, -4.8, 9.6, 9.6));
        k.fill();
        k.p.drawRect(QRectF(-1.9, -1.9, 3.8, 3.8));
    } else if (mark == Mark::frozen) {
        k.fill();
        k.p.drawRect(QRectF(-4, -4.6, 2.8, 9.2));
        k.p.drawRect(QRectF(1.2, -4.6, 2.8, 9.2));
    } else if (mark == Mark::split) {
        k.fill();
        k.p.drawEllipse(QPointF(-3.4, 0), 3, 3);
        k.p.drawEllipse(QPointF(3.4, 0), 3, 3);
    }
}

QColor colorOf(Mark mark, const Theme &theme)
{
    if (isAlarming(mark))
        return theme.alarm;
    if (mark == Mark::isProtected || mark == Mark::passed || mark == Mark::up)
        return theme.good;
    if (mark == Mark::stale || mark == Mark::unknown || mark == Mark::waiting)
        return theme.dim;
    return theme.ink;
}

void draw(const Pencil &k, Mark mark)
{
    switch (mark) {
    case Mark::none:
        break;
    case Mark::active:
    case Mark::standby:
    case Mark::stale:
    case Mark::unknown:
    case Mark::waiting:
    case Mark::running:
        return circles(k, mark);
    case Mark::isolated:
    case Mark::orphaned:
    case Mark::frozen:
    case Mark::split:
        return others(k, mark);
    case Mark::fault:
        return triangle(k);
    case Mark::down:
        return cross(k, 4, 2);
    case Mark::isProtected:
        return shield(k, true);
    case Mark::unprotected:
    case Mark::withoutHa:
        return shield(k, false);
    case Mark::failingOver:
        return arrows(k);
    case Mark::passed:
    case Mark::failed:
        return disc(k, mark);
    case Mark::up:
        return tick(k, k.color, 1.1);
    }
}

} // namespace

Mark markOf(state::Role role, bool stale)
{
    if (stale)
        return Mark::stale;
    switch (role) {
    case state::Role::unknown:
        return Mark::unknown;
    case state::Role::active:
    case state::Role::activeUnconfirmed:
    case state::Role::notRedundant:
        return Mark::active;
    case state::Role::standby:
        return Mark::standby;
    case state::Role::isolated:
        return Mark::isolated;
    case state::Role::orphaned:
        return Mark::orphaned;
    case state::Role::frozen:
        return Mark::frozen;
    case state::Role::fault:
        return Mark::fault;
    case state::Role::stopped:
        return Mark::down;
    }
    return Mark::unknown;
}

Mark markOf(state::Protection protection)
{
    switch (protection) {
    case state::Protection::unknown:
        return Mark::unknown;
    case state::Protection::isProtected:
        return Mark::isProtected;
    case state::Protection::unprotected:
        return Mark::unprotected;
    case state::Protection::notRedundant:
        return Mark::withoutHa;
    case state::Protection::failingOver:
        return Mark::failingOver;
    case state::Protection::split:
        return Mark::split;
    case state::Protection::down:
        return Mark::down;
    }
    return Mark::unknown;
}

Mark markOf(state::StepOutcome outcome)
{
    switch (outcome) {
    case state::StepOutcome::waiting:
        return Mark::waiting;
    case state::StepOutcome::running:
        return Mark::running;
    case state::StepOutcome::passed:
        return Mark::passed;
    case state::StepOutcome::failed:
        return Mark::failed;
    case state::StepOutcome::skipped:
        return Mark::none;
    }
    return Mark::none;
}

bool isAlarming(Mark mark)
{
    switch (mark) {
    case Mark::isolated:
    case Mark::orphaned:
    case Mark::frozen:
    case Mark::fault:
    case Mark::down:
    case Mark::unprotected:
    case Mark::failingOver:
    case Mark::split:
    case Mark::failed:
        return true;
    default:
        return false;
    }
}

void paintMark(QPainter &painter, const QRectF &rect, Mark mark, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    const qreal scale = qMin(rect.width(), rect.height()) / 14.0;
    painter.scale(scale, scale);
    draw(Pencil{ painter, theme, colorOf(mark, theme) }, mark);
    painter.restore();
}

QIcon markIcon(Mark mark, const Theme &theme, int size)
{
    constexpr int ratio = 2;
    QPixmap pixmap(size * ratio, size * ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintMark(painter, QRectF(0, 0, size * ratio, size * ratio), mark, theme);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return QIcon(pixmap);
}

} // namespace kv::look
