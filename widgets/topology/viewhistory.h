// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

#include <QPointF>

#include <optional>
#include <vector>

namespace kv::topology {

/// How a picture is looked at, apart from what it shows.
struct ViewState {
    picture::Form form = picture::Form::components;
    picture::Collapse collapse;
    picture::Filter filter;
    std::map<std::string, double> pins;
    double zoom = 1;
    QPointF offset;
    bool isFitted = true;
    std::map<std::string, double> overviewPins; ///< of the overview; `pins` are the components'
    bool operator==(const ViewState &) const = default;
};

enum class ViewChange { zoom, move, form, collapse, filter, pin };

/// The steps by which a view came to be what it is; one turn of the wheel, one drag or one word typed into
/// the filter is one step.
class ViewHistory {
public:
    static constexpr std::size_t mostSteps = 100;

    /// Before a change. What goes on with the last step, of its kind and within a second, is part of it.
    void note(const ViewState &before, ViewChange change, qint64 nowMs);
    /// The next change is a step of its own.
    void endStep() { m_isOpen = false; }

    /// What the view was before the last step that made a difference; none when there is no such step.
    std::optional<ViewState> undo(const ViewState &now);
    std::optional<ViewState> redo(const ViewState &now);
    std::optional<ViewChange> undoable() const;
    std::optional<ViewChange> redoable() const;

private:
    struct Step {
        ViewState state;
        ViewChange change;
    };
    std::vector<Step> m_done;
    std::vector<Step> m_undone;
    qint64 m_notedAt = 0;
    bool m_isOpen = false;

    static std::optional<ViewState> step(std::vector<Step> &from, std::vector<Step> &to,
                                         const ViewState &now);
};

} // namespace kv::topology
