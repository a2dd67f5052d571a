// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/canvasview.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kv::topology {

namespace {

constexpr double rowHeight = 8; ///< boxes whose tops are closer stand in one row
constexpr double asideWeight = 2.5; ///< a step aside counts more than a step ahead

} // namespace

QStringList Canvas::View::order() const
{
    struct Stop {
        std::size_t host = 0;
        bool isInside = false;
        double row = 0;
        double x = 0;
        QString id;
    };
    std::vector<std::string> hosts;
    std::vector<Stop> stops;
    for (const picture::Element &made : list().elements) {
        if (!made.isFocusable)
            continue;
        auto it = std::find(hosts.begin(), hosts.end(), made.target.host);
        if (it == hosts.end())
            it = hosts.insert(hosts.end(), made.target.host);
        stops.push_back({ static_cast<std::size_t>(it - hosts.begin()),
                          made.kind != picture::ElementKind::host, std::floor(made.bounds.y / rowHeight),
                          made.bounds.x, made.id });
    }
    std::stable_sort(stops.begin(), stops.end(), [](const Stop &a, const Stop &b) {
        return std::tie(a.host, a.isInside, a.row, a.x) < std::tie(b.host, b.isInside, b.row, b.x);
    });
    QStringList ids;
    for (const Stop &stop : stops)
        ids << stop.id;
    return ids;
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
