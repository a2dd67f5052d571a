// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace kv::picture {

/// Calls `work(i)` for each i below `count` and returns when all are done: in order on this thread, or, when
/// there are so many that it is worth it, on several. Calls must not write what another one reads.
template <class Work> void forEachHost(std::size_t count, const Work &work)
{
    constexpr std::size_t fewHosts = 12;
    constexpr std::size_t mostThreads = 4;
    std::atomic<std::size_t> next = 0;
    const auto share = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::jthread> others;
    if (count > fewHosts) {
        const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
        for (std::size_t i = 1; i < std::min(processors, mostThreads); ++i)
            others.emplace_back(share);
    }
    share();
}

} // namespace kv::picture
