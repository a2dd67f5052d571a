// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/subordinateids.h"

#include "app/lab/processes.h"

#include <algorithm>
#include <charconv>
#include <fstream>

#include <pwd.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

constexpr std::size_t maxFileBytes = 1024 * 1024;

std::string readFile(const char *path)
{
    std::ifstream file(path);
    std::string text(maxFileBytes, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string userName()
{
    const passwd *entry = getpwuid(geteuid());
    return entry ? entry->pw_name : std::string();
}

Error missing(const std::string &what, const std::string &remedy)
{
    return { ErrorCode::unsupported, what + " (" + remedy + ")", {} };
}

} // namespace

std::optional<SubordinateRange> subordinateRange(std::string_view file, const std::string &user, uid_t uid)
{
    while (!file.empty()) {
        const std::size_t end = file.find('\n');
        const std::string_view line = file.substr(0, end);
        file = end == std::string_view::npos ? std::string_view() : file.substr(end + 1);
        const std::size_t first = line.find(':');
        const std::size_t second = line.find(':', first == std::string_view::npos ? first : first + 1);
        if (second == std::string_view::npos) {
            continue;
        }
        const std::string_view owner = line.substr(0, first);
        const auto from = number(line.substr(first + 1, second - first - 1));
        const auto count = number(line.substr(second + 1));
        const bool isOurs = (!user.empty() && owner == user) || owner == std::to_string(uid);
        if (isOurs && from && count && *count >= neededIds) {
            return SubordinateRange{ *from, *count };
        }
    }
    return std::nullopt;
}

Result<void> mapSubordinateIds(pid_t child)
{
    if (findProgram("newuidmap").empty() || findProgram("newgidmap").empty()) {
        return missing("newuidmap is not installed", "apt install uidmap");
    }
    const std::string user = userName();
    struct Kind {
        const char *file;
        const char *program;
        const char *option;
        unsigned own;
    };
    for (const Kind &kind : { Kind{ "/etc/subuid", "newuidmap", "--add-subuids", geteuid() },
                              Kind{ "/etc/subgid", "newgidmap", "--add-subgids", getegid() } }) {
        const auto range = subordinateRange(readFile(kind.file), user, geteuid());
        if (!range) {
            return missing(
                std::string(kind.file) + " has no " + std::to_string(neededIds) + " ids for this user",
                std::string("usermod ") + kind.option + " 100000-165535 " + (user.empty() ? "USER" : user));
        }
        const Result<void> mapped = runProgram(
            { kind.program, std::to_string(child), "0", std::to_string(kind.own), "1", "1",
              std::to_string(range->first), std::to_string(std::min(range->count, std::uint64_t{ 65535 })) },
            {});
        if (!mapped) {
            return Error{ ErrorCode::unsupported,
                          std::string(kind.program) + ": " + mapped.error().text,
                          {} };
        }
    }
    return {};
}

} // namespace kv::lab
