// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/netlink/decode.h"
#include "probes/netlink/namespacescan.h"
#include "probes/netlink/peerresolver.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace kv::netlink {

/// What became true, in order: NetNamespace, Link, InterfaceAddress, FdbEntry and their Gone forms only.
using Changes = std::vector<model::ObservationBody>;

/// All that the kernel has said, by identity. Each call appends what really changed; a repetition says
/// nothing. What concerns a namespace that is not known is ignored. Pure: no I/O.
class KernelMirror {
public:
    const std::map<model::NetnsCookie, model::NetNamespace> &namespaces() const { return m_namespaces; }
    bool knows(model::NetnsCookie netns) const { return m_namespaces.contains(netns); }

    void setNamespace(const model::NetNamespace &netns, Changes &changes);
    /// Says NamespaceGone and drops all that was there.
    void forgetNamespace(model::NetnsCookie netns, Changes &changes);
    /// The namespace is exactly this now.
    void replace(model::NetnsCookie netns, NamespaceScan scan, Changes &changes);

    void setLink(RawLink raw, Changes &changes);
    void removeLink(model::LinkKey key, Changes &changes);
    void setMaster(model::LinkKey key, std::int32_t masterIfindex, Changes &changes);
    void setAddress(const model::InterfaceAddress &address, Changes &changes);
    void removeAddress(const model::AddressKey &key, Changes &changes);
    /// An entry that moved here from another port or remote says FdbGone of that first.
    void setFdbEntry(const model::FdbEntry &entry, Changes &changes);
    void removeFdbEntry(const model::FdbKey &key, Changes &changes);

    PeerResolver &peers() { return m_peers; }
    /// Applies what the resolver has found out meanwhile.
    void settlePeers(const PeerResolver::AskNsid &ask, Changes &changes);
    /// Veths that must be read again: the kernel announces the first end before it has the second, and
    /// nothing when the other end moves to another namespace. Hands them out once.
    std::vector<model::LinkKey> takeDoubtful();

    /// Everything, as a snapshot says it: namespaces, links, addresses, forwarding entries.
    void tellAll(const std::function<void(const model::ObservationBody &)> &tell) const;

private:
    /// Where a bridge has a MAC: m_fdb's entries of bridges the other way round, of which a busy one has
    /// thousands of news a second.
    struct BridgePlace {
        model::NetnsCookie netns = 0;
        std::int32_t bridge = 0;
        model::MacAddress mac;
        std::uint16_t vlan = 0;
        std::int32_t port = 0;
        auto operator<=>(const BridgePlace &) const = default;
    };

    static BridgePlace placeOf(const model::FdbEntry &entry);
    void forgetPlace(const model::FdbEntry &entry);
    void removeVanished(model::NetnsCookie netns, const NamespaceScan &scan, Changes &changes);
    void takePeer(const model::Link &link);
    void addFdbEntry(const model::FdbEntry &entry, Changes &changes);
    void dropMoved(const model::FdbEntry &entry, Changes &changes);
    std::vector<model::FdbKey> otherPlaces(const model::FdbEntry &entry) const;
    std::vector<model::FdbKey> otherRemotes(const model::FdbKey &key) const;
    void dropContentsOf(model::LinkKey key, Changes &changes);

    std::map<model::NetnsCookie, model::NetNamespace> m_namespaces;
    std::map<model::LinkKey, model::Link> m_links;
    std::map<model::AddressKey, model::InterfaceAddress> m_addresses;
    std::map<model::FdbKey, model::FdbEntry> m_fdb;
    std::set<BridgePlace> m_places;
    PeerResolver m_peers;
    std::map<model::LinkKey, model::LinkKey> m_otherEnds; ///< veth by the key of its peer, known or not
    std::set<model::LinkKey> m_doubtful;
};

} // namespace kv::netlink
