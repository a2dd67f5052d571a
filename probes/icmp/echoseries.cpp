// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/icmp/echoseries.h"

#include <sys/random.h>

#include <algorithm>
#include <utility>

namespace kv::icmp {

using model::TimeUs;

namespace {

/// A transmit stamp further than this behind the call says that the kernel held the packet (ARP, a queue):
/// the call counts.
constexpr std::int64_t maxStampShiftUs = 10'000;
/// Due times passed over in one go and still listed one by one; more only move the sequence.
constexpr std::uint64_t maxListedNotSent = 4096;

} // namespace

model::Result<EchoSeries> EchoSeries::open(const model::EchoSeriesSpec &spec, std::uint16_t ident)
{
    if (!spec.target.isSet() || spec.intervalUs < minIntervalUs || spec.intervalUs > maxIntervalUs
        || spec.target.isMulticast())
        return model::Error{ model::ErrorCode::invalidArgument, "target or interval out of range",
                             "echo series" };
    if (spec.target.family == model::IpFamily::v6 && spec.target.isLinkLocal())
        return model::Error{ model::ErrorCode::invalidArgument, "a link-local target names no link",
                             "echo series" };
    std::uint64_t cookie = 0;
    if (getrandom(&cookie, sizeof cookie, 0) != sizeof cookie)
        return model::Error{ model::ErrorCode::io, "no random bytes", "echo series" };
    model::Result<EchoSocket> socket = EchoSocket::open(spec.target, ident);
    if (!socket)
        return socket.error();
    return EchoSeries(std::move(*socket), spec, ident, cookie);
}

EchoSeries::EchoSeries(EchoSocket socket, const model::EchoSeriesSpec &spec, std::uint16_t ident,
                       std::uint64_t cookie)
    : m_socket(std::move(socket)), m_spec(spec), m_ident(ident), m_cookie(cookie),
      m_due(KernelClock::read().now()), m_remembered(rememberedCount)
{
    m_batch.series = spec.series;
}

EchoSeries::Remembered *EchoSeries::remembered(std::uint64_t sequence)
{
    Remembered &slot = m_remembered[sequence % rememberedCount];
    return slot.sequence == sequence ? &slot : nullptr;
}

/// Due times that are a whole interval ago can no longer be kept.
void EchoSeries::passOver(TimeUs now)
{
    const std::int64_t late = now - m_due;
    const std::uint64_t missed = late <= 0 ? 0 : static_cast<std::uint64_t>(late) / m_spec.intervalUs;
    const std::uint64_t listed = std::min(missed, maxListedNotSent);
    for (std::uint64_t i = missed - listed; i < missed; ++i)
        m_batch.sent.push_back(
            { m_sequence + 1 + i, m_due + static_cast<TimeUs>(i * m_spec.intervalUs), true });
    m_sequence += missed;
    m_due += static_cast<TimeUs>(missed * m_spec.intervalUs);
}

void EchoSeries::sendOne(TimeUs now)
{
    ++m_sequence;
    const std::uint32_t number = m_socket.sentCount();
    const bool left =
        m_socket.send(writeEchoRequest(m_spec.target.family, { m_ident, m_cookie, m_sequence, now }));
    if (left)
        m_remembered[m_sequence % rememberedCount] = { m_sequence, number, now, now, false, false };
    m_batch.sent.push_back({ m_sequence, left ? now : m_due, !left });
    m_due += m_spec.intervalUs;
}

void EchoSeries::sendDue()
{
    const TimeUs now = KernelClock::read().now();
    if (now < m_due)
        return;
    passOver(now);
    sendOne(now);
    receive();
}

void EchoSeries::receive()
{
    const KernelClock clock = KernelClock::read();
    m_socket.readTransmitStamps(clock, [this](std::uint32_t number, TimeUs at) { stamped(number, at); });
    // Read after the stamps: an answer is compared with the stamp of its own request.
    const KernelClock later = KernelClock::read();
    m_socket.readReplies(later, [this](const EchoContent &content, TimeUs at) { answered(content, at); });
}

void EchoSeries::stamped(std::uint32_t number, TimeUs at)
{
    // Stamps come soon after the send or are not used: the request is among the newest.
    for (std::uint64_t back = 0; back < rememberedCount && back < m_sequence; ++back) {
        Remembered *request = remembered(m_sequence - back);
        if (!request || request->stampNumber != number)
            continue;
        if (request->isSaid || request->hasStamp || at < request->calledAt
            || at > request->calledAt + maxStampShiftUs)
            return;
        request->hasStamp = true;
        request->at = at;
        for (auto sent = m_batch.sent.rbegin(); sent != m_batch.sent.rend(); ++sent) {
            if (sent->sequence == request->sequence && !sent->notSent)
                sent->at = at;
        }
        return;
    }
}

void EchoSeries::answered(const EchoContent &content, TimeUs at)
{
    if (content.cookie != m_cookie || content.ident != m_ident || content.sequence == 0
        || content.sequence > m_sequence || m_batch.answers.size() >= maxAnswersInBatch)
        return;
    const Remembered *request = remembered(content.sequence);
    const TimeUs sentAt = request ? request->at : content.calledAt;
    m_batch.answers.push_back({ content.sequence, at, std::max<std::int64_t>(0, at - sentAt) });
}

model::EchoBatch EchoSeries::takeBatch()
{
    receive();
    for (const model::EchoSent &sent : m_batch.sent) {
        if (Remembered *request = remembered(sent.sequence))
            request->isSaid = true;
    }
    model::EchoBatch batch = std::exchange(m_batch, {});
    m_batch.series = m_spec.series;
    batch.upTo = KernelClock::read().now();
    return batch;
}

} // namespace kv::icmp
