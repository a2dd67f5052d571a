// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/heartbeats.h"

#include "widgets/topology/scenery.h"

#include <algorithm>
#include <cmath>

namespace kv::topology {

namespace {

constexpr double speed = 0.42; ///< px a ms
constexpr qint64 shortestMs = 450;
constexpr qint64 longestMs = 1100;
constexpr std::size_t mostPulses = 256;
constexpr double tailStep = 8;
constexpr int tailLength = 4;
constexpr double dotRadius = 7;

double lengthOf(const std::vector<picture::Point> &points)
{
    double sum = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        sum += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    return sum;
}

const picture::BeatTrack *trackOf(const picture::DisplayList &list, const QString &id)
{
    for (const picture::BeatTrack &track : list.beats) {
        if (track.id == id)
            return &track;
    }
    return nullptr;
}

QPointF pointAt(const std::vector<picture::Point> &points, double distance)
{
    QPointF at = toQt(points.front());
    for (std::size_t i = 1; i < points.size() && distance > 0; ++i) {
        const QPointF to = toQt(points[i]);
        const double step = std::hypot(to.x() - at.x(), to.y() - at.y());
        if (step > distance)
            return at + (to - at) * (distance / step);
        distance -= step;
        at = to;
    }
    return at;
}

Heartbeats::Dot dotAt(const picture::BeatTrack &track, double part, int tailDots)
{
    const double gone = lengthOf(track.points) * part;
    Heartbeats::Dot dot;
    dot.at = pointAt(track.points, gone);
    for (int i = 1; i <= tailDots && gone > tailStep * i; ++i)
        dot.tail.push_back(pointAt(track.points, gone - tailStep * i));
    dot.strength = track.isCut ? 1 - part : 1;
    return dot;
}

} // namespace

void Heartbeats::take(const state::Site &site, const picture::DisplayList &list, qint64 nowMs)
{
    for (const state::Router &router : site.routers) {
        for (const state::Instance &instance : router.instances) {
            const std::string key = router.id + '@' + instance.host;
            const auto [it, isNew] = m_lastSent.emplace(key, instance.lastHeartbeatSent);
            const bool isBeat = !isNew && instance.lastHeartbeatSent > it->second;
            it->second = instance.lastHeartbeatSent;
            if (!isBeat)
                continue;
            for (const picture::BeatTrack &track : list.beats) {
                if (track.routerId != router.id || track.host != instance.host
                    || m_pulses.size() >= mostPulses)
                    continue;
                const auto length = static_cast<qint64>(lengthOf(track.points) / speed);
                m_pulses.push_back({ track.id, nowMs, std::clamp(length, shortestMs, longestMs) });
            }
        }
    }
}

void Heartbeats::retain(const picture::DisplayList &list)
{
    std::erase_if(m_pulses, [&list](const Pulse &pulse) { return trackOf(list, pulse.track) == nullptr; });
}

bool Heartbeats::advance(qint64 nowMs)
{
    std::erase_if(m_pulses, [nowMs](const Pulse &pulse) { return nowMs - pulse.startMs >= pulse.lengthMs; });
    return !m_pulses.empty();
}

std::vector<Heartbeats::Dot> Heartbeats::dots(const picture::DisplayList &list, qint64 nowMs,
                                              bool isReduced) const
{
    std::vector<Dot> dots;
    for (const Pulse &pulse : m_pulses) {
        const picture::BeatTrack *track = trackOf(list, pulse.track);
        if (track == nullptr || track->points.size() < 2)
            continue;
        const double part = std::clamp(
            static_cast<double>(nowMs - pulse.startMs) / static_cast<double>(pulse.lengthMs), 0.0, 1.0);
        dots.push_back(isReduced ? dotAt(*track, 0.5, 0) : dotAt(*track, part, tailLength));
    }
    return dots;
}

QRectF Heartbeats::area(const Dot &dot)
{
    const QPointF last = dot.tail.empty() ? dot.at : dot.tail.back();
    QRectF covered = QRectF(dot.at, last).normalized();
    for (const QPointF &point : dot.tail)
        covered |= QRectF(point, QSizeF(0.1, 0.1));
    return covered.adjusted(-dotRadius - 2, -dotRadius - 2, dotRadius + 2, dotRadius + 2);
}

} // namespace kv::topology
