// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/monitor.h"

#include <QDateTime>

namespace kv::tests {

namespace {

QString programs()
{
    return QStringLiteral(KEEPVIEW_BIN "/keepviewctl");
}

QStringList inLab(const QString &lab, const QString &host, const QStringList &command)
{
    return QStringList{ QStringLiteral("lab"), QStringLiteral("exec"), QStringLiteral("--name"), lab, host,
                        QStringLiteral("--") }
    + command;
}

} // namespace

Monitor::Monitor(const QString &lab, const QString &host, const QStringList &command)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(programs(), inLab(lab, host, command));
    m_process.waitForStarted();
}

Monitor::~Monitor()
{
    m_process.terminate();
    if (!m_process.waitForFinished(2'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

std::optional<qint64> Monitor::timeOf(const QStringList &words)
{
    m_text += m_process.readAll();
    const QStringList lines = text().split(QLatin1Char('\n'));
    for (const QString &line : lines) {
        const bool hasAll =
            std::all_of(words.begin(), words.end(), [&line](const QString &w) { return line.contains(w); });
        const qsizetype close = line.indexOf(QLatin1Char(']'));
        if (!hasAll || !line.startsWith(QLatin1Char('[')) || close < 0)
            continue;
        // [2026-11-23T22:02:36.123456]
        const QString stamp = line.mid(1, close - 1);
        const qsizetype dot = stamp.indexOf(QLatin1Char('.'));
        const QDateTime second = QDateTime::fromString(stamp.left(dot), Qt::ISODate);
        if (second.isValid() && dot > 0)
            return second.toMSecsSinceEpoch() * 1000 + stamp.mid(dot + 1).toLongLong();
    }
    return std::nullopt;
}

QString runInLab(const QString &lab, const QString &host, const QStringList &command)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(programs(), inLab(lab, host, command));
    process.waitForFinished(10'000);
    return QString::fromUtf8(process.readAll());
}

} // namespace kv::tests
