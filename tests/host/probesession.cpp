// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/host/probesession.h"

#include "probes/wire/codec.h"

#include <variant>

namespace kv::tests {

ProbeSession::ProbeSession(const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(KEEPVIEW_BIN "/keepview-probe"), options);
    m_process.waitForStarted();
}

ProbeSession::~ProbeSession()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(2'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void ProbeSession::send(const QByteArray &bytes)
{
    m_process.write(bytes);
}

bool ProbeSession::read()
{
    const QByteArray bytes = m_process.readAllStandardOutput();
    m_lines.feed({ bytes.constData(), static_cast<std::size_t>(bytes.size()) });
    while (const auto line = m_lines.next()) {
        auto message = wire::decodeFromProbe(line->text);
        if (!message) {
            qWarning("does not decode: %s", line->text.c_str());
            return false;
        }
        if (auto *event = std::get_if<wire::Event>(&*message))
            m_events.push_back(std::move(*event));
        else
            m_replies.push_back(std::get<wire::Reply>(std::move(*message)));
    }
    return true;
}

bool ProbeSession::hasSnapshot()
{
    return read() && find<model::SnapshotEnd>() != nullptr;
}

} // namespace kv::tests
