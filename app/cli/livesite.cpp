// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/livesite.h"

#include "app/cli/command.h"

#include <QFile>

namespace kv::cli {

LiveSite::LiveSite(QObject *parent) : QObject(parent)
{
    connect(&m_sessions, &session::SessionSet::observationsReceived, this,
            [this](const std::vector<model::Observation> &observations) {
                if (m_isRecording)
                    m_recorder.write(observations);
                m_engine.ingest(observations);
            });
}

model::Result<void> LiveSite::open(const SiteOptions &options, const session::SessionPolicy &policy)
{
    for (const session::HostCommand &host : options.hosts) {
        if (const auto added = m_sessions.addHost(host, policy); !added)
            return added;
    }
    for (const model::RouterName &router : options.routerNames)
        m_sessions.nameRouter(router.routerId, router.name);
    if (options.recordFile.isEmpty())
        return {};
    m_isRecording = true;
    return m_recorder.open(options.recordFile);
}

bool LiveSite::close(const SiteOptions &options)
{
    bool isFine = true;
    if (const auto closed = m_recorder.close(); m_isRecording && !closed) {
        printError(tr("the recording is not complete: %1").arg(QString::fromStdString(closed.error().text)));
        isFine = false;
    }
    if (options.verdictFile.isEmpty())
        return isFine;
    QFile file(options.verdictFile);
    if (!file.open(QIODevice::WriteOnly)) {
        printError(tr("%1: %2").arg(options.verdictFile, file.errorString()));
        return false;
    }
    for (const std::string &line : m_engine.verdictLog())
        file.write(QByteArray::fromStdString(line) + '\n');
    return isFine;
}

QString LiveSite::whyEnded(const QString &host)
{
    const state::Host *known = m_engine.currentSite()->host(host.toStdString());
    const QString text = known ? QString::fromStdString(known->session.text) : QString();
    return text.isEmpty() ? tr("%1: the session ended").arg(host) : tr("%1: %2").arg(host, text);
}

} // namespace kv::cli
