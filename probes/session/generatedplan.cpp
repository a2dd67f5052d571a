// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/generatedplan.h"

#include "probes/session/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdio>

namespace kv::session {

namespace {

constexpr int projectSize = 250; ///< routers in one HA network
constexpr int controllersFrom = 6; ///< hosts in a site that has a controller
constexpr int threeControllersFrom = 20;
constexpr int leastForTrouble = 3; ///< network nodes

int networkNodesOf(int hosts)
{
    return std::clamp(hosts * 3 / 20, std::min(hosts, 2), hosts);
}

GeneratedRouter routerOf(int number, std::vector<int> nodes)
{
    GeneratedRouter router;
    router.number = number;
    router.project = number / projectSize;
    router.vrid = number % projectSize + 1;
    router.active = static_cast<int>(spread(static_cast<std::uint64_t>(number)) % nodes.size());
    router.nodes = std::move(nodes);
    return router;
}

/// Each node is the first of half of its routers, and the second of its neighbours' in turn: so all nodes
/// carry the same number. With an odd number each has one router without redundancy.
std::vector<GeneratedRouter> routersOf(int nodes, int perNode)
{
    std::vector<GeneratedRouter> routers;
    const auto next = [&routers] { return static_cast<int>(routers.size()); };
    if (nodes == 1) {
        for (int i = 0; i < perNode; ++i)
            routers.push_back(routerOf(next(), { 0 }));
        return routers;
    }
    for (int i = 0; i < perNode / 2; ++i) {
        for (int node = 0; node < nodes; ++node)
            routers.push_back(routerOf(next(), { node, (node + 1 + i % (nodes - 1)) % nodes }));
    }
    for (int node = 0; node < nodes && perNode % 2 == 1; ++node) {
        routers.push_back(routerOf(next(), { node }));
        routers.back().hasKeepalived = false;
    }
    return routers;
}

/// The first router from `from` on that has a peer and nothing to do with the cut node.
GeneratedRouter *healthy(GeneratedPlan &plan, std::size_t from)
{
    for (std::size_t i = from; i < plan.routers.size(); ++i) {
        GeneratedRouter &router = plan.routers[i];
        if (router.nodes.size() == 2 && !router.isSplit
            && std::find(router.nodes.begin(), router.nodes.end(), plan.cutNode) == router.nodes.end())
            return &router;
    }
    return nullptr;
}

/// What the peers of the cut node had to take over is theirs.
void addTrouble(GeneratedPlan &plan)
{
    if (plan.computeNodes > 0)
        plan.lostNode = plan.computeNodes * 2 / 3;
    if (plan.networkNodes < leastForTrouble)
        return;
    plan.cutNode = plan.networkNodes / 2;
    for (GeneratedRouter &router : plan.routers) {
        if (router.nodes.size() == 2 && router.nodes[static_cast<std::size_t>(router.active)] == plan.cutNode)
            router.active = 1 - router.active;
    }
    if (GeneratedRouter *router = healthy(plan, plan.routers.size() / 3))
        router->isSplit = true;
    if (GeneratedRouter *router = healthy(plan, plan.routers.size() / 2))
        router->isOrphaned = true;
}

} // namespace

std::uint64_t spread(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

std::string generatedUuid(int kind, int number)
{
    const auto seed = static_cast<std::uint64_t>(kind) << 32U | static_cast<std::uint32_t>(number);
    const std::uint64_t high = spread(seed);
    const std::uint64_t low = spread(~seed);
    char text[37];
    std::snprintf(text, sizeof text, "%08x-%04x-4%03x-%04x-%012llx", static_cast<unsigned>(high >> 32U),
                  static_cast<unsigned>(high >> 16U & 0xffffU), static_cast<unsigned>(high & 0xfffU),
                  static_cast<unsigned>(0x8000U | (low >> 48U & 0x3fffU)),
                  static_cast<unsigned long long>(low & 0xffffffffffffULL));
    return text;
}

model::Result<GeneratedSpec> GeneratedSpec::parse(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,4})[x×](\\d{1,4})(:trouble)?$"));
    const QRegularExpressionMatch match = form.match(text);
    GeneratedSpec spec;
    spec.hosts = match.captured(1).toInt();
    spec.namespaces = match.captured(2).toInt();
    spec.hasTrouble = !match.captured(3).isEmpty();
    const bool isInRange =
        spec.hosts >= 1 && spec.hosts <= maxHosts && spec.namespaces >= 1 && spec.namespaces <= maxNamespaces;
    if (match.hasMatch() && isInRange)
        return spec;
    return model::Error{
        model::ErrorCode::invalidArgument,
        Text::tr("%1 is not HOSTSxNAMESPACES (1 to %2 hosts, 1 to %3 namespaces), as 100x60 or 40x41:trouble")
            .arg(text)
            .arg(maxHosts)
            .arg(maxNamespaces)
            .toStdString(),
        "generate"
    };
}

GeneratedPlan::GeneratedPlan(const GeneratedSpec &wanted) : spec(wanted)
{
    networkNodes = networkNodesOf(spec.hosts);
    controllers = spec.hosts >= threeControllersFrom ? 3 : spec.hosts >= controllersFrom ? 1 : 0;
    computeNodes = spec.hosts - networkNodes - controllers;
    routers = routersOf(networkNodes, spec.namespaces);
    if (spec.hasTrouble)
        addTrouble(*this);
}

GeneratedKind GeneratedPlan::kindOf(int host) const
{
    return host < networkNodes               ? GeneratedKind::network
        : host < networkNodes + computeNodes ? GeneratedKind::compute
                                             : GeneratedKind::controller;
}

std::string GeneratedPlan::nameOf(int host) const
{
    const GeneratedKind kind = kindOf(host);
    const char *word = kind == GeneratedKind::network ? "network"
        : kind == GeneratedKind::compute              ? "compute"
                                                      : "controller";
    const int before = kind == GeneratedKind::network ? 0
        : kind == GeneratedKind::compute              ? networkNodes
                                                      : networkNodes + computeNodes;
    const std::string number = std::to_string(host - before + 1);
    return word + (number.size() < 2 ? "0" + number : number);
}

} // namespace kv::session
