// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/statusline.h"

#include "widgets/look/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace kv::gui {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("kv::gui", text, nullptr, n);
}

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
    line.probes = tr(QT_TRANSLATE_NOOP("kv::gui", "%1 of %2 probes answer")).arg(live).arg(site.hosts.size());
    if (newest > 0)
        line.ages = tr(QT_TRANSLATE_NOOP("kv::gui", "newest fact %1, oldest %2"))
                        .arg(look::ageText(site.now - newest), look::ageText(site.now - oldest));
    line.clock = tr(QT_TRANSLATE_NOOP("kv::gui", "clock error ±%1 ms"))
                     .arg(QLocale().toString(static_cast<double>(clockErrorUs) / 1000.0, 'f', 1));
    line.lost = tr(QT_TRANSLATE_NOOP("kv::gui", "%1 events lost")).arg(look::countText(lost));
    const auto open = openChanges(site);
    line.hasChange = !open.empty();
    if (open.empty()) {
        const auto allowed = std::count_if(site.hosts.begin(), site.hosts.end(), [](const state::Host &host) {
            return host.view && host.view->hello && host.view->hello->value.actionsAllowed;
        });
        line.changes = allowed == 0 ? tr(QT_TRANSLATE_NOOP("kv::gui", "Observing only: no probe allows actions"))
                                    : tr(QT_TRANSLATE_NOOP("kv::gui", "No change in force · %1 of the probes allow actions"))
                                          .arg(allowed);
        return line;
    }
    const state::ChangeInForce &first = open.front();
    line.changes = tr(QT_TRANSLATE_NOOP("kv::gui", "%1 changes in force: %2 down on %3, undo held by its watchdog"))
                       .arg(open.size())
                       .arg(look::fromStd(first.change.linkName), look::fromStd(first.host));
    if (open.size() == 1)
        line.changes = tr(QT_TRANSLATE_NOOP("kv::gui", "1 change in force: %1 down on %2, undo held by its watchdog"))
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
        return tr(QT_TRANSLATE_NOOP("kv::gui", "%1 on %2 is being restored"))
            .arg(look::fromStd(first.change.linkName), look::fromStd(first.host));
    const std::int64_t left = std::max<std::int64_t>(first.until - site.now, 0);
    return tr(QT_TRANSLATE_NOOP("kv::gui", "%1 on %2 returns by itself in %3 s"))
        .arg(look::fromStd(first.change.linkName), look::fromStd(first.host))
        .arg((left + 999'999) / 1'000'000);
}

} // namespace kv::gui
