// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/pathmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"

#include <algorithm>

namespace kv::routers {

using state::HopKind;
using state::HopSource;
using state::HopState;
using state::PathHop;

namespace {

look::Mark markOf(const PathHop &hop)
{
    if (hop.isStale)
        return look::Mark::stale;
    switch (hop.state) {
    case HopState::clear:
        return look::Mark::none;
    case HopState::flooded:
    case HopState::unknown:
        return look::Mark::unknown;
    case HopState::ambiguous:
        return look::Mark::split;
    case HopState::outdated:
        return look::Mark::fault;
    case HopState::broken:
        return look::Mark::down;
    }
    return look::Mark::none;
}

bool isSame(const PathHop &a, const PathHop &b)
{
    return a.kind == b.kind && a.host == b.host && a.link == b.link && a.isAside == b.isAside;
}

} // namespace

void PathModel::showPath(const state::TrafficPath &path, model::TimeUs now)
{
    m_now = now;
    const bool isShape =
        std::equal(path.hops.begin(), path.hops.end(), m_path.hops.begin(), m_path.hops.end(), isSame);
    if (!isShape) {
        beginResetModel();
        m_path = path;
        endResetModel();
        return;
    }
    m_path = path;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int PathModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_path.hops.size());
}

int PathModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PathModel::numberOf(int row) const
{
    const PathHop &hop = m_path.hops[static_cast<std::size_t>(row)];
    if (hop.isAside)
        return tr("aside");
    if (hop.isWayBack)
        return tr("back");
    int number = 0;
    for (int i = 0; i <= row; ++i) {
        const PathHop &before = m_path.hops[static_cast<std::size_t>(i)];
        number += before.isAside || before.isWayBack ? 0 : 1;
    }
    return hop.way == 0 ? QString::number(number)
                        : QString::number(number) + QLatin1Char('a' + static_cast<char>(hop.way - 1));
}

QString PathModel::placeOf(const PathHop &hop) const
{
    switch (hop.kind) {
    case HopKind::physicalNetwork:
        return tr("physical network");
    case HopKind::end:
        return look::fromStd(hop.note);
    case HopKind::nat:
        return tr("%1 NAT").arg(look::fromStd(hop.host));
    case HopKind::routing:
        return tr("%1 routing").arg(look::fromStd(hop.host));
    default:
        return look::fromStd(hop.host + " " + hop.interface);
    }
}

QString PathModel::sourceOf(const PathHop &hop)
{
    switch (hop.source) {
    case HopSource::none:
        return {};
    case HopSource::link:
        return tr("link");
    case HopSource::address:
        return tr("address");
    case HopSource::route:
        return tr("route");
    case HopSource::neighbour:
        return tr("neighbour");
    case HopSource::bridgeFdb:
    case HopSource::vxlanFdb:
        return tr("FDB");
    case HopSource::nat:
        return tr("NAT");
    case HopSource::role:
        return tr("role");
    }
    return {};
}

QString PathModel::toolTipOf(const PathHop &hop) const
{
    QStringList lines;
    for (const std::string *text : { &hop.fact, &hop.why, &hop.note }) {
        if (!text->empty())
            lines += look::fromStd(*text);
    }
    if (hop.at != 0)
        lines += tr("said %1 ago").arg(look::ageText(m_now - hop.at));
    if (hop.isStale)
        lines += tr("its probe is silent");
    return lines.join(QLatin1Char('\n'));
}

QVariant PathModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const PathHop &hop = m_path.hops[static_cast<std::size_t>(index.row())];
    const bool isHop = index.column() == HopColumn;
    switch (role) {
    case Qt::DisplayRole:
        if (isHop)
            return QStringLiteral("%1  %2").arg(numberOf(index.row()), placeOf(hop));
        return hop.at == 0 ? sourceOf(hop)
                           : QStringLiteral("%1 · %2").arg(sourceOf(hop), look::ageText(m_now - hop.at));
    case Qt::AccessibleTextRole:
        return isHop ? QStringLiteral("%1 %2: %3")
                           .arg(numberOf(index.row()), placeOf(hop),
                                toolTipOf(hop).replace(QLatin1Char('\n'), QLatin1String(", ")))
                     : QVariant();
    case Qt::ToolTipRole:
        return toolTipOf(hop);
    case Qt::TextAlignmentRole:
        return isHop ? QVariant() : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case look::MarkRole:
        return isHop && hop.state != HopState::clear ? QVariant(static_cast<int>(markOf(hop))) : QVariant();
    case look::SecondLineRole:
        return isHop && hop.kind != HopKind::end ? QVariant(look::fromStd(hop.note)) : QVariant();
    case look::EmphasisRole:
        if (hop.state == HopState::broken || hop.state == HopState::outdated)
            return static_cast<int>(isHop ? look::Emphasis::alarm : look::Emphasis::dim);
        return static_cast<int>(isHop && !hop.isStale ? look::Emphasis::normal : look::Emphasis::dim);
    case look::HostRole:
        return look::fromStd(hop.host);
    default:
        return {};
    }
}

QVariant PathModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == HopColumn ? tr("Hop") : tr("Source");
}

} // namespace kv::routers
