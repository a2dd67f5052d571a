// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <map>
#include <vector>

namespace kv::topology {

/// Dots on their way: each new advertisement of an instance starts one on each of its tracks.
class Heartbeats {
public:
    struct Dot {
        QPointF at;
        std::vector<QPointF> tail; ///< where it was, the nearest first
        double strength = 1; ///< fades at the end of a cut way
    };

    /// Starts dots for advertisements that are newer than those of the last site. `nowMs` is the animation's
    /// time.
    void take(const state::Site &site, const picture::DisplayList &list, qint64 nowMs);
    /// Forgets dots whose track is gone.
    void retain(const picture::DisplayList &list);
    /// Ends those that have arrived. Whether any are left.
    bool advance(qint64 nowMs);
    bool isEmpty() const { return m_pulses.empty(); }
    void clear() { m_pulses.clear(); }

    /// Where the dots are. Reduced motion: each stands still in the middle of its way.
    std::vector<Dot> dots(const picture::DisplayList &list, qint64 nowMs, bool isReduced) const;
    /// What a dot and its tail cover.
    static QRectF area(const Dot &dot);

private:
    struct Pulse {
        QString track;
        qint64 startMs = 0;
        qint64 lengthMs = 0;
    };
    std::vector<Pulse> m_pulses;
    std::map<std::string, model::TimeUs> m_lastSent; ///< by "router@host"
};

} // namespace kv::topology
