// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace kv::cli {

/// Writes the object to a file, "-" is the standard output. False: it could not, and said why on stderr.
bool writeJson(const QString &fileName, const QJsonObject &json);

} // namespace kv::cli
