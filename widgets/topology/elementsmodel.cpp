// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/elementsmodel.h"

#include "app/picture/names.h"
#include "widgets/topology/search.h"

#include <algorithm>
#include <utility>

namespace kv::topology {

namespace {

QString kindWord(picture::ElementKind kind)
{
    using picture::ElementKind;
    switch (kind) {
    case ElementKind::host:
    case ElementKind::infrastructure:
        return ElementsModel::tr("host");
    case ElementKind::cloud:
    case ElementKind::tube:
        return ElementsModel::tr("network");
    case ElementKind::namespaceBox:
        return ElementsModel::tr("namespace");
    case ElementKind::instance:
        return ElementsModel::tr("router");
    case ElementKind::bridge:
        return ElementsModel::tr("bridge");
    case ElementKind::interface:
    case ElementKind::port:
        return ElementsModel::tr("interface");
    case ElementKind::agent:
    case ElementKind::service:
        return ElementsModel::tr("program");
    case ElementKind::firewall:
        return ElementsModel::tr("firewall");
    case ElementKind::action:
    case ElementKind::countdown:
        return ElementsModel::tr("action");
    default:
        return ElementsModel::tr("other");
    }
}

QString stateWord(picture::ElementState state)
{
    using picture::ElementState;
    switch (state) {
    case ElementState::normal:
        return {};
    case ElementState::up:
        return ElementsModel::tr("up");
    case ElementState::bare:
        return ElementsModel::tr("up, without address");
    case ElementState::held:
        return ElementsModel::tr("still holds addresses");
    case ElementState::down:
        return ElementsModel::tr("down");
    case ElementState::active:
        return ElementsModel::tr("active");
    case ElementState::standby:
        return ElementsModel::tr("standby");
    case ElementState::isolated:
        return ElementsModel::tr("isolated");
    case ElementState::orphaned:
        return ElementsModel::tr("orphaned");
    case ElementState::frozen:
        return ElementsModel::tr("frozen");
    case ElementState::fault:
        return ElementsModel::tr("fault");
    case ElementState::stopped:
        return ElementsModel::tr("stopped");
    case ElementState::notRedundant:
        return ElementsModel::tr("not redundant");
    case ElementState::stale:
        return ElementsModel::tr("stale");
    case ElementState::unknown:
        return ElementsModel::tr("unknown");
    }
    return {};
}

} // namespace

ElementsModel::Row ElementsModel::makeRow(const picture::Element &element)
{
    Row row;
    row.id = element.id;
    row.texts[nameColumn] = element.name;
    row.texts[kindColumn] = kindWord(element.kind);
    row.texts[hostColumn] = QString::fromStdString(element.target.host);
    row.texts[networkColumn] = picture::networkKindName(element.network);
    row.texts[stateColumn] = stateWord(element.state);
    row.texts[detailsColumn] = element.description;
    return row;
}

void ElementsModel::show(const picture::DisplayListPtr &list, const state::SitePtr &site)
{
    m_site = site;
    if (list == m_list)
        return;
    m_list = list;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < list->elements.size(); ++i) {
        if (!list->elements[i].isFocusable)
            continue;
        rows.push_back(makeRow(list->elements[i]));
        rows.back().element = i;
    }
    const bool areTheSame = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                       [](const Row &a, const Row &b) { return a.id == b.id; });
    if (!areTheSame) {
        beginResetModel();
        m_rows = std::move(rows);
        m_byId.clear();
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_byId.insert(m_rows[i].id, static_cast<int>(i));
        endResetModel();
        return;
    }
    tellChanges(std::exchange(m_rows, std::move(rows)));
}

/// A message for each run of rows that changed; by then all rows are the new ones.
void ElementsModel::tellChanges(const std::vector<Row> &before)
{
    const auto isChanged = [&](std::size_t i) {
        return !std::equal(std::begin(before[i].texts), std::end(before[i].texts),
                           std::begin(m_rows[i].texts));
    };
    std::vector<std::pair<int, int>> runs;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!isChanged(i))
            continue;
        const int row = static_cast<int>(i);
        if (!runs.empty() && runs.back().second + 1 == row)
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    for (const auto &[first, last] : runs)
        Q_EMIT dataChanged(index(first, 0), index(last, columns - 1));
}

int ElementsModel::rowOf(const QString &elementId) const
{
    return m_byId.value(elementId, -1);
}

int ElementsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ElementsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ElementsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return row.texts[index.column()];
    case elementIdRole:
        return row.id;
    case searchRole:
        return m_site ? searchText(m_list->elements[row.element], *m_site) : QString();
    default:
        return {};
    }
}

QVariant ElementsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case nameColumn:
        return tr("Name");
    case kindColumn:
        return tr("Kind");
    case hostColumn:
        return tr("Host");
    case networkColumn:
        return tr("Network");
    case stateColumn:
        return tr("State");
    case detailsColumn:
        return tr("Details");
    default:
        return {};
    }
}

} // namespace kv::topology
