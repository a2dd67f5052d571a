// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/ipaddress.h"
#include "probes/model/netns.h"
#include "probes/wire/jsonvalue.h"

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kv::wire {

/// Times and durations stay below 2^53 µs (285 years): sums of a few of them cannot overflow, and jq keeps
/// them.
constexpr std::int64_t maxTimeUs = std::int64_t{ 1 } << 53;

enum class Need { required, optional };

/// A 64-bit decimal in a string, as identities travel.
bool parseIdentity(std::string_view digits, std::uint64_t &target);

/// Typed reading of one object's keys. The first failure is kept and all later reads are void, so that a
/// reader states its fields one after another and asks failed() once. An optional key that is missing leaves
/// its target.
class Fields {
public:
    explicit Fields(const JsonValue &object) : m_object(&object) { }

    bool failed() const { return m_error.has_value(); }
    const model::Error &error() const { return *m_error; }
    void fail(model::ErrorCode code, std::string_view key, std::string_view text);

    void flag(std::string_view key, bool &target, Need need = Need::required);
    void text(std::string_view key, std::string &target, Need need = Need::required,
              std::size_t maxBytes = std::numeric_limits<std::size_t>::max());
    void texts(std::string_view key, std::vector<std::string> &target, Need need = Need::required);
    void identity(std::string_view key, std::uint64_t &target, Need need = Need::required);
    void address(std::string_view key, model::IpAddress &target, Need need = Need::required); ///< "" = unset
    void prefix(std::string_view key, model::IpPrefix &target, Need need = Need::required);
    void mac(std::string_view key, model::MacAddress &target, Need need = Need::required);
    void time(std::string_view key, std::int64_t &target, Need need = Need::required); ///< 0 to maxTimeUs
    void span(std::string_view key, std::int64_t &target); ///< ± maxTimeUs

    template <std::integral Number>
    void number(std::string_view key, Number &target, Need need = Need::required,
                Number least = std::numeric_limits<Number>::min(),
                Number most = std::numeric_limits<Number>::max())
    {
        const JsonValue *value = take(key, need);
        if (!value)
            return;
        if (const auto whole = asWhole<Number>(*value); !isWhole(*value))
            fail(model::ErrorCode::malformed, key, "not a whole number");
        else if (!whole || *whole < least || *whole > most)
            fail(model::ErrorCode::invalidArgument, key, "out of range");
        else
            target = *whole;
    }

    /// A word of a closed list; `fromName` is that list's reader.
    template <class Word, class FromName> void word(std::string_view key, Word &target, FromName fromName)
    {
        std::string name;
        text(key, name);
        if (failed())
            return;
        if (const auto value = fromName(name))
            target = *value;
        else
            fail(model::ErrorCode::invalidArgument, key, "unknown word");
    }

    /// The object under `key`, or nothing when it is missing and may be.
    std::optional<Fields> object(std::string_view key, Need need);
    /// The list under `key`; nullptr when missing or failed.
    const JsonValue::List *list(std::string_view key, Need need = Need::required);
    /// Takes over a failure of a nested reader.
    void adopt(const Fields &nested, std::string_view key);

    static bool isWhole(const JsonValue &value);
    template <std::integral Number> static std::optional<Number> asWhole(const JsonValue &value)
    {
        if (const auto *positive = std::get_if<std::uint64_t>(&value.content))
            return std::in_range<Number>(*positive) ? std::optional(static_cast<Number>(*positive))
                                                    : std::nullopt;
        if (const auto *any = std::get_if<std::int64_t>(&value.content))
            return std::in_range<Number>(*any) ? std::optional(static_cast<Number>(*any)) : std::nullopt;
        return std::nullopt;
    }

private:
    const JsonValue *take(std::string_view key, Need need);

    const JsonValue *m_object;
    std::optional<model::Error> m_error;
};

} // namespace kv::wire
