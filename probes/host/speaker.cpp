// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/speaker.h"

#include "probes/wire/codec.h"

#include <sys/epoll.h>
#include <utility>

namespace kv::host {

/// Encodes the objects of a snapshot. Text takes less than half the room of the values.
class Speaker::SnapshotOutbox : public Outbox {
public:
    SnapshotOutbox(std::deque<std::string> &pieces, std::uint64_t &sequence)
        : m_pieces(pieces), m_sequence(sequence)
    {
    }
    void say(model::TimeUs at, const model::ObservationBody &body) override
    {
        append(at, body);
        ++m_objects;
    }
    void end(model::TimeUs at)
    {
        const std::uint64_t begin = 1;
        append(at, model::SnapshotEnd{ m_objects - begin });
    }

private:
    void append(model::TimeUs at, const model::ObservationBody &body)
    {
        constexpr std::size_t pieceBytes = 64 * 1024;
        constexpr std::size_t usualLineBytes = 1024;
        if (m_pieces.empty() || m_pieces.back().size() > pieceBytes)
            m_pieces.emplace_back().reserve(pieceBytes + usualLineBytes);
        wire::appendEvent(m_pieces.back(), ++m_sequence, at, body);
    }

    std::deque<std::string> &m_pieces;
    std::uint64_t &m_sequence;
    std::uint64_t m_objects = 0; ///< with the beginning
};

Speaker::Speaker(Loop &loop, OutputStream stream, Callbacks callbacks)
    : m_loop(loop), m_stream(stream), m_callbacks(std::move(callbacks))
{
    if (!m_stream.isPollable())
        return;
    // Interest in nothing still tells when the reader closes (EPOLLERR, EPOLLHUP).
    m_loop.watch(m_stream.fd(), 0, [this](std::uint32_t events) {
        if ((events & (EPOLLERR | EPOLLHUP)) != 0)
            noticeClosed();
        else
            flush();
    });
}

Speaker::~Speaker()
{
    if (m_stream.isPollable())
        m_loop.unwatch(m_stream.fd());
}

void Speaker::hello(const model::Hello &hello)
{
    enqueueEvent(hello.bootTimeUs, hello);
    flush();
}

void Speaker::say(model::TimeUs at, const model::ObservationBody &body)
{
    if (m_isClosed)
        return;
    if (m_isDropping) {
        drop();
    } else if (isSendingSnapshot() || !m_hasSentSnapshot) {
        if (m_held.size() < maxHeld)
            m_held.push_back({ at, body });
        else
            drop();
    } else if (waitingBytes() > maxQueuedBytes) {
        drop();
    } else {
        enqueueEvent(at, body);
        flush();
    }
}

// A dropped observation uses up its number: the hole tells the reader before the word "lost" comes.
void Speaker::drop()
{
    m_isDropping = true;
    ++m_dropped;
    ++m_sequence;
}

void Speaker::enqueueEvent(model::TimeUs at, const model::ObservationBody &body)
{
    wire::appendEvent(m_queue, ++m_sequence, at, body);
}

void Speaker::reply(const wire::Reply &reply)
{
    if (m_isClosed)
        return;
    m_queue += wire::encode(reply);
    flush();
}

bool Speaker::sendSnapshot(model::TimeUs at, const std::function<void(Outbox &)> &sayAll)
{
    if (isSendingSnapshot())
        return false;
    m_hasSentSnapshot = true;
    SnapshotOutbox outbox(m_snapshot, m_sequence);
    outbox.say(at, model::SnapshotBegin{});
    sayAll(outbox);
    outbox.end(at);
    flush();
    return true;
}

// Piece by piece, so that replies need not wait for all of it.
void Speaker::pumpSnapshot()
{
    while (isSendingSnapshot() && waitingBytes() < lowWaterBytes) {
        compact();
        if (m_queue.empty())
            m_queue.swap(m_snapshot.front());
        else
            m_queue += m_snapshot.front();
        m_snapshot.pop_front();
        if (!isSendingSnapshot())
            releaseHeld();
    }
}

void Speaker::releaseHeld()
{
    const auto held = std::exchange(m_held, {});
    for (const Said &said : held)
        enqueueEvent(said.at, said.body);
}

void Speaker::setCorked(bool corked)
{
    m_isCorked = corked;
    if (!corked)
        flush();
}

void Speaker::flush()
{
    if (m_isCorked)
        return;
    pumpSnapshot();
    while (!m_isClosed && waitingBytes() > 0) {
        std::size_t written = 0;
        const auto outcome = m_stream.write(std::string_view(m_queue).substr(m_written), written);
        m_written += written;
        if (outcome == OutputStream::Outcome::closed)
            noticeClosed();
        if (outcome == OutputStream::Outcome::full)
            break;
        pumpSnapshot();
    }
    compact();
    const bool waits = waitingBytes() > 0 && !m_isClosed;
    if (waits != m_waitsForRoom) {
        m_waitsForRoom = waits;
        m_loop.change(m_stream.fd(), waits ? static_cast<std::uint32_t>(EPOLLOUT) : 0U);
    }
    noticeRoom();
}

void Speaker::compact()
{
    if (m_written == m_queue.size()) {
        m_queue.clear();
        m_written = 0;
    } else if (m_written > lowWaterBytes) {
        m_queue.erase(0, m_written);
        m_written = 0;
    }
}

void Speaker::noticeRoom()
{
    if (m_isClosed)
        return;
    if (m_isDropping && !isSendingSnapshot() && waitingBytes() < lowWaterBytes) {
        m_isDropping = false;
        enqueueEvent(bootTimeNow(), model::Lost{ "queue", std::exchange(m_dropped, 0) });
        m_callbacks.wantsResync();
        flush();
        return;
    }
    if (!hasPending())
        m_callbacks.drained();
}

void Speaker::noticeClosed()
{
    if (m_isClosed)
        return;
    m_isClosed = true;
    m_queue.clear();
    m_written = 0;
    m_snapshot.clear();
    m_callbacks.closed();
}

} // namespace kv::host
