// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/objectreader.h"

#include <net/if.h>

namespace kv::lab {

using Kind = JsonNode::Kind;

namespace {

constexpr const char *hexDigits = "0123456789abcdef";
constexpr std::size_t longestAddress = 64; ///< in characters
constexpr std::size_t mostAddresses = 64;

const char *kindName(Kind kind)
{
    switch (kind) {
    case Kind::null:
        return "null";
    case Kind::boolean:
        return "true or false";
    case Kind::number:
        return "a number";
    case Kind::text:
        return "a text";
    case Kind::list:
        return "a list";
    case Kind::object:
        return "an object";
    }
    return "";
}

std::string quoted(const std::string &text)
{
    constexpr std::size_t shown = 60;
    return "\"" + text.substr(0, shown) + (text.size() > shown ? "…\"" : "\"");
}

/// "xxxxxxxx-xxxx-…" up to the given length of a UUID.
bool isUuidPart(const std::string &text, std::size_t length)
{
    if (text.size() != length) {
        return false;
    }
    for (std::size_t i = 0; i < length; ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        if (isDash ? text[i] != '-' : std::string_view(hexDigits).find(text[i]) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

} // namespace

void Complaints::add(int line, std::string reason)
{
    if (!m_first) {
        m_first = model::Error{ model::ErrorCode::invalidArgument, std::move(reason), std::to_string(line) };
    }
}

ObjectReader::ObjectReader(const JsonNode &node, const char *what, Complaints &complaints)
    : m_node(node), m_what(what), m_complaints(complaints)
{
    if (node.kind != Kind::object) {
        complain(node.line, std::string(what) + " is an object, not " + kindName(node.kind));
    }
}

ObjectReader::~ObjectReader()
{
    for (const auto &[key, value] : m_node.members) {
        if (!m_taken.contains(key)) {
            complain(value.line, std::string(m_what) + " has no " + quoted(key));
        }
    }
}

const JsonNode *ObjectReader::take(const char *key, Kind kind, Need need)
{
    m_taken.insert(key);
    const JsonNode *value = m_node.find(key);
    if (!value) {
        if (need == Need::required) {
            complain(m_node.line, std::string(m_what) + " needs \"" + key + "\"");
        }
        return nullptr;
    }
    if (value->kind != kind) {
        complain(value->line,
                 std::string("\"") + key + "\" is " + kindName(kind) + ", not " + kindName(value->kind));
        return nullptr;
    }
    return value;
}

std::string ObjectReader::text(const char *key, std::size_t mostCharacters, Need need)
{
    const JsonNode *value = take(key, Kind::text, need);
    if (!value) {
        return {};
    }
    if (value->text.size() > mostCharacters) {
        complain(value->line,
                 quoted(value->text) + " is longer than " + std::to_string(mostCharacters) + " characters");
        return {};
    }
    return value->text;
}

std::string ObjectReader::name(const char *key, std::size_t mostCharacters, Need need, bool blanks)
{
    constexpr const char *letters = " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    const std::string value = text(key, mostCharacters, need);
    const bool isGood = value.find_first_not_of(blanks ? letters : letters + 1) == std::string::npos
        && (value.empty() || (value.front() != '.' && value.front() != '-' && value.front() != ' '));
    const JsonNode *node = m_node.find(key);
    if (node && node->kind == Kind::text && (node->text.empty() || !isGood)) {
        complain(node->line, quoted(node->text) + " is no name: letters, digits, '.', '_' and '-'");
    }
    return value;
}

std::string ObjectReader::interfaceName(const char *key, Need need)
{
    return name(key, IFNAMSIZ - 1, need);
}

std::string ObjectReader::uuid(const char *key, const std::string &otherwise)
{
    const JsonNode *value = take(key, Kind::text, Need::optional);
    if (value && !isUuidPart(value->text, 36)) {
        complain(value->line, quoted(value->text) + " is no UUID in small letters");
    }
    return value ? value->text : otherwise;
}

std::string ObjectReader::portId(const char *key, const std::string &otherwise)
{
    const JsonNode *value = take(key, Kind::text, Need::optional);
    if (value && !isUuidPart(value->text, 11)) {
        complain(value->line, quoted(value->text) + " is not the first 11 characters of a port's UUID");
    }
    return value ? value->text : otherwise;
}

std::int64_t ObjectReader::number(const char *key, std::int64_t least, std::int64_t most,
                                  std::int64_t otherwise)
{
    const JsonNode *value = take(key, Kind::number, Need::optional);
    if (value && (value->number < least || value->number > most)) {
        complain(value->line,
                 std::string("\"") + key + "\" is " + std::to_string(value->number) + ", not "
                     + std::to_string(least) + " to " + std::to_string(most));
        return otherwise;
    }
    return value ? value->number : otherwise;
}

bool ObjectReader::flag(const char *key)
{
    const JsonNode *value = take(key, Kind::boolean, Need::optional);
    return value && value->truth;
}

model::IpAddress ObjectReader::address(const char *key, Need need)
{
    const std::string value = text(key, longestAddress, need);
    const auto parsed = model::IpAddress::parse(value);
    if (!value.empty() && !parsed) {
        complain(m_node.find(key)->line, quoted(value) + " is no IPv4 or IPv6 address");
    }
    return parsed.value_or(model::IpAddress());
}

model::IpPrefix ObjectReader::prefix(const char *key, Need need)
{
    const std::string value = text(key, longestAddress, need);
    const auto parsed = model::IpPrefix::parse(value);
    if (!value.empty() && (!parsed || value.find('/') == std::string::npos)) {
        complain(m_node.find(key)->line, quoted(value) + " is no address with a prefix length");
    }
    return parsed.value_or(model::IpPrefix());
}

model::MacAddress ObjectReader::mac(const char *key, const model::MacAddress &otherwise)
{
    const JsonNode *value = take(key, Kind::text, Need::optional);
    if (!value) {
        return otherwise;
    }
    const auto parsed = model::MacAddress::parse(value->text);
    if (!parsed || parsed->isZero() || parsed->isMulticast()) {
        complain(value->line, quoted(value->text) + " is no Ethernet address of one station");
    }
    return parsed.value_or(otherwise);
}

void ObjectReader::each(const char *key, Kind kind, std::size_t mostItems,
                        const std::function<void(const JsonNode &)> &read)
{
    const JsonNode *list = take(key, Kind::list, Need::optional);
    if (!list) {
        return;
    }
    if (list->items.size() > mostItems) {
        complain(list->line,
                 std::string("\"") + key + "\" has more than " + std::to_string(mostItems) + " items");
        return;
    }
    for (const JsonNode &item : list->items) {
        if (item.kind != kind) {
            complain(item.line,
                     std::string("an item of \"") + key + "\" is " + kindName(kind) + ", not "
                         + kindName(item.kind));
            return;
        }
        read(item);
    }
}

std::vector<model::IpAddress> ObjectReader::addresses(const char *key)
{
    std::vector<model::IpAddress> found;
    each(key, Kind::text, mostAddresses, [&](const JsonNode &item) {
        const auto parsed = model::IpAddress::parse(item.text);
        if (!parsed) {
            complain(item.line, quoted(item.text) + " is no IPv4 or IPv6 address");
        }
        found.push_back(parsed.value_or(model::IpAddress()));
    });
    return found;
}

std::vector<model::IpPrefix> ObjectReader::prefixes(const char *key)
{
    std::vector<model::IpPrefix> found;
    each(key, Kind::text, mostAddresses, [&](const JsonNode &item) {
        const auto parsed = model::IpPrefix::parse(item.text);
        if (!parsed || item.text.find('/') == std::string::npos) {
            complain(item.line, quoted(item.text) + " is no address with a prefix length");
        }
        found.push_back(parsed.value_or(model::IpPrefix()));
    });
    return found;
}

std::vector<std::string> ObjectReader::texts(const char *key, std::size_t mostItems,
                                             std::size_t mostCharacters)
{
    std::vector<std::string> found;
    each(key, Kind::text, mostItems, [&](const JsonNode &item) {
        if (item.text.size() > mostCharacters || item.text.find_first_of("\n\r\t") != std::string::npos) {
            complain(item.line,
                     quoted(item.text) + " is no line of at most " + std::to_string(mostCharacters)
                         + " characters");
        }
        found.push_back(item.text);
    });
    return found;
}

void ObjectReader::objects(const char *key, const char *what, std::size_t mostItems,
                           const std::function<void(ObjectReader &)> &read)
{
    each(key, Kind::object, mostItems, [&](const JsonNode &item) {
        ObjectReader object(item, what, m_complaints);
        read(object);
    });
}

} // namespace kv::lab
