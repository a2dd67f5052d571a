// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasbars.h"

#include <QScrollBar>
#include <QSignalBlocker>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace kv::topology {

namespace {

/// `offset` is where the picture begins in the canvas, `room` how much of it can be seen.
void followOne(QScrollBar &bar, double offset, double size, int room)
{
    const QSignalBlocker quiet(bar);
    const int begin = static_cast<int>(std::floor(std::min(-offset, 0.0)));
    const int end = static_cast<int>(std::ceil(std::max(size - room, -offset)));
    bar.setRange(begin, std::max(end, begin));
    bar.setPageStep(room);
    bar.setValue(static_cast<int>(std::lround(-offset)));
    bar.setVisible(size > room + 1);
}

} // namespace

CanvasBars::CanvasBars(QWidget *canvas, std::function<void(QPointF)> moveTo)
    : m_canvas(canvas), m_across(new QScrollBar(Qt::Horizontal, canvas)),
      m_down(new QScrollBar(Qt::Vertical, canvas))
{
    for (QScrollBar *bar : { m_across, m_down }) {
        bar->setFocusPolicy(Qt::NoFocus);
        bar->setCursor(Qt::ArrowCursor);
        bar->hide();
    }
    m_across->setObjectName(QStringLiteral("acrossBar"));
    m_down->setObjectName(QStringLiteral("downBar"));
    QObject::connect(m_across, &QScrollBar::valueChanged, canvas, [this, moveTo](int value) {
        moveTo({ -1.0 * value, m_offset.y() });
    });
    QObject::connect(m_down, &QScrollBar::valueChanged, canvas, [this, moveTo](int value) {
        moveTo({ m_offset.x(), -1.0 * value });
    });
}

void CanvasBars::follow(QPointF offset, QSizeF picture)
{
    m_offset = offset;
    const QSize size = m_canvas->size();
    followOne(*m_across, offset.x(), picture.width(), size.width());
    followOne(*m_down, offset.y(), picture.height(), size.height());
    const int across = m_across->isHidden() ? 0 : m_across->sizeHint().height();
    const int down = m_down->isHidden() ? 0 : m_down->sizeHint().width();
    m_across->setGeometry(0, size.height() - across, size.width() - down, across);
    m_down->setGeometry(size.width() - down, 0, down, size.height() - across);
}

} // namespace kv::topology
