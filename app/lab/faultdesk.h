// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/faultrunner.h"
#include "app/lab/faultwords.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kv::lab {

/// The faults in force, in the lab's PID 1: begins them, undoes them when told or when their time is up.
class FaultDesk {
public:
    struct News {
        std::function<void(const FaultInForce &)> begun;
        std::function<void(const FaultInForce &, const std::string &complaint)> ended;
    };

    FaultDesk(const Blueprint &lab, FaultRunner &runner, News news);

    /// Answers "begin", "mend", "kinds" (faultwords.h) with the words to send back.
    std::vector<std::string> answer(const std::vector<std::string> &request);

    /// Until the next fault's time is up; -1 = none is limited.
    int nextDueMs() const;
    void mendDue();

private:
    struct Open {
        Fault fault;
        FaultInForce shown;
    };
    model::Result<int> begin(const FaultRequest &request, std::int64_t limitMs);
    model::Result<void> mend(std::size_t at);
    model::Result<void> mendAll();
    model::Result<void> undo(const Fault &fault);
    std::vector<std::string> kinds();
    std::string whyNot(const FaultKind &kind);
    void forgetHost(const std::string &host);

    const Blueprint &m_lab;
    FaultRunner &m_runner;
    News m_news;
    std::vector<Open> m_open; ///< the oldest first
    int m_lastId = 0;
};

} // namespace kv::lab
