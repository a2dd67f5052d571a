// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

#include <vector>

namespace kv::picture {

/// Finds the rows of ports: namespaces and bridges side by side, lines between them straight where that is
/// possible.
class Rows {
public:
    Rows(const SceneHost &host, double top) : m_host(host), m_top(top) { }

    void solve();

    std::vector<std::vector<double>> space; ///< by namespace: a row for each port
    std::vector<double> spaceTops;
    std::vector<std::vector<double>>
        bridge; ///< by bridge: a row for each tap, or for uplinks when they are more

private:
    const SceneHost &m_host;
    double m_top;

    double firstRow() const;
    /// The row of a namespace's port; `fallback` when it is not there.
    double spaceRow(model::LinkKey port, double fallback) const;
    bool isFollowed(const ScenePort &tap, std::size_t spaces) const;
    bool isAligned() const;
    void packSpacesLeft();
    double tapRow(const ScenePort &port, double fallback) const;
    void packSpacesRight(std::size_t followed);
    void packBridges(std::size_t followed);
    bool isTall() const;
    void solveTall();
};

} // namespace kv::picture
