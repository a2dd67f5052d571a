// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/netns/labprocess.h"

#include <QElapsedTimer>
#include <QProcess>

namespace kv::tests {

/// Rows "asOrdinary" for the users that a lab test runs as: both when we are root.
void addLabUsers();

/// A lab in the foreground, as "keepviewctl lab up" runs it; ends with this object.
class ForegroundLab {
public:
    /// `timers` is "fast" or "default"; `definition` a built-in lab or a file.
    ForegroundLab(const LabUser &user, const QString &timers,
                  const QString &definition = QStringLiteral("guide"));
    ~ForegroundLab();

    /// Milliseconds from the start until a line with this word; -1 when the lab ends before.
    qint64 waitForLine(const QByteArray &word);

    LabUser::Outcome exec(const QString &place, const QStringList &command) const;
    QByteArray inside(const QString &place, const QStringList &command) const
    {
        return exec(place, command).output;
    }
    /// Output of a shell's script in a place.
    QByteArray shell(const QString &place, const QString &script) const;
    /// "ip addr" of router2 on a host.
    QByteArray addresses(const QString &host) const;
    bool answers(const QString &target) const; ///< one ping of the client
    QProcess &process() { return m_process; }
    QByteArray output() const { return m_output; }

private:
    const LabUser &m_user;
    QProcess m_process;
    QElapsedTimer m_time;
    QByteArray m_output;
};

} // namespace kv::tests
