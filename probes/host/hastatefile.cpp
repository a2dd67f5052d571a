// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/hastatefile.h"

#include "probes/host/procentry.h"

namespace kv::host {

namespace {

constexpr std::size_t maxStateBytes = 32;

} // namespace

std::optional<model::HaStateFile> readHaStateFile(const std::string &directory)
{
    const auto file = readSmallFile(directory + "/state", maxStateBytes);
    if (!file)
        return std::nullopt;
    model::HaStateFile state{ directory.substr(directory.rfind('/') + 1), file->text, file->modifiedUnixUs };
    for (char &c : state.value) {
        if (c < 0x20 || c > 0x7e)
            c = ' ';
    }
    state.value.erase(state.value.find_last_not_of(' ') + 1);
    return state;
}

} // namespace kv::host
