// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/distribution.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace kv::routers {

class DistributionTable;
class NodesModel;
class RebootPanel;
class SharesModel;

/// Who carries what: network nodes beside their routers, both sortable, and the question whether a host may
/// be rebooted.
class DistributionPanel : public QWidget {
    Q_OBJECT
public:
    explicit DistributionPanel(QWidget *parent = nullptr);

    void showDistribution(const state::Distribution &distribution);
    RebootPanel *rebootPanel() const { return m_reboot; }

Q_SIGNALS:
    void routerSelected(const QString &routerId);
    void hostSelected(const QString &host);

private:
    NodesModel *m_nodesModel = nullptr;
    SharesModel *m_sharesModel = nullptr;
    RebootPanel *m_reboot = nullptr;

    QTableView *makeTable(DistributionTable *model, const QString &name, const QString &accessibleName);
};

} // namespace kv::routers
