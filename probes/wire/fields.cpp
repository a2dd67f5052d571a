// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/fields.h"

#include "probes/wire/jsonwriter.h"

#include <charconv>

namespace kv::wire {

using model::ErrorCode;

bool parseIdentity(std::string_view digits, std::uint64_t &target)
{
    const char *end = digits.data() + digits.size();
    std::uint64_t value = 0;
    const auto [stop, problem] = std::from_chars(digits.data(), end, value);
    if (problem != std::errc{} || stop != end)
        return false;
    target = value;
    return true;
}

void Fields::fail(ErrorCode code, std::string_view key, std::string_view text)
{
    if (m_error)
        return;
    m_error = model::Error{ code, '"' + cleanText(key, 64) + "\": " + std::string(text), {} };
}

void Fields::adopt(const Fields &nested, std::string_view key)
{
    if (nested.failed() && !m_error) {
        m_error = nested.error();
        m_error->context = std::string(key);
    }
}

const JsonValue *Fields::take(std::string_view key, Need need)
{
    if (m_error)
        return nullptr;
    const JsonValue *value = m_object->find(key);
    if (!value && need == Need::required)
        fail(ErrorCode::malformed, key, "missing");
    return value;
}

bool Fields::isWhole(const JsonValue &value)
{
    return std::holds_alternative<std::uint64_t>(value.content)
        || std::holds_alternative<std::int64_t>(value.content);
}

void Fields::flag(std::string_view key, bool &target, Need need)
{
    const JsonValue *value = take(key, need);
    if (!value)
        return;
    if (const bool *flag = std::get_if<bool>(&value->content))
        target = *flag;
    else
        fail(ErrorCode::malformed, key, "neither true nor false");
}

void Fields::text(std::string_view key, std::string &target, Need need, std::size_t maxBytes)
{
    const JsonValue *value = take(key, need);
    if (!value)
        return;
    const auto *text = std::get_if<std::string>(&value->content);
    if (!text)
        fail(ErrorCode::malformed, key, "not a string");
    else if (text->size() > maxBytes)
        fail(ErrorCode::invalidArgument, key, "too long");
    else
        target = *text;
}

void Fields::texts(std::string_view key, std::vector<std::string> &target, Need need)
{
    const auto *items = list(key, need);
    if (!items)
        return;
    target.clear();
    for (const JsonValue &item : *items) {
        const auto *text = std::get_if<std::string>(&item.content);
        if (!text)
            return fail(ErrorCode::malformed, key, "holds something that is not a string");
        target.push_back(*text);
    }
}

void Fields::identity(std::string_view key, std::uint64_t &target, Need need)
{
    std::string digits;
    text(key, digits, need);
    if (failed() || (digits.empty() && need == Need::optional))
        return;
    if (!parseIdentity(digits, target))
        fail(ErrorCode::invalidArgument, key, "not a 64-bit decimal in a string");
}

void Fields::address(std::string_view key, model::IpAddress &target, Need need)
{
    std::string written;
    text(key, written, need);
    if (failed() || written.empty())
        return;
    if (const auto address = model::IpAddress::parse(written))
        target = *address;
    else
        fail(ErrorCode::invalidArgument, key, "not an address");
}

void Fields::prefix(std::string_view key, model::IpPrefix &target, Need need)
{
    std::string written;
    text(key, written, need);
    if (failed() || (written.empty() && need == Need::optional))
        return;
    if (const auto prefix = model::IpPrefix::parse(written))
        target = *prefix;
    else
        fail(ErrorCode::invalidArgument, key, "not an address with prefix length");
}

void Fields::mac(std::string_view key, model::MacAddress &target, Need need)
{
    std::string written;
    text(key, written, need);
    if (failed() || (written.empty() && need == Need::optional))
        return;
    if (const auto mac = model::MacAddress::parse(written))
        target = *mac;
    else
        fail(ErrorCode::invalidArgument, key, "not an Ethernet address");
}

void Fields::time(std::string_view key, std::int64_t &target, Need need)
{
    number(key, target, need, std::int64_t{ 0 }, maxTimeUs);
}

void Fields::span(std::string_view key, std::int64_t &target)
{
    number(key, target, Need::required, -maxTimeUs, maxTimeUs);
}

std::optional<Fields> Fields::object(std::string_view key, Need need)
{
    const JsonValue *value = take(key, need);
    if (!value)
        return std::nullopt;
    if (!std::holds_alternative<JsonValue::Object>(value->content)) {
        fail(ErrorCode::malformed, key, "not an object");
        return std::nullopt;
    }
    return Fields(*value);
}

const JsonValue::List *Fields::list(std::string_view key, Need need)
{
    const JsonValue *value = take(key, need);
    if (!value)
        return nullptr;
    const auto *items = std::get_if<JsonValue::List>(&value->content);
    if (!items)
        fail(ErrorCode::malformed, key, "not a list");
    return items;
}

} // namespace kv::wire
