// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/labfaults.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTreeWidget;
QT_END_NAMESPACE

namespace kv::verify {

/// Breaks the lab on purpose, by name, and shows what is broken with the time that is left.
class LabPanel : public QWidget {
    Q_OBJECT
public:
    explicit LabPanel(QWidget *parent = nullptr);

    void showFaults(const state::LabFaults &faults);
    /// The near end's clock, for the time that is left.
    void showNow(model::TimeUs now);
    /// Where something breaks unless the user has chosen a host.
    void suggestHost(const QString &host);
    /// What was wrong with the last wish; "" = nothing.
    void showComplaint(const QString &text);

Q_SIGNALS:
    void faultWanted(const kv::state::FaultWish &wish);
    void undoWanted(int number); ///< 0 = all

private:
    state::LabFaults m_faults;
    model::TimeUs m_now = 0;
    QComboBox *m_kind = nullptr;
    QComboBox *m_host = nullptr;
    QComboBox *m_router = nullptr;
    QSpinBox *m_amount = nullptr;
    QLabel *m_amountLabel = nullptr;
    QSpinBox *m_seconds = nullptr;
    QPushButton *m_break = nullptr;
    QLabel *m_remark = nullptr;
    QTreeWidget *m_open = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_undoAll = nullptr;
    bool m_hasChosenHost = false;

    void makeForm();
    void makeOpen();
    const state::FaultChoice *choice() const;
    void followChoice();
    void showOpen();
    void updateButtons();
    QString leftText(const state::OpenFault &fault) const;
    void wish();
};

} // namespace kv::verify
