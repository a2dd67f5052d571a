// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/keepalivedconf.h"

#include "probes/vrrp/confinstance.h"
#include "probes/vrrp/conftext.h"
#include "probes/vrrp/conftracking.h"

#include <algorithm>
#include <span>

namespace kv::vrrp {

using model::VrrpInstanceConfig;

namespace {

/// Blocks whose meaning changes nothing that Keepview concludes: they are passed over without a note.
constexpr std::string_view quietAtTop[] = { "child_wait_time",
                                            "include_check",
                                            "instance",
                                            "net_namespace",
                                            "net_namespace_ipvs",
                                            "namespace_with_ipsets",
                                            "use_pid_dir",
                                            "garp_group",
                                            "global_defs",
                                            "interface_up_down_delays",
                                            "linkbeat_interfaces",
                                            "linkbeat_use_polling",
                                            "real_server",
                                            "static_ipaddress",
                                            "static_routes",
                                            "static_rules",
                                            "static_track_group",
                                            "virtual_server",
                                            "virtual_server_group",
                                            "vrrp_linkbeat" };

bool isQuiet(std::string_view word)
{
    const std::span<const std::string_view> list(quietAtTop);
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string routerIdOf(std::string_view file)
{
    constexpr std::string_view folder = "/ha_confs/";
    const std::size_t at = file.rfind(folder);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = file.substr(at + folder.size());
    const std::size_t slash = rest.find('/');
    return slash == std::string_view::npos ? std::string() : std::string(rest.substr(0, slash));
}

/// Only the first word, so that no secret of an unknown statement travels.
std::string noteOf(const ConfText &text, const ConfStatement &statement)
{
    constexpr std::size_t maxWordBytes = 64;
    std::string word =
        statement.words.empty() ? std::string("{") : statement.words.front().substr(0, maxWordBytes);
    for (char &c : word) {
        if (c < 0x20 || c > 0x7e)
            c = '?';
    }
    return text.files[statement.file] + ':' + std::to_string(statement.line) + ": " + word;
}

void addNote(std::vector<std::string> &notes, std::string note)
{
    if (notes.size() < maxNotUnderstood)
        notes.push_back(std::move(note));
}

std::string keyOf(const ConfStatement &statement)
{
    return statement.words.empty() ? std::string() : statement.words.front();
}

std::uint8_t globalVersion(const std::vector<ConfStatement> &statements)
{
    std::uint8_t version = 2;
    for (const ConfStatement &statement : statements) {
        if (keyOf(statement) != "global_defs")
            continue;
        for (const ConfStatement &inner : statement.block) {
            if (inner.words.size() == 2 && inner.words[0] == "vrrp_version")
                version = inner.words[1] == "3" ? 3 : 2;
        }
    }
    return version;
}

/// As keepalived 2.2.7 does, lest the group's members disagree: a member's own weighted tracking does not
/// count (an interface's weight does not), and who owns the addresses has no weights.
void joinGroup(VrrpInstanceConfig &instance, const SyncGroup &group, bool hasOwner)
{
    instance.syncGroup = group.name;
    if (!group.keepsWeights) {
        std::erase_if(instance.tracked, [](const model::TrackedItem &item) {
            return item.kind != model::TrackedKind::interface && item.weight != 0;
        });
        for (model::TrackedItem &item : instance.tracked)
            item.weight = 0;
    }
    for (model::TrackedItem item : group.tracked) {
        item.weight = hasOwner ? 0 : item.weight;
        if (instance.tracked.size() < maxConfTracked)
            instance.tracked.push_back(std::move(item));
    }
}

class ConfReader {
public:
    explicit ConfReader(const ConfText &text) : m_text(text), m_isComplete(text.isComplete) { }

    std::vector<VrrpInstanceConfig> read();

private:
    void readTop(const ConfStatement &statement);
    void join(const SyncGroup &group);

    const ConfText &m_text;
    bool m_isComplete;
    std::uint8_t m_version = 2;
    TrackedDefinitions m_definitions;
    std::vector<SyncGroup> m_groups;
    std::vector<VrrpInstanceConfig> m_instances;
    std::vector<std::string> m_notes; ///< of what stands outside of instances
};

std::vector<VrrpInstanceConfig> ConfReader::read()
{
    bool isWhole = true;
    const std::vector<ConfStatement> statements = readConfText(m_text.lines, isWhole);
    m_isComplete = m_isComplete && isWhole;
    m_version = globalVersion(statements);
    const Note note = [this](const ConfStatement &statement) { addNote(m_notes, noteOf(m_text, statement)); };
    // keepalived takes definitions, groups and instances in any order.
    for (const ConfStatement &statement : statements)
        readTrackedDefinition(statement, m_definitions, note);
    for (const ConfStatement &statement : statements)
        readTop(statement);
    for (const SyncGroup &group : m_groups)
        join(group);
    if (!m_isComplete)
        m_notes.insert(m_notes.begin(), "longer than is read");
    for (VrrpInstanceConfig &instance : m_instances) {
        instance.file = m_text.files.front();
        instance.routerId = routerIdOf(instance.file);
        instance.files.assign(m_text.files.begin() + 1, m_text.files.end());
        for (const std::string &line : m_notes)
            addNote(instance.notUnderstood, line);
    }
    return std::move(m_instances);
}

void ConfReader::join(const SyncGroup &group)
{
    std::vector<VrrpInstanceConfig *> members;
    for (VrrpInstanceConfig &instance : m_instances) {
        if (std::find(group.members.begin(), group.members.end(), instance.name) != group.members.end())
            members.push_back(&instance);
    }
    constexpr std::uint8_t ownerPriority = 255;
    const bool hasOwner = std::any_of(members.begin(), members.end(), [](const VrrpInstanceConfig *member) {
        return member->priority == ownerPriority;
    });
    for (VrrpInstanceConfig *member : members)
        joinGroup(*member, group, hasOwner);
}

void ConfReader::readTop(const ConfStatement &statement)
{
    const std::string key = keyOf(statement);
    const Note note = [this](const ConfStatement &inner) { addNote(m_notes, noteOf(m_text, inner)); };
    TrackedDefinitions ignored;
    if (key == "vrrp_instance" && m_instances.size() < maxConfInstances) {
        std::vector<std::string> own;
        m_instances.push_back(
            readInstance(statement, m_version, m_definitions,
                         [&](const ConfStatement &inner) { addNote(own, noteOf(m_text, inner)); }));
        m_instances.back().notUnderstood = std::move(own);
    } else if (key == "vrrp_instance") {
        m_isComplete = false;
    } else if (key == "vrrp_sync_group") {
        if (m_groups.size() < maxConfInstances)
            m_groups.push_back(readSyncGroup(statement, m_definitions, note));
    } else if (!readTrackedDefinition(statement, ignored, [](const ConfStatement &) {}) && !isQuiet(key)) {
        note(statement);
    }
}

} // namespace

std::vector<VrrpInstanceConfig> parseKeepalivedConf(std::string_view text, const std::string &file,
                                                    const ConfSurroundings &surroundings)
{
    const ConfText expanded = expandConf({ file, std::string(text) }, surroundings);
    return ConfReader(expanded).read();
}

} // namespace kv::vrrp
