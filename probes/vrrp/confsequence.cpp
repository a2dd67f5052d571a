// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/confsequence.h"

#include <algorithm>
#include <charconv>

namespace kv::vrrp {

namespace {

std::string trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\v\f";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

/// Split at commas outside of braces.
std::vector<std::string> parts(std::string_view text)
{
    std::vector<std::string> all;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || (text[i] == ',' && depth == 0)) {
            all.push_back(trimmed(text.substr(begin, i - begin)));
            begin = i + 1;
        } else {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        }
    }
    return all;
}

/// The values of "{a, b}", or the one value.
std::vector<std::string> members(const std::string &text)
{
    if (text.size() < 2 || text.front() != '{' || text.back() != '}')
        return { text };
    return parts(std::string_view(text).substr(1, text.size() - 2));
}

std::optional<long> number(const std::string &text)
{
    const bool isNegative = text.starts_with('-');
    std::string_view digits = std::string_view(text).substr(isNegative ? 1 : 0);
    const bool isHex = digits.starts_with("0x") || digits.starts_with("0X");
    if (isHex)
        digits.remove_prefix(2);
    long value = 0;
    const auto [end, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, isHex ? 16 : 10);
    if (problem != std::errc{} || end != digits.data() + digits.size() || value > 0xFFFFFFFF)
        return std::nullopt;
    return isNegative ? -value : value;
}

std::string written(long value, bool isHex)
{
    if (!isHex)
        return std::to_string(value);
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value, 16).ptr;
    return std::string(digits, end);
}

std::optional<ConfSequence> counted(const std::vector<std::string> &words, bool isHex)
{
    if (words.size() < 2 || words.size() > 4)
        return std::nullopt;
    std::vector<long> numbers;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto value = number(words[i]);
        if (!value)
            return std::nullopt;
        numbers.push_back(*value);
    }
    const long end = numbers.back();
    const long start = numbers.size() > 1 ? numbers.front() : end > 0 ? 1 : -1;
    const long step = numbers.size() > 2 ? numbers[1] : end >= start ? 1 : -1;
    ConfSequence sequence{ { words.front() }, {} };
    if (step == 0 || (end - start) / step >= static_cast<long>(maxSequenceRounds))
        return std::nullopt;
    for (long value = start; step > 0 ? value <= end : value >= end; value += step)
        sequence.values.push_back({ written(value, isHex) });
    return sequence;
}

} // namespace

std::size_t sequenceEnd(std::string_view line)
{
    const std::size_t close = line.find(')');
    return close == std::string_view::npos ? line.size() : close + 1;
}

std::optional<ConfSequence> readSequence(std::string_view head)
{
    const std::size_t open = head.find('(');
    if (open == std::string_view::npos || !head.ends_with(')'))
        return std::nullopt;
    const std::string_view kind = head.substr(0, open);
    const std::vector<std::string> words = parts(head.substr(open + 1, head.size() - open - 2));
    if (kind == "~SEQ" || kind == "~SEQx")
        return counted(words, kind == "~SEQx");
    if (kind != "~LST" || words.size() < 2 || words.size() > maxSequenceRounds)
        return std::nullopt;
    ConfSequence sequence{ members(words.front()), {} };
    std::transform(words.begin() + 1, words.end(), std::back_inserter(sequence.values), members);
    return sequence;
}

} // namespace kv::vrrp
