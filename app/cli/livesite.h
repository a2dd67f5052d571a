// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/siteoptions.h"
#include "app/engine/engine.h"
#include "probes/session/recorder.h"
#include "probes/session/sessionset.h"

#include <QCoreApplication>

namespace kv::cli {

/// Hosts, recording and engine joined: what the sessions hear is recorded and concluded from, in this order.
class LiveSite final : public QObject {
    Q_OBJECT
public:
    explicit LiveSite(QObject *parent = nullptr);

    /// Adds the hosts and opens the recording; nothing runs yet.
    model::Result<void> open(const SiteOptions &options, const session::SessionPolicy &policy);
    /// Writes what is left of the recording, and the verdict log. False after an error that was printed.
    bool close(const SiteOptions &options);

    session::SessionSet &sessions() { return m_sessions; }
    engine::Engine &engine() { return m_engine; }
    /// Why a host's session ended or was lost: "network1: ssh ended with code 255: …".
    QString whyEnded(const QString &host);

private:
    bool m_isRecording = false;
    session::Recorder m_recorder;
    engine::Engine m_engine;
    session::SessionSet m_sessions;
};

} // namespace kv::cli
