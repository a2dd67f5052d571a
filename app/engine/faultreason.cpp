// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/faultreason.h"

#include "app/engine/text.h"

#include <algorithm>

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

/// keepalived.conf(5): a check runs each second and counts at the first failure where nothing else is said.
/// One interval more, because the link may have gone down just after a run.
bool hasFailedBy(const TrackedItem &script, model::TimeUs downForUs)
{
    constexpr model::TimeUs usualIntervalUs = 1'000'000;
    const model::TimeUs intervalUs =
        script.intervalMs == 0 ? usualIntervalUs : model::TimeUs{ script.intervalMs } * 1'000;
    return downForUs > intervalUs * (std::max<model::TimeUs>(script.fall, 1) + 1);
}

} // namespace

QString faultReason(const model::HostView &view, const InstancePlace &place,
                    const model::VrrpInstanceConfig &config, const BrokenWayOut &wayOut)
{
    const auto own = view.links.find(place.baseLink);
    if (own != view.links.end() && !own->second.value.isUsable())
        return Text::tr("%1 is down").arg(q(own->second.value.name));
    for (const TrackedItem &item : config.tracked) {
        if (item.weight != 0)
            continue;
        if (item.kind == TrackedKind::interface) {
            const model::Link *link = linkNamed(view, place.netns, item.name);
            if (link && link->isUsable() == item.isReversed)
                return (link->isUsable() ? Text::tr("%1 is up") : Text::tr("%1 is down")).arg(q(item.name));
        }
        if (isGatewayCheck(item) && !wayOut.link.empty() && hasFailedBy(item, wayOut.downForUs))
            return Text::tr("check fails: %1 is down").arg(q(wayOut.link));
    }
    const auto file = view.stateFiles.find(config.routerId);
    if (!config.routerId.empty() && file != view.stateFiles.end() && file->second.value.value == "fault")
        return Text::tr("state file: fault");
    return {};
}

} // namespace kv::engine
