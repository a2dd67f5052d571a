// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace kv::topology {

class Canvas;

/// The whole picture small in the canvas's lower right corner, with a frame around what the canvas shows;
/// there while the canvas does not show all of it. A click or a drag moves the canvas.
class Minimap : public QWidget {
    Q_OBJECT
public:
    explicit Minimap(Canvas *canvas);

    bool isWanted() const { return m_isWanted; }

public Q_SLOTS:
    void setWanted(bool wanted);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void follow();
    double scale() const; ///< of the picture's plane
    QRectF toMap(const QRectF &inPicture) const;
    void moveTo(QPointF inMap);

    Canvas *m_canvas;
    bool m_isWanted = true;
    QPixmap m_ground; ///< without the frame
    const void *m_groundOf = nullptr; ///< the list that it was made from; only compared
};

} // namespace kv::topology
