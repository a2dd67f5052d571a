// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/host/outbox.h"
#include "probes/host/outputstream.h"
#include "probes/wire/message.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>

namespace kv::host {

/// All that leaves the probe: numbers, encodes, queues and writes it, never blocking. What a slow reader does
/// not take is bounded: then observations are dropped, counted, and wantsResync is called once there is room
/// again. Replies are never dropped. Observations said during a snapshot follow it.
class Speaker : public Outbox {
public:
    /// Encoded bytes of observations that may wait for the reader.
    static constexpr std::size_t maxQueuedBytes = 4 * 1024 * 1024;
    /// Observations that may wait for a snapshot's end.
    static constexpr std::size_t maxHeld = 16'384;
    /// Below this many bytes a snapshot goes on, and a dropping queue is well again.
    static constexpr std::size_t lowWaterBytes = 256 * 1024;
    /// Over this many bytes of waiting replies no more requests should be read.
    static constexpr std::size_t maxReplyBytes = 1024 * 1024;

    struct Callbacks {
        std::function<void()> wantsResync; ///< room again after observations were dropped
        std::function<void()> drained; ///< nothing waits any more
        std::function<void()> closed; ///< the reader is gone
    };

    Speaker(Loop &loop, OutputStream stream, Callbacks callbacks);
    ~Speaker() override;

    /// Everything before the first snapshot but the hello waits for that snapshot's end.
    void hello(const model::Hello &hello);
    void say(model::TimeUs at, const model::ObservationBody &body) override;
    void reply(const wire::Reply &reply);
    /// One at a time: false while another is on its way. `sayAll` says the objects, at once.
    bool sendSnapshot(model::TimeUs at, const std::function<void(Outbox &)> &sayAll);

    /// While corked, what is said is queued and written at once at the end: one system call for many
    /// observations.
    void setCorked(bool corked);

    bool isClosed() const { return m_isClosed; }
    bool isSendingSnapshot() const { return !m_snapshot.empty(); }
    bool hasPending() const { return m_written < m_queue.size() || isSendingSnapshot(); }
    /// Whether requests should wait: their replies are not being read.
    bool isChoked() const { return m_queue.size() - m_written > maxQueuedBytes + maxReplyBytes; }

private:
    /// One observation waiting for its number.
    struct Said {
        model::TimeUs at = 0;
        model::ObservationBody body;
    };
    class SnapshotOutbox;

    void enqueueEvent(model::TimeUs at, const model::ObservationBody &body);
    void drop();
    void pumpSnapshot();
    void releaseHeld();
    void flush();
    void compact();
    void noticeRoom();
    void noticeClosed();
    std::size_t waitingBytes() const { return m_queue.size() - m_written; }

    Loop &m_loop;
    OutputStream m_stream;
    Callbacks m_callbacks;
    std::string m_queue; ///< encoded lines in order
    std::size_t m_written = 0; ///< of m_queue
    std::uint64_t m_sequence = 0;
    std::deque<std::string> m_snapshot; ///< encoded pieces that wait to be queued
    std::deque<Said> m_held;
    std::uint64_t m_dropped = 0; ///< since the queue was last well
    bool m_isDropping = false;
    bool m_hasSentSnapshot = false;
    bool m_waitsForRoom = false;
    bool m_isCorked = false;
    bool m_isClosed = false;
};

} // namespace kv::host
