// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/columns.h"
#include "app/picture/draw.h"
#include "app/picture/fabriclabels.h"
#include "app/picture/names.h"
#include "app/picture/paint.h"
#include "app/picture/text.h"

#include <algorithm>

namespace kv::picture {

namespace {

using state::NetworkKind;

constexpr double tear = 22; ///< of a tube that is cut

struct TubeStyle {
    NetworkKind kind;
    Colour fill;
    const char *id;
};

/// The part of a branch between the tube in the middle and the interface.
Rect branchRect(const Spine &spine, const Branch &branch)
{
    const double inside = spine.tube.width / 3;
    const double from = branch.host->isRight ? spine.tube.right() - inside : branch.edge - 2;
    const double to = branch.host->isRight ? branch.edge + 2 : spine.tube.x + inside;
    return { from, branch.y - branch.height / 2, to - from, branch.height };
}

/// The two ends of a torn branch, nearest the tube first.
std::pair<Rect, Rect> tornRects(const Placement &placement, const Spine &spine, const Branch &branch)
{
    const Rect whole = branchRect(spine, branch);
    const double x = cutX(placement, branch);
    Rect left{ whole.x, whole.y, x - tear / 2 - whole.x, whole.height };
    Rect right{ x + tear / 2, whole.y, whole.right() - x - tear / 2, whole.height };
    if (branch.host->isRight)
        left = { spine.tube.right() - 1, whole.y, left.right() - spine.tube.right() + 1, whole.height };
    else
        right.width = spine.tube.x + 1 - right.x;
    return branch.host->isRight ? std::pair{ left, right } : std::pair{ right, left };
}

Rect clipped(const Rect &rect, const Rect &to)
{
    const double left = std::max(rect.x, to.x);
    const double right = std::min(rect.right(), to.right());
    return { left, rect.y, std::max(0.0, right - left), rect.height };
}

/// Outlines of the whole tube first, then what is inside: so its parts join without a seam.
void paintTube(DisplayList &list, const Placement &placement, const Spine &spine, const TubeStyle &style)
{
    if (spine.branches.empty())
        return;
    std::vector<Rect> parts;
    const int open = static_cast<int>(std::count_if(spine.branches.begin(), spine.branches.end(),
                                                    [](const Branch &b) { return !isDown(b); }));
    if (spine.branches.size() > 1)
        parts.push_back(spine.tube);
    for (const Branch &branch : spine.branches) {
        if (!isDown(branch))
            parts.push_back(branchRect(spine, branch));
    }
    Element element;
    element.id = QString::fromLatin1(style.id);
    element.kind = ElementKind::tube;
    element.network = style.kind;
    element.state = open < 2 ? ElementState::down : ElementState::up;
    element.bounds = spine.tube;
    element.target = { TargetKind::network, {}, {}, {}, {}, 0 };
    const QString kind = networkKindName(style.kind);
    element.name = kind.isEmpty() ? Text::tr("network") : Text::tr("%1 network").arg(kind);
    const Rect ground = placement.infrastructure.grown(-2);
    for (const Rect &part : parts) {
        const Rect halo = clipped(part.grown(3), ground);
        if (halo.width > 0)
            element.shapes.push_back(boxShape(halo, 4, Colour::infra));
    }
    for (const Rect &part : parts)
        element.shapes.push_back(boxShape(part, 4, style.fill, { lineColour(style.kind), 2.5, {} }));
    for (const Rect &part : parts)
        element.shapes.push_back(boxShape(part.grown(-1), 3, style.fill));
    list.elements.push_back(std::move(element));
}

void paintTorn(DisplayList &list, const Placement &placement, const Spine &spine, const TubeStyle &style)
{
    for (const Branch &branch : spine.branches) {
        if (!isDown(branch))
            continue;
        const auto [near, far] = tornRects(placement, spine, branch);
        const model::LinkKey key = branch.interface->interface->link.key;
        Element element;
        element.id = linkId(QStringLiteral("cut:"), branch.host->host->name, key);
        element.kind = ElementKind::mark;
        element.network = style.kind;
        element.state = ElementState::down;
        element.name = Text::tr("%1 of %2 is cut")
                           .arg(branch.interface->interface->link.title, fromStd(branch.host->host->name));
        for (const Rect &part : { near, far })
            element.shapes.push_back(
                boxShape(part, 4, Colour::infra, { lineColour(style.kind), 1.8, { 5, 4 } }));
        const Point at{ cutX(placement, branch), branch.y };
        element.bounds = Rect{ at.x, at.y, 0, 0 }.grown(9);
        append(element.shapes, markShapes(at, MarkShape::down, Colour::ink, Colour::infra, 7));
        list.elements.push_back(std::move(element));
    }
}

std::size_t indexOn(const Branch &branch, const std::string &network)
{
    const auto it = std::find(branch.networks.begin(), branch.networks.end(), network);
    return static_cast<std::size_t>(it - branch.networks.begin());
}

Element lineElement(const state::Network &network)
{
    Element element;
    element.id = QStringLiteral("network:") + fromStd(network.key);
    element.kind = ElementKind::wire;
    element.network = network.kind;
    element.name = QStringLiteral("%1 %2").arg(networkKindName(network.kind), fromStd(network.label));
    return element;
}

/// One network in its tube: a line from the topmost branch to the lowest one, the others join it.
void paintNetwork(DisplayList &list, const Placement &placement, const Spine &spine, std::size_t slot)
{
    const state::Network &network = spine.networks[slot];
    const double x = spine.slots[slot];
    const Pen pen{ lineColour(network.kind), 2, {} };
    Element element = lineElement(network);
    std::vector<std::pair<double, double>> ends; // edge, y
    for (const Branch &branch : spine.branches) {
        const std::size_t index = indexOn(branch, network.key);
        if (index >= branch.networks.size())
            continue;
        const double y = branch.lineY(index);
        if (!isDown(branch)) {
            ends.emplace_back(branch.edge, y);
            continue;
        }
        const Rect far = tornRects(placement, spine, branch).second;
        const double stub = branch.host->isRight ? far.x : far.right();
        element.shapes.push_back(lineShape({ { branch.edge, y }, { stub, y } }, { pen.colour, 2, { 3, 3 } }));
    }
    if (ends.size() > 1) {
        element.shapes.push_back(lineShape({ { ends.front().first, ends.front().second },
                                             { x, ends.front().second },
                                             { x, ends.back().second },
                                             { ends.back().first, ends.back().second } },
                                           pen, 5));
        for (std::size_t i = 1; i + 1 < ends.size(); ++i)
            element.shapes.push_back(
                lineShape({ { ends[i].first, ends[i].second }, { x, ends[i].second } }, pen));
    } else if (!ends.empty()) {
        element.shapes.push_back(
            lineShape({ { ends[0].first, ends[0].second }, { x, ends[0].second } }, pen));
    }
    for (const Shape &shape : element.shapes)
        element.bounds = element.bounds.united(shape.rect);
    if (!element.shapes.empty())
        list.elements.push_back(std::move(element));
}

void paintFabric(DisplayList &list, const Placement &placement, const Spine &spine, const TubeStyle &style)
{
    paintTube(list, placement, spine, style);
    paintTorn(list, placement, spine, style);
    for (std::size_t slot = 0; slot < spine.networks.size(); ++slot)
        paintNetwork(list, placement, spine, slot);
}

const Branch *branchOf(const Spine &spine, const std::string &host, model::LinkKey key)
{
    for (const Branch &branch : spine.branches) {
        if (branch.host->host->name == host && branch.interface->interface->link.key == key)
            return &branch;
    }
    return nullptr;
}

void addTracks(std::vector<BeatTrack> &tracks, const Placement &placement, const Scene &scene,
               const Spine &spine, const SceneBeat &beat)
{
    const Branch *sender = branchOf(spine, beat.host, beat.underlay);
    const auto slot = std::find_if(spine.networks.begin(), spine.networks.end(),
                                   [&beat](const state::Network &n) { return n.key == beat.network; });
    if (sender == nullptr || slot == spine.networks.end())
        return;
    const double x = spine.slots[static_cast<std::size_t>(slot - spine.networks.begin())];
    const QString from = QStringLiteral("beat:%1@%2>").arg(fromStd(beat.routerId), fromStd(beat.host));
    const Point start{ sender->edge, sender->lineY(indexOn(*sender, beat.network)) };
    if (isDown(*sender)) {
        const Rect far = tornRects(placement, spine, *sender).second;
        tracks.push_back({ from,
                           beat.routerId,
                           beat.host,
                           { start, { sender->host->isRight ? far.x : far.right(), start.y } },
                           true });
        return;
    }
    for (const SceneBeat &other : scene.beats) {
        if (other.routerId != beat.routerId || other.host == beat.host)
            continue;
        const Branch *peer = branchOf(spine, other.host, other.underlay);
        if (peer == nullptr || isDown(*peer))
            continue;
        const Point end{ peer->edge, peer->lineY(indexOn(*peer, beat.network)) };
        tracks.push_back({ from + fromStd(other.host),
                           beat.routerId,
                           beat.host,
                           { start, { x, start.y }, { x, end.y }, end },
                           false });
    }
    if (tracks.empty() || tracks.back().host != beat.host)
        tracks.push_back({ from, beat.routerId, beat.host, { start, { x, start.y } }, false });
}

} // namespace

bool isPlain(const Spine &spine)
{
    return std::none_of(spine.branches.begin(), spine.branches.end(), [](const Branch &branch) {
        const bool isPlain = !branch.networks.empty() && branch.networks.front().starts_with("plain:");
        return !isPlain && branch.interface->interface->link.kind == NetworkKind::provider;
    });
}

bool isDown(const Branch &branch)
{
    return branch.interface->interface->link.state == PortState::down;
}

double cutX(const Placement &placement, const Branch &branch)
{
    return branch.host->isRight ? placement.infrastructure.right() - 14 : placement.infrastructure.x - 3;
}

void paintFabrics(DisplayList &list, const Placement &placement, const Scene &scene)
{
    paintFabric(list, placement, placement.overlay, { NetworkKind::overlay, Colour::tube, "tube:overlay" });
    const TubeStyle provider{ NetworkKind::provider, Colour::tubeProvider, "tube:provider" };
    const TubeStyle plain{ NetworkKind::none, Colour::inner, "tube:plain" };
    paintFabric(list, placement, placement.provider, isPlain(placement.provider) ? plain : provider);
    paintFabricLabels(list, placement, scene);
}

std::vector<BeatTrack> beatTracks(const Placement &placement, const Scene &scene)
{
    std::vector<BeatTrack> tracks;
    for (const SceneBeat &beat : scene.beats) {
        addTracks(tracks, placement, scene, placement.overlay, beat);
        addTracks(tracks, placement, scene, placement.provider, beat);
    }
    return tracks;
}

} // namespace kv::picture
