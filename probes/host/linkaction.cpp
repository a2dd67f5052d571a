// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/linkaction.h"

#include "probes/host/managementpath.h"
#include "probes/host/outbox.h"
#include "probes/host/undofile.h"
#include "probes/host/undoguard.h"

#include <sys/epoll.h>
#include <syslog.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

namespace kv::host {

using model::ChangePhase;
using model::Error;
using model::ErrorCode;
using model::LinkKey;
using model::RestoreCause;
using model::Result;
using model::TimeUs;

namespace {

constexpr std::uint32_t minUndoMs = 1'000;
constexpr std::uint32_t maxUndoMs = 3'600'000;
constexpr std::size_t maxAskedByBytes = 128;
constexpr std::size_t maxDifferences = 256;
constexpr std::chrono::seconds leaseLook{ 1 };
/// A watchdog that was killed is started again this often before the change is given up as failed.
constexpr int maxGuardStarts = 3;

} // namespace

struct LinkAction::Change {
    model::ChangeState state;
    std::string path; ///< of the undo on disk
    std::optional<UndoGuard> guard;
    int guardStarts = 0;
    bool isOver() const { return state.phase == ChangePhase::restored || state.phase == ChangePhase::failed; }
};

LinkAction::LinkAction(Loop &loop, Outbox &outbox, NamespaceDoor &door, Options options)
    : m_loop(loop), m_outbox(outbox), m_door(door), m_options(std::move(options))
{
    openlog("keepview-probe", LOG_PID, LOG_DAEMON);
}

LinkAction::~LinkAction()
{
    for (const auto &[number, change] : m_changes) {
        if (change->guard)
            m_loop.unwatch(change->guard->fd());
    }
    if (m_leaseTimer != 0)
        m_loop.stopTimer(m_leaseTimer);
}

void LinkAction::namespaceSeen(const model::NetNamespace &netns)
{
    if (netns.isHome)
        m_home = netns.cookie;
}

void LinkAction::linkSeen(const model::Link &link)
{
    if (m_options.allowActions && link.key.netns == m_home)
        m_links[link.key] = link;
}

void LinkAction::linkGone(LinkKey key)
{
    m_links.erase(key);
}

void LinkAction::followRoles(const std::vector<model::VrrpInstanceConfig> &configs)
{
    m_configs = configs;
}

/// Of the instances of this namespace. On which of its links they are now is keepalived's to say.
std::vector<model::IpPrefix> LinkAction::roleAddresses() const
{
    std::vector<model::IpPrefix> addresses;
    for (const model::VrrpInstanceConfig &config : m_configs) {
        if (config.netns != m_home)
            continue;
        for (const model::VirtualAddress &address : config.addresses)
            addresses.push_back(address.prefix);
    }
    return addresses;
}

Result<std::uint64_t> LinkAction::setLink(const model::LinkSetRequest &request)
{
    if (!m_options.allowActions)
        return Error{ ErrorCode::notPermitted, "the probe runs without --allow-actions", "link.set" };
    if (!request.up)
        return takeDown(request);
    for (const auto &[number, change] : m_changes) {
        if (change->state.link == request.link && !change->isOver()) {
            askRestore(*change, RestoreCause::asked);
            return number;
        }
    }
    return Error{ ErrorCode::notFound, "no change is in force on this link", "link.set" };
}

Result<void> LinkAction::mayTakeDown(const model::LinkSetRequest &request) const
{
    if (request.undoAfterMs < minUndoMs || request.undoAfterMs > maxUndoMs)
        return Error{ ErrorCode::invalidArgument, "undo time out of range", "link.set" };
    const auto found = m_links.find(request.link);
    if (found == m_links.end() && request.link.netns != m_home)
        return Error{ ErrorCode::unsupported, "only links of the host's own namespace", "link.set" };
    if (found == m_links.end())
        return Error{ ErrorCode::notFound, "no such link", "link.set" };
    const model::Link &link = found->second;
    if (link.kind == model::LinkKind::loopback)
        return Error{ ErrorCode::refused, "the loopback interface", link.name };
    if (!link.adminUp)
        return Error{ ErrorCode::busy, "it is down already", link.name };
    const auto management = managementLinks("/proc");
    if (!management)
        return management.error();
    if (management->contains(link.key.ifindex))
        return Error{ ErrorCode::refused, "it carries the management or the default route of this host",
                      link.name };
    return {};
}

Result<std::uint64_t> LinkAction::takeDown(const model::LinkSetRequest &request)
{
    const auto isOnLink = [&](const auto &entry) {
        return entry.second->state.link == request.link && !entry.second->isOver();
    };
    bool isBusy = std::any_of(m_changes.begin(), m_changes.end(), isOnLink);
    for (const FoundUndo &found : findUndos(m_options.undoDirectory))
        isBusy = isBusy || (found.isHeld && found.undo.change.link == request.link);
    if (isBusy)
        return Error{ ErrorCode::busy, "another change is in force on this link", "link.set" };
    if (const auto may = mayTakeDown(request); !may)
        return may.error();

    const TimeUs now = bootTimeNow();
    auto snapshot = netlink::takeUndoSnapshot(request.link.ifindex, now);
    if (!snapshot)
        return snapshot.error();
    netlink::leaveToRoles(*snapshot, roleAddresses());
    auto change = std::make_unique<Change>();
    change->state.change = static_cast<std::uint64_t>(now);
    while (m_changes.contains(change->state.change))
        ++change->state.change;
    change->state.link = request.link;
    change->state.linkName = snapshot->name;
    change->state.until = now + TimeUs{ request.undoAfterMs } * 1000;
    change->state.askedBy = request.askedBy.substr(0, maxAskedByBytes);
    auto stored =
        storeUndo(m_options.undoDirectory, { currentBootId(), change->state, std::move(*snapshot) });
    if (!stored)
        return stored.error();
    change->path = stored->path;
    syslog(LOG_NOTICE, "change %llu: %s down for %u ms, asked by %s",
           static_cast<unsigned long long>(change->state.change), change->state.linkName.c_str(),
           request.undoAfterMs, change->state.askedBy.c_str());
    if (const auto started = startWatchdog(*change, stored->file.release()); !started) {
        unlink(change->path.c_str());
        return started.error();
    }
    const std::uint64_t number = change->state.change;
    m_changes[number] = std::move(change);
    renewLease();
    if (m_leaseTimer == 0)
        m_leaseTimer = m_loop.startTimer(leaseLook, true, [this] { checkLease(); });
    return number;
}

Result<void> LinkAction::startWatchdog(Change &change, int lockedFile)
{
    Result<UndoGuard> guard = UndoGuard::start(change.path, netlink::OwnedFd(lockedFile));
    if (!guard)
        return guard.error();
    change.guard.emplace(std::move(*guard));
    ++change.guardStarts;
    const std::uint64_t number = change.state.change;
    m_loop.watch(change.guard->fd(), EPOLLIN, [this, number](std::uint32_t) { readWatchdog(number); });
    return {};
}

void LinkAction::readWatchdog(std::uint64_t number)
{
    const auto found = m_changes.find(number);
    if (found == m_changes.end() || !found->second->guard)
        return;
    Change &change = *found->second;
    for (;;) {
        const std::optional<std::string> line = change.guard->hear();
        if (!line) {
            watchdogGone(change);
            return;
        }
        if (line->empty())
            return;
        heard(change, *line);
    }
}

void LinkAction::heard(Change &change, const std::string &line)
{
    const std::size_t space = line.find(' ');
    const std::string word = line.substr(0, space);
    const std::string rest = space == std::string::npos ? std::string() : line.substr(space + 1);
    if (word == "armed") {
        putDown(change);
    } else if (word == "inForce") {
        change.state.phase = ChangePhase::inForce;
        m_outbox.say(std::strtoll(rest.c_str(), nullptr, 10), change.state);
    } else if (word == "restoring") {
        change.state.phase = ChangePhase::restoring;
        change.state.cause = model::restoreCauseFromName(rest).value_or(RestoreCause::none);
        say(change);
    } else if (word == "difference") {
        if (change.state.differences.size() < maxDifferences)
            change.state.differences.push_back(rest);
    } else if (word == "restored" || word == "failed") {
        finish(change, word == "restored" ? ChangePhase::restored : ChangePhase::failed);
    }
}

/// The undo is held. A change that is only to be finished (a leftover, a killed watchdog) is restored, not
/// put down.
void LinkAction::putDown(Change &change)
{
    if (change.state.cause != RestoreCause::none) {
        askRestore(change, change.state.cause);
        return;
    }
    change.state.phase = ChangePhase::armed;
    say(change);
    tell(change, "down");
}

void LinkAction::tell(Change &change, const std::string &line)
{
    // When it does not hear, it is gone, and readWatchdog says so.
    if (change.guard)
        static_cast<void>(change.guard->tell(line));
}

void LinkAction::askRestore(Change &change, RestoreCause cause)
{
    change.state.cause = cause;
    tell(change, "restore " + std::string(model::restoreCauseName(cause)));
}

/// Killed before it had restored: whatever it held is finished by another one.
void LinkAction::watchdogGone(Change &change)
{
    m_loop.unwatch(change.guard->fd());
    change.guard->reap();
    change.guard.reset();
    if (change.isOver())
        return;
    syslog(LOG_WARNING, "change %llu: its watchdog ended",
           static_cast<unsigned long long>(change.state.change));
    if (change.state.cause == RestoreCause::none)
        change.state.cause = RestoreCause::leftover;
    for (FoundUndo &found : findUndos(m_options.undoDirectory)) {
        if (found.lock.path != change.path || found.isHeld || change.guardStarts >= maxGuardStarts)
            continue;
        if (startWatchdog(change, found.lock.file.release()))
            return;
    }
    change.state.differences.push_back("the watchdog could not be started again");
    finish(change, ChangePhase::failed);
}

void LinkAction::finish(Change &change, ChangePhase phase)
{
    change.state.phase = phase;
    say(change);
    if (changesInForce() == 0 && m_leaseTimer != 0) {
        m_loop.stopTimer(m_leaseTimer);
        m_leaseTimer = 0;
    }
}

void LinkAction::say(const Change &change)
{
    m_outbox.say(bootTimeNow(), change.state);
}

Result<void> LinkAction::extend(std::uint64_t change, std::uint32_t untilMs)
{
    const auto found = m_changes.find(change);
    if (found == m_changes.end() || found->second->isOver())
        return Error{ ErrorCode::notFound, "no such change in force", "change.extend" };
    if (untilMs < minUndoMs || untilMs > maxUndoMs)
        return Error{ ErrorCode::invalidArgument, "undo time out of range", "change.extend" };
    found->second->state.until = bootTimeNow() + TimeUs{ untilMs } * 1000;
    tell(*found->second, "extend " + std::to_string(found->second->state.until));
    say(*found->second);
    return {};
}

void LinkAction::renewLease()
{
    m_leaseRenewedAt = bootTimeNow();
}

void LinkAction::checkLease()
{
    if (bootTimeNow() - m_leaseRenewedAt < m_options.leaseUs)
        return;
    for (const auto &[number, change] : m_changes) {
        if (!change->isOver() && change->state.cause == RestoreCause::none)
            askRestore(*change, RestoreCause::lease);
    }
}

void LinkAction::inputClosed()
{
    for (const auto &[number, change] : m_changes) {
        if (!change->isOver())
            askRestore(*change, RestoreCause::inputClosed);
    }
}

std::size_t LinkAction::changesInForce() const
{
    return static_cast<std::size_t>(std::count_if(m_changes.begin(), m_changes.end(),
                                                  [](const auto &entry) { return !entry.second->isOver(); }));
}

void LinkAction::finishLeftovers()
{
    const std::string bootId = currentBootId();
    for (FoundUndo &found : findUndos(m_options.undoDirectory)) {
        if (found.isHeld || m_changes.contains(found.undo.change.change))
            continue;
        if (found.undo.bootId != bootId) {
            unlink(found.lock.path.c_str());
            continue;
        }
        if (found.undo.change.link.netns != m_home)
            continue;
        auto change = std::make_unique<Change>();
        change->state = found.undo.change;
        change->state.cause = RestoreCause::leftover;
        change->path = found.lock.path;
        syslog(LOG_WARNING, "change %llu: found undone, restoring",
               static_cast<unsigned long long>(change->state.change));
        const auto started = startWatchdog(*change, found.lock.file.release());
        if (started)
            m_changes[change->state.change] = std::move(change);
        else
            syslog(LOG_ERR, "cannot finish it: %s", started.error().text.c_str());
    }
}

void LinkAction::sayAll(Outbox &outbox)
{
    for (const auto &[number, change] : m_changes)
        outbox.say(bootTimeNow(), change->state);
}

} // namespace kv::host
