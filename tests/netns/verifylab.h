// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/netns/labprocess.h"

#include <QByteArray>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace kv::tests {

/// A lab of its own name, kept up for a test of keepviewctl, with a capture at the client's interface when
/// asked.
class VerifyLab {
public:
    /// `timers` is "fast" or "default"; `definition` a built-in lab.
    VerifyLab(bool asOrdinary, const QString &timers, const QString &definition = QStringLiteral("guide"));
    ~VerifyLab();

    bool isUp(int timeoutMs); ///< waits for the lab
    QString why() const { return QString::fromUtf8(m_said); }
    const QString &name() const { return m_name; }
    QString file(const QString &name) const { return m_directory.filePath(name); }

    bool startCapture();
    QByteArray endCapture();

    /// --host NAME='COMMAND' of every host with a probe, as somebody without a lab would write them.
    QStringList hostOptions() const;
    /// keepviewctl with these words as the lab's user, started.
    std::unique_ptr<QProcess> start(const QStringList &words) const;
    /// Output of a command in a host of the lab.
    QByteArray inside(const QString &host, const QStringList &command) const;
    /// IFF_UP of an interface of a host.
    bool isLinkUp(const QString &host, const QString &link) const;
    QJsonObject report(const QString &fileName) const;

private:
    LabUser m_user;
    QTemporaryDir m_directory;
    QString m_name;
    QProcess m_lab;
    QProcess m_capture;
    QByteArray m_said;
    QByteArray m_captured;
};

/// Compares a report's interruptions with captured packets; "" when they agree, else what does not.
QString compareWithCapture(const QJsonObject &report, const QByteArray &captured);

} // namespace kv::tests
