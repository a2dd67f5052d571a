// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/time.h"

#include <string>
#include <vector>

namespace kv::state {

/// A way to break the lab.
struct FaultChoice {
    std::string kind; ///< "overlay-down"
    std::string text; ///< for people, translated: what breaks
    std::string whyNot; ///< for people, translated: why this lab cannot; "" = it can
    bool concernsRouter = false;
    bool takesPercent = false;
    bool takesMilliseconds = false;
    bool operator==(const FaultChoice &) const = default;
};

/// One that is in force.
struct OpenFault {
    int number = 0;
    std::string kind;
    std::string host;
    std::string router; ///< name; "" = what the host carries
    std::string subject; ///< field terms
    model::TimeUs until = 0; ///< near end's clock; 0 = until it is undone
    bool operator==(const OpenFault &) const = default;
};

/// What the lab can break, and what is broken.
struct LabFaults {
    std::vector<FaultChoice> choices;
    std::vector<std::string> hosts; ///< in the lab's order
    std::vector<std::string> routers; ///< names of those with keepalived
    std::vector<OpenFault> open; ///< the oldest first
    bool operator==(const LabFaults &) const = default;
};

/// What the user wants to break.
struct FaultWish {
    std::string kind;
    std::string host;
    std::string router; ///< "" = the host's first
    int percent = 0;
    int milliseconds = 0;
    int seconds = 0; ///< until it is undone by itself; 0 = stays
    bool operator==(const FaultWish &) const = default;
};

} // namespace kv::state
