// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/hostview.h"
#include "tests/host/probesession.h"

#include <QProcess>
#include <QString>

#include <algorithm>

namespace kv::tests {

/// Runs a shell's words; whether all of them worked.
inline bool sh(const QString &command)
{
    QProcess shell;
    shell.setProcessChannelMode(QProcess::ForwardedChannels);
    shell.start(QStringLiteral("/bin/sh"), { QStringLiteral("-ec"), command });
    return shell.waitForFinished(60'000) && shell.exitStatus() == QProcess::NormalExit
        && shell.exitCode() == 0;
}

/// The probe's words, merged as the near end merges them.
class Watched {
public:
    explicit Watched(const QStringList &options = {}) : m_session(options) { }
    ProbeSession &session() { return m_session; }
    const model::HostView &view()
    {
        m_session.read();
        for (; m_applied < m_session.events().size(); ++m_applied) {
            const wire::Event &event = m_session.events()[m_applied];
            m_view.apply({ "host", event.at, event.at, event.body });
        }
        return m_view;
    }
    bool isReady() { return view().hasSnapshot; }
    model::NetnsCookie cookieOf(const std::string &name)
    {
        for (const auto &[cookie, netns] : view().namespaces) {
            if (std::find(netns.value.names.begin(), netns.value.names.end(), name)
                != netns.value.names.end())
                return cookie;
        }
        return 0;
    }
    model::NetnsCookie home() { return view().hello ? view().hello->value.homeNetns : 0; }
    const model::Link *link(model::NetnsCookie netns, const std::string &name)
    {
        for (const auto &[key, link] : view().links) {
            if (key.netns == netns && link.value.name == name)
                return &link.value;
        }
        return nullptr;
    }
    bool hasAddress(const std::string &text)
    {
        const auto prefix = model::IpPrefix::parse(text);
        return std::any_of(view().addresses.begin(), view().addresses.end(),
                           [&](const auto &entry) { return entry.first.prefix == *prefix; });
    }

private:
    ProbeSession m_session;
    model::HostView m_view;
    std::size_t m_applied = 0;
};

} // namespace kv::tests
