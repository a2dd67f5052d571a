// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/probeprocess.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>

namespace kv::tests {

ProbeProcess::ProbeProcess(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEEPVIEW_BIN "/keepview-probe"), arguments);
    m_process.waitForStarted();
}

ProbeProcess::~ProbeProcess()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void ProbeProcess::read()
{
    m_unread += m_process.readAllStandardOutput();
    for (qsizetype end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        m_messages.append(QJsonDocument::fromJson(m_unread.left(end)).object());
        m_unread.remove(0, end + 1);
    }
}

const QList<QJsonObject> &ProbeProcess::messages()
{
    m_process.waitForReadyRead(1);
    read();
    return m_messages;
}

std::optional<QJsonObject> ProbeProcess::waitFor(const QString &name,
                                                 const std::function<bool(const QJsonObject &)> &fits,
                                                 int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        read();
        for (auto message = m_messages.crbegin(); message != m_messages.crend(); ++message) {
            if (message->value(QLatin1String("m")).toString() == name && (!fits || fits(*message)))
                return *message;
        }
        const auto left = static_cast<int>(timeoutMs - timer.elapsed());
        if (left <= 0 || !m_process.waitForReadyRead(left))
            return std::nullopt;
    }
}

QJsonObject ProbeProcess::ask(QJsonObject request)
{
    const int id = ++m_lastId;
    request.insert(QLatin1String("id"), id);
    m_process.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    m_process.waitForBytesWritten();
    return waitFor(QStringLiteral("reply"),
                   [id](const QJsonObject &reply) { return reply.value(QLatin1String("id")).toInt() == id; })
        .value_or(QJsonObject());
}

QJsonObject ProbeProcess::linkKey(const QString &name)
{
    const auto hello = waitFor(QStringLiteral("hello"));
    if (!hello)
        return {};
    const QJsonValue home = hello->value(QLatin1String("homeNetns"));
    const auto link = waitFor(QStringLiteral("link"), [&](const QJsonObject &message) {
        return message.value(QLatin1String("name")).toString() == name
            && message.value(QLatin1String("netns")) == home;
    });
    if (!link)
        return {};
    return { { QStringLiteral("netns"), home },
             { QStringLiteral("ifindex"), link->value(QLatin1String("ifindex")) } };
}

std::optional<QString> outputOf(const QString &command)
{
    QProcess shell;
    shell.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    shell.start(QStringLiteral("/bin/sh"), { QStringLiteral("-ec"), command });
    if (!shell.waitForFinished() || shell.exitStatus() != QProcess::NormalExit || shell.exitCode() != 0)
        return std::nullopt;
    return QString::fromUtf8(shell.readAllStandardOutput());
}

bool run(const QString &command)
{
    return outputOf(command).has_value();
}

} // namespace kv::tests
