// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"

#include <QString>

namespace kv::topology {

/// All that an element may be found by, in lower case: its name and description, the texts drawn in it, and
/// what the site knows of what it stands for: addresses with and without their length, MAC addresses,
/// namespace names, VNI, ids and virtual addresses of routers.
QString searchText(const picture::Element &element, const state::Site &site);

/// Whether each word of `wanted` is in the text; false for a `wanted` without words.
bool matches(const QString &searchText, const QString &wanted);

} // namespace kv::topology
