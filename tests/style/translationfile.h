// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace kv::tests {

/// One <message> of a .ts file.
struct TranslatedMessage {
    QString context;
    QString source;
    QString comment; ///< tells two uses of one source apart
    QString type; ///< "" = finished; else "unfinished", "vanished" or "obsolete"
    bool isNumerus = false;
    QStringList translations; ///< several for a plural

    QString key() const { return context + QLatin1Char('|') + source + QLatin1Char('|') + comment; }
};

/// All messages of a Qt Linguist file, in its order; none when it cannot be read.
QVector<TranslatedMessage> readTranslations(const QString &path);

/// What is wrong with one translation: not finished, empty, other placeholders, an access key or a tag lost.
QStringList faultsOf(const TranslatedMessage &message);

} // namespace kv::tests
