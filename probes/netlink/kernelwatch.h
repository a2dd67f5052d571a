// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/netlink/eventsocket.h"
#include "probes/netlink/homenamespace.h"
#include "probes/netlink/kernelmirror.h"
#include "probes/netlink/namespacedirectory.h"
#include "probes/netlink/routesocket.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace kv::netlink {

/// The kernel of one host, watched: namespaces, links, addresses, forwarding entries. One thread; it leaves
/// its namespace only inside a call.
class KernelWatch {
public:
    struct Options {
        bool writesNsids =
            true; ///< give foreign namespaces an nsid (RTM_NEWNSID), the one write of an observer
        std::string directory = NamespaceDirectory::usualPath;
    };
    struct Round {
        Changes changes;
        bool isWhole = true; ///< false: the kernel dropped events, call scan()
        std::vector<model::PortCount> counts; ///< of the newcomers' links, from a scan that tells OnOpened
    };

    /// Gets a namespace's descriptor, open during the call only.
    using OnOpened = std::function<void(int namespaceFd)>;

    static model::Result<std::unique_ptr<KernelWatch>> open(const Options &options);

    /// Readable (EPOLLIN) when readEvents() has something to do.
    int eventsFd() const { return m_epoll.get(); }
    /// Ready (EPOLLPRI) after a mount or unmount. Each poll takes the news away, so it must not be polled
    /// through another epoll set, and readMounts() must follow.
    int mountsFd() const { return m_mounts.get(); }
    /// Handles what waits. At most some thousand events a call.
    Round readEvents();
    Round readMounts();
    /// Reads everything anew; the changes are the differences to what was known. `onOpened` hears of the home
    /// namespace and of each newcomer before it is read.
    Round scan(const OnOpened &onOpened = {});

    /// Everything known, as a snapshot says it.
    void tellAll(const std::function<void(const model::ObservationBody &)> &tell) const
    {
        m_mirror.tellAll(tell);
    }
    const HomeNamespace &home() const { return m_home; }
    bool hearsAllNsids() const { return m_hearsAllNsids; }
    bool writesNsids() const { return m_hearsAllNsids && m_options.writesNsids && m_canEnter; }
    bool canEnter() const { return m_canEnter; }

    /// Whose events the one socket marks with this nsid.
    std::optional<model::NetnsCookie> namespaceOfNsid(std::int32_t nsid) const;
    const std::map<std::int32_t, model::NetnsCookie> &nsids() const { return m_homeNsids; }
    bool isHeardByNsid(model::NetnsCookie netns) const;

    /// Runs `work` inside the namespace (0 = home) with a socket of it. notFound when it is gone. No
    /// descriptor outlives the call.
    model::Result<void> visit(model::NetnsCookie netns, const std::function<void(RouteSocket &)> &work) const;
    /// The same for work that needs no socket.
    model::Result<void> inside(model::NetnsCookie netns, const std::function<void()> &work) const;

private:
    struct Newcomer;

    KernelWatch(const Options &options, HomeNamespace home, RouteSocket homeSocket);
    model::Result<void> start();
    model::Result<void> watchFd(int fd);
    std::vector<Newcomer> syncNames(Round &round, const OnOpened &onOpened);
    void admitAll(Round &round, const OnOpened &onOpened = {});
    void obtainNsids(std::vector<Newcomer> &newcomers);
    /// Calls `first` while a helper has begun with the newcomers, where they are many. No help for a caller
    /// whose own thread reads beside this one (OnOpened): three threads are slower than two.
    void enterAndScan(std::vector<Newcomer> &newcomers, Round &round, bool mayHaveHelp,
                      const std::function<void()> &first = {});
    void scanHere(Newcomer &newcomer, bool withCounts) const;
    void listenTo(Newcomer &newcomer, Round &round);
    void takeIn(std::vector<Newcomer> &newcomers, Round &round);
    std::optional<NamespaceScan> scanKnown(model::NetnsCookie netns, Round &round) const;
    void drainEvents(Round &round, std::size_t maxMessages);
    void take(model::NetnsCookie netns, const nlmsghdr &message, Changes &changes);
    void takeNsid(model::NetnsCookie netns, const nlmsghdr &message, Changes &changes);
    void forget(model::NetnsCookie netns, Changes &changes);
    void settle(Round &round);
    void rereadDoubtful(Changes &changes);
    void learnHomeNsids();
    model::Result<OwnedFd> openNamespace(model::NetnsCookie netns) const;
    std::optional<std::int32_t> askNsidOf(model::NetnsCookie in, model::NetnsCookie of) const;

    Options m_options;
    HomeNamespace m_home;
    NamespaceDirectory m_directory;
    mutable RouteSocket m_homeSocket; ///< its sequence number counts questions too
    OwnedFd m_epoll;
    OwnedFd m_mounts;
    KernelMirror m_mirror;
    std::unique_ptr<EventSocket> m_events;
    std::map<model::NetnsCookie, EventSocket> m_ownEvents; ///< of namespaces that the one socket cannot hear
    std::map<std::int32_t, model::NetnsCookie> m_homeNsids;
    mutable std::optional<std::int32_t> m_ownNsid; ///< of the home namespace in itself, once it has one
    bool m_hearsAllNsids = false;
    bool m_canEnter = false;
    bool m_hasUnknownNsid = false;
};

} // namespace kv::netlink
