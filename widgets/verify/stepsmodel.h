// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/verification.h"

#include <QAbstractItemModel>

namespace kv::verify {

/// The steps of a verification, with their evidence as children, and at last its findings.
class StepsModel : public QAbstractItemModel {
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    void showVerification(const state::Verification &verification);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    state::Verification m_verification;

    bool hasFindings() const { return !m_verification.findings.empty(); }
    const std::vector<std::string> &linesOf(int row) const;
};

/// "passed", "running", …, translated.
QString outcomeName(state::StepOutcome outcome);

} // namespace kv::verify
