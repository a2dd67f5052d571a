// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/tally.h"

#include "app/picture/text.h"

#include <array>

namespace kv::picture {

namespace {

using state::Role;

/// What is wrong first.
constexpr std::array roles{ Role::isolated,     Role::orphaned, Role::frozen,  Role::fault,
                            Role::stopped,      Role::active,   Role::standby, Role::activeUnconfirmed,
                            Role::notRedundant, Role::unknown };

int countOf(const SceneHost &host, Role role)
{
    int count = 0;
    for (const SceneSpace &space : host.spaces)
        count += !space.routerId.empty() && !space.isStale && space.role == role ? 1 : 0;
    return count;
}

} // namespace

MarkShape markOf(Role role)
{
    switch (role) {
    case Role::active:
    case Role::activeUnconfirmed:
        return MarkShape::active;
    case Role::standby:
        return MarkShape::standby;
    case Role::isolated:
        return MarkShape::isolated;
    case Role::orphaned:
        return MarkShape::orphaned;
    case Role::frozen:
        return MarkShape::frozen;
    case Role::fault:
        return MarkShape::fault;
    case Role::stopped:
        return MarkShape::down;
    case Role::notRedundant:
        return MarkShape::notRedundant;
    case Role::unknown:
        break;
    }
    return MarkShape::unknown;
}

bool isAlarming(Role role)
{
    return role == Role::isolated || role == Role::orphaned || role == Role::frozen || role == Role::fault
        || role == Role::stopped;
}

QString shortRole(Role role)
{
    switch (role) {
    case Role::active:
        return Text::tr("active");
    case Role::activeUnconfirmed:
        return Text::tr("active, unconfirmed");
    case Role::standby:
        return Text::tr("standby");
    case Role::isolated:
        return Text::tr("isolated");
    case Role::orphaned:
        return Text::tr("orphaned");
    case Role::frozen:
        return Text::tr("frozen");
    case Role::fault:
        return Text::tr("in fault");
    case Role::stopped:
        return Text::tr("stopped");
    case Role::notRedundant:
        return Text::tr("not redundant");
    case Role::unknown:
        break;
    }
    return Text::tr("unknown");
}

QString countedRole(Role role, int count)
{
    return QStringLiteral("%1 %2").arg(count).arg(shortRole(role));
}

Tally tallyOf(const SceneHost &host)
{
    Tally tally;
    int stale = 0;
    int routers = 0;
    for (const SceneSpace &space : host.spaces) {
        routers += space.routerId.empty() ? 0 : 1;
        stale += !space.routerId.empty() && space.isStale ? 1 : 0;
    }
    for (const Role role : roles) {
        if (const int count = countOf(host, role); count > 0)
            tally.rows.push_back({ QStringLiteral("role%1").arg(static_cast<int>(role)), markOf(role),
                                   countedRole(role, count), isAlarming(role) });
    }
    if (stale > 0)
        tally.rows.push_back(
            { QStringLiteral("stale"), MarkShape::stale, Text::tr("%n stale", nullptr, stale), false });
    QStringList parts;
    if (!host.bridges.empty())
        parts << Text::tr("%n bridges", nullptr, static_cast<int>(host.bridges.size()));
    if (const int others = static_cast<int>(host.spaces.size()) - routers; others > 0)
        parts << (routers > 0 ? Text::tr("%n other namespaces", nullptr, others)
                              : Text::tr("%n namespaces", nullptr, others));
    if (parts.isEmpty())
        parts = host.agents;
    tally.summary = parts.join(QStringLiteral(" · "));
    return tally;
}

} // namespace kv::picture
