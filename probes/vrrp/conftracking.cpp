// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/vrrp/conftracking.h"

#include "probes/vrrp/confvalues.h"

#include <algorithm>
#include <array>

namespace kv::vrrp {

using model::TrackedItem;
using model::TrackedKind;

namespace {

constexpr long mostWeight =
    2'147'483'647; // track_file's; the others' smaller ranges are keepalived's to enforce

std::string wordAt(const ConfStatement &statement, std::size_t index)
{
    return index < statement.words.size() ? statement.words[index] : std::string();
}

/// Only the path: what follows may be a password.
std::string firstWord(const std::string &text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string::npos)
        return {};
    return text.substr(begin, text.find_first_of(" \t", begin) - begin);
}

/// "weight N [reverse]" from `index` on; false when it is no number.
bool readWeight(const ConfStatement &statement, std::size_t index, TrackedItem &item)
{
    const auto weight = wholeNumber(wordAt(statement, index), -mostWeight, mostWeight);
    if (!weight)
        return false;
    item.weight = static_cast<std::int32_t>(*weight);
    item.isReversed = wordAt(statement, index + 1) == "reverse";
    return true;
}

bool readScriptTimes(const ConfStatement &statement, TrackedItem &item)
{
    const std::string &key = statement.words.front();
    if (key == "interval") {
        const auto us = timerUs(wordAt(statement, 1));
        if (us)
            item.intervalMs = static_cast<std::uint32_t>(*us / 1'000);
        return us.has_value();
    }
    const auto number = wholeNumber(wordAt(statement, 1), 1, 65'535);
    if (number)
        (key == "fall" ? item.fall : item.rise) = static_cast<std::uint16_t>(*number);
    return number.has_value();
}

/// A line of a bfd_instance; its timers move nothing that Keepview concludes.
bool readBfdLine(const ConfStatement &statement, TrackedItem &item)
{
    static constexpr std::array<std::string_view, 11> quiet{ "source_ip",  "min_rx",  "min_tx", "idle_tx",
                                                             "multiplier", "passive", "ttl",    "hoplimit",
                                                             "max_hops",   "vrrp",    "checker" };
    const std::string key = wordAt(statement, 0);
    if (key == "weight")
        return readWeight(statement, 1, item);
    if (key == "neighbor_ip" || key == "neighbour_ip") {
        const auto neighbour = model::IpAddress::parse(wordAt(statement, 1));
        item.subject = neighbour.value_or(model::IpAddress{}).toString();
        return neighbour.has_value();
    }
    return std::find(quiet.begin(), quiet.end(), key) != quiet.end();
}

bool readDefinitionLine(const ConfStatement &statement, TrackedItem &item)
{
    if (item.kind == TrackedKind::bfd)
        return readBfdLine(statement, item);
    static constexpr std::array<std::string_view, 12> quiet{ "timeout",         "user",         "init_fail",
                                                             "init_file",       "param_match",  "quorum",
                                                             "quorum_max",      "delay",        "fork_delay",
                                                             "terminate_delay", "full_command", "debug" };
    if (statement.words.empty())
        return false;
    const std::string &key = statement.words.front();
    if (key == "weight")
        return readWeight(statement, 1, item);
    if (key == "script" || key == "file" || key == "process") {
        item.subject = firstWord(wordAt(statement, 1));
        return !item.subject.empty();
    }
    if (key == "interval" || key == "fall" || key == "rise")
        return readScriptTimes(statement, item);
    return std::find(quiet.begin(), quiet.end(), key) != quiet.end();
}

} // namespace

bool readTrackedDefinition(const ConfStatement &statement, TrackedDefinitions &into, const Note &note)
{
    const std::string key = wordAt(statement, 0);
    TrackedItem item;
    if (key == "vrrp_script")
        item.kind = TrackedKind::script;
    else if (key == "track_file" || key == "vrrp_track_file")
        item.kind = TrackedKind::file;
    else if (key == "vrrp_track_process" || key == "track_process")
        item.kind = TrackedKind::process;
    else if (key == "bfd_instance")
        item.kind = TrackedKind::bfd;
    else
        return false;
    item.name = wordAt(statement, 1);
    item.weight = item.kind == TrackedKind::script || item.kind == TrackedKind::bfd ? 0 : 1;
    if (item.kind == TrackedKind::script)
        item.intervalMs = 1'000, item.fall = item.rise = 1;
    for (const ConfStatement &inner : statement.block) {
        if (!readDefinitionLine(inner, item))
            note(inner);
    }
    if (into.size() < maxConfTracked * 4)
        into.insert_or_assign({ item.kind, item.name }, item);
    else
        note(statement);
    return true;
}

std::optional<TrackedKind> trackedListKind(const std::string &word)
{
    if (word == "track_interface")
        return TrackedKind::interface;
    if (word == "track_script")
        return TrackedKind::script;
    if (word == "track_file")
        return TrackedKind::file;
    if (word == "track_process")
        return TrackedKind::process;
    if (word == "track_bfd")
        return TrackedKind::bfd;
    return std::nullopt;
}

void readTrackedList(const ConfStatement &statement, TrackedKind kind, const TrackedDefinitions &definitions,
                     std::vector<TrackedItem> &into, const Note &note)
{
    for (const ConfStatement &inner : statement.block) {
        if (inner.words.empty() || into.size() >= maxConfTracked) {
            note(inner);
            continue;
        }
        TrackedItem item;
        item.kind = kind;
        item.name = inner.words.front();
        if (const auto known = definitions.find({ kind, item.name }); known != definitions.end())
            item = known->second;
        const bool isUnderstood =
            inner.words.size() == 1 || (inner.words[1] == "weight" && readWeight(inner, 2, item));
        if (!isUnderstood)
            note(inner);
        into.push_back(std::move(item));
    }
}

SyncGroup readSyncGroup(const ConfStatement &statement, const TrackedDefinitions &definitions,
                        const Note &note)
{
    SyncGroup group;
    group.name = wordAt(statement, 1);
    for (const ConfStatement &inner : statement.block) {
        const std::string key = wordAt(inner, 0);
        if (key == "group") {
            for (const ConfStatement &member : inner.block)
                group.members.insert(group.members.end(), member.words.begin(), member.words.end());
        } else if (const auto kind = trackedListKind(key)) {
            readTrackedList(inner, *kind, definitions, group.tracked, note);
        } else if (key == "sync_group_tracking_weight" || key == "global_tracking") {
            group.keepsWeights = true;
        } else if (!key.starts_with("notify") && key != "smtp_alert") {
            note(inner);
        }
    }
    for (TrackedItem &item : group.tracked)
        item.isFromGroup = true;
    return group;
}

} // namespace kv::vrrp
