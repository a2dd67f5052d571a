// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/fabriclabels.h"

#include "app/picture/columns.h"
#include "app/picture/draw.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/text.h"
#include "app/picture/textwidth.h"

#include <algorithm>
#include <optional>

namespace kv::picture {

namespace {

using state::NetworkKind;

constexpr double labelSize = 10;
constexpr double clearance = 6;

/// A vertical strip of the infrastructure in which texts read from below.
class Strip {
public:
    Strip(double baselineX, double top, double bottom) : m_x(baselineX) { m_free.push_back({ top, bottom }); }

    void block(double from, double to)
    {
        std::vector<std::pair<double, double>> left;
        for (const auto &[top, bottom] : m_free) {
            if (to <= top || from >= bottom) {
                left.emplace_back(top, bottom);
                continue;
            }
            if (from > top)
                left.emplace_back(top, from);
            if (to < bottom)
                left.emplace_back(to, bottom);
        }
        m_free = std::move(left);
    }

    void blockBranches(const Spine &spine, bool isRight)
    {
        for (const Branch &branch : spine.branches) {
            if (branch.host->isRight == isRight)
                block(branch.y - branch.height / 2 - clearance, branch.y + branch.height / 2 + clearance);
        }
    }

    /// Takes the largest free stretch for a text within `near`; none when it does not fit anywhere.
    std::optional<Point> take(double width, const Rect &near)
    {
        const auto size = [&near](const std::pair<double, double> &s) {
            return std::min(s.second, near.bottom()) - std::max(s.first, near.y);
        };
        const auto best =
            std::max_element(m_free.begin(), m_free.end(),
                             [&size](const auto &a, const auto &b) { return size(a) < size(b); });
        if (best == m_free.end() || best->second - best->first < width)
            return std::nullopt;
        double top = best->first;
        double bottom = best->second;
        if (size(*best) >= width) {
            top = std::max(top, near.y);
            bottom = std::min(bottom, near.bottom());
        }
        const double middle = (top + bottom) / 2;
        block(middle - width / 2 - clearance, middle + width / 2 + clearance);
        return Point{ m_x, middle };
    }

private:
    double m_x;
    std::vector<std::pair<double, double>> m_free;
};

/// Gives the stretch that the label takes; an empty one when there is no room.
Rect addLabel(DisplayList &list, Strip &strip, const QString &id, const QString &text, NetworkKind kind,
              const Rect &near)
{
    if (text.isEmpty())
        return {};
    const std::optional<Point> at = strip.take(textWidth(text, labelSize, true), near);
    if (!at)
        return {};
    Element label;
    label.id = id;
    label.network = kind;
    label.shapes.push_back(
        textShape(*at, text, { labelSize, true, textColour(kind), Anchor::middle, false }));
    label.bounds = label.shapes.front().rect;
    list.elements.push_back(label);
    return label.bounds;
}

/// "VNI 101 · 103"; the names of all networks of one sort.
QString namesOf(const Spine &spine, bool isHa)
{
    QString text;
    for (const state::Network &network : spine.networks) {
        if ((network.kind == NetworkKind::ha) != isHa)
            continue;
        if (text.isEmpty())
            text = network.vni != 0 ? QStringLiteral("VNI %1").arg(network.vni) : fromStd(network.label);
        else
            text += QStringLiteral(" · ")
                + (network.vni != 0 ? QString::number(network.vni) : fromStd(network.label));
    }
    if (!isHa && spine.leftOut > 0 && !text.isEmpty())
        text += QStringLiteral(" +%1").arg(spine.leftOut);
    return text;
}

QString beatText(const Scene &scene)
{
    if (scene.advertCentis == 0)
        return {};
    const double seconds = scene.advertCentis / 100.0;
    return QStringLiteral(" · ") + Text::tr("VRRP every %1 s").arg(seconds, 0, 'g', 3);
}

void addOverlayHead(DisplayList &list, const Placement &placement, const Scene &scene)
{
    const Spine &spine = placement.overlay;
    if (spine.branches.empty())
        return;
    const Point top{ std::max(spine.tube.center().x, placement.infrastructure.x + 36), spine.tube.y };
    Element label;
    label.id = QStringLiteral("label:overlay");
    label.network = NetworkKind::overlay;
    const Face bold{ 11, true, Colour::overlayText, Anchor::middle };
    const QString subnet = fromStd(scene.overlaySubnet);
    if (top.y - (subnet.isEmpty() ? 16 : 28) < placement.infrastructure.y + 24)
        return; // under the ground's own title; the legend says it
    label.shapes.push_back(textShape({ top.x, top.y - (subnet.isEmpty() ? 6 : 18) },
                                     networkKindName(NetworkKind::overlay), bold));
    if (!subnet.isEmpty())
        label.shapes.push_back(
            textShape({ top.x, top.y - 6 }, subnet, { 10, false, Colour::overlayText, Anchor::middle }));
    for (const Shape &shape : label.shapes)
        label.bounds = label.bounds.united(shape.rect);
    list.elements.push_back(std::move(label));
}

/// Room for what stands at a branch when it is cut, always: so nothing moves when it is.
void blockCuts(Strip &strip, const Placement &placement)
{
    for (const Branch &branch : placement.overlay.branches) {
        if (branch.host->isRight)
            strip.block(branch.y - 20, branch.y + 56);
    }
}

void addCutNotes(DisplayList &list, const Placement &placement)
{
    const Spine &provider = placement.provider;
    for (const Branch &branch : placement.overlay.branches) {
        const SceneInterface &interface = *branch.interface->interface;
        if (!isDown(branch) || interface.change == 0 || !branch.host->isRight)
            continue;
        const double left = placement.overlay.tube.right() + 4;
        const Rect box{ left, branch.y + branch.height / 2 + 8, placement.infrastructure.right() - 4 - left,
                        30 };
        if (provider.tube.grown(6).overlaps(box))
            continue;
        Element note;
        note.id = linkId(QStringLiteral("cutnote:"), branch.host->host->name, interface.link.key);
        note.kind = ElementKind::note;
        note.state = ElementState::down;
        note.bounds = box;
        note.shapes.push_back(boxShape(box, 4, Colour::alarmPanel, { Colour::alarm, 1, {} }));
        const double x = box.center().x;
        note.shapes.push_back(textShape({ x, box.y + 13 }, Text::tr("cut by"),
                                        { 10, false, Colour::alarmInk, Anchor::middle }));
        note.shapes.push_back(textShape({ x, box.y + 25 }, QStringLiteral("Keepview"),
                                        { 10, true, Colour::alarmInk, Anchor::middle }));
        list.elements.push_back(std::move(note));
    }
}

} // namespace

void paintFabricLabels(DisplayList &list, const Placement &placement, const Scene &scene)
{
    const Rect &ground = placement.infrastructure;
    const Spine &overlay = placement.overlay;
    const Spine &provider = placement.provider;
    const double top = ground.y + 60;
    const double bottom = ground.bottom() - 12;
    Strip outer(overlay.tube.x - 5, top, bottom);
    outer.blockBranches(overlay, false);
    outer.blockBranches(provider, false);
    Strip middle(overlay.tube.right() + 13, top, bottom);
    middle.blockBranches(overlay, true);
    middle.blockBranches(provider, false);
    Strip beside(provider.tube.x - 6, top, bottom);
    beside.blockBranches(overlay, true);
    beside.blockBranches(provider, false);
    Strip right(provider.tube.right() + 14, top, bottom);
    right.blockBranches(overlay, true);
    right.blockBranches(provider, true);
    blockCuts(middle, placement);
    blockCuts(right, placement);

    addOverlayHead(list, placement, scene);
    if (!overlay.branches.empty()) {
        addLabel(list, outer, QStringLiteral("label:selfservice"), namesOf(overlay, false),
                 NetworkKind::selfService, overlay.tube);
        const QString ha = namesOf(overlay, true);
        const Rect taken = addLabel(list, middle, QStringLiteral("label:ha"),
                                    ha.isEmpty() ? ha : ha + beatText(scene), NetworkKind::ha, overlay.tube);
        beside.block(taken.y - clearance, taken.bottom() + clearance);
    }
    if (!provider.branches.empty()) {
        const QString subnet = fromStd(scene.providerSubnet);
        const NetworkKind kind = isPlain(provider) ? NetworkKind::none : NetworkKind::provider;
        const bool hasNames = isPlain(provider) && !provider.networks.empty()
            && provider.networks.front().kind != NetworkKind::ha;
        const QString name = hasNames ? namesOf(provider, false)
            : isPlain(provider)       ? Text::tr("network")
                                      : networkKindName(NetworkKind::provider);
        addLabel(list, right, QStringLiteral("label:provider"),
                 subnet.isEmpty() || hasNames ? name : name + QLatin1Char(' ') + subnet, kind, provider.tube);
        if (isPlain(provider))
            addLabel(list, beside, QStringLiteral("label:ha"), beatText(scene).mid(3), NetworkKind::ha,
                     provider.tube);
        else if (!provider.networks.empty())
            addLabel(list, beside, QStringLiteral("label:untagged"), Text::tr("untagged"),
                     NetworkKind::untagged, provider.tube);
    }
    addCutNotes(list, placement);
}

} // namespace kv::picture
