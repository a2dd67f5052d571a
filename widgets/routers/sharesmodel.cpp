// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/sharesmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"
#include "widgets/routers/ratetext.h"

#include <algorithm>

namespace kv::routers {

using state::RouterShare;

namespace {

QVariant sortKey(const RouterShare &share, int column)
{
    switch (column) {
    case SharesModel::RouterColumn:
        return look::fromStd(share.name);
    case SharesModel::ServedColumn:
        return look::fromStd(share.servedBy);
    case SharesModel::MovesColumn:
        return look::fromStd(share.movesTo);
    case SharesModel::OutageColumn:
        return share.expected.isKnown && !share.movesTo.empty() ? static_cast<double>(share.expected.maxUs)
                                                                : -1.0;
    default:
        return share.traffic ? share.traffic->bytes : -1.0;
    }
}

} // namespace

int SharesModel::lineCount() const
{
    return static_cast<int>(m_distribution.routers.size());
}

bool SharesModel::hasLinesOf(const state::Distribution &distribution) const
{
    return std::ranges::equal(distribution.routers, m_distribution.routers, {}, &RouterShare::routerId,
                              &RouterShare::routerId);
}

QVariant SharesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= lineCount())
        return {};
    const RouterShare &share = m_distribution.routers[static_cast<std::size_t>(index.row())];
    const bool isMoves = index.column() == MovesColumn;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case RouterColumn:
            return look::fromStd(share.name);
        case ServedColumn:
            return share.servedBy.empty() ? tr("not known") : look::fromStd(share.servedBy);
        case MovesColumn:
            if (!share.movesTo.empty())
                return look::anyOf(share.movesTo, share.orMovesTo);
            return share.hasNoRedundancy ? tr("nowhere") : tr("not known");
        case OutageColumn:
            return share.movesTo.empty() ? QString() : look::outageText(share.expected);
        default:
            return rateText(share.traffic);
        }
    case SortRole:
        return sortKey(share, index.column());
    case Qt::TextAlignmentRole:
        return index.column() >= OutageColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        return look::protectionName(share.protection);
    case look::MarkRole:
        return index.column() == RouterColumn ? QVariant(static_cast<int>(look::markOf(share.protection)))
                                              : QVariant();
    case look::EmphasisRole:
        return static_cast<int>(isMoves && share.hasNoRedundancy ? look::Emphasis::alarm
                                                                 : look::Emphasis::normal);
    case look::KeyRole:
        return look::fromStd(share.routerId);
    case look::HostRole:
        return look::fromStd(share.servedBy);
    default:
        return {};
    }
}

QVariant SharesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= OutageColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = { tr("Router"), tr("Served by"), tr("If it fails"), tr("Without traffic"),
                               tr("Traffic") };
    return titles[section];
}

} // namespace kv::routers
