// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/wire/linereader.h"

#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <string>
#include <vector>

namespace kv::session {

/// One run of a probe's command line: lines in, lines out, and how it ended in words.
class ProbeProcess final : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t maxErrorLines = 20;
    static constexpr qsizetype maxErrorLineBytes = 512;

    explicit ProbeProcess(QObject *parent = nullptr);

    void start(const QStringList &arguments);
    void write(const std::string &line);
    /// Closes the probe's input, on which it ends by itself; kills it after `killAfterMs`.
    void closeInput(int killAfterMs);
    void kill(const QString &reason);
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

Q_SIGNALS:
    void linesReceived(const std::vector<kv::wire::LineReader::Line> &lines);
    /// Exactly once a start; `text` is for people: how it ended and its last words on stderr, at most 1,024
    /// bytes.
    void ended(const QString &text);

private:
    void readOutput();
    void readErrors();
    void noteEnd(const QString &how);
    QString endText(const QString &how) const;

    QProcess m_process;
    QTimer m_killTimer;
    wire::LineReader m_reader;
    QByteArray m_errorRest;
    std::deque<QString> m_errorLines;
    QString m_killReason;
    QString m_program;
    bool m_hasEnded = true;
};

} // namespace kv::session
