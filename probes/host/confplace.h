// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/keepalived.h"
#include "probes/model/link.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kv::host {

/// In which network namespace a keepalived configuration holds, by its process and by the names of links.
class ConfPlace {
public:
    /// The namespace of the keepalived that runs with a configuration, by that file.
    using Running = std::map<std::string, model::NetnsCookie>;

    /// True when the link is new or has another name now.
    bool linkSeen(const model::Link &link);
    /// True when the link was known.
    bool linkGone(model::LinkKey key);

    /// Where its keepalived runs; else where the only interface of that name is; else as it was. True when
    /// that is new.
    bool find(model::VrrpInstanceConfig &config, const Running &running) const;

private:
    /// Whose the one interface of that name is; none where there are several.
    using Owners = std::unordered_map<std::string_view, std::optional<model::NetnsCookie>>;

    const Owners &owners() const;

    std::map<model::LinkKey, std::string> m_linkNames;
    mutable std::optional<Owners> m_owners; ///< of the names as they are; made when somebody asks
};

} // namespace kv::host
