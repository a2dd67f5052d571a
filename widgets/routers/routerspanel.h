// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QLabel;
class QTableView;
class QTreeView;
QT_END_NAMESPACE

namespace kv::routers {

class HostsModel;
class RoutersModel;
class TrafficModel;

/// The left dock: routers with their instances, who serves each target, hosts.
class RoutersPanel : public QWidget {
    Q_OBJECT
public:
    explicit RoutersPanel(QWidget *parent = nullptr);

    void showSite(const state::SitePtr &site);
    void selectRouter(const QString &routerId);
    QString selectedRouter() const { return m_selected; }

Q_SIGNALS:
    void routerSelected(const QString &routerId);
    void hostSelected(const QString &host);
    void targetSelected(const QString &address); ///< a pinged address

protected:
    void changeEvent(QEvent *event) override;

private:
    QString m_selected;
    RoutersModel *m_routersModel = nullptr;
    TrafficModel *m_trafficModel = nullptr;
    HostsModel *m_hostsModel = nullptr;
    QTreeView *m_routers = nullptr;
    QTableView *m_traffic = nullptr;
    QTableView *m_hosts = nullptr;
    QLabel *m_trafficTitle = nullptr;
    QLabel *m_hostsTitle = nullptr;

    void makeRouters();
    QTableView *makeTable(QAbstractItemModel *model, const QString &name, const QString &accessibleName);
    QLabel *makeTitle(const QString &name);
    void restoreSelection();
    void fitHeights();
    void applyTheme();
};

} // namespace kv::routers
