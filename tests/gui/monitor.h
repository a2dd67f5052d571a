// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace kv::tests {

/// `ip -ts monitor` inside a host of a lab: the second witness of when something happened.
class Monitor {
public:
    Monitor(const QString &lab, const QString &host, const QStringList &command);
    ~Monitor();

    /// Time (microseconds since 1970) of the first line that contains all of these, once there is one.
    std::optional<qint64> timeOf(const QStringList &words);
    QString text() const { return QString::fromUtf8(m_text); }

private:
    QProcess m_process;
    QByteArray m_text;
};

/// Runs a command inside a host of a lab and returns what it wrote, both channels.
QString runInLab(const QString &lab, const QString &host, const QStringList &command);

} // namespace kv::tests
