// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"

#include <cmath>

namespace kv::topology {

namespace {

constexpr double asideWeight = 2.5; ///< a step aside counts more than a step ahead

} // namespace

QStringList Canvas::View::order() const
{
    return prepared->order;
}

QString Canvas::View::neighbour(int dx, int dy) const
{
    const picture::Element *from = element(focused);
    if (from == nullptr)
        return {};
    const picture::Point start = from->bounds.center();
    QString best;
    double bestCost = 1e9;
    for (const picture::Element &made : list().elements) {
        if (!made.isFocusable || made.id == focused)
            continue;
        const picture::Point to = made.bounds.center();
        const double ahead = (to.x - start.x) * dx + (to.y - start.y) * dy;
        const double aside = std::abs((to.x - start.x) * dy) + std::abs((to.y - start.y) * dx);
        if (ahead < 4)
            continue;
        const double cost = ahead + aside * asideWeight;
        if (cost < bestCost) {
            bestCost = cost;
            best = made.id;
        }
    }
    return best;
}

} // namespace kv::topology
