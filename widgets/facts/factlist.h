// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QString>

#include <string>
#include <vector>

namespace kv::facts {

/// What the facts are about.
struct Subject {
    enum class Kind { none, host, netns, link };
    Kind kind = Kind::none;
    std::string host;
    model::LinkKey link; ///< link; netns: only link.netns
    bool operator==(const Subject &) const = default;
};

struct FactRow {
    QString name;
    QString value;
    QString source; ///< "kernel", "VRRP", "keepalived.conf", …
    model::TimeUs at = 0; ///< near end's clock; 0: not known
    bool operator==(const FactRow &) const = default;
};

struct FactSection {
    QString title;
    std::vector<FactRow> rows;
    int leftOut = 0; ///< rows beyond maxRows
    bool operator==(const FactSection &) const = default;
};

/// A section shows no more; the rest is counted.
constexpr std::size_t maxRows = 200;

struct FactList {
    QString title; ///< "overlay0 on network1"
    QString subtitle; ///< what kind of thing it is; "" when it is not there any more
    std::vector<FactSection> sections; ///< without empty ones
    bool operator==(const FactList &) const = default;
};

/// Every fact of the subject, as the site has it. A subject that has gone keeps its title and has no
/// sections.
FactList factsOf(const state::Site &site, const Subject &subject);

} // namespace kv::facts
