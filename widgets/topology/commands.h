// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"

#include <QString>
#include <QStringList>

namespace kv::topology {

/// What can be copied of an element, as the kernel writes it.
struct Copyable {
    QString name; ///< of the interface, namespace or host; "" when it is none
    QString mac;
    QStringList addresses; ///< with their lengths
    QStringList commands; ///< for a root shell on that host: they show with `ip` and `bridge` what is drawn
};

Copyable copyableOf(const picture::Target &target, const state::Site &site);

/// The word as a POSIX shell reads it back.
QString shellWord(const QString &word);

} // namespace kv::topology
