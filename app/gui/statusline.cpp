// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/statusline.h"

#include "app/gui/text.h"
#include "widgets/look/words.h"

#include <QLocale>

#include <algorithm>
#include <climits>

namespace kv::gui {

namespace {

bool isOpen(model::ChangePhase phase)
{
    return phase == model::ChangePhase::armed || phase == model::ChangePhase::inForce
        || phase == model::ChangePhase::restoring;
}

} // namespace

std::vector<state::ChangeInForce> openChanges(const state::Site &site)
{
    std::vector<state::ChangeInForce> open;
    std::copy_if(site.changes.begin(), site.changes.end(), std::back_inserter(open),
                 [](const state::ChangeInForce &c) { return isOpen(c.change.phase); });
    return open;
}

StatusLine statusLineOf(const state::Site &site)
{
    StatusLine line;
    std::size_t live = 0;
    std::int64_t clockErrorUs = 0;
    std::uint64_t lost = 0;
    model::TimeUs newest = 0;
    model::TimeUs oldest = 0;
    for (const state::Host &host : site.hosts) {
        if (host.session.phase == model::SessionState::Phase::live && !host.stale)
            ++live;
        clockErrorUs = std::max(clockErrorUs, host.clockErrorUs);
        lost += host.view ? host.view->lostCount : 0;
        if (host.lastHeard > 0) {
            newest = std::max(newest, host.lastHeard);
            oldest = oldest == 0 ? host.lastHeard : std::min(oldest, host.lastHeard);
        }
    }
    line.hasTrouble = live != site.hosts.size();
    line.probes = Text::tr("%1 of %n probes answer", nullptr, static_cast<int>(site.hosts.size())).arg(live);
    if (newest > 0)
        line.ages = Text::tr("newest fact %1, oldest %2")
                        .arg(look::ageText(site.now - newest), look::ageText(site.now - oldest));
    line.clock = Text::tr("clock error ±%1 ms")
                     .arg(QLocale().toString(static_cast<double>(clockErrorUs) / 1000.0, 'f', 1));
    line.lost =
        Text::tr("%Ln events lost", nullptr, static_cast<int>(std::min<std::uint64_t>(lost, INT_MAX)));
    const auto open = openChanges(site);
    line.hasChange = !open.empty();
    if (open.empty()) {
        const auto allowed = std::count_if(site.hosts.begin(), site.hosts.end(), [](const state::Host &host) {
            return host.view && host.view->hello && host.view->hello->value.actionsAllowed;
        });
        line.changes = allowed == 0 ? Text::tr("Observing only: no probe allows actions")
                                    : Text::tr("No change in force · %n of the probes allow actions", nullptr,
                                               static_cast<int>(allowed));
        return line;
    }
    const state::ChangeInForce &first = open.front();
    line.changes = Text::tr("%n changes in force: %1 down on %2, undo held by its watchdog", nullptr,
                            static_cast<int>(open.size()))
                       .arg(look::fromStd(first.change.linkName), look::fromStd(first.host));
    return line;
}

QString countdownText(const state::Site &site)
{
    const auto open = openChanges(site);
    if (open.empty())
        return {};
    const state::ChangeInForce &first = open.front();
    if (first.change.phase == model::ChangePhase::restoring)
        return Text::tr("%1 on %2 is being restored")
            .arg(look::fromStd(first.change.linkName), look::fromStd(first.host));
    const std::int64_t left = std::max<std::int64_t>(first.until - site.now, 0);
    return Text::tr("%1 on %2 returns by itself in %3 s")
        .arg(look::fromStd(first.change.linkName), look::fromStd(first.host))
        .arg((left + 999'999) / 1'000'000);
}

} // namespace kv::gui
