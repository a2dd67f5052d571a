// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/columns.h"
#include "app/picture/placement.h"
#include "app/picture/scenehost.h"

#include <algorithm>
#include <set>

namespace kv::picture {

namespace {

using state::NetworkKind;

constexpr double overlayInset = 16; ///< from the infrastructure's left side
constexpr double providerInset = 43; ///< of the provider tube from its right side
constexpr double providerWidth = 14;
constexpr std::size_t mostLines = 8;

void addNetwork(Branch &branch, const std::string &key)
{
    if (!key.empty()
        && std::find(branch.networks.begin(), branch.networks.end(), key) == branch.networks.end())
        branch.networks.push_back(key);
}

bool isHaNetwork(const Scene &scene, const std::string &key)
{
    return std::any_of(scene.networks.begin(), scene.networks.end(), [&key](const state::Network &network) {
        return network.key == key && network.kind == NetworkKind::ha;
    });
}

Branch branchOf(const Scene &scene, const PlacedHost &host, const PlacedInterface &interface)
{
    Branch branch;
    branch.host = &host;
    branch.interface = &interface;
    branch.edge = host.isRight ? interface.rect.x : interface.rect.right();
    branch.y = interface.rect.center().y;
    const ScenePort &link = interface.interface->link;
    // Those of the scene: a collapsed host does not place its bridges.
    for (const SceneBridge &bridge : host.host->bridges) {
        for (const ScenePort &uplink : bridge.uplinks) {
            if (uplink.key == link.key || (uplink.underlay != 0 && uplink.underlay == link.key.ifindex))
                addNetwork(branch, uplink.network);
        }
    }
    // Its box has room for the ways of heartbeats only.
    if (host.isCollapsed && link.kind == NetworkKind::overlay)
        std::erase_if(branch.networks, [&scene](const std::string &key) { return !isHaNetwork(scene, key); });
    const bool isPlain = link.kind == NetworkKind::provider || link.kind == NetworkKind::ha;
    // A node's own interface without a bridge is in the tube, but in no network of it.
    const bool isIdle = !host.isExternal && link.network.starts_with("provider:");
    if (isPlain && !isIdle && branch.networks.empty())
        addNetwork(branch, link.network);
    return branch;
}

state::Network networkOf(const Scene &scene, const Spine &spine, const std::string &key)
{
    for (const state::Network &network : scene.networks) {
        if (network.key == key)
            return network;
    }
    state::Network unknown;
    unknown.key = key;
    unknown.kind = spine.branches.empty()
            || spine.branches.front().interface->interface->link.kind == NetworkKind::provider
        ? NetworkKind::untagged
        : NetworkKind::selfService;
    return unknown;
}

/// Keeps the first networks of each sort; those of heartbeats before others, for the dots ride on them.
void leaveOut(std::vector<state::Network> &networks, std::size_t most)
{
    const auto firstHa = std::find_if(networks.begin(), networks.end(), [](const state::Network &network) {
        return network.kind == NetworkKind::ha;
    });
    const auto has = std::min(static_cast<std::size_t>(networks.end() - firstHa), most);
    const auto others = static_cast<std::ptrdiff_t>(most - has);
    networks.erase(firstHa + static_cast<std::ptrdiff_t>(has), networks.end());
    networks.erase(networks.begin() + others, networks.end() - static_cast<std::ptrdiff_t>(has));
}

/// Self-service left, HA right; a provider's own fabric key is drawn as the untagged network in it.
void collectNetworks(Spine &spine, const Scene &scene)
{
    std::set<std::string> known;
    for (const Branch &branch : spine.branches) {
        for (const std::string &key : branch.networks) {
            if (!known.insert(key).second)
                continue;
            state::Network network = networkOf(scene, spine, key);
            if (network.kind == NetworkKind::provider)
                network.kind = NetworkKind::untagged;
            spine.networks.push_back(std::move(network));
        }
    }
    std::stable_sort(spine.networks.begin(), spine.networks.end(), [](const auto &a, const auto &b) {
        const bool isHaA = a.kind == NetworkKind::ha;
        const bool isHaB = b.kind == NetworkKind::ha;
        return isHaA != isHaB ? isHaB : a.vni != b.vni ? a.vni < b.vni : a.key < b.key;
    });
    if (spine.networks.size() > mostLines) {
        spine.leftOut = static_cast<int>(spine.networks.size() - mostLines);
        leaveOut(spine.networks, mostLines);
    }
}

/// "untagged:brqX" and "provider:brqX" are one network inside and outside of a bridge.
std::string nameOf(const std::string &key)
{
    return key.substr(key.find(':') + 1);
}

/// What meets the network without a bridge (a gateway) is drawn with the first network that bridges are on,
/// unless its own is known to them.
void joinStrays(Spine &spine)
{
    std::vector<std::string> bridged;
    for (const Branch &branch : spine.branches) {
        if (!branch.host->isExternal)
            bridged.insert(bridged.end(), branch.networks.begin(), branch.networks.end());
    }
    for (Branch &branch : spine.branches) {
        const bool isKnown = !branch.networks.empty()
            && std::find(bridged.begin(), bridged.end(), branch.networks.front()) != bridged.end();
        if (!branch.host->isExternal || isKnown || bridged.empty())
            continue;
        const std::string own = branch.networks.empty() ? std::string() : nameOf(branch.networks.front());
        const auto same = std::find_if(bridged.begin(), bridged.end(),
                                       [&own](const std::string &key) { return nameOf(key) == own; });
        branch.networks = { same == bridged.end() ? bridged.front() : *same };
    }
}

std::ptrdiff_t slotOf(const Spine &spine, const std::string &key)
{
    const auto it = std::find_if(spine.networks.begin(), spine.networks.end(),
                                 [&key](const state::Network &n) { return n.key == key; });
    return it - spine.networks.begin();
}

void dropLeftOut(Spine &spine)
{
    const auto count = static_cast<std::ptrdiff_t>(spine.networks.size());
    for (Branch &branch : spine.branches)
        std::erase_if(branch.networks, [&](const std::string &key) { return slotOf(spine, key) >= count; });
}

void sortBranchLines(Spine &spine)
{
    const double middle = spine.tube.center().y;
    for (Branch &branch : spine.branches) {
        // Lines bend into the tube without crossing each other: the outer one is the upper one above, the
        // lower below.
        const bool outerFirst = (branch.y <= middle) == branch.host->isRight;
        std::sort(
            branch.networks.begin(), branch.networks.end(), [&](const std::string &a, const std::string &b) {
                return outerFirst ? slotOf(spine, a) < slotOf(spine, b) : slotOf(spine, a) > slotOf(spine, b);
            });
        const auto lines = static_cast<double>(branch.networks.size());
        const double pitch = lines > 3 ? 6 : 10;
        for (std::size_t i = 0; i < branch.networks.size(); ++i)
            branch.lineYs.push_back(branch.y + (static_cast<double>(i) - (lines - 1) / 2) * pitch);
    }
}

double heightOf(const Branch &branch, double least)
{
    const std::size_t lines = std::max<std::size_t>(1, branch.networks.size());
    return least + static_cast<double>(lines - 1) * (lines > 3 ? 6 : 10);
}

void finish(Spine &spine, const Scene &scene, double x, double width, double pitch, double firstSlot,
            double least)
{
    std::stable_sort(spine.branches.begin(), spine.branches.end(),
                     [](const Branch &a, const Branch &b) { return a.y < b.y; });
    if (spine.branches.empty())
        return;
    joinStrays(spine);
    collectNetworks(spine, scene);
    for (std::size_t i = 0; i < spine.networks.size(); ++i)
        spine.slots.push_back(x + firstSlot + static_cast<double>(i) * pitch);
    dropLeftOut(spine);
    for (Branch &branch : spine.branches)
        branch.height = heightOf(branch, least);
    const Branch &first = spine.branches.front();
    const Branch &last = spine.branches.back();
    const double top = first.y - first.height / 2;
    spine.tube = { x, top, width, last.y + last.height / 2 - top };
    sortBranchLines(spine);
}

} // namespace

double Branch::lineY(std::size_t index) const
{
    return index < lineYs.size() ? lineYs[index] : y;
}

void placeFabrics(Placement &placement, const Scene &scene)
{
    for (const PlacedHost &host : placement.hosts) {
        for (const PlacedInterface &interface : host.interfaces) {
            const NetworkKind kind = interface.interface->link.kind;
            const bool faces = !host.isExternal || facesNetwork(*host.host);
            if (kind == NetworkKind::overlay && !host.isExternal)
                placement.overlay.branches.push_back(branchOf(scene, host, interface));
            else if ((kind == NetworkKind::provider || kind == NetworkKind::ha) && faces)
                placement.provider.branches.push_back(branchOf(scene, host, interface));
        }
    }
    const double extra = placement.infrastructure.width - infraWidth;
    const double lines = std::max(2.0, 2 + extra / 8);
    const double pitch = lines > 2 ? (14 + extra) / (lines - 1) : 14;
    finish(placement.overlay, scene, placement.infrastructure.x + overlayInset, 36 + extra, pitch, 11, 18);
    finish(placement.provider, scene, placement.infrastructure.right() - providerInset, providerWidth, 5,
           providerWidth / 2, 16);
}

} // namespace kv::picture
