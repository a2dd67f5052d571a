// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/echorunner.h"
#include "probes/host/filterwatch.h"
#include "probes/host/inputstream.h"
#include "probes/host/keepalivedwatch.h"
#include "probes/host/linkaction.h"
#include "probes/host/loop.h"
#include "probes/host/options.h"
#include "probes/host/routingwatch.h"
#include "probes/host/sense.h"
#include "probes/host/speaker.h"
#include "probes/host/trafficwatch.h"
#include "probes/host/vrrplistener.h"
#include "probes/netlink/kernelwatch.h"

#include <memory>
#include <vector>

namespace kv::host {

/// The core of keepview-probe: shows the senses what the kernel says, answers requests, sends snapshots.
class Probe : public NamespaceDoor {
public:
    /// `kernel` has not been scanned yet. Standard output and input are descriptors 1 and 0.
    Probe(Loop &loop, const Options &options, std::unique_ptr<netlink::KernelWatch> kernel);
    ~Probe() override;

    /// Hello and the first snapshot; then the loop may run. It quits by itself when the session is over.
    void start();
    /// SIGTERM and the like: undo what is in force, say what waits, quit.
    void interrupt();

    model::Result<void> inside(model::NetnsCookie cookie, const std::function<void()> &work) override;

private:
    void lookAround();
    void take(const netlink::KernelWatch::Round &round);
    void resync(bool saysLost);
    void sendSnapshot(const std::function<void()> &beforeSenses = {});
    void tell(const netlink::Changes &changes, bool alsoOutside);
    void tellSenses(const model::ObservationBody &change);
    void readLine(const wire::LineReader::Line &line);
    void answer(const wire::Request &request);
    model::Result<std::uint64_t> perform(const wire::Request &request);
    void inputEnded(bool hasHalfLine);
    void finish();
    void outputClosed();
    void allWritten();

    Loop &m_loop;
    Options m_options;
    std::unique_ptr<netlink::KernelWatch> m_kernel;
    Speaker m_speaker;
    VrrpListener m_vrrp;
    KeepalivedWatch m_keepalived;
    RoutingWatch m_routing;
    TrafficWatch m_traffic;
    FilterWatch m_filters;
    EchoRunner m_echo;
    LinkAction m_linkAction;
    std::vector<Sense *> m_senses;
    std::unique_ptr<InputStream> m_input;
    bool m_isSnapshotWanted = false;
    bool m_isFinishing = false;
};

} // namespace kv::host
