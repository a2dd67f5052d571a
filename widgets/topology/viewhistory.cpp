// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/viewhistory.h"

#include <utility>

namespace kv::topology {

void ViewHistory::note(const ViewState &before, ViewChange change, qint64 nowMs)
{
    constexpr qint64 pauseMs = 1000;
    const bool goesOn = m_isOpen && !m_done.empty() && m_done.back().change == change
        && nowMs - m_notedAt < pauseMs
        && (change == ViewChange::zoom || change == ViewChange::move || change == ViewChange::filter);
    m_notedAt = nowMs;
    m_isOpen = true;
    m_undone.clear();
    if (goesOn)
        return;
    m_done.push_back({ before, change });
    if (m_done.size() > mostSteps)
        m_done.erase(m_done.begin());
}

std::optional<ViewState> ViewHistory::step(std::vector<Step> &from, std::vector<Step> &to,
                                           const ViewState &now)
{
    // A wheel at the end of its way, a drag that came back: nothing to see.
    while (!from.empty() && from.back().state == now)
        from.pop_back();
    if (from.empty())
        return std::nullopt;
    Step last = std::move(from.back());
    from.pop_back();
    to.push_back({ now, last.change });
    return std::move(last.state);
}

std::optional<ViewState> ViewHistory::undo(const ViewState &now)
{
    endStep();
    return step(m_done, m_undone, now);
}

std::optional<ViewState> ViewHistory::redo(const ViewState &now)
{
    endStep();
    return step(m_undone, m_done, now);
}

std::optional<ViewChange> ViewHistory::undoable() const
{
    return m_done.empty() ? std::nullopt : std::optional(m_done.back().change);
}

std::optional<ViewChange> ViewHistory::redoable() const
{
    return m_undone.empty() ? std::nullopt : std::optional(m_undone.back().change);
}

} // namespace kv::topology
