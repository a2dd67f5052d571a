// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/session/session.h"

#include <QFile>
#include <QTimer>

#include <optional>

namespace kv::session {

/// A recording read back: one observation a line. Never touches a host; every request is answered
/// `unsupported`.
class ReplaySession final : public Session {
    Q_OBJECT
public:
    /// `speed` times as fast as it was recorded; 0 = as fast as it can be read, between two turns of the
    /// event loop.
    explicit ReplaySession(const QString &fileName, double speed = 1.0, QObject *parent = nullptr);

    QString name() const override { return {}; }
    void start() override;
    void stop() override;
    void ask(Operation operation, QObject *context, ReplyCallback done) override;

    quint64 lineNumber() const { return m_lineNumber; } ///< of the last line read, from 1

Q_SIGNALS:
    /// A line that is not an observation; reading goes on after it. The context names the file and line.
    void lineFailed(const kv::model::Error &error);

private:
    void showDue();
    std::optional<model::Observation> readOne();
    void fail(model::ErrorCode code, std::string text);
    void finish();

    QFile m_file;
    double m_speed;
    QTimer m_timer;
    std::optional<model::Observation> m_next;
    model::TimeUs m_recordedStart = 0;
    model::TimeUs m_startedAt = 0;
    quint64 m_lineNumber = 0;
    bool m_isRunning = false;
};

} // namespace kv::session
