// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/jsonvalue.h"

#include "probes/wire/message.h"

#include <nlohmann/json.hpp>

namespace kv::wire {

namespace {

/// Builds the tree from nlohmann's events: no exceptions, and the depth is checked before anything is built.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
public:
    JsonValue root;

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(std::int64_t{ value }); }
    bool number_unsigned(number_unsigned_t value) override { return add(std::uint64_t{ value }); }
    bool number_float(number_float_t value, const string_t &) override { return add(value); }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(JsonValue::Object{}); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(JsonValue::List{}); }
    bool end_array() override { return close(); }
    bool key(string_t &value) override
    {
        m_key = std::move(value);
        return true;
    }
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &) override
    {
        return false;
    }

private:
    JsonValue *place(JsonValue value)
    {
        if (m_open.empty()) {
            root = std::move(value);
            return &root;
        }
        if (auto *list = std::get_if<JsonValue::List>(&m_open.back()->content))
            return &list->emplace_back(std::move(value));
        auto &object = std::get<JsonValue::Object>(m_open.back()->content);
        object.push_back({ std::move(m_key), std::move(value) });
        return &object.back().value;
    }
    template <class Content> bool add(Content content)
    {
        place(JsonValue{ std::move(content) });
        return true;
    }
    template <class Content> bool open(Content content)
    {
        if (m_open.size() >= maxDepth)
            return false;
        m_open.push_back(place(JsonValue{ std::move(content) }));
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    std::vector<JsonValue *> m_open; ///< an open value never moves: only its last descendant grows
    std::string m_key;
};

} // namespace

const JsonValue *JsonValue::find(std::string_view key) const
{
    const auto *object = std::get_if<Object>(&content);
    if (!object)
        return nullptr;
    for (const auto &[name, value] : *object) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

model::Result<JsonValue> parseLine(std::string_view line)
{
    if (line.size() > maxLineBytes)
        return model::Error{ model::ErrorCode::oversized,
                             "line is longer than " + std::to_string(maxLineBytes),
                             {} };
    TreeBuilder builder;
    if (!nlohmann::json::sax_parse(line.begin(), line.end(), &builder))
        return model::Error{ model::ErrorCode::malformed, "not a JSON object on one line", {} };
    if (!std::holds_alternative<JsonValue::Object>(builder.root.content))
        return model::Error{ model::ErrorCode::malformed, "not a JSON object", {} };
    return std::move(builder.root);
}

} // namespace kv::wire
