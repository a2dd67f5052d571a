// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the user changes in how the picture is looked at: filter, pins, and the way back.
#include "widgets/topology/canvasview.h"

#include <algorithm>
#include <cmath>

namespace kv::topology {

namespace {

constexpr double pinGrid = 4; ///< px

QString nameOf(std::optional<ViewChange> change)
{
    if (!change)
        return {};
    switch (*change) {
    case ViewChange::zoom:
        return Canvas::tr("zooming");
    case ViewChange::move:
        return Canvas::tr("moving the picture");
    case ViewChange::form:
        return Canvas::tr("another form");
    case ViewChange::collapse:
        return Canvas::tr("collapsing and expanding");
    case ViewChange::filter:
        return Canvas::tr("the filter");
    case ViewChange::pin:
        return Canvas::tr("pinning");
    }
    return {};
}

} // namespace

ViewState Canvas::View::stateNow() const
{
    return { options.form, options.collapse, options.filter, options.pins,
             zoom,         offset,           isFitted,       options.overviewPins };
}

void Canvas::View::willChange(ViewChange change)
{
    if (!site)
        return;
    hasBegun = true;
    history.note(stateNow(), change, clock.elapsed());
    Q_EMIT canvas->historyChanged();
}

void Canvas::View::goBack()
{
    if (const std::optional<ViewState> state = history.undo(stateNow()))
        restore(*state);
    Q_EMIT canvas->historyChanged();
}

void Canvas::View::goForward()
{
    if (const std::optional<ViewState> state = history.redo(stateNow()))
        restore(*state);
    Q_EMIT canvas->historyChanged();
}

void Canvas::View::restore(const ViewState &state)
{
    const bool isOtherFilter = state.filter != options.filter;
    const bool isOtherPins = state.pins != options.pins || state.overviewPins != options.overviewPins;
    toReveal.clear();
    options.collapse = state.collapse;
    options.filter = state.filter;
    options.pins = state.pins;
    options.overviewPins = state.overviewPins;
    if (state.form == options.form)
        layOut();
    else
        setForm(state.form);
    if (state.isFitted) {
        fit();
    } else {
        isFitted = false;
        zoom = state.zoom;
        offset = state.offset;
        followBars();
        canvas->update();
        Q_EMIT canvas->zoomChanged(zoom);
    }
    if (isOtherFilter)
        Q_EMIT canvas->filterChanged();
    if (isOtherPins)
        Q_EMIT canvas->pinsChanged();
}

void Canvas::View::setFilter(const picture::Filter &filter)
{
    if (filter == options.filter)
        return;
    willChange(ViewChange::filter);
    options.filter = filter;
    layOut();
    Q_EMIT canvas->filterChanged();
}

bool Canvas::View::mayPin(const std::string &host) const
{
    const picture::Element *made = element(QStringLiteral("host:") + QString::fromStdString(host));
    const state::Host *known = site && made != nullptr ? site->host(host) : nullptr;
    return known != nullptr && options.form != picture::Form::fleet && known->kind != state::HostKind::gateway
        && known->kind != state::HostKind::client;
}

std::map<std::string, double> &Canvas::View::pinsOf(picture::Form form)
{
    return form == picture::Form::overview ? options.overviewPins : options.pins;
}

double Canvas::View::topOf(const std::string &host) const
{
    const picture::Element *made = element(QStringLiteral("host:") + QString::fromStdString(host));
    return made == nullptr ? 0 : made->bounds.y;
}

void Canvas::View::pin(const std::string &host, double y)
{
    const double wanted = std::max(0.0, std::round(y / pinGrid) * pinGrid);
    const auto [it, isNew] = pinsOf(options.form).emplace(host, wanted);
    if (!isNew && it->second == wanted)
        return;
    it->second = wanted;
    layOut();
    Q_EMIT canvas->pinsChanged();
}

void Canvas::View::unpin(const std::string &host)
{
    if (!pinsOf(options.form).contains(host))
        return;
    willChange(ViewChange::pin);
    pinsOf(options.form).erase(host);
    layOut();
    Q_EMIT canvas->pinsChanged();
}

picture::Filter Canvas::filter() const
{
    return m_view->options.filter;
}

void Canvas::setFilter(const picture::Filter &filter)
{
    m_view->setFilter(filter);
}

std::map<std::string, double> Canvas::pins(picture::Form form) const
{
    return m_view->pinsOf(form);
}

void Canvas::setPins(const std::map<std::string, double> &pins, picture::Form form)
{
    if (pins == m_view->pinsOf(form))
        return;
    m_view->pinsOf(form) = pins;
    m_view->layOut();
}

bool Canvas::mayPin(const QString &host) const
{
    return m_view->mayPin(host.toStdString());
}

void Canvas::moveHost(const QString &host, double by)
{
    const std::string name = host.toStdString();
    if (!m_view->mayPin(name))
        return;
    m_view->willChange(ViewChange::pin);
    m_view->pin(name, m_view->topOf(name) + by);
}

void Canvas::unpinHost(const QString &host)
{
    m_view->unpin(host.toStdString());
}

void Canvas::undoView()
{
    m_view->goBack();
}

void Canvas::redoView()
{
    m_view->goForward();
}

QString Canvas::undoName() const
{
    return nameOf(m_view->history.undoable());
}

QString Canvas::redoName() const
{
    return nameOf(m_view->history.redoable());
}

} // namespace kv::topology
