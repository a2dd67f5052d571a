// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/verify/disableplan.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;
QT_END_NAMESPACE

namespace kv::verify {

/// Asks before a link goes down: names who loses what, who takes over, how long, what repair costs, and the
/// timer that brings it back. Enter is Cancel; accepting needs the button itself (mouse, Alt+D, or Space on
/// it). When a router would stop because nobody takes over, a box must be ticked first.
class DisableDialog : public QDialog {
    Q_OBJECT
public:
    explicit DisableDialog(const DisablePlan &plan, QWidget *parent = nullptr);

    int undoSeconds() const;
    const DisablePlan &plan() const { return m_plan; }

Q_SIGNALS:
    void disableWanted(const QString &host, kv::model::LinkKey link, int undoSeconds);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    DisablePlan m_plan;
    QSpinBox *m_seconds = nullptr;
    QCheckBox *m_accepts = nullptr;
    QPushButton *m_disable = nullptr;
    QPushButton *m_cancel = nullptr;

    void addIntroduction(QVBoxLayout *box);
    void addBlastRadius(QVBoxLayout *box);
    void addTimer(QVBoxLayout *box);
    void addButtons(QVBoxLayout *box);
    void addCell(QGridLayout *grid, int row, int column, const QString &text, const QString &second,
                 bool isAlarm);
    void showSeconds();
    QStringList stoppingRouters() const;
};

} // namespace kv::verify
