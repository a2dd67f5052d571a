// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/result.h"
#include "probes/session/session.h"

#include <QFile>
#include <QTimer>

namespace kv::session {

/// Writes the stream to a file, one observation a line; a killed program loses at most its last second.
class Recorder final : public QObject {
    Q_OBJECT
public:
    explicit Recorder(QObject *parent = nullptr);
    ~Recorder() override;

    /// Makes the file, readable by its owner only; refuses one that exists (invalidArgument).
    model::Result<void> open(const QString &fileName);
    void write(const std::vector<model::Observation> &observations);
    /// io when something could not be written, now or before.
    model::Result<void> close();

private:
    void flush();

    QFile m_file;
    QTimer m_flushes;
    QByteArray m_waiting;
    QString m_failure;
};

} // namespace kv::session
