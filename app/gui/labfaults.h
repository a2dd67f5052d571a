// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/desk.h"
#include "app/gui/labstart.h"
#include "app/lab/lab.h"
#include "app/state/labfaults.h"

#include <QObject>

namespace kv::gui {

/// What is broken in the lab: from its news to the windows and the journal, and the user's wishes back.
class LabFaults : public QObject {
    Q_OBJECT
public:
    LabFaults(lab::RunningLab &lab, LabStart &news, Desk &desk, QObject *parent = nullptr);

private:
    lab::RunningLab &m_lab;
    Desk &m_desk;
    state::LabFaults m_faults;

    void askKinds();
    void takeAnswer(const lab::LabEvent &event);
    void takeChange(const lab::LabEvent &event);
    void begin(const state::FaultWish &wish);
    void undo(int number);
    void tellWindows();
    void connectWindow(MainWindow *window);
    void complain(const model::Error &error);
};

} // namespace kv::gui
