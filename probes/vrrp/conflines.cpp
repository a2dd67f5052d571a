// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/conflines.h"

#include "probes/vrrp/confsequence.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace kv::vrrp {

namespace {

constexpr std::size_t maxSubstitutions = 256; ///< in one line: they may be recursive
constexpr std::size_t maxSteps = 4 * maxConfLines; ///< lines looked at, whether or not they remain
constexpr std::size_t maxDepth = 16; ///< of definitions within definitions and sequences within sequences
constexpr std::string_view blanks = " \t\r\v\f";

bool isBlank(char c)
{
    return blanks.find(c) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isNameCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t nameEnd(std::string_view text, std::size_t from)
{
    while (from < text.size() && isNameCharacter(text[from]))
        ++from;
    return from;
}

/// Up to the first '#' or '!' outside of quotes.
std::string_view withoutComment(std::string_view line)
{
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\\' && quote != 0)
            ++i;
        else if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '#' || c == '!')
            return line.substr(0, i);
    }
    return line;
}

/// The pattern of an include line.
std::optional<std::string> includePattern(std::string_view line)
{
    static constexpr std::array<std::string_view, 6> words{ "include",  "includer", "includem",
                                                            "includew", "includeb", "includea" };
    const std::string_view text = trimmed(line);
    const std::size_t end = text.find_first_of(blanks);
    if (end == std::string_view::npos
        || std::find(words.begin(), words.end(), text.substr(0, end)) == words.end())
        return std::nullopt;
    std::string_view pattern = trimmed(text.substr(end));
    if (pattern.size() >= 2 && (pattern.front() == '"' || pattern.front() == '\'')
        && pattern.back() == pattern.front())
        pattern = pattern.substr(1, pattern.size() - 2);
    return std::string(pattern);
}

std::string folderOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string(".") : path.substr(0, slash);
}

class Expander {
public:
    explicit Expander(const ConfSurroundings &surroundings) : m_surroundings(surroundings) { }

    void file(const ConfFile &file, std::size_t depth);
    ConfText take() { return std::move(m_text); }

private:
    struct Place {
        std::uint32_t file = 0;
        std::uint32_t number = 0;
    };
    using Definition = std::vector<std::string>; ///< its lines; one unless it is a multi-line one

    bool hasRoom(std::size_t bytes);
    bool look(std::size_t bytes);
    void include(const std::string &pattern, std::size_t depth);
    void line(Place place, std::string text, std::size_t depth);
    bool passesConditions(std::string &text) const;
    bool define(std::string_view text);
    bool sequence(Place place, std::string_view text, std::size_t depth);
    std::string substituted(std::string text, std::vector<std::string> &more);
    std::optional<Definition> valueOf(const std::string &name) const;

    const ConfSurroundings &m_surroundings;
    std::map<std::string, Definition> m_definitions;
    std::vector<std::string> m_folders;
    std::string m_openDefinition; ///< a multi-line one that goes on
    bool m_isSkipping = false; ///< it belongs to a line whose condition did not hold
    std::size_t m_steps = 0;
    std::size_t m_lookedBytes = 0;
    ConfText m_text;
};

bool Expander::hasRoom(std::size_t bytes)
{
    // Lines that make nothing count too: a sequence may be long and every condition in it false.
    if (++m_steps > maxSteps || m_text.lines.size() >= maxConfLines || bytes > maxConfLineBytes) {
        m_text.isComplete = false;
        return false;
    }
    return look(bytes);
}

/// Counts what is read and what substitution makes; false when that was enough.
bool Expander::look(std::size_t bytes)
{
    m_lookedBytes += bytes;
    if (m_lookedBytes <= maxConfLookedBytes)
        return true;
    m_text.isComplete = false;
    return false;
}

void Expander::file(const ConfFile &file, std::size_t depth)
{
    if (m_text.files.size() >= maxConfFiles || depth >= maxConfIncludeDepth) {
        m_text.isComplete = false;
        return;
    }
    Place place{ static_cast<std::uint32_t>(m_text.files.size()), 0 };
    m_text.files.push_back(file.path);
    m_folders.push_back(folderOf(file.path));
    std::string_view rest = file.text;
    if (rest.size() > maxConfBytes) {
        rest = rest.substr(0, maxConfBytes);
        m_text.isComplete = false;
    }
    while (!rest.empty() && m_text.lines.size() < maxConfLines) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        ++place.number;
        const std::string_view bare = withoutComment(rest.substr(0, end));
        if (const auto pattern = includePattern(bare))
            include(*pattern, depth);
        else
            line(place, std::string(bare), 0);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!rest.empty())
        m_text.isComplete = false;
    m_folders.pop_back();
}

void Expander::include(const std::string &pattern, std::size_t depth)
{
    if (!m_surroundings.include)
        return;
    for (const ConfFile &included : m_surroundings.include(pattern, m_folders.back()))
        file(included, depth + 1);
}

void Expander::line(Place place, std::string text, std::size_t depth)
{
    if (!hasRoom(text.size()))
        return;
    const std::string_view bare = trimmed(text);
    const bool goesOn = !bare.empty() && bare.back() == '\\';
    if (m_isSkipping) {
        m_isSkipping = goesOn;
        return;
    }
    if (!m_openDefinition.empty()) {
        m_definitions[m_openDefinition].emplace_back(goesOn ? bare.substr(0, bare.size() - 1) : bare);
        if (!goesOn)
            m_openDefinition.clear();
        return;
    }
    if (!passesConditions(text)) {
        m_isSkipping = goesOn && text.find('$') != std::string::npos;
        return;
    }
    if (trimmed(text).empty() || define(trimmed(text)) || sequence(place, trimmed(text), depth))
        return;
    std::vector<std::string> more;
    std::string result = substituted(text, more);
    if (result.empty())
        return;
    if (result != text && depth < maxDepth && trimmed(result).starts_with('@')) {
        line(place, std::move(result), depth + 1);
        return;
    }
    if (more.empty()) {
        m_text.lines.push_back({ place.file, place.number, std::move(result) });
    } else if (depth < maxDepth) {
        for (std::string &next : more)
            line(place, std::move(next), depth + 1);
    } else {
        m_text.isComplete = false;
    }
}

/// Takes "@WORD" and "@^WORD" off the front; false when one of them does not hold.
bool Expander::passesConditions(std::string &text) const
{
    for (std::string_view bare = trimmed(text); bare.starts_with('@'); bare = trimmed(text)) {
        const std::size_t end = std::min(bare.find_first_of(blanks), bare.size());
        std::string_view word = bare.substr(1, end - 1);
        const bool isNegative = word.starts_with('^');
        if (isNegative)
            word.remove_prefix(1);
        if ((word == m_surroundings.configId) == isNegative)
            return false;
        text = std::string(bare.substr(end));
    }
    return true;
}

bool Expander::define(std::string_view text)
{
    if (!text.starts_with('$'))
        return false;
    const std::size_t end = nameEnd(text, 1);
    if (end == 1 || end >= text.size() || text[end] != '=')
        return false;
    const std::string name(text.substr(1, end - 1));
    std::string_view value = trimmed(text.substr(end + 1));
    Definition &definition = m_definitions[name];
    definition.clear();
    if (value.ends_with('\\')) {
        value = trimmed(value.substr(0, value.size() - 1));
        m_openDefinition = name;
        if (value.empty())
            return true;
    }
    definition.emplace_back(value);
    return true;
}

bool Expander::sequence(Place place, std::string_view text, std::size_t depth)
{
    if (!text.starts_with("~SEQ") && !text.starts_with("~LST"))
        return false;
    if (depth >= maxDepth) {
        m_text.isComplete = false;
        return true;
    }
    std::vector<std::string> none;
    const auto head = readSequence(substituted(std::string(text.substr(0, sequenceEnd(text))), none));
    if (!head)
        return false; // it stays as it is written, and is not understood
    const std::string rest(text.substr(sequenceEnd(text)));
    for (const auto &values : head->values) {
        for (std::size_t i = 0; i < head->names.size() && i < values.size(); ++i)
            m_definitions[head->names[i]] = { values[i] };
        if (!hasRoom(rest.size()))
            return true;
        line(place, rest, depth + 1);
    }
    return true;
}

std::optional<Expander::Definition> Expander::valueOf(const std::string &name) const
{
    if (name == "_PWD")
        return Definition{ m_folders.back() };
    if (name == "_INSTANCE")
        return Definition{ m_surroundings.configId };
    if (name == "_HASH")
        return Definition{ std::string(1, hashMark) };
    if (name == "_BANG")
        return Definition{ std::string(1, bangMark) };
    const auto known = m_definitions.find(name);
    return known == m_definitions.end() ? std::nullopt : std::optional(known->second);
}

/// "$NAME" before a blank or the end, and "${NAME}". A multi-line value makes several lines of it: `more`.
std::string Expander::substituted(std::string text, std::vector<std::string> &more)
{
    std::size_t count = 0;
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at)) {
        const bool isBraced = at + 1 < text.size() && text[at + 1] == '{';
        const std::size_t first = at + (isBraced ? 2 : 1);
        const std::size_t end = nameEnd(text, first);
        const bool isClosed =
            isBraced ? end < text.size() && text[end] == '}' : end == text.size() || isBlank(text[end]);
        const auto value = isClosed && end != first ? valueOf(text.substr(first, end - first)) : std::nullopt;
        if (!value) {
            at = first;
            continue;
        }
        const std::string after = text.substr(isBraced ? end + 1 : end);
        if (++count > maxSubstitutions) {
            m_text.isComplete = false;
            return text;
        }
        if (value->size() > 1) {
            more = *value;
            more.front() = text.substr(0, at) + more.front();
            more.back() += after;
            return text;
        }
        text = text.substr(0, at) + (value->empty() ? std::string() : value->front()) + after;
        if (text.size() > maxConfLineBytes || !look(text.size())) {
            m_text.isComplete = false;
            return {};
        }
    }
    return text;
}

} // namespace

ConfText expandConf(const ConfFile &main, const ConfSurroundings &surroundings)
{
    Expander expander(surroundings);
    expander.file(main, 0);
    return expander.take();
}

} // namespace kv::vrrp
