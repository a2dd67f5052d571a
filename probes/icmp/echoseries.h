// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/icmp/echosocket.h"
#include "probes/model/echo.h"

#include <cstdint>
#include <vector>

namespace kv::icmp {

/// One running series. The first request is due when it is opened, the next ones each interval after that; a
/// due time that passes unsent (the caller came too late by an interval, or the kernel refused) is "not
/// sent".
class EchoSeries {
public:
    static constexpr std::uint32_t minIntervalUs = 1'000;
    static constexpr std::uint32_t maxIntervalUs = 60'000'000;

    /// Call inside the namespace. `ident` tells this series' answers from others' in the kernel's filter.
    static model::Result<EchoSeries> open(const model::EchoSeriesSpec &spec, std::uint16_t ident);

    const model::EchoSeriesSpec &spec() const { return m_spec; }
    int fd() const { return m_socket.fd(); }
    model::TimeUs nextDue() const { return m_due; }
    /// Sends what is due now: at most one request; then reads what has already come.
    void sendDue();
    void receive();
    bool hasNews() const { return !m_batch.sent.empty() || !m_batch.answers.empty(); }
    /// What happened since the last call, up to now.
    model::EchoBatch takeBatch();

private:
    /// At most this many requests keep their kernel stamp for late answers; older ones use the time in the
    /// payload.
    static constexpr std::size_t rememberedCount = 1024;
    static constexpr std::size_t maxAnswersInBatch = 4096;
    struct Remembered {
        std::uint64_t sequence = 0;
        std::uint32_t stampNumber = 0;
        model::TimeUs calledAt = 0;
        model::TimeUs at = 0;
        bool isSaid = false; ///< its `at` went out in a batch and is final
        bool hasStamp = false;
    };

    EchoSeries(EchoSocket socket, const model::EchoSeriesSpec &spec, std::uint16_t ident,
               std::uint64_t cookie);
    void passOver(model::TimeUs now);
    void sendOne(model::TimeUs now);
    void stamped(std::uint32_t number, model::TimeUs at);
    void answered(const EchoContent &content, model::TimeUs at);
    Remembered *remembered(std::uint64_t sequence);

    EchoSocket m_socket;
    model::EchoSeriesSpec m_spec;
    std::uint16_t m_ident = 0;
    std::uint64_t m_cookie = 0;
    std::uint64_t m_sequence = 0;
    model::TimeUs m_due = 0;
    model::EchoBatch m_batch;
    std::vector<Remembered> m_remembered;
};

} // namespace kv::icmp
