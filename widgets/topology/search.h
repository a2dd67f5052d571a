// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"

#include <QString>

#include <string>
#include <unordered_map>

namespace kv::topology {

/// All that an element may be found by, in lower case: its name and description, the texts drawn in it, and
/// what the site knows of what it stands for: addresses with and without their length, MAC addresses,
/// namespace names, VNI, ids and virtual addresses of routers.
QString searchText(const picture::Element &element, const state::Site &site);

/// searchText() of many elements: the site's hosts and routers are found at once. The site outlives it.
class SearchFacts {
public:
    explicit SearchFacts(const state::Site &site);
    QString textOf(const picture::Element &element) const;

private:
    std::unordered_map<std::string, const state::Host *> m_hosts;
    std::unordered_map<std::string, const state::Router *> m_routers;
};

/// Whether each word of `wanted` is in the text; false for a `wanted` without words.
bool matches(const QString &searchText, const QString &wanted);

} // namespace kv::topology
