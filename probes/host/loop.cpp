// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/loop.h"

#include "probes/netlink/ownedfd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <map>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <utility>

namespace kv::host {

namespace {

constexpr model::TimeUs usPerSecond = 1'000'000;
constexpr long nsPerUs = 1'000;

timespec toTimespec(model::TimeUs us)
{
    timespec time{};
    time.tv_sec = static_cast<time_t>(us / usPerSecond);
    time.tv_nsec = static_cast<long>(us % usPerSecond) * nsPerUs;
    return time;
}

} // namespace

model::TimeUs bootTimeNow()
{
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<model::TimeUs>(now.tv_sec) * usPerSecond + now.tv_nsec / nsPerUs;
}

struct Loop::State {
    struct Watch {
        std::uint64_t generation = 0; ///< tells an event of a closed descriptor from its successor's
        std::shared_ptr<FdCallback> callback;
    };
    struct Timer {
        model::TimeUs due = 0;
        model::TimeUs period = 0; ///< 0: once
        std::shared_ptr<TimerCallback> callback;
    };

    netlink::OwnedFd epoll;
    netlink::OwnedFd timerFd;
    std::map<int, Watch> watches;
    std::map<TimerId, Timer> timers;
    std::map<std::pair<model::TimeUs, TimerId>, TimerId> dueOrder;
    TimerId lastTimer = 0;
    std::uint64_t lastGeneration = 0;
    model::TimeUs armedFor = 0;
    bool isQuitting = false;
    int code = 0;

    void arm();
    void fireTimers();
};

// Sets the kernel's timer to the earliest one, only when that changed.
void Loop::State::arm()
{
    const model::TimeUs due =
        dueOrder.empty() ? 0 : std::max<model::TimeUs>(dueOrder.begin()->first.first, 1);
    if (due == armedFor)
        return;
    armedFor = due;
    itimerspec spec{};
    spec.it_value = toTimespec(due);
    ::timerfd_settime(timerFd.get(), TFD_TIMER_ABSTIME, &spec, nullptr);
}

void Loop::State::fireTimers()
{
    std::uint64_t expirations = 0;
    [[maybe_unused]] const ssize_t got = ::read(timerFd.get(), &expirations, sizeof expirations);
    armedFor = 0;
    const model::TimeUs now = bootTimeNow();
    while (!isQuitting && !dueOrder.empty() && dueOrder.begin()->first.first <= now) {
        const TimerId id = dueOrder.begin()->second;
        dueOrder.erase(dueOrder.begin());
        Timer &timer = timers.at(id);
        const auto callback = timer.callback;
        if (timer.period > 0) {
            // Periods that passed unserved are skipped: late repeats do not pile up.
            timer.due += ((now - timer.due) / timer.period + 1) * timer.period;
            dueOrder.emplace(std::pair{ timer.due, id }, id);
        } else {
            timers.erase(id);
        }
        (*callback)();
    }
}

Loop::Loop() : m_state(std::make_unique<State>())
{
    m_state->epoll.reset(::epoll_create1(EPOLL_CLOEXEC));
    m_state->timerFd.reset(::timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK));
    if (!m_state->epoll.isOpen() || !m_state->timerFd.isOpen())
        std::abort();
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = 0;
    ::epoll_ctl(m_state->epoll.get(), EPOLL_CTL_ADD, m_state->timerFd.get(), &event);
}

Loop::~Loop() = default;

void Loop::watch(int fd, std::uint32_t epollEvents, FdCallback callback)
{
    unwatch(fd);
    const std::uint64_t generation = ++m_state->lastGeneration;
    m_state->watches[fd] = { generation, std::make_shared<FdCallback>(std::move(callback)) };
    epoll_event event{};
    event.events = epollEvents;
    event.data.u64 = generation << 32 | static_cast<std::uint32_t>(fd);
    ::epoll_ctl(m_state->epoll.get(), EPOLL_CTL_ADD, fd, &event);
}

void Loop::change(int fd, std::uint32_t epollEvents)
{
    const auto found = m_state->watches.find(fd);
    if (found == m_state->watches.end())
        return;
    epoll_event event{};
    event.events = epollEvents;
    event.data.u64 = found->second.generation << 32 | static_cast<std::uint32_t>(fd);
    ::epoll_ctl(m_state->epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

void Loop::unwatch(int fd)
{
    if (m_state->watches.erase(fd) != 0)
        ::epoll_ctl(m_state->epoll.get(), EPOLL_CTL_DEL, fd, nullptr);
}

Loop::TimerId Loop::startTimer(std::chrono::microseconds delay, bool repeats, TimerCallback callback)
{
    const TimerId id = ++m_state->lastTimer;
    const model::TimeUs delayUs = std::max<model::TimeUs>(delay.count(), 0);
    const model::TimeUs due = bootTimeNow() + delayUs;
    m_state->timers[id] = { due, repeats ? std::max<model::TimeUs>(delayUs, 1) : 0,
                            std::make_shared<TimerCallback>(std::move(callback)) };
    m_state->dueOrder.emplace(std::pair{ due, id }, id);
    m_state->arm();
    return id;
}

void Loop::stopTimer(TimerId timer)
{
    const auto found = m_state->timers.find(timer);
    if (found == m_state->timers.end())
        return;
    m_state->dueOrder.erase({ found->second.due, timer });
    m_state->timers.erase(found);
    m_state->arm();
}

int Loop::run()
{
    std::array<epoll_event, 64> ready;
    while (!m_state->isQuitting) {
        const int count =
            ::epoll_wait(m_state->epoll.get(), ready.data(), static_cast<int>(ready.size()), -1);
        if (count < 0 && errno != EINTR)
            std::abort();
        for (int i = 0; i < count && !m_state->isQuitting; ++i) {
            const epoll_event &event = ready[static_cast<std::size_t>(i)];
            if (event.data.u64 == 0) {
                m_state->fireTimers();
                continue;
            }
            const auto found = m_state->watches.find(static_cast<int>(event.data.u64 & 0xffffffff));
            if (found == m_state->watches.end()
                || (found->second.generation & 0xffffffff) != event.data.u64 >> 32)
                continue;
            const auto callback = found->second.callback;
            (*callback)(event.events);
        }
        m_state->arm();
    }
    m_state->isQuitting = false;
    return m_state->code;
}

void Loop::quit(int code)
{
    m_state->code = code;
    m_state->isQuitting = true;
}

} // namespace kv::host
