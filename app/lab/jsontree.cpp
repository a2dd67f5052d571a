// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/jsontree.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include <nlohmann/json.hpp>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

using Json = nlohmann::json;

/// Reads characters and counts the lines of all its copies: the parser calls a handler as soon as it has read
/// the value, so the count then is the value's line.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, int *line) : m_at(at), m_line(line) { }
    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        *m_line += *m_at == '\n' ? 1 : 0;
        ++m_at;
        return *this;
    }
    CountingIterator operator++(int)
    {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at; }
    bool operator!=(const CountingIterator &other) const { return m_at != other.m_at; }

private:
    const char *m_at;
    int *m_line;
};

std::string lineAndColumn(std::string_view text, std::size_t position)
{
    const std::string_view before = text.substr(0, position > 0 ? position - 1 : 0);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t lineEnd = before.rfind('\n');
    const std::size_t column = before.size() - (lineEnd == std::string_view::npos ? 0 : lineEnd + 1) + 1;
    return std::to_string(line) + ":" + std::to_string(column);
}

/// Builds the tree; false from a handler ends the parsing.
class TreeBuilder : public Json::json_sax_t {
public:
    TreeBuilder(std::string_view text, const int *line) : m_text(text), m_line(line) { }

    bool null() override { return put({}); }
    bool boolean(bool value) override
    {
        JsonNode node;
        node.kind = JsonNode::Kind::boolean;
        node.truth = value;
        return put(std::move(node));
    }
    bool number_integer(number_integer_t value) override
    {
        JsonNode node;
        node.kind = JsonNode::Kind::number;
        node.number = value;
        return put(std::move(node));
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        return value > INT64_MAX ? fail("the number is too large")
                                 : number_integer(static_cast<number_integer_t>(value));
    }
    bool number_float(number_float_t, const string_t &) override
    {
        return fail("numbers here are whole numbers");
    }
    bool string(string_t &value) override
    {
        JsonNode node;
        node.kind = JsonNode::Kind::text;
        node.text = std::move(value);
        return put(std::move(node));
    }
    bool binary(binary_t &) override { return fail("binary data"); }
    bool start_object(std::size_t) override { return open(JsonNode::Kind::object); }
    bool start_array(std::size_t) override { return open(JsonNode::Kind::list); }
    bool key(string_t &name) override
    {
        JsonNode &object = *m_open.back();
        if (object.find(name)) {
            m_keyLine = *m_line;
            return fail("the key \"" + name + "\" is given twice");
        }
        m_keyLine = *m_line;
        object.members.push_back({ name, {} });
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string &, const Json::exception &error) override
    {
        // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while …": the last
        // part is the reason.
        const std::string what = error.what();
        const std::size_t reason = what.find(": ");
        m_error = { ErrorCode::malformed,
                    reason == std::string::npos ? "this is no JSON" : what.substr(reason + 2),
                    lineAndColumn(m_text, position) };
        return false;
    }

    JsonNode takeTree() { return std::move(m_root); }
    const Error &error() const { return m_error; }

private:
    bool fail(const std::string &reason)
    {
        m_error = { ErrorCode::malformed, reason, std::to_string(line()) };
        return false;
    }
    /// Of a member its key's: to find the end of a number the parser reads on, maybe into the next line.
    int line() const
    {
        return !m_open.empty() && m_open.back()->kind == JsonNode::Kind::object ? m_keyLine : *m_line;
    }
    JsonNode *place(JsonNode node)
    {
        node.line = line();
        if (m_open.empty()) {
            m_root = std::move(node);
            return &m_root;
        }
        JsonNode &parent = *m_open.back();
        if (parent.kind == JsonNode::Kind::object) {
            parent.members.back().value = std::move(node);
            return &parent.members.back().value;
        }
        parent.items.push_back(std::move(node));
        return &parent.items.back();
    }
    bool put(JsonNode node)
    {
        if (++m_values > maxDefinitionValues) {
            m_error = { ErrorCode::oversized, "too many values", std::to_string(*m_line) };
            return false;
        }
        place(std::move(node));
        return true;
    }
    bool open(JsonNode::Kind kind)
    {
        if (m_open.size() >= maxDefinitionDepth) {
            m_error = { ErrorCode::oversized, "nested too deeply", std::to_string(*m_line) };
            return false;
        }
        JsonNode node;
        node.kind = kind;
        // The pointers stay good: a list grows only while its own items are closed.
        m_open.push_back(place(std::move(node)));
        return ++m_values <= maxDefinitionValues || fail("too many values");
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }

    std::string_view m_text;
    const int *m_line;
    int m_keyLine = 1;
    JsonNode m_root;
    std::vector<JsonNode *> m_open;
    std::size_t m_values = 0;
    Error m_error;
};

} // namespace

const JsonNode *JsonNode::find(std::string_view key) const
{
    for (const auto &[name, value] : members) {
        if (name == key) {
            return &value;
        }
    }
    return nullptr;
}

Result<JsonNode> parseJsonTree(std::string_view text)
{
    if (text.size() > maxDefinitionBytes) {
        return Error{ ErrorCode::oversized, "larger than 1 MiB", "1" };
    }
    int line = 1;
    TreeBuilder builder(text, &line);
    if (!Json::sax_parse(CountingIterator(text.data(), &line),
                         CountingIterator(text.data() + text.size(), &line), &builder)) {
        return builder.error();
    }
    return builder.takeTree();
}

} // namespace kv::lab
