// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/model/traffic.h"
#include "probes/netlink/eventsocket.h"

#include <optional>

namespace kv::host {

/// Says which bridge ports of the host's own namespace filter rules name: at the start, when nf_tables
/// changed there, and each minute.
class FilterWatch : public Sense {
public:
    FilterWatch(Loop &loop, Outbox &outbox) : m_loop(loop), m_outbox(outbox) { }
    ~FilterWatch() override;

    /// Reads the namespace of the calling thread, the home; `listens`: also its changes from now on.
    void start(model::NetnsCookie home, bool listens);
    void sayAll(Outbox &outbox) override;

private:
    void hearNft();
    void look();

    Loop &m_loop;
    Outbox &m_outbox;
    std::optional<netlink::EventSocket> m_events;
    model::PortFilters m_known;
    Loop::TimerId m_slowTimer = 0;
    Loop::TimerId m_dueTimer = 0;
};

} // namespace kv::host
