// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/openlab.h"

#include "app/lab/labfiles.h"
#include "app/lab/registry.h"

#include <algorithm>

namespace kv::lab {

model::Result<RunningLab> openLab(const std::string &word, bool hasFastTimers)
{
    const std::vector<std::string> running = word.empty() ? std::vector<std::string>() : labNames();
    if (std::find(running.begin(), running.end(), word) != running.end()) {
        return attach(word);
    }
    model::Result<Definition> definition = loadLab(word.empty() ? defaultLab : word);
    if (!definition) {
        const bool isUnknown = definition.error().code == model::ErrorCode::notFound && isLabName(word);
        return isUnknown ? model::Error{ definition.error().code,
                                         "no lab \"" + word + "\" is running, and " + definition.error().text,
                                         {} }
                         : definition.error();
    }
    return startPrivate({ {}, hasFastTimers, std::move(*definition) });
}

} // namespace kv::lab
