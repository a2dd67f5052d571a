// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"

#include <QString>
#include <QStringList>

namespace kv::session {

/// A host as the near end names it, and the command line that starts its probe.
struct HostCommand {
    QString name; ///< 1 to 64 letters, digits, '.', '-', '_'
    QStringList arguments; ///< program first; never empty
    bool operator==(const HostCommand &) const = default;
};

/// Splits a command line at blanks. '…' keeps everything, "…" knows \" and \\, outside \ keeps the next
/// character; no shell is involved: $, *, ; and | are ordinary characters. malformed when a quote stays open.
model::Result<QStringList> splitCommand(const QString &text);

/// Reads the value of --host: NAME=COMMAND, where the command may be in one more pair of quotes.
model::Result<HostCommand> parseHostOption(const QString &text);

} // namespace kv::session
