// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

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
    picture::DisplayListPtr m_groundOf; ///< the list that it was made from
};

} // namespace kv::topology
