// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <string_view>
#include <vector>

namespace kv::host {

/// How keepview-probe was called.
struct Options {
    enum class Mode {
        serve, ///< requests on stdin; ends with it
        once, ///< hello, one snapshot, end; stdin is not read
        follow, ///< hello, snapshot, events until interrupted or stdout is closed; stdin is not read
        showVersion,
        showHelp,
    };
    Mode mode = Mode::serve;
    bool allowsActions = false;
    bool writesNsids = true;
};

/// The words after the program's name; invalidArgument names the first one that is not understood.
model::Result<Options> parseOptions(const std::vector<std::string_view> &words);

/// The text of --help.
std::string_view usageText();

} // namespace kv::host
