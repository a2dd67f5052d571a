// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/capturedechoes.h"

#include <QList>

#include <algorithm>

namespace kv::tests {

namespace {

struct Request {
    std::int64_t sentAt = 0;
    bool isInTime = false;
};

std::vector<CapturedGap> findGaps(const std::vector<Request> &requests)
{
    std::vector<CapturedGap> gaps;
    bool isOpen = false;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (!isOpen && !requests[i].isInTime) {
            gaps.push_back({ requests[i].sentAt, -1 });
            isOpen = true;
        } else if (isOpen && i + 2 < requests.size() && requests[i].isInTime && requests[i + 1].isInTime
                   && requests[i + 2].isInTime) {
            gaps.back().durationUs = requests[i].sentAt - gaps.back().beginUs;
            isOpen = false;
        }
    }
    return gaps;
}

} // namespace

std::map<QString, CapturedTarget> readCapture(const QByteArray &lines, std::int64_t intervalUs)
{
    const std::int64_t inTimeUs = std::max<std::int64_t>(3 * intervalUs, 100'000);
    std::map<QString, std::vector<Request>> requests;
    std::map<QByteArray, std::size_t> places;
    for (const QByteArray &line : lines.split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() != 4)
            continue;
        const std::int64_t at = words[0].toLongLong();
        const QByteArray key = words[2] + words[3];
        std::vector<Request> &target = requests[QString::fromLatin1(words[2])];
        const auto place = places.find(key);
        if (words[1] == "o" && place == places.end()) {
            places[key] = target.size();
            target.push_back({ at, false });
        } else if (words[1] == "i" && place != places.end()
                   && at - target[place->second].sentAt <= inTimeUs) {
            target[place->second].isInTime = true;
        }
    }
    std::map<QString, CapturedTarget> result;
    for (const auto &[address, list] : requests) {
        const auto inTime =
            std::count_if(list.begin(), list.end(), [](const Request &request) { return request.isInTime; });
        result[address] = { static_cast<std::int64_t>(list.size()), inTime, findGaps(list) };
    }
    return result;
}

} // namespace kv::tests
