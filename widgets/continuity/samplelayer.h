// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/continuity/scene.h"

#include <QWidget>

#include <optional>

namespace kv::continuity {

/// The opaque layer over the plot area of the chart: paints a Scene and tells what the mouse wants.
class SampleLayer : public QWidget {
    Q_OBJECT
public:
    explicit SampleLayer(const Scene &scene, QWidget *parent = nullptr);

    ChartLayout chartLayout() const;
    int plotWidth() const;
    /// Pixels that the rows are scrolled up; see ChartLayout.
    void setScroll(int pixels);

Q_SIGNALS:
    /// Dragged over these columns (ascending, at least 4 apart).
    void rangeDragged(int fromColumn, int toColumn);
    /// Wheel over a column; factor < 1 is closer.
    void zoomWanted(double factor, int column);
    void panWanted(int columns);
    /// Wheel beside the plot: this many rows further down.
    void scrollWanted(int rows);
    void followWanted();
    /// Clicked at a column.
    void columnPicked(int column);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool event(QEvent *event) override;

private:
    const Scene &m_scene;
    std::optional<int> m_dragFrom;
    int m_dragTo = 0;
    int m_scroll = 0;

    int columnAt(int x) const;
    QString toolTipAt(QPoint position) const;
    void paintRowsAndLanes(QPainter &painter, const ChartLayout &layout) const;
    void paintSelection(QPainter &painter, const ChartLayout &layout) const;
};

} // namespace kv::continuity
