// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/faultwords.h"

#include <charconv>

namespace kv::lab {

namespace {

template <class T> std::optional<T> number(const std::string &text)
{
    T value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace

std::vector<std::string> beginWords(const FaultRequest &request, std::int64_t limitMs)
{
    return { "begin",
             request.kind,
             request.host,
             request.router,
             std::to_string(request.percent),
             std::to_string(request.milliseconds),
             std::to_string(limitMs) };
}

std::optional<std::pair<FaultRequest, std::int64_t>> beginFromWords(const std::vector<std::string> &words)
{
    if (words.size() != 7) {
        return std::nullopt;
    }
    const auto percent = number<int>(words[4]);
    const auto milliseconds = number<int>(words[5]);
    const auto limit = number<std::int64_t>(words[6]);
    if (!percent || !milliseconds || !limit || *limit < 0) {
        return std::nullopt;
    }
    return std::pair(FaultRequest{ words[1], words[2], words[3], *percent, *milliseconds }, *limit);
}

std::vector<std::string> inForceWords(const std::string &what, const FaultInForce &fault)
{
    return { what,
             std::to_string(fault.id),
             fault.kind,
             fault.host,
             fault.router,
             fault.subject,
             std::to_string(fault.untilMs),
             std::to_string(fault.changedMs) };
}

std::optional<FaultInForce> inForceFromWords(const std::vector<std::string> &words)
{
    if (words.size() < 8) {
        return std::nullopt;
    }
    const auto id = number<int>(words[1]);
    const auto until = number<std::int64_t>(words[6]);
    const auto changed = number<std::int64_t>(words[7]);
    return id && until && changed
        ? std::optional(FaultInForce{ *id, words[2], words[3], words[4], words[5], *until, *changed })
        : std::nullopt;
}

std::vector<FaultAbility> abilitiesFromWords(const std::vector<std::string> &words)
{
    std::vector<FaultAbility> abilities;
    for (std::size_t at = 1; at + 1 < words.size(); at += 2) {
        abilities.push_back({ words[at], words[at + 1] });
    }
    return abilities;
}

} // namespace kv::lab
