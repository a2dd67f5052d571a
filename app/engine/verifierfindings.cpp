// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/statewords.h"
#include "app/engine/verifier.h"

#include <algorithm>

// What a Verifier has seen beside its steps, and what it proves.
namespace kv::engine {

using state::Answer;
using state::Site;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Since when one host serves, the others agreeing; 0 = that is not so.
model::TimeUs servedSince(const state::Router *router)
{
    const bool isServed =
        router && router->protection == state::Protection::isProtected && !router->servedBy.empty();
    return isServed ? router->since : 0;
}

const state::Evidence *trafficOf(const state::Router &router, const std::string &host)
{
    const auto instance = std::ranges::find(router.instances, host, &state::Instance::host);
    if (instance == router.instances.end())
        return nullptr;
    const auto row =
        std::ranges::find(instance->evidence, state::EvidenceSource::traffic, &state::Evidence::source);
    return row == instance->evidence.end() ? nullptr : &*row;
}

} // namespace

/// The bridge of the host that serves learned the router's MAC on its way out: the other side was the last to
/// send, and what comes for the router is not let in until its own next frame (FACTS 3.2, 3.3).
void Verifier::noteStrays(const Site &site)
{
    constexpr std::size_t maxStrays = 32;
    const state::Router *router = site.router(m_plan->routerId);
    const std::string servedBy = servedSince(router) != 0 ? router->servedBy : std::string();
    const state::Evidence *traffic = servedBy.empty() ? nullptr : trafficOf(*router, servedBy);
    const bool isAway = traffic && traffic->answer == Answer::no;
    const bool isOpen = !m_strays.empty() && m_strays.back().until == 0;
    if (isOpen && (!isAway || m_strays.back().host != servedBy)) {
        const bool isBack = traffic && traffic->answer == Answer::yes && m_strays.back().host == servedBy;
        m_strays.back().until = isBack ? std::max(traffic->at, m_strays.back().from) : site.now;
    }
    const bool isNew = m_strays.empty() || m_strays.back().until != 0;
    if (isAway && isNew && m_strays.size() < maxStrays)
        m_strays.push_back({ servedBy, traffic->raw, traffic->at, 0 });
}

/// Of an interruption after the repair that went on for longer than a whole failover may take, though one
/// host served. Nothing when that is not so.
void Verifier::explainRepair(const Site &site, const VerifierPlan::Target &target,
                             const state::Interruption &interruption)
{
    const state::Router *router = site.router(m_plan->routerId);
    const model::TimeUs since = std::max(servedSince(router), interruption.begin);
    const model::TimeUs until = interruption.end.value_or(site.now);
    const std::int64_t limit = outageLimitUs(m_plan->expected, target.address);
    if (servedSince(router) == 0 || until - since <= limit)
        return;
    const auto overlaps = [&](const Stray &stray) {
        return stray.host == router->servedBy && stray.from < until
            && (stray.until == 0 || stray.until > since);
    };
    const auto stray = std::ranges::find_if(m_strays, overlaps);
    const QString what = tr("%1 had no answer for %2 though %3 served (a failover may take %4)")
                             .arg(q(target.address.toString()), secondsText(until - since),
                                  q(router->servedBy), secondsText(limit));
    if (stray == m_strays.end()) {
        finding(tr("%1; nothing that was read says why.").arg(what));
        return;
    }
    if (stray->until == 0)
        finding(tr("%1: the bridge of %2 has looked for the router on the way out (%3) since %4, because the "
                   "other side had sent after it.")
                    .arg(what, q(stray->host), q(stray->raw), sinceDown(stray->from)));
    else
        finding(
            tr("%1: the bridge of %2 looked for the router on the way out (%3) from %4 to %5, because the "
               "other side had sent after it.")
                .arg(what, q(stray->host), q(stray->raw), sinceDown(stray->from), sinceDown(stray->until)));
}

void Verifier::addFindings(const Site &site)
{
    for (const VerifierPlan::Target &target : m_plan->targets) {
        const auto caused = interruptionsOf(site, target);
        for (std::size_t index = 1; index < caused.size(); ++index) {
            const state::Interruption &interruption = caused[index];
            const bool isRepair = m_enabledAt != 0 && interruption.begin >= m_enabledAt;
            const QString lasted = secondsText(interruption.durationUs(site.now));
            const QString address = q(target.address.toString());
            finding(isRepair ? tr("Repair cost %1 %2 without traffic, from %3.")
                                   .arg(address, lasted, sinceDown(interruption.begin))
                             : tr("%1 was interrupted again for %2, from %3.")
                                   .arg(address, lasted, sinceDown(interruption.begin)));
            if (isRepair)
                explainRepair(site, target, interruption);
        }
    }
}

} // namespace kv::engine
