// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/netlink/rawlink.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace kv::netlink {

/// Finds the other end of each veth: turns nsids, which mean something only inside one namespace, into
/// cookies.
class PeerResolver {
public:
    /// The nsid that namespace `in` has for `of`, asked of the kernel.
    using AskNsid = std::function<std::optional<std::int32_t>(model::NetnsCookie in, model::NetnsCookie of)>;

    void learnNsid(model::NetnsCookie in, std::int32_t nsid, model::NetnsCookie of);
    void forgetNsid(model::NetnsCookie in, std::int32_t nsid);
    void forgetNamespace(model::NetnsCookie netns);

    /// The namespace behind an nsid of namespace `in` (none = `in` itself); 0 when not known.
    model::NetnsCookie netnsOf(model::NetnsCookie in, std::optional<std::int32_t> nsid) const
    {
        return known(in, nsid).value_or(0);
    }

    /// Takes in a veth end, new or changed, and says its peer as far as it is known without asking.
    model::VethPeer add(const RawLink &raw);
    void remove(model::LinkKey link);

    /// Ends whose peer may have become known or unknown since the last call, with that peer; asks where two
    /// ends fit each other and neither side's nsid is known.
    std::vector<std::pair<model::LinkKey, model::VethPeer>> resolvePending(const AskNsid &ask);

private:
    struct End {
        std::int32_t peerIfindex = 0;
        std::optional<std::int32_t> nsid;
        bool operator==(const End &) const = default;
    };
    using Pair =
        std::tuple<std::int32_t, std::int32_t, model::NetnsCookie>; ///< ifindex, peer's ifindex, namespace

    model::VethPeer find(model::LinkKey link, const End &end, const AskNsid *ask);
    void setResolved(model::LinkKey link, const End &end, bool isResolved);
    bool isUnresolved(model::LinkKey link, const End &end) const;
    std::optional<model::NetnsCookie> known(model::NetnsCookie in, std::optional<std::int32_t> nsid) const;
    void wakeOthers(model::LinkKey link, const End &end);
    std::vector<model::LinkKey> candidates(model::LinkKey link, const End &end) const;

    std::map<std::pair<model::NetnsCookie, std::int32_t>, model::NetnsCookie> m_nsids;
    std::map<model::LinkKey, End> m_ends;
    std::set<Pair> m_pairs;
    std::map<std::pair<model::NetnsCookie, std::int32_t>, std::set<model::LinkKey>>
        m_unresolved; ///< by nsid waited for
    std::set<model::LinkKey> m_pending;
};

} // namespace kv::netlink
