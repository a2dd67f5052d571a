// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"
#include "app/state/trafficpath.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QStringList>

namespace kv::cli {

/// A traffic path for terminals and as JSON (schema 1, README).
class PathText {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::PathText)
public:
    static QStringList lines(const state::Site &site, const state::TrafficPath &path);
    static QJsonObject json(const state::Site &site, const state::TrafficPath &path);

private:
    static QString place(const state::PathHop &hop);
    static QString remarks(const state::Site &site, const state::PathHop &hop);
};

} // namespace kv::cli
