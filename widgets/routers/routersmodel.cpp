// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/routersmodel.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/words.h"

namespace kv::routers {

namespace {

bool hasSameShape(const state::Site *a, const state::Site *b)
{
    if (!a || !b || a->routers.size() != b->routers.size())
        return false;
    for (std::size_t i = 0; i < a->routers.size(); ++i) {
        const auto &x = a->routers[i];
        const auto &y = b->routers[i];
        if (x.id != y.id || x.instances.size() != y.instances.size())
            return false;
        for (std::size_t k = 0; k < x.instances.size(); ++k) {
            if (x.instances[k].host != y.instances[k].host)
                return false;
        }
    }
    return true;
}

look::Emphasis emphasisOf(look::Mark mark, look::Emphasis otherwise)
{
    return look::isAlarming(mark) ? look::Emphasis::alarm : otherwise;
}

} // namespace

void RoutersModel::showSite(const state::SitePtr &site)
{
    if (!hasSameShape(m_site.get(), site.get())) {
        beginResetModel();
        m_site = site;
        endResetModel();
        return;
    }
    m_site = site;
    const int last = rowCount() - 1;
    if (last < 0)
        return;
    Q_EMIT dataChanged(index(0, 0), index(last, ColumnCount - 1));
    for (int row = 0; row <= last; ++row) {
        const QModelIndex router = index(row, 0);
        if (const int count = rowCount(router); count > 0)
            Q_EMIT dataChanged(index(0, 0, router), index(count - 1, ColumnCount - 1, router));
    }
}

QModelIndex RoutersModel::indexOf(const QString &routerId) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (look::fromStd(routerAt(row)->id) == routerId)
            return index(row, 0);
    }
    return {};
}

const state::Router *RoutersModel::routerAt(int row) const
{
    if (!m_site || row < 0 || static_cast<std::size_t>(row) >= m_site->routers.size())
        return nullptr;
    return &m_site->routers[static_cast<std::size_t>(row)];
}

// internalId: 0 = a router, n = an instance of router n - 1.
QModelIndex RoutersModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{ 0 });
}

QModelIndex RoutersModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{ 0 });
}

int RoutersModel::rowCount(const QModelIndex &parent) const
{
    if (!m_site)
        return 0;
    if (!parent.isValid())
        return static_cast<int>(m_site->routers.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    const state::Router *router = routerAt(parent.row());
    return router ? static_cast<int>(router->instances.size()) : 0;
}

int RoutersModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant RoutersModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isInstance = index.internalId() != 0;
    const state::Router *router =
        routerAt(isInstance ? static_cast<int>(index.internalId()) - 1 : index.row());
    if (!router)
        return {};
    if (!isInstance)
        return routerData(*router, index.column(), role);
    const auto row = static_cast<std::size_t>(index.row());
    return row < router->instances.size()
        ? instanceData(*router, router->instances[row], index.column(), role)
        : QVariant();
}

QVariant RoutersModel::routerData(const state::Router &router, int column, int role) const
{
    const look::Mark mark = look::markOf(router.protection);
    const bool isName = column == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? look::fromStd(router.name) : look::protectionName(router.protection);
    case Qt::ToolTipRole:
        return look::fromStd(router.id);
    case Qt::AccessibleTextRole:
        return tr("router %1, %2").arg(look::fromStd(router.name), look::protectionName(router.protection));
    case look::MarkRole:
        return isName ? QVariant(static_cast<int>(mark)) : QVariant();
    case look::EmphasisRole: {
        if (isName)
            return static_cast<int>(look::Emphasis::strong);
        const auto calm =
            router.protection == state::Protection::isProtected ? look::Emphasis::good : look::Emphasis::dim;
        return static_cast<int>(router.protection == state::Protection::notRedundant
                                    ? look::Emphasis::dim
                                    : emphasisOf(mark, calm));
    }
    case look::KeyRole:
        return look::fromStd(router.id);
    case look::HostRole:
        return QString();
    default:
        return {};
    }
}

QVariant RoutersModel::instanceData(const state::Router &router, const state::Instance &instance, int column,
                                    int role) const
{
    const look::Mark mark = look::markOf(instance.role, instance.stale);
    const bool isName = column == NameColumn;
    QString state = look::roleName(instance.role);
    if (instance.stale)
        state = tr("stale, was %1").arg(state);
    else if (instance.since > 0 && instance.role != state::Role::notRedundant)
        state = tr("%1, %2", "role, for how long").arg(state, look::ageText(m_site->now - instance.since));
    switch (role) {
    case Qt::DisplayRole:
        return isName ? look::fromStd(instance.host) : state;
    case Qt::AccessibleTextRole:
        return tr("%1 on %2: %3").arg(look::fromStd(router.name), look::fromStd(instance.host), state);
    case look::MarkRole:
        return isName ? QVariant(static_cast<int>(mark)) : QVariant();
    case look::EmphasisRole:
        return static_cast<int>(isName ? look::Emphasis::normal : emphasisOf(mark, look::Emphasis::dim));
    case look::KeyRole:
        return look::fromStd(router.id);
    case look::HostRole:
        return look::fromStd(instance.host);
    default:
        return {};
    }
}

QVariant RoutersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Router") : tr("State");
}

} // namespace kv::routers
