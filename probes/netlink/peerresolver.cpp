// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/peerresolver.h"

namespace kv::netlink {

void PeerResolver::learnNsid(model::NetnsCookie in, std::int32_t nsid, model::NetnsCookie of)
{
    m_nsids.insert_or_assign({ in, nsid }, of);
    if (const auto waiting = m_unresolved.find({ in, nsid }); waiting != m_unresolved.end())
        m_pending.insert(waiting->second.begin(), waiting->second.end());
}

void PeerResolver::forgetNsid(model::NetnsCookie in, std::int32_t nsid)
{
    m_nsids.erase({ in, nsid });
}

void PeerResolver::forgetNamespace(model::NetnsCookie netns)
{
    for (auto end = m_ends.begin(); end != m_ends.end();) {
        const model::LinkKey link = end->first;
        const auto peer = known(link.netns, end->second.nsid);
        ++end;
        if (link.netns == netns)
            remove(link);
        else if (peer == netns)
            m_pending.insert(link);
    }
    std::erase_if(m_nsids,
                  [netns](const auto &entry) { return entry.first.first == netns || entry.second == netns; });
}

void PeerResolver::setResolved(model::LinkKey link, const End &end, bool isResolved)
{
    if (!end.nsid)
        return;
    const std::pair waitedFor{ link.netns, *end.nsid };
    if (!isResolved) {
        m_unresolved[waitedFor].insert(link);
    } else if (const auto waiting = m_unresolved.find(waitedFor); waiting != m_unresolved.end()) {
        waiting->second.erase(link);
        if (waiting->second.empty())
            m_unresolved.erase(waiting);
    }
}

bool PeerResolver::isUnresolved(model::LinkKey link, const End &end) const
{
    const auto waiting = end.nsid ? m_unresolved.find({ link.netns, *end.nsid }) : m_unresolved.end();
    return waiting != m_unresolved.end() && waiting->second.contains(link);
}

std::optional<model::NetnsCookie> PeerResolver::known(model::NetnsCookie in,
                                                      std::optional<std::int32_t> nsid) const
{
    if (!nsid)
        return in;
    const auto found = m_nsids.find({ in, *nsid });
    return found == m_nsids.end() ? std::nullopt : std::optional(found->second);
}

// The other end's numbers mirror this one's. Several namespaces made alike may all fit.
std::vector<model::LinkKey> PeerResolver::candidates(model::LinkKey link, const End &end) const
{
    std::vector<model::LinkKey> fitting;
    for (auto pair = m_pairs.lower_bound({ end.peerIfindex, link.ifindex, 0 }); pair != m_pairs.end();
         ++pair) {
        const auto &[ifindex, peerIfindex, netns] = *pair;
        if (ifindex != end.peerIfindex || peerIfindex != link.ifindex)
            break;
        fitting.push_back({ netns, ifindex });
    }
    return fitting;
}

model::VethPeer PeerResolver::find(model::LinkKey link, const End &end, const AskNsid *ask)
{
    if (const auto netns = known(link.netns, end.nsid))
        return { *netns, end.peerIfindex };
    for (const model::LinkKey &other : candidates(link, end)) {
        const End &otherEnd = m_ends.at(other);
        if (other.netns == link.netns || !otherEnd.nsid)
            continue;
        const auto back = known(other.netns, otherEnd.nsid);
        const bool fits = back ? *back == link.netns : ask && (*ask)(link.netns, other.netns) == end.nsid;
        if (fits) {
            learnNsid(link.netns, *end.nsid, other.netns);
            return { other.netns, end.peerIfindex };
        }
    }
    return { 0, end.peerIfindex };
}

// Ends that wait for their peer and that this one fits.
void PeerResolver::wakeOthers(model::LinkKey link, const End &end)
{
    if (m_unresolved.empty())
        return;
    for (const model::LinkKey &other : candidates(link, end)) {
        if (isUnresolved(other, m_ends.at(other)))
            m_pending.insert(other);
    }
}

model::VethPeer PeerResolver::add(const RawLink &raw)
{
    const model::LinkKey link = raw.link.key;
    const End end{ raw.peerIfindex, raw.peerNsid };
    const auto existing = m_ends.find(link);
    const bool isNew = existing == m_ends.end();
    if (isNew || existing->second != end) {
        if (!isNew)
            remove(link);
        m_ends.emplace(link, end);
        m_pairs.insert({ link.ifindex, end.peerIfindex, link.netns });
        wakeOthers(link, end);
    }
    const model::VethPeer peer = find(link, end, nullptr);
    setResolved(link, end, peer.netns != 0);
    if (peer.netns == 0)
        m_pending.insert(link);
    return peer;
}

void PeerResolver::remove(model::LinkKey link)
{
    const auto end = m_ends.find(link);
    if (end == m_ends.end())
        return;
    m_pairs.erase({ link.ifindex, end->second.peerIfindex, link.netns });
    setResolved(link, end->second, true);
    m_ends.erase(end);
    m_pending.erase(link);
}

std::vector<std::pair<model::LinkKey, model::VethPeer>> PeerResolver::resolvePending(const AskNsid &ask)
{
    std::vector<std::pair<model::LinkKey, model::VethPeer>> found;
    while (!m_pending.empty()) {
        const model::LinkKey link = *m_pending.begin();
        m_pending.erase(m_pending.begin());
        const auto end = m_ends.find(link);
        if (end == m_ends.end())
            continue;
        const model::VethPeer peer = find(link, end->second, &ask);
        setResolved(link, end->second, peer.netns != 0);
        found.emplace_back(link, peer);
    }
    return found;
}

} // namespace kv::netlink
