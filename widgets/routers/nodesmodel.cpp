// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/nodesmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"
#include "widgets/routers/ratetext.h"

#include <QLocale>

#include <algorithm>

namespace kv::routers {

using state::NodeShare;

namespace {

/// Served more than an even spread would give by a whole router or more.
bool isUneven(const NodeShare &node)
{
    return node.serves >= node.fairShare + 1;
}

QVariant sortKey(const NodeShare &node, int column)
{
    switch (column) {
    case NodesModel::NodeColumn:
        return look::fromStd(node.host);
    case NodesModel::ServesColumn:
        return node.serves;
    case NodesModel::FairColumn:
        return node.fairShare;
    case NodesModel::StandbyColumn:
        return node.standsBy;
    case NodesModel::AloneColumn:
        return node.alone;
    default:
        return node.traffic ? node.traffic->bytes : -1.0;
    }
}

QString cellText(const NodeShare &node, int column)
{
    switch (column) {
    case NodesModel::NodeColumn:
        return look::fromStd(node.host);
    case NodesModel::FairColumn:
        return QLocale().toString(node.fairShare, 'f', 1);
    case NodesModel::TrafficColumn:
        return rateText(node.traffic);
    default:
        return look::countText(sortKey(node, column).toULongLong());
    }
}

} // namespace

int NodesModel::lineCount() const
{
    return static_cast<int>(m_distribution.nodes.size());
}

bool NodesModel::hasLinesOf(const state::Distribution &distribution) const
{
    return std::ranges::equal(distribution.nodes, m_distribution.nodes, {}, &NodeShare::host,
                              &NodeShare::host);
}

QVariant NodesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= lineCount())
        return {};
    const NodeShare &node = m_distribution.nodes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(node, index.column());
    case SortRole:
        return sortKey(node, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == NodeColumn ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        if (node.unclear > 0)
            return tr("of %n router(s) here it is not known who serves", nullptr,
                      static_cast<int>(node.unclear));
        return isUneven(node) ? QVariant(tr("serves more than its even share")) : QVariant();
    case look::MarkRole:
        if (index.column() == NodeColumn && node.isStale)
            return static_cast<int>(look::Mark::stale);
        if (index.column() == AloneColumn && node.alone > 0)
            return static_cast<int>(look::Mark::unprotected);
        return {};
    case look::EmphasisRole:
        if (index.column() == AloneColumn && node.alone > 0)
            return static_cast<int>(look::Emphasis::alarm);
        if (index.column() == ServesColumn && isUneven(node))
            return static_cast<int>(look::Emphasis::strong);
        return static_cast<int>(node.isStale ? look::Emphasis::dim : look::Emphasis::normal);
    case look::HostRole:
    case look::KeyRole:
        return look::fromStd(node.host);
    default:
        return {};
    }
}

QVariant NodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == NodeColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == AloneColumn)
        return tr("Served here, and nobody would take over");
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = { tr("Node"),    tr("Serves"), tr("Even share"),
                               tr("Standby"), tr("Alone"),  tr("Traffic") };
    return titles[section];
}

} // namespace kv::routers
