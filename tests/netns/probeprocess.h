// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <functional>
#include <optional>

namespace kv::tests {

/// keepview-probe on pipes, and what it said.
class ProbeProcess {
public:
    explicit ProbeProcess(const QStringList &arguments);
    ~ProbeProcess();

    QProcess &process() { return m_process; }
    /// Sends a request and waits for its reply.
    QJsonObject ask(QJsonObject request);
    const QList<QJsonObject> &messages();
    /// The newest message of that name that fits; waits up to `timeoutMs` for one.
    std::optional<QJsonObject> waitFor(const QString &name,
                                       const std::function<bool(const QJsonObject &)> &fits = {},
                                       int timeoutMs = 10'000);
    /// {"netns", "ifindex"} of a link of the probe's own namespace, once it has said it.
    QJsonObject linkKey(const QString &name);

private:
    void read();

    QProcess m_process;
    QByteArray m_unread;
    QList<QJsonObject> m_messages;
    int m_lastId = 0;
};

/// The output of a shell command; nothing when it failed.
std::optional<QString> outputOf(const QString &command);
/// As outputOf, when only success matters.
bool run(const QString &command);

} // namespace kv::tests
