// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/jsontree.h"
#include "probes/model/ipaddress.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kv::lab {

/// Keeps the first thing that is wrong with a file.
class Complaints {
public:
    void add(int line, std::string reason);
    /// context is the line.
    const std::optional<model::Error> &first() const { return m_first; }

private:
    std::optional<model::Error> m_first;
};

/// Reads one object of a definition key by key. A wrong value is a complaint and reads as the default; so is,
/// at the end, a key that nobody asked for.
class ObjectReader {
public:
    /// `what` names the object in complaints: "a host".
    ObjectReader(const JsonNode &node, const char *what, Complaints &complaints);
    ~ObjectReader();
    ObjectReader(const ObjectReader &) = delete;
    ObjectReader &operator=(const ObjectReader &) = delete;

    int line() const { return m_node.line; }
    bool has(const char *key) const { return m_node.find(key) != nullptr; }

    enum class Need { required, optional };
    /// Letters, digits and ". _ -", no more of them than that; with `blanks` also " ".
    std::string name(const char *key, std::size_t mostCharacters, Need need = Need::required,
                     bool blanks = false);
    std::string interfaceName(const char *key, Need need = Need::required); ///< IFNAMSIZ
    std::string uuid(const char *key, const std::string &otherwise);
    std::string portId(const char *key, const std::string &otherwise);
    std::int64_t number(const char *key, std::int64_t least, std::int64_t most, std::int64_t otherwise);
    bool flag(const char *key);
    model::IpAddress address(const char *key, Need need = Need::required);
    model::IpPrefix prefix(const char *key, Need need = Need::required);
    model::MacAddress mac(const char *key, const model::MacAddress &otherwise);
    std::vector<model::IpAddress> addresses(const char *key);
    std::vector<model::IpPrefix> prefixes(const char *key);
    std::vector<std::string> texts(const char *key, std::size_t mostItems, std::size_t mostCharacters);
    /// Calls `read` for each object of a list.
    void objects(const char *key, const char *what, std::size_t mostItems,
                 const std::function<void(ObjectReader &)> &read);
    std::string text(const char *key, std::size_t mostCharacters, Need need = Need::required);

private:
    const JsonNode *take(const char *key, JsonNode::Kind kind, Need need);
    void each(const char *key, JsonNode::Kind kind, std::size_t mostItems,
              const std::function<void(const JsonNode &)> &read);
    void complain(int line, const std::string &reason) { m_complaints.add(line, reason); }

    const JsonNode &m_node;
    const char *m_what;
    Complaints &m_complaints;
    std::set<std::string> m_taken;
};

} // namespace kv::lab
