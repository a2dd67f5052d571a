// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/nearclock.h"

#include <ctime>
#include <fstream>

namespace kv::session {

model::TimeUs nearNow()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return model::TimeUs{ now.tv_sec } * 1'000'000 + now.tv_nsec / 1'000;
}

std::string nearBootId()
{
    std::string id;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
    return id;
}

} // namespace kv::session
