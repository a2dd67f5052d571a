// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QStringList>

namespace kv::cli {

/// All facts of one host as an indented tree: namespaces, bridges with their ports, addresses, keepalived.
QStringList factTree(const state::Host &host);

/// "vxlan VNI 101, 10.0.1.11 to 224.0.0.1 port 8472 over overlay0"; field terms, not translated.
QString linkText(const model::HostView &view, const model::Link &link);

/// "overlay0", or "qrouter-…:qg-…" in a namespace other than the host's own.
QString linkPath(const model::HostView &view, model::LinkKey key);

} // namespace kv::cli
