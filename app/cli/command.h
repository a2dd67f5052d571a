// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QString;

namespace kv::cli {

/// How every command ends, verify's meaning of it included.
enum ExitCode {
    exitPass = 0,
    exitFail = 1,
    exitCouldNotRun = 2,
};

/// What main was given. The QCoreApplication exists; nothing may start a thread before the lab, which forks.
struct Invocation {
    QStringList words; ///< after the command's name
};

int snapshotCommand(const Invocation &invocation);
int watchCommand(const Invocation &invocation);
int verifyCommand(const Invocation &invocation);
int replayCommand(const Invocation &invocation);
int pathCommand(const Invocation &invocation);
int mayRebootCommand(const Invocation &invocation);

/// One line, UTF-8, at once.
void printLine(const QString &line);
/// On stderr: what goes on meanwhile.
void printProgress(const QString &line);
/// "keepviewctl: …" on stderr.
void printError(const QString &text);

} // namespace kv::cli
