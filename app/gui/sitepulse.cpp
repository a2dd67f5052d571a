// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/sitepulse.h"

#include <functional>
#include <string>

namespace kv::gui {

namespace {

class Sum {
public:
    template <class Value> void add(const Value &value)
    {
        constexpr std::size_t golden = 0x9e3779b97f4a7c15; // 2^64 over the golden ratio
        m_value ^= std::hash<Value>()(value) + golden + (m_value << 6) + (m_value >> 2);
    }
    std::size_t value() const { return m_value; }

private:
    std::size_t m_value = 0;
};

void add(Sum &sum, const state::Router &router)
{
    sum.add(router.id);
    sum.add(router.name);
    sum.add(router.protection);
    sum.add(router.servedBy);
    sum.add(router.takesOver);
    for (const state::Instance &instance : router.instances) {
        sum.add(instance.host);
        sum.add(instance.role);
        sum.add(instance.stale);
        sum.add(instance.faultReason);
        for (const state::Evidence &evidence : instance.evidence) {
            sum.add(evidence.answer);
            sum.add(evidence.contradicts);
        }
    }
}

void add(Sum &sum, const state::Host &host)
{
    sum.add(host.name);
    sum.add(host.kind);
    sum.add(host.session.phase);
    sum.add(host.stale);
    sum.add(host.view->hasSnapshot);
}

} // namespace

std::size_t pulseOf(const state::Site &site)
{
    Sum sum;
    for (const state::Router &router : site.routers)
        add(sum, router);
    for (const state::Host &host : site.hosts)
        add(sum, host);
    for (const state::ChangeInForce &change : site.changes) {
        sum.add(change.host);
        sum.add(change.change.change);
        sum.add(change.change.phase);
    }
    for (const state::TargetContinuity &target : site.targets)
        sum.add(target.interruptions.size());
    sum.add(site.markers.empty() ? model::TimeUs(0) : site.markers.back().at);
    return sum.value();
}

} // namespace kv::gui
