// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/trafficmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"

namespace kv::routers {

namespace {

bool hasSameShape(const state::Site *a, const state::Site *b)
{
    if (!a || !b || a->targets.size() != b->targets.size())
        return false;
    for (std::size_t i = 0; i < a->targets.size(); ++i) {
        if (a->targets[i].target != b->targets[i].target || a->targets[i].fromHost != b->targets[i].fromHost)
            return false;
    }
    return true;
}

bool isInterrupted(const state::TargetContinuity &target)
{
    return !target.interruptions.empty() && !target.interruptions.back().end;
}

} // namespace

void TrafficModel::showSite(const state::SitePtr &site)
{
    if (!hasSameShape(m_site.get(), site.get())) {
        beginResetModel();
        m_site = site;
        endResetModel();
        return;
    }
    m_site = site;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return m_site && !parent.isValid() ? static_cast<int>(m_site->targets.size()) : 0;
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_site || static_cast<std::size_t>(index.row()) >= m_site->targets.size())
        return {};
    const state::TargetContinuity &target = m_site->targets[static_cast<std::size_t>(index.row())];
    const state::Router *router = m_site->router(target.routerId);
    const bool isTarget = index.column() == TargetColumn;
    const bool isCut = isInterrupted(target);
    const QString server =
        router && !router->servedBy.empty() ? look::fromStd(router->servedBy) : tr("unknown");
    switch (role) {
    case Qt::DisplayRole:
        if (isTarget)
            return look::shortAddress(target.target.toString());
        return isCut ? tr("no answer") : server;
    case Qt::ToolTipRole:
        return tr("%1, pinged from %2")
            .arg(look::fromStd(target.target.toString()), look::fromStd(target.fromHost));
    case look::MarkRole:
        return isTarget ? QVariant(static_cast<int>(isCut                     ? look::Mark::down
                                                        : target.answered > 0 ? look::Mark::up
                                                                              : look::Mark::waiting))
                        : QVariant();
    case look::EmphasisRole:
        if (isCut)
            return static_cast<int>(look::Emphasis::alarm);
        return static_cast<int>(isTarget ? look::Emphasis::normal : look::Emphasis::dim);
    case look::KeyRole:
        return look::fromStd(target.routerId);
    case AddressRole:
        return look::fromStd(target.target.toString());
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == TargetColumn ? tr("Target") : tr("Served by");
}

} // namespace kv::routers
