// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/labstart.h"

#include <QFileInfo>
#include <QSocketNotifier>

namespace kv::gui {

LabStart::LabStart(lab::RunningLab &lab, QObject *parent) : QObject(parent), m_lab(lab)
{
    auto *notifier = new QSocketNotifier(lab.fd(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &LabStart::readEvent);
}

void LabStart::readEvent()
{
    const lab::LabEvent event = m_lab.readEvent();
    switch (event.kind) {
    case lab::LabEvent::Kind::phase:
    case lab::LabEvent::Kind::note:
        Q_EMIT phaseChanged(QString::fromStdString(event.text));
        break;
    case lab::LabEvent::Kind::ready:
        Q_EMIT ready();
        break;
    case lab::LabEvent::Kind::faultBegun:
    case lab::LabEvent::Kind::faultEnded:
        Q_EMIT faultChanged(event);
        break;
    case lab::LabEvent::Kind::answer:
        Q_EMIT answered(event);
        break;
    case lab::LabEvent::Kind::failed:
        deleteLater();
        Q_EMIT failed(QString::fromStdString(event.error.text));
        break;
    case lab::LabEvent::Kind::ended:
        deleteLater();
        Q_EMIT failed(tr("the lab has ended"));
        break;
    }
}

std::vector<session::HostCommand> hostsOf(const lab::RunningLab &lab, const QString &programs)
{
    std::vector<session::HostCommand> hosts;
    for (const std::string &host : lab.hosts()) {
        session::HostCommand command{ QString::fromStdString(host), {} };
        for (const std::string &word : lab::probeCommand(lab, host)) {
            QString text = QString::fromStdString(word);
            if (!programs.isEmpty() && text.startsWith(QLatin1Char('/')))
                text = programs + QLatin1Char('/') + QFileInfo(text).fileName();
            command.arguments += text;
        }
        hosts.push_back(std::move(command));
    }
    return hosts;
}

} // namespace kv::gui
