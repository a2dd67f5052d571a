// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/probeprocess.h"

#include <utility>

namespace kv::session {

namespace {

constexpr qsizetype maxEndTextBytes = 1024;
constexpr std::size_t errorLinesShown = 3;

QString cut(const QString &text, qsizetype maxBytes)
{
    QString result = text.left(maxBytes);
    while (result.toUtf8().size() > maxBytes)
        result.chop(1);
    return result;
}

} // namespace

ProbeProcess::ProbeProcess(QObject *parent) : QObject(parent), m_process(this), m_killTimer(this)
{
    m_killTimer.setSingleShot(true);
    connect(&m_killTimer, &QTimer::timeout, this,
            [this] { kill(tr("it did not end when its input was closed")); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProbeProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ProbeProcess::readErrors);
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readOutput();
        readErrors();
        noteEnd(status == QProcess::CrashExit ? tr("%1 was killed by a signal").arg(m_program)
                                              : tr("%1 ended with code %2").arg(m_program).arg(code));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            noteEnd(tr("%1 could not be started: %2").arg(m_program, m_process.errorString()));
    });
}

void ProbeProcess::start(const QStringList &arguments)
{
    m_reader = {};
    m_errorRest.clear();
    m_errorLines.clear();
    m_killReason.clear();
    m_hasEnded = false;
    m_program = arguments.value(0);
    m_process.start(m_program, arguments.mid(1));
}

void ProbeProcess::write(const std::string &line)
{
    m_process.write(line.data(), static_cast<qint64>(line.size()));
}

void ProbeProcess::closeInput(int killAfterMs)
{
    m_process.closeWriteChannel();
    m_killTimer.start(killAfterMs);
}

void ProbeProcess::kill(const QString &reason)
{
    m_killReason = reason;
    m_process.kill();
}

void ProbeProcess::readOutput()
{
    const QByteArray bytes = m_process.readAllStandardOutput();
    m_reader.feed({ bytes.constData(), static_cast<std::size_t>(bytes.size()) });
    std::vector<wire::LineReader::Line> lines;
    while (auto line = m_reader.next())
        lines.push_back(std::move(*line));
    if (!lines.empty())
        Q_EMIT linesReceived(lines);
}

void ProbeProcess::readErrors()
{
    m_errorRest += m_process.readAllStandardError();
    for (qsizetype end = m_errorRest.indexOf('\n'); end >= 0; end = m_errorRest.indexOf('\n')) {
        const QByteArray line = m_errorRest.left(qMin(end, maxErrorLineBytes)).trimmed();
        m_errorRest.remove(0, end + 1);
        if (!line.isEmpty())
            m_errorLines.push_back(QString::fromUtf8(line));
        if (m_errorLines.size() > maxErrorLines)
            m_errorLines.pop_front();
    }
    if (m_errorRest.size() > maxErrorLineBytes)
        m_errorRest.truncate(maxErrorLineBytes);
}

void ProbeProcess::noteEnd(const QString &how)
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_killTimer.stop();
    if (!m_errorRest.trimmed().isEmpty())
        m_errorLines.push_back(QString::fromUtf8(m_errorRest.trimmed()));
    Q_EMIT ended(endText(how));
}

QString ProbeProcess::endText(const QString &how) const
{
    QString text = m_killReason.isEmpty() ? how : m_killReason;
    const std::size_t shown = qMin(m_errorLines.size(), errorLinesShown);
    for (std::size_t i = m_errorLines.size() - shown; i < m_errorLines.size(); ++i)
        text += (i + shown == m_errorLines.size() ? QStringLiteral(": ") : QStringLiteral("; "))
            + m_errorLines[i];
    return cut(text, maxEndTextBytes);
}

} // namespace kv::session
