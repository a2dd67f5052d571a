// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/jsonfile.h"

#include "app/cli/command.h"
#include "app/cli/text.h"

#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace kv::cli {

bool writeJson(const QString &fileName, const QJsonObject &json)
{
    QFile file(fileName);
    const bool isOpen = fileName == QLatin1String("-") ? file.open(stdout, QIODevice::WriteOnly)
                                                       : file.open(QIODevice::WriteOnly);
    if (isOpen && file.write(QJsonDocument(json).toJson()) >= 0 && file.flush())
        return true;
    printError(Text::tr("%1: %2").arg(fileName, file.errorString()));
    return false;
}

} // namespace kv::cli
