// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/faultreason.h"

#include "app/engine/text.h"

#include <algorithm>
#include <cstdint>

namespace kv::engine {

using model::TrackedItem;
using model::TrackedKind;

namespace {

const model::Link *linkNamed(const model::HostView &view, model::NetnsCookie netns, const std::string &name)
{
    for (auto it = view.links.lower_bound({ netns, 0 }); it != view.links.end() && it->first.netns == netns;
         ++it) {
        if (it->second.value.name == name)
            return &it->second.value;
    }
    return nullptr;
}

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Neutron's check pings the router's gateway (neutron/agent/linux/keepalived.py, KeepalivedTrackScript).
/// What another script looks at is not known.
bool isGatewayCheck(const TrackedItem &item)
{
    return item.kind == TrackedKind::script && !item.isReversed
        && item.subject.find("/ha_check_script_") != std::string::npos;
}

/// keepalived.conf(5): each second where nothing else is said.
model::TimeUs intervalUsOf(const TrackedItem &script)
{
    constexpr model::TimeUs usualIntervalUs = 1'000'000;
    return script.intervalMs == 0 ? usualIntervalUs : model::TimeUs{ script.intervalMs } * 1'000;
}

/// A check counts at the first failure where nothing else is said. One interval more, because the link may
/// have gone down just after a run.
bool hasFailedBy(const TrackedItem &script, model::TimeUs downForUs)
{
    return downForUs > intervalUsOf(script) * (std::max<model::TimeUs>(script.fall, 1) + 1);
}

/// keepalived.conf(5), "VRRP track files": without weight a value other than 0 is a failure, with one a
/// product below -253; measured with 2.2.7: "reverse" turns both.
bool isFailure(const TrackedItem &file)
{
    constexpr std::int64_t leastPriority = -253;
    const std::int64_t value = *file.value;
    if (file.weight == 0)
        return (value != 0) != file.isReversed;
    return value * file.weight * (file.isReversed ? -1 : 1) < leastPriority;
}

/// Of what the instance tracks; "" = none of it is seen to fail.
QString failureOf(const TrackedItem &item, const model::HostView &view, model::NetnsCookie netns,
                  const BrokenWayOut &wayOut)
{
    if (item.kind == TrackedKind::file && item.value && isFailure(item))
        return Text::tr("%1 holds %2").arg(q(item.subject)).arg(*item.value);
    if (item.weight != 0)
        return {};
    if (item.kind == TrackedKind::interface) {
        const model::Link *link = linkNamed(view, netns, item.name);
        if (link && link->isUsable() == item.isReversed)
            return (link->isUsable() ? Text::tr("%1 is up") : Text::tr("%1 is down")).arg(q(item.name));
    }
    if (isGatewayCheck(item) && !wayOut.link.empty() && hasFailedBy(item, wayOut.downForUs))
        return Text::tr("check fails: %1 is down").arg(q(wayOut.link));
    return {};
}

} // namespace

GatewayCheck gatewayCheck(const model::VrrpInstanceConfig &config, const BrokenWayOut &wayOut)
{
    GatewayCheck check;
    for (const TrackedItem &item : config.tracked) {
        if (item.weight != 0 || !isGatewayCheck(item))
            continue;
        check.hasFailed = check.hasFailed || (!wayOut.link.empty() && hasFailedBy(item, wayOut.downForUs));
        check.recoversWithinUs =
            std::max(check.recoversWithinUs, intervalUsOf(item) * std::max<model::TimeUs>(item.rise, 1));
    }
    return check;
}

QString faultReason(const model::HostView &view, const InstancePlace &place,
                    const model::VrrpInstanceConfig &config, const BrokenWayOut &wayOut)
{
    const auto own = view.links.find(place.baseLink);
    if (own != view.links.end() && !own->second.value.isUsable())
        return Text::tr("%1 is down").arg(q(own->second.value.name));
    for (const TrackedItem &item : config.tracked) {
        if (const QString failure = failureOf(item, view, place.netns, wayOut); !failure.isEmpty())
            return failure;
    }
    const auto file = view.stateFiles.find(config.routerId);
    if (!config.routerId.empty() && file != view.stateFiles.end() && file->second.value.value == "fault")
        return Text::tr("state file: fault");
    return {};
}

} // namespace kv::engine
