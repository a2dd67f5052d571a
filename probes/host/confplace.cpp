// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/confplace.h"

#include <optional>

namespace kv::host {

using model::NetnsCookie;

bool ConfPlace::linkSeen(const model::Link &link)
{
    std::string &name = m_linkNames[link.key];
    if (name == link.name)
        return false;
    if (!name.empty())
        m_linksByName[name].erase(link.key);
    name = link.name;
    m_linksByName[name].insert(link.key);
    return true;
}

bool ConfPlace::linkGone(model::LinkKey key)
{
    const auto named = m_linkNames.find(key);
    if (named == m_linkNames.end())
        return false;
    const auto keys = m_linksByName.find(named->second);
    keys->second.erase(key);
    if (keys->second.empty())
        m_linksByName.erase(keys);
    m_linkNames.erase(named);
    return true;
}

bool ConfPlace::find(model::VrrpInstanceConfig &config, const Running &running) const
{
    std::optional<NetnsCookie> found;
    if (const auto process = running.find(config.file); process != running.end())
        found = process->second;
    if (!found) {
        const auto named = m_linksByName.find(config.interface);
        if (named != m_linksByName.end() && named->second.size() == 1)
            found = named->second.begin()->netns;
    }
    if (!found || *found == config.netns)
        return false;
    config.netns = *found;
    return true;
}

} // namespace kv::host
