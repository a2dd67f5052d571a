// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/continuity/scene.h"

#include <QWidget>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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
    /// The scene is another one: paints what moves, and the words beside it where they have changed.
    void showFrame();

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
    /// What the words at the left and at the right were made of.
    struct Words {
        std::vector<std::pair<model::IpAddress, std::int64_t>> rows; ///< with the top of the RTT axis
        std::vector<std::string> lanes;
        bool operator==(const Words &) const = default;
    };
    struct Sums {
        std::vector<std::pair<std::uint64_t, std::size_t>> rows; ///< lost, interruptions
        std::size_t markers = 0;
        model::TimeUs anchor = 0;
        model::TimeUs clock = 0; ///< how many were sent: no faster than it is read
        bool operator==(const Sums &) const = default;
    };

    const Scene &m_scene;
    Words m_words;
    Sums m_sums;
    std::pair<std::vector<QRect>, std::vector<QRect>> m_standing; ///< rows and lanes
    std::optional<int> m_dragFrom;
    int m_dragTo = 0;
    int m_scroll = 0;

    int columnAt(int x) const;
    QString toolTipAt(QPoint position) const;
    Words wordsNow() const;
    Sums sumsNow() const;
    void paintRowsAndLanes(QPainter &painter, const ChartLayout &layout, const QRegion &dirty) const;
    void paintSelection(QPainter &painter, const ChartLayout &layout) const;
};

} // namespace kv::continuity
