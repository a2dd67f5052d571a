// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/confplace.h"

#include <optional>

namespace kv::host {

using model::NetnsCookie;

bool ConfPlace::linkSeen(const model::Link &link)
{
    // A scan tells them in order: mostly the new key is the last one.
    const auto [place, isNew] = [&] {
        const std::size_t before = m_linkNames.size();
        const auto at = m_linkNames.try_emplace(m_linkNames.end(), link.key, link.name);
        return std::pair(at, m_linkNames.size() != before);
    }();
    if (!isNew && place->second == link.name)
        return false;
    m_owners.reset();
    place->second = link.name;
    return true;
}

bool ConfPlace::linkGone(model::LinkKey key)
{
    if (m_linkNames.erase(key) == 0)
        return false;
    m_owners.reset();
    return true;
}

const ConfPlace::Owners &ConfPlace::owners() const
{
    if (!m_owners) {
        Owners &owners = m_owners.emplace();
        for (const auto &[key, name] : m_linkNames) {
            const auto [owner, isFirst] = owners.try_emplace(name, key.netns);
            if (!isFirst)
                owner->second.reset();
        }
    }
    return *m_owners;
}

bool ConfPlace::find(model::VrrpInstanceConfig &config, const Running &running) const
{
    std::optional<NetnsCookie> found;
    if (const auto process = running.find(config.file); process != running.end())
        found = process->second;
    if (!found) {
        const auto owner = owners().find(config.interface);
        if (owner != owners().end())
            found = owner->second;
    }
    if (!found || *found == config.netns)
        return false;
    config.netns = *found;
    return true;
}

} // namespace kv::host
