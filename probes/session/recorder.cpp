// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/session/recorder.h"

#include "probes/wire/codec.h"

namespace kv::session {

using model::Error;
using model::ErrorCode;

namespace {

constexpr int flushMs = 1'000;
constexpr qsizetype maxWaitingBytes = 1 << 20;

} // namespace

Recorder::Recorder(QObject *parent) : QObject(parent), m_flushes(this)
{
    m_flushes.setInterval(flushMs);
    connect(&m_flushes, &QTimer::timeout, this, &Recorder::flush);
}

Recorder::~Recorder()
{
    flush();
}

model::Result<void> Recorder::open(const QString &fileName)
{
    m_file.setFileName(fileName);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Error{ ErrorCode::invalidArgument, m_file.errorString().toStdString(),
                      fileName.toStdString() };
    m_flushes.start();
    return {};
}

void Recorder::write(const std::vector<model::Observation> &observations)
{
    for (const model::Observation &observation : observations) {
        const std::string line = wire::encode(observation);
        m_waiting.append(line.data(), static_cast<qsizetype>(line.size()));
        if (m_waiting.size() > maxWaitingBytes)
            flush();
    }
}

void Recorder::flush()
{
    if (!m_file.isOpen() || m_waiting.isEmpty())
        return;
    const bool isWritten = m_file.write(m_waiting) == m_waiting.size() && m_file.flush();
    m_waiting.clear();
    if (!isWritten && m_failure.isEmpty())
        m_failure = m_file.errorString();
}

model::Result<void> Recorder::close()
{
    flush();
    m_flushes.stop();
    m_file.close();
    if (m_failure.isEmpty())
        return {};
    return Error{ ErrorCode::io, m_failure.toStdString(), m_file.fileName().toStdString() };
}

} // namespace kv::session
