// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/sense.h"
#include "probes/model/echo.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace kv::host {

class Outbox;

/// Runs echo series for the near end: StartEcho and StopEcho end here. Says EchoSeriesState when one begins
/// or ends and EchoBatch each 50 ms.
class EchoRunner : public Sense {
public:
    static constexpr std::size_t maxSeries = 64;

    EchoRunner(Loop &loop, Outbox &outbox, NamespaceDoor &door);
    ~EchoRunner() override;

    /// busy: that number runs already; oversized: maxSeries run; invalidArgument; notFound: no such
    /// namespace; notPermitted: no raw sockets.
    model::Result<void> start(const model::EchoSeriesSpec &spec);
    /// Sends no more; the series ends (and its number is free) when the last answers can no longer be in
    /// time.
    model::Result<void> stop(std::uint32_t series);

    void namespaceSeen(const model::NetNamespace &netns) override;
    void namespaceGone(model::NetnsCookie cookie) override;
    void sayAll(Outbox &outbox) override;

private:
    struct Running;

    void end(std::uint32_t series, std::optional<model::Error> error);
    void arm();
    void sendDue();
    void flush();
    void flushOne(Running &running, model::TimeUs now);

    Loop &m_loop;
    Outbox &m_outbox;
    NamespaceDoor &m_door;
    std::map<std::uint32_t, std::unique_ptr<Running>> m_running;
    model::NetnsCookie m_home = 0;
    std::uint16_t m_nextIdent = 0;
    Loop::TimerId m_sendTimer = 0;
    Loop::TimerId m_flushTimer = 0;
};

} // namespace kv::host
