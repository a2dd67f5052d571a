// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QSizeF>

#include <functional>

class QScrollBar;
class QWidget;

namespace kv::topology {

/// The scroll bars of a canvas: there while the picture is larger than it.
class CanvasBars {
public:
    /// `moveTo` is told where the picture shall begin in the canvas.
    CanvasBars(QWidget *canvas, std::function<void(QPointF)> moveTo);

    /// Shows where a picture of that size begins in the canvas.
    void follow(QPointF offset, QSizeF picture);

private:
    QWidget *m_canvas;
    QPointF m_offset;
    QScrollBar *m_across;
    QScrollBar *m_down;
};

} // namespace kv::topology
