// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verify/stepsmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"

namespace kv::verify {

namespace {

bool hasSameShape(const state::Verification &a, const state::Verification &b)
{
    if (a.steps.size() != b.steps.size() || a.findings.size() != b.findings.size())
        return false;
    for (std::size_t i = 0; i < a.steps.size(); ++i) {
        if (a.steps[i].evidence.size() != b.steps[i].evidence.size())
            return false;
    }
    return true;
}

} // namespace

QString outcomeName(state::StepOutcome outcome)
{
    switch (outcome) {
    case state::StepOutcome::waiting:
        return StepsModel::tr("waiting");
    case state::StepOutcome::running:
        return StepsModel::tr("running");
    case state::StepOutcome::passed:
        return StepsModel::tr("passed");
    case state::StepOutcome::failed:
        return StepsModel::tr("failed");
    case state::StepOutcome::skipped:
        return StepsModel::tr("skipped");
    }
    return {};
}

void StepsModel::showVerification(const state::Verification &verification)
{
    if (verification == m_verification)
        return;
    if (!hasSameShape(verification, m_verification)) {
        beginResetModel();
        m_verification = verification;
        endResetModel();
        return;
    }
    m_verification = verification;
    const int last = rowCount() - 1;
    if (last < 0)
        return;
    Q_EMIT dataChanged(index(0, 0), index(last, 1));
    for (int row = 0; row <= last; ++row) {
        const QModelIndex step = index(row, 0);
        if (const int count = rowCount(step); count > 0)
            Q_EMIT dataChanged(index(0, 0, step), index(count - 1, 1, step));
    }
}

const std::vector<std::string> &StepsModel::linesOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return at < m_verification.steps.size() ? m_verification.steps[at].evidence : m_verification.findings;
}

QModelIndex StepsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{ 0 });
}

QModelIndex StepsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{ 0 });
}

int StepsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_verification.steps.size()) + (hasFindings() ? 1 : 0);
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(linesOf(parent.row()).size());
}

int StepsModel::columnCount(const QModelIndex &) const
{
    return 2;
}

QVariant StepsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != 0) {
        const auto &lines = linesOf(static_cast<int>(index.internalId()) - 1);
        const auto row = static_cast<std::size_t>(index.row());
        if (index.column() != 0 || row >= lines.size())
            return {};
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return look::fromStd(lines[row]);
        return role == look::EmphasisRole ? QVariant(static_cast<int>(look::Emphasis::dim)) : QVariant();
    }
    const auto row = static_cast<std::size_t>(index.row());
    if (row >= m_verification.steps.size()) {
        if (index.column() != 0)
            return {};
        if (role == Qt::DisplayRole)
            return tr("Findings, not failures");
        return role == look::EmphasisRole ? QVariant(static_cast<int>(look::Emphasis::strong)) : QVariant();
    }
    const state::VerificationStep &step = m_verification.steps[row];
    const bool isTitle = index.column() == 0;
    switch (role) {
    case Qt::DisplayRole:
        return isTitle ? look::fromStd(step.title) : outcomeName(step.outcome);
    case Qt::ToolTipRole:
        return look::fromStd(step.summary);
    case Qt::AccessibleTextRole:
        return tr("%1: %2. %3")
            .arg(look::fromStd(step.title), outcomeName(step.outcome), look::fromStd(step.summary));
    case look::SecondLineRole:
        return isTitle ? look::fromStd(step.summary) : QString();
    case look::MarkRole:
        return isTitle ? QVariant(static_cast<int>(look::markOf(step.outcome))) : QVariant();
    case look::EmphasisRole:
        if (step.outcome == state::StepOutcome::failed)
            return static_cast<int>(look::Emphasis::alarm);
        if (isTitle)
            return static_cast<int>(look::Emphasis::strong);
        return static_cast<int>(step.outcome == state::StepOutcome::passed ? look::Emphasis::good
                                                                           : look::Emphasis::dim);
    case look::KeyRole:
        return look::fromStd(step.key);
    default:
        return {};
    }
}

} // namespace kv::verify
