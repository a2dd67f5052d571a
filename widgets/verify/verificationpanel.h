// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/verification.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTreeView;
QT_END_NAMESPACE

namespace kv::verify {

class StepsModel;

/// A verification as it goes: progress, steps with outcome and evidence, result; "Abort verification" while
/// it runs.
class VerificationPanel : public QWidget {
    Q_OBJECT
public:
    explicit VerificationPanel(QWidget *parent = nullptr);

    void showVerification(const state::Verification &verification);
    QString resultText() const;

Q_SIGNALS:
    void abortWanted();
    void startWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    state::Verification m_verification;
    bool m_hasVerification = false;
    QLabel *m_title = nullptr;
    QLabel *m_result = nullptr;
    StepsModel *m_model = nullptr;
    QTreeView *m_steps = nullptr;
    QPushButton *m_button = nullptr;

    void showTexts();
};

} // namespace kv::verify
