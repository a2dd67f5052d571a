// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/confvalues.h"

#include <charconv>
#include <string>

namespace kv::vrrp {

std::optional<long> wholeNumber(std::string_view word, long low, long high)
{
    if (word.starts_with('+'))
        word.remove_prefix(1);
    long value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || value < low || value > high)
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> timerUs(std::string_view word)
{
    constexpr long maxSeconds = 86'400;
    const std::size_t dot = word.find('.');
    const auto seconds = dot == 0 ? std::optional<long>(0) : wholeNumber(word.substr(0, dot), 0, maxSeconds);
    if (!seconds)
        return std::nullopt;
    long micros = 0;
    if (dot != std::string_view::npos) {
        std::string fraction(word.substr(dot + 1, 6));
        fraction.resize(6, '0');
        const auto parsed = wholeNumber(fraction, 0, 999'999);
        if (!parsed)
            return std::nullopt;
        micros = *parsed;
    }
    return std::int64_t{ *seconds } * 1'000'000 + micros;
}

std::optional<model::IpPrefix> routePrefix(std::string_view word)
{
    return model::IpPrefix::parse(word == "default" ? "0.0.0.0/0" : word);
}

} // namespace kv::vrrp
