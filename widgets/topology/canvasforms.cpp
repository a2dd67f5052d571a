// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The form follows the zoom: components, overview, fleet.
#include "widgets/topology/canvasview.h"

#include <algorithm>
#include <optional>

namespace kv::topology {

namespace {

using picture::Form;

/// Out at the one, in at the other: what is entered is shown whole, far from both.
constexpr double leaveOutwards = 0.3;
constexpr double leaveInwards = 2.4;

std::optional<Form> outwards(Form form)
{
    if (form == Form::components)
        return Form::overview;
    return form == Form::overview ? std::optional(Form::fleet) : std::nullopt;
}

std::optional<Form> inwards(Form form)
{
    if (form == Form::fleet)
        return Form::overview;
    return form == Form::overview ? std::optional(Form::components) : std::nullopt;
}

} // namespace

void Canvas::View::zoomByHand(double wanted, QPointF anchor)
{
    willChange(ViewChange::zoom);
    if (!leaveForm(wanted, anchor))
        setZoom(wanted, anchor);
}

bool Canvas::View::leaveForm(double wanted, QPointF anchor)
{
    if (!followsZoom || list().elements.empty()) // what is entered is not there yet
        return false;
    const bool isOut = wanted < zoom && wanted < std::min(leaveOutwards, wholeZoom() * belowWhole);
    const bool isIn = wanted > zoom && wanted > leaveInwards;
    const std::optional<Form> next = isOut ? outwards(options.form)
        : isIn                             ? inwards(options.form)
                                           : std::nullopt;
    if (!next)
        return false;
    const picture::Element *under = at(anchor);
    const std::string host = under == nullptr ? std::string() : under->target.host;
    otherStands.erase(*next); // shown whole, not where it stood
    if (isIn && !host.empty())
        toReveal = QStringLiteral("host:") + QString::fromStdString(host);
    if (isIn && *next == Form::components && !host.empty())
        expand(host);
    setForm(*next);
    return true;
}

} // namespace kv::topology
