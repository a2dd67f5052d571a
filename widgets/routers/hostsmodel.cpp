// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/hostsmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"

#include <QLocale>
#include <QStringList>

namespace kv::routers {

namespace {

bool hasSameShape(const state::Site *a, const state::Site *b)
{
    if (!a || !b || a->hosts.size() != b->hosts.size())
        return false;
    for (std::size_t i = 0; i < a->hosts.size(); ++i) {
        if (a->hosts[i].name != b->hosts[i].name)
            return false;
    }
    return true;
}

look::Mark markOf(const state::Host &host, bool hasTrouble)
{
    using Phase = model::SessionState::Phase;
    if (host.session.phase == Phase::lost || host.session.phase == Phase::ended)
        return look::Mark::down;
    if (host.stale)
        return look::Mark::stale;
    if (host.session.phase == Phase::starting)
        return look::Mark::waiting;
    return hasTrouble ? look::Mark::fault : look::Mark::up;
}

} // namespace

void HostsModel::showSite(const state::SitePtr &site)
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

int HostsModel::rowCount(const QModelIndex &parent) const
{
    return m_site && !parent.isValid() ? static_cast<int>(m_site->hosts.size()) : 0;
}

int HostsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HostsModel::troubleOf(const state::Host &host) const
{
    using Phase = model::SessionState::Phase;
    if (host.session.phase == Phase::ended)
        return tr("probe ended");
    if (host.session.phase == Phase::lost)
        return tr("lost, reconnecting");
    if (host.session.phase == Phase::starting)
        return tr("starting");
    if (host.stale)
        return tr("silent");
    if (!host.view)
        return {};
    for (const auto &[key, use] : host.uses) {
        const model::Link *link = host.view->link(key);
        const bool matters =
            use.kind == state::NetworkKind::overlay || use.kind == state::NetworkKind::provider;
        if (link && matters && link->kind != model::LinkKind::bridge && !link->isUsable())
            return tr("%1 down").arg(look::fromStd(link->name));
    }
    return {};
}

QString HostsModel::kindOf(const state::Host &host) const
{
    const QString kind = look::hostKindName(host.kind);
    const int lost = host.view ? static_cast<int>(host.view->lostCount) : 0;
    return lost == 0 ? kind : tr("%1, events lost %n time(s)", nullptr, lost).arg(kind);
}

QString HostsModel::toolTipOf(const state::Host &host) const
{
    const auto milliseconds = [](std::int64_t us) {
        return QLocale().toString(static_cast<double>(us) / 1000.0, 'f', 1);
    };
    QStringList lines;
    if (!host.session.text.empty())
        lines += look::fromStd(host.session.text);
    if (host.view && host.view->hello)
        lines += tr("Probe %1 on %2, kernel %3")
                     .arg(look::fromStd(host.view->hello->value.version),
                          look::fromStd(host.view->hello->value.hostName),
                          look::fromStd(host.view->hello->value.kernelRelease));
    lines += tr("Clock offset %1 ms, error ±%2 ms")
                 .arg(milliseconds(host.clockOffsetUs), milliseconds(host.clockErrorUs));
    lines +=
        tr("Events were lost %n time(s)", nullptr, host.view ? static_cast<int>(host.view->lostCount) : 0);
    return lines.join(QLatin1Char('\n'));
}

QVariant HostsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_site || static_cast<std::size_t>(index.row()) >= m_site->hosts.size())
        return {};
    const state::Host &host = m_site->hosts[static_cast<std::size_t>(index.row())];
    const QString trouble = troubleOf(host);
    const look::Mark mark = markOf(host, !trouble.isEmpty());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return look::fromStd(host.name);
        if (index.column() == KindColumn)
            return trouble.isEmpty() ? kindOf(host) : trouble;
        return host.lastHeard > 0 ? look::ageText(m_site->now - host.lastHeard) : tr("never");
    case Qt::ToolTipRole:
        return toolTipOf(host);
    case Qt::TextAlignmentRole:
        return index.column() == AgeColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case look::MarkRole:
        return index.column() == NameColumn ? QVariant(static_cast<int>(mark)) : QVariant();
    case look::EmphasisRole:
        if (index.column() == KindColumn && look::isAlarming(mark))
            return static_cast<int>(look::Emphasis::alarm);
        return static_cast<int>(index.column() == NameColumn ? look::Emphasis::normal : look::Emphasis::dim);
    case look::KeyRole:
    case look::HostRole:
        return look::fromStd(host.name);
    default:
        return {};
    }
}

QVariant HostsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == AgeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Host") : section == KindColumn ? tr("Is") : tr("Age");
}

} // namespace kv::routers
