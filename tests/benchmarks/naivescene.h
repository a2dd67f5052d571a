// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"

#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QGraphicsView>

#include <vector>

namespace kv::benchmarks {

/// What one gets without thinking: a graphics item a shape, the whole picture in one scene, fitted.
class NaiveScene {
public:
    NaiveScene(const picture::DisplayList &list, QSize size);

    void pan(int pixels);
    void zoom(double factor);
    /// Gives so many boxes another colour, and paints.
    void change(int count, std::size_t round);

private:
    QGraphicsScene m_scene;
    QGraphicsView m_view;
    std::vector<QAbstractGraphicsShapeItem *> m_boxes; ///< of ports
};

} // namespace kv::benchmarks
