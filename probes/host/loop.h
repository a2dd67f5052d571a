// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace kv::host {

/// CLOCK_BOOTTIME now, in microseconds.
model::TimeUs bootTimeNow();

/// The probe's one thread: file descriptors (epoll) and timers. Callbacks may add and remove freely.
/// What a subject registers it removes itself before its descriptor closes.
class Loop {
public:
    using FdCallback = std::function<void(std::uint32_t epollEvents)>;
    using TimerCallback = std::function<void()>;
    using TimerId = std::uint64_t;

    Loop();
    ~Loop();
    Loop(const Loop &) = delete;
    Loop &operator=(const Loop &) = delete;

    /// Level-triggered. `epollEvents` are EPOLLIN, EPOLLOUT, EPOLLPRI; errors and hang-up always arrive.
    void watch(int fd, std::uint32_t epollEvents, FdCallback callback);
    void change(int fd, std::uint32_t epollEvents);
    void unwatch(int fd);

    /// Once after `delay`, or each `delay` when `repeats`. Kernel time, CLOCK_BOOTTIME; late repeats do not
    /// pile up.
    TimerId startTimer(std::chrono::microseconds delay, bool repeats, TimerCallback callback);
    void stopTimer(TimerId timer);

    /// Runs until quit(); returns its code.
    int run();
    void quit(int code);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace kv::host
