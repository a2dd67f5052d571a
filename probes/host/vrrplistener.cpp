// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/vrrplistener.h"

#include "probes/host/outbox.h"

#include <sys/epoll.h>

#include <chrono>
#include <optional>
#include <utility>

namespace kv::host {

using model::LinkKey;
using model::TimeUs;

namespace {

/// Links come in bursts; one look after the burst is enough.
constexpr std::chrono::milliseconds updateDelay{ 20 };
/// After a wake nobody listens for this long; then everything queued is read at once. 1 s / 50 ms = 20 wakes
/// a second.
constexpr std::chrono::milliseconds drainDelay{ 50 };
constexpr std::size_t maxEars = 256;

} // namespace

VrrpListener::VrrpListener(Loop &loop, Outbox &outbox, NamespaceDoor &door)
    : m_loop(loop), m_outbox(outbox), m_door(door)
{
}

VrrpListener::~VrrpListener()
{
    for (const auto &[key, ear] : m_ears)
        m_loop.unwatch(ear.fd());
    if (m_updateTimer != 0)
        m_loop.stopTimer(m_updateTimer);
    if (m_drainTimer != 0)
        m_loop.stopTimer(m_drainTimer);
}

void VrrpListener::listenFor(const std::vector<model::VrrpInstanceConfig> &configs)
{
    std::set<Wanted> wanted;
    for (const model::VrrpInstanceConfig &config : configs) {
        if (config.netns != 0 && !config.interface.empty())
            wanted.insert({ config.netns, config.interface });
    }
    if (wanted == m_wanted)
        return;
    m_wanted = std::move(wanted);
    scheduleUpdate();
}

void VrrpListener::linkSeen(const model::Link &link)
{
    const auto known = m_links.find(link.key);
    if (known != m_links.end()) {
        const Known &old = known->second;
        if (old.name == link.name && old.peer == link.peer && old.masterIfindex == link.masterIfindex)
            return;
        m_byName.erase({ link.key.netns, old.name });
    }
    m_byName[{ link.key.netns, link.name }] = link.key;
    m_links[link.key] = { link.name, link.peer, link.masterIfindex };
    scheduleUpdate();
}

void VrrpListener::linkGone(LinkKey key)
{
    const auto known = m_links.find(key);
    if (known == m_links.end())
        return;
    const auto named = m_byName.find({ key.netns, known->second.name });
    if (named != m_byName.end() && named->second == key)
        m_byName.erase(named);
    m_links.erase(known);
    close(key);
    scheduleUpdate();
}

void VrrpListener::namespaceGone(model::NetnsCookie cookie)
{
    const LinkKey first{ cookie, 0 };
    for (auto ear = m_ears.lower_bound(first); ear != m_ears.end() && ear->first.netns == cookie;) {
        const LinkKey key = ear->first;
        ++ear;
        close(key);
    }
    for (auto link = m_links.lower_bound(first); link != m_links.end() && link->first.netns == cookie;) {
        m_byName.erase({ cookie, link->second.name });
        link = m_links.erase(link);
    }
    scheduleUpdate();
}

std::set<LinkKey> VrrpListener::listeningOn() const
{
    std::set<LinkKey> keys;
    for (const auto &[key, ear] : m_ears)
        keys.insert(key);
    return keys;
}

void VrrpListener::scheduleUpdate()
{
    if (m_updateTimer != 0)
        return;
    m_updateTimer = m_loop.startTimer(updateDelay, false, [this] {
        m_updateTimer = 0;
        update();
    });
}

std::set<LinkKey> VrrpListener::placesToListen() const
{
    std::set<LinkKey> places;
    for (const Wanted &wanted : m_wanted) {
        const auto named = m_byName.find(wanted);
        if (named == m_byName.end())
            continue;
        LinkKey place = named->second;
        const Known &link = m_links.at(place);
        if (link.peer && link.peer->netns != 0) {
            const auto peer = m_links.find({ link.peer->netns, link.peer->ifindex });
            if (peer != m_links.end() && peer->second.masterIfindex != 0) {
                const LinkKey bridge{ peer->first.netns, peer->second.masterIfindex };
                if (m_links.contains(bridge))
                    place = bridge;
            }
        }
        if (places.size() < maxEars)
            places.insert(place);
    }
    return places;
}

void VrrpListener::update()
{
    const std::set<LinkKey> places = placesToListen();
    for (const LinkKey &key : listeningOn()) {
        if (!places.contains(key))
            close(key);
    }
    for (const LinkKey &key : places) {
        if (!m_ears.contains(key))
            open(key);
    }
}

void VrrpListener::open(LinkKey key)
{
    std::optional<VrrpEar> ear;
    const auto entered = m_door.inside(key.netns, [&] { ear = VrrpEar::open(key); });
    if (!entered || !ear)
        return;
    const int fd = ear->fd();
    // While a drain is due nobody listens: wake() and drainAll() keep all ears in the same state.
    const std::uint32_t events = m_drainTimer == 0 ? EPOLLIN : 0U;
    m_loop.watch(fd, events, [this, key](std::uint32_t happened) {
        if ((happened & EPOLLERR) != 0)
            m_ears.at(key).clearError();
        if ((happened & EPOLLIN) != 0)
            wake();
    });
    m_ears.emplace(key, std::move(*ear));
}

void VrrpListener::close(LinkKey key)
{
    const auto ear = m_ears.find(key);
    if (ear == m_ears.end())
        return;
    m_loop.unwatch(ear->second.fd());
    m_ears.erase(ear);
}

void VrrpListener::wake()
{
    if (m_drainTimer != 0)
        return;
    for (auto &[key, ear] : m_ears) {
        m_loop.change(ear.fd(), 0);
        drain(ear);
    }
    m_drainTimer = m_loop.startTimer(drainDelay, true, [this] { drainAll(); });
}

void VrrpListener::drainAll()
{
    bool heardAny = false;
    for (auto &[key, ear] : m_ears)
        heardAny = drain(ear) || heardAny;
    if (heardAny)
        return;
    m_loop.stopTimer(m_drainTimer);
    m_drainTimer = 0;
    for (const auto &[key, ear] : m_ears)
        m_loop.change(ear.fd(), EPOLLIN);
}

bool VrrpListener::drain(VrrpEar &ear)
{
    return ear.drain([this](TimeUs at, const model::VrrpAdvert &advert) { m_outbox.say(at, advert); });
}

} // namespace kv::host
