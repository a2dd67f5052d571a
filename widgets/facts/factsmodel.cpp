// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factsmodel.h"

#include "widgets/look/words.h"

#include <QFont>

#include <algorithm>
#include <utility>

namespace kv::facts {

namespace {

// A section's index has id 0, a fact's the number of its section + 1.
constexpr quintptr sectionId = 0;

} // namespace

bool FactsModel::hasShapeOf(const FactList &other) const
{
    return std::equal(m_facts.sections.begin(), m_facts.sections.end(), other.sections.begin(),
                      other.sections.end(), [](const FactSection &a, const FactSection &b) {
                          return a.title == b.title && a.rows.size() == b.rows.size();
                      });
}

void FactsModel::showFacts(FactList facts, model::TimeUs now)
{
    m_now = now;
    if (m_facts.title != facts.title || !hasShapeOf(facts)) {
        beginResetModel();
        m_facts = std::move(facts);
        endResetModel();
        return;
    }
    m_facts = std::move(facts);
    for (int i = 0; i < rowCount(); ++i) {
        const QModelIndex section = index(i, 0);
        Q_EMIT dataChanged(index(0, ValueColumn, section), index(rowCount(section) - 1, AgeColumn, section));
    }
}

QModelIndex FactsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : sectionId);
}

QModelIndex FactsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == sectionId)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, sectionId);
}

int FactsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_facts.sections.size());
    if (parent.internalId() != sectionId || parent.column() != 0)
        return 0;
    return static_cast<int>(m_facts.sections[static_cast<std::size_t>(parent.row())].rows.size());
}

int FactsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant FactsModel::sectionData(const FactSection &section, int column, int role) const
{
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role != Qt::DisplayRole || column != NameColumn)
        return {};
    return section.leftOut == 0 ? section.title
                                : tr("%1 (%n more)", nullptr, section.leftOut).arg(section.title);
}

QString FactsModel::factText(const FactRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.name;
    case ValueColumn:
        return row.value;
    case SourceColumn:
        return row.source;
    default:
        return row.at > 0 ? look::ageText(std::max<model::TimeUs>(m_now - row.at, 0)) : QString();
    }
}

QVariant FactsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isSection = index.internalId() == sectionId;
    const auto at =
        static_cast<std::size_t>(isSection ? index.row() : static_cast<int>(index.internalId() - 1));
    if (at >= m_facts.sections.size())
        return {};
    const FactSection &section = m_facts.sections[at];
    if (isSection)
        return sectionData(section, index.column(), role);
    if (static_cast<std::size_t>(index.row()) >= section.rows.size())
        return {};
    const FactRow &row = section.rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return factText(row, index.column());
    if (role == Qt::ToolTipRole)
        return tr("%1: %2\nfrom: %3").arg(row.name, row.value, row.source);
    if (role == Qt::TextAlignmentRole && index.column() == AgeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant FactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = { tr("Fact"), tr("Value"), tr("Source"), tr("Age") };
    return section >= 0 && section < ColumnCount ? titles[section] : QString();
}

} // namespace kv::facts
