// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/netlink/kernelmirror.h"

#include <iterator>

namespace kv::netlink {

namespace {

constexpr std::int32_t noIfindex = 0;

/// Stores the value; true when that is news.
template <class Map, class Key, class Value> bool put(Map &map, const Key &key, const Value &value)
{
    // Dumps come in order: mostly the new key is the last one.
    const auto last = map.empty() || map.rbegin()->first < key ? map.end() : map.lower_bound(key);
    const std::size_t before = map.size();
    const auto place = map.try_emplace(last, key, value);
    if (map.size() != before)
        return true;
    if (place->second == value)
        return false;
    place->second = value;
    return true;
}

/// The first element whose key belongs to the namespace; keys order by namespace first.
template <class Map> auto firstOf(Map &map, model::NetnsCookie netns)
{
    using Key = typename Map::key_type;
    Key key;
    if constexpr (std::is_same_v<Key, model::LinkKey>)
        key = { netns, noIfindex };
    else if constexpr (std::is_same_v<Key, model::AddressKey>)
        key.link = { netns, noIfindex };
    else
        key.port = { netns, noIfindex };
    return map.lower_bound(key);
}

model::NetnsCookie netnsOf(const model::LinkKey &key)
{
    return key.netns;
}
model::NetnsCookie netnsOf(const model::AddressKey &key)
{
    return key.link.netns;
}
model::NetnsCookie netnsOf(const model::FdbKey &key)
{
    return key.port.netns;
}

template <class Map> void eraseNamespace(Map &map, model::NetnsCookie netns)
{
    const auto first = firstOf(map, netns);
    auto last = first;
    while (last != map.end() && netnsOf(last->first) == netns)
        ++last;
    map.erase(first, last);
}

/// Keys of the namespace in `map` that `isKept` does not know.
template <class Map, class Kept>
std::vector<typename Map::key_type> vanished(Map &map, model::NetnsCookie netns, const Kept &kept)
{
    std::vector<typename Map::key_type> keys;
    for (auto place = firstOf(map, netns); place != map.end() && netnsOf(place->first) == netns; ++place) {
        if (!kept.contains(place->first))
            keys.push_back(place->first);
    }
    return keys;
}

} // namespace

void KernelMirror::setNamespace(const model::NetNamespace &netns, Changes &changes)
{
    if (put(m_namespaces, netns.cookie, netns))
        changes.emplace_back(netns);
}

void KernelMirror::forgetNamespace(model::NetnsCookie netns, Changes &changes)
{
    if (m_namespaces.erase(netns) == 0)
        return;
    eraseNamespace(m_links, netns);
    eraseNamespace(m_addresses, netns);
    eraseNamespace(m_fdb, netns);
    auto place = m_places.lower_bound({ netns, noIfindex, {}, 0, noIfindex });
    while (place != m_places.end() && place->netns == netns)
        place = m_places.erase(place);
    eraseNamespace(m_otherEnds, netns);
    m_peers.forgetNamespace(netns);
    changes.emplace_back(model::NamespaceGone{ netns });
}

void KernelMirror::replace(model::NetnsCookie netns, NamespaceScan scan, Changes &changes)
{
    const auto known = firstOf(m_links, netns);
    if (known != m_links.end() && known->first.netns == netns)
        removeVanished(netns, scan, changes);
    for (RawLink &raw : scan.links)
        setLink(std::move(raw), changes);
    for (const model::InterfaceAddress &address : scan.addresses)
        setAddress(address, changes);
    for (const model::FdbEntry &entry : scan.fdb)
        addFdbEntry(entry, changes);
}

void KernelMirror::removeVanished(model::NetnsCookie netns, const NamespaceScan &scan, Changes &changes)
{
    std::set<model::LinkKey> links;
    std::set<model::AddressKey> addresses;
    std::set<model::FdbKey> entries;
    for (const RawLink &raw : scan.links)
        links.insert(links.end(), raw.link.key);
    for (const model::InterfaceAddress &address : scan.addresses)
        addresses.insert(keyOf(address));
    for (const model::FdbEntry &entry : scan.fdb)
        entries.insert(entry.key);
    for (const model::FdbKey &key : vanished(m_fdb, netns, entries))
        removeFdbEntry(key, changes);
    for (const model::AddressKey &key : vanished(m_addresses, netns, addresses))
        removeAddress(key, changes);
    for (const model::LinkKey &key : vanished(m_links, netns, links))
        removeLink(key, changes);
}

void KernelMirror::setLink(RawLink raw, Changes &changes)
{
    if (!knows(raw.link.key.netns))
        return;
    model::Link &link = raw.link;
    if (link.kind == model::LinkKind::veth && raw.peerIfindex != noIfindex) {
        link.peer = m_peers.add(raw);
        takePeer(link);
    } else if (link.kind == model::LinkKind::veth) {
        m_doubtful.insert(link.key); // announced before it had its other end
    }
    if (link.parent)
        link.parent->netns = m_peers.netnsOf(link.key.netns, raw.parentNsid);
    if (put(m_links, link.key, link))
        changes.emplace_back(std::move(link));
}

void KernelMirror::removeLink(model::LinkKey key, Changes &changes)
{
    const auto found = m_links.find(key);
    if (found == m_links.end())
        return;
    if (const auto other = m_otherEnds.find(key); other != m_otherEnds.end()) {
        m_doubtful.insert(other->second);
        m_otherEnds.erase(other);
    }
    dropContentsOf(key, changes);
    m_peers.remove(key);
    m_doubtful.erase(key);
    m_links.erase(found);
    changes.emplace_back(model::LinkGone{ key });
}

// The other end is not announced again when this one moves or gets another number.
void KernelMirror::takePeer(const model::Link &link)
{
    m_otherEnds.insert_or_assign({ link.peer->netns, link.peer->ifindex }, link.key);
    const auto other = m_links.find({ link.peer->netns, link.peer->ifindex });
    if (other == m_links.end())
        return;
    const auto &back = other->second.peer;
    const bool fits =
        back && back->ifindex == link.key.ifindex && (back->netns == link.key.netns || back->netns == 0);
    if (!fits)
        m_doubtful.insert(other->first);
}

void KernelMirror::dropContentsOf(model::LinkKey key, Changes &changes)
{
    model::AddressKey firstAddress;
    firstAddress.link = key;
    for (auto place = m_addresses.lower_bound(firstAddress);
         place != m_addresses.end() && place->first.link == key;) {
        changes.emplace_back(model::AddressGone{ place->first });
        place = m_addresses.erase(place);
    }
    model::FdbKey firstEntry;
    firstEntry.port = key;
    for (auto place = m_fdb.lower_bound(firstEntry); place != m_fdb.end() && place->first.port == key;) {
        changes.emplace_back(model::FdbGone{ place->first });
        forgetPlace(place->second);
        place = m_fdb.erase(place);
    }
}

void KernelMirror::setMaster(model::LinkKey key, std::int32_t masterIfindex, Changes &changes)
{
    const auto found = m_links.find(key);
    if (found == m_links.end() || found->second.masterIfindex == masterIfindex)
        return;
    found->second.masterIfindex = masterIfindex;
    changes.emplace_back(found->second);
}

void KernelMirror::setAddress(const model::InterfaceAddress &address, Changes &changes)
{
    if (m_links.contains(address.link) && put(m_addresses, keyOf(address), address))
        changes.emplace_back(address);
}

void KernelMirror::removeAddress(const model::AddressKey &key, Changes &changes)
{
    if (m_addresses.erase(key) != 0)
        changes.emplace_back(model::AddressGone{ key });
}

void KernelMirror::setFdbEntry(const model::FdbEntry &entry, Changes &changes)
{
    dropMoved(entry, changes);
    addFdbEntry(entry, changes);
}

KernelMirror::BridgePlace KernelMirror::placeOf(const model::FdbEntry &entry)
{
    return { entry.key.port.netns, entry.bridgeIfindex, entry.key.mac, entry.key.vlan,
             entry.key.port.ifindex };
}

void KernelMirror::forgetPlace(const model::FdbEntry &entry)
{
    if (!entry.isSelf)
        m_places.erase(placeOf(entry));
}

void KernelMirror::addFdbEntry(const model::FdbEntry &entry, Changes &changes)
{
    if (!m_links.contains(entry.key.port))
        return;
    const auto before = m_fdb.find(entry.key);
    if (before != m_fdb.end())
        forgetPlace(before->second);
    const bool isNews = put(m_fdb, entry.key, entry);
    if (!entry.isSelf && entry.bridgeIfindex != noIfindex)
        m_places.insert(placeOf(entry));
    if (isNews)
        changes.emplace_back(entry);
}

std::vector<model::FdbKey> KernelMirror::otherPlaces(const model::FdbEntry &entry) const
{
    std::vector<model::FdbKey> others;
    BridgePlace first = placeOf(entry);
    first.port = noIfindex;
    for (auto place = m_places.lower_bound(first); place != m_places.end() && place->netns == first.netns
         && place->bridge == first.bridge && place->mac == first.mac && place->vlan == first.vlan;
         ++place) {
        if (place->port != entry.key.port.ifindex)
            others.push_back({ { place->netns, place->port }, place->mac, place->vlan, {} });
    }
    return others;
}

std::vector<model::FdbKey> KernelMirror::otherRemotes(const model::FdbKey &key) const
{
    std::vector<model::FdbKey> others;
    for (auto place = m_fdb.lower_bound({ key.port, key.mac, key.vlan, {} }); place != m_fdb.end()
         && place->first.port == key.port && place->first.mac == key.mac && place->first.vlan == key.vlan;
         ++place) {
        if (place->second.isSelf && place->first != key)
            others.push_back(place->first);
    }
    return others;
}

/// A bridge has one place for a MAC, and a VXLAN device one remote for a unicast MAC. The kernel announces
/// only the new one when it moves (br_fdb_update, vxlan_snoop).
void KernelMirror::dropMoved(const model::FdbEntry &entry, Changes &changes)
{
    const model::FdbKey &key = entry.key;
    std::vector<model::FdbKey> moved;
    if (entry.isSelf && !key.mac.isZero() && !key.mac.isMulticast())
        moved = otherRemotes(key);
    else if (!entry.isSelf && entry.bridgeIfindex != noIfindex)
        moved = otherPlaces(entry);
    for (const model::FdbKey &place : moved)
        removeFdbEntry(place, changes);
}

void KernelMirror::removeFdbEntry(const model::FdbKey &key, Changes &changes)
{
    const auto found = m_fdb.find(key);
    if (found == m_fdb.end())
        return;
    forgetPlace(found->second);
    m_fdb.erase(found);
    changes.emplace_back(model::FdbGone{ key });
}

void KernelMirror::settlePeers(const PeerResolver::AskNsid &ask, Changes &changes)
{
    for (const auto &[key, peer] : m_peers.resolvePending(ask)) {
        const auto found = m_links.find(key);
        if (found == m_links.end() || found->second.peer == peer)
            continue;
        found->second.peer = peer;
        takePeer(found->second);
        changes.emplace_back(found->second);
    }
}

std::vector<model::LinkKey> KernelMirror::takeDoubtful()
{
    std::vector<model::LinkKey> doubtful;
    for (const model::LinkKey &key : m_doubtful) {
        if (m_links.contains(key))
            doubtful.push_back(key);
    }
    m_doubtful.clear();
    return doubtful;
}

void KernelMirror::tellAll(const std::function<void(const model::ObservationBody &)> &tell) const
{
    for (const auto &[cookie, netns] : m_namespaces)
        tell(netns);
    for (const auto &[key, link] : m_links)
        tell(link);
    for (const auto &[key, address] : m_addresses)
        tell(address);
    for (const auto &[key, entry] : m_fdb)
        tell(entry);
}

} // namespace kv::netlink
