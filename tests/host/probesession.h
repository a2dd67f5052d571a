// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/wire/linereader.h"
#include "probes/wire/message.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <vector>

namespace kv::tests {

/// The real keepview-probe on pipes, and everything it has said so far, decoded.
class ProbeSession {
public:
    explicit ProbeSession(const QStringList &options = {});
    ~ProbeSession();

    QProcess &process() { return m_process; }
    void send(const QByteArray &bytes);
    /// Reads what has come. False when a line did not decode.
    bool read();

    const std::vector<wire::Event> &events() const { return m_events; }
    const std::vector<wire::Reply> &replies() const { return m_replies; }
    bool hasSnapshot();
    /// The first body of that kind at or after `from`, or nullptr.
    template <class Body> const Body *find(std::size_t from = 0) const
    {
        for (std::size_t i = from; i < m_events.size(); ++i) {
            if (const auto *body = std::get_if<Body>(&m_events[i].body))
                return body;
        }
        return nullptr;
    }
    template <class Body> qsizetype count() const
    {
        qsizetype number = 0;
        for (const wire::Event &event : m_events)
            number += std::holds_alternative<Body>(event.body) ? 1 : 0;
        return number;
    }

private:
    QProcess m_process;
    wire::LineReader m_lines;
    std::vector<wire::Event> m_events;
    std::vector<wire::Reply> m_replies;
};

} // namespace kv::tests
