// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace kv::tests {

/// A stretch without answers as the packets show it: DESIGN's definition, computed without Keepview.
struct CapturedGap {
    std::int64_t beginUs = 0; ///< CLOCK_REALTIME of the first request not answered in time
    std::int64_t durationUs = 0; ///< to the first of three consecutive ones answered in time; -1 = not ended
};

/// What went to one address and came back.
struct CapturedTarget {
    std::int64_t sent = 0;
    std::int64_t inTime = 0;
    std::vector<CapturedGap> gaps;
};

/// Reads echocapture's lines. By address.
std::map<QString, CapturedTarget> readCapture(const QByteArray &lines, std::int64_t intervalUs);

} // namespace kv::tests
