// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <sys/types.h>

namespace kv::tests {

/// keepviewctl as one user runs it, with a mark in the environment that everything of the lab inherits.
class LabUser {
public:
    enum class Kind {
        self, ///< as who we are
        ordinary, ///< without any privilege, account or subordinate id; only root can become one
        account, ///< keepview-test, which tests/support/asuser makes; only root can become it
    };
    explicit LabUser(Kind kind);
    explicit LabUser(bool asOrdinary) : LabUser(asOrdinary ? Kind::ordinary : Kind::self) { }

    QString mark() const { return m_mark; }
    /// A name for a lab of its own: labs of other tests may run meanwhile.
    QString labName() const { return QStringLiteral("test-") + m_mark.left(8); }
    QString program() const { return m_program; } ///< a copy of keepviewctl that this user can read
    /// A file that this user can read.
    QString file(const QString &name, const QByteArray &text) const;
    /// Prepares a process, started by start() with "lab" and these words.
    void prepare(QProcess &process) const;
    /// The words after "lab" for a command on this user's own lab: COMMAND --name NAME WORDS.
    QStringList onOwnLab(const QString &command, const QStringList &words = {}) const;
    /// Runs "keepviewctl lab WORDS" to its end.
    struct Outcome {
        int exitCode = -1;
        QByteArray output;
        QByteArray errors;
    };
    Outcome run(const QStringList &words) const;

    /// Every process with our mark, but for zombies; for messages.
    QStringList processesLeft() const;
    /// The names of all lab sockets of this user.
    QStringList socketsLeft() const;

private:
    uid_t m_uid = 0;
    QString m_mark;
    QTemporaryDir m_directory;
    QString m_program;
};

/// The first child of a process; 0 when it has none.
pid_t firstChildOf(pid_t parent);

} // namespace kv::tests
