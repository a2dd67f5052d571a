// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/lab.h"
#include "probes/session/hostcommand.h"

#include <QObject>

#include <vector>

namespace kv::gui {

/// Follows a lab that comes up and lives, without blocking the window.
class LabStart : public QObject {
    Q_OBJECT
public:
    explicit LabStart(lab::RunningLab &lab, QObject *parent = nullptr);

Q_SIGNALS:
    void phaseChanged(const QString &text);
    void ready();
    /// A fault begins or ends, by whomever.
    void faultChanged(const kv::lab::LabEvent &event);
    /// To RunningLab::askFault().
    void answered(const kv::lab::LabEvent &event);
    /// It did not come up, or it has ended.
    void failed(const QString &why);

private:
    lab::RunningLab &m_lab;

    void readEvent();
};

/// The hosts of a lab with their probes' command lines. `programs`: the folder of keepviewctl and
/// keepview-probe, "" = beside the running program.
std::vector<session::HostCommand> hostsOf(const lab::RunningLab &lab, const QString &programs = {});

} // namespace kv::gui
