// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/distributionpanel.h"

#include "widgets/look/markdelegate.h"
#include "widgets/routers/nodesmodel.h"
#include "widgets/routers/rebootpanel.h"
#include "widgets/routers/sharesmodel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>

namespace kv::routers {

namespace {

constexpr int rowHeight = 28;

} // namespace

DistributionPanel::DistributionPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("distributionPanel"));
    m_nodesModel = new NodesModel(this);
    m_sharesModel = new SharesModel(this);
    QTableView *nodes =
        makeTable(m_nodesModel, QStringLiteral("nodesTable"), tr("What each network node carries"));
    QTableView *shares =
        makeTable(m_sharesModel, QStringLiteral("sharesTable"), tr("What moves where if a node fails"));
    m_reboot = new RebootPanel(this);
    auto *parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(nodes);
    parts->addWidget(shares);
    parts->addWidget(m_reboot);
    parts->setSizes({ 480, 520, 380 });
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(parts);
    const auto follow = [this](QTableView *table, int role, auto signal) {
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                [this, role, signal](const QModelIndex &current) {
                    const QString key = current.siblingAtColumn(0).data(role).toString();
                    if (!key.isEmpty())
                        Q_EMIT(this->*signal)(key);
                });
    };
    follow(nodes, look::HostRole, &DistributionPanel::hostSelected);
    follow(shares, look::KeyRole, &DistributionPanel::routerSelected);
}

QTableView *DistributionPanel::makeTable(DistributionTable *model, const QString &name,
                                         const QString &accessibleName)
{
    auto *table = new QTableView(this);
    auto *sorted = new QSortFilterProxyModel(table);
    sorted->setSourceModel(model);
    sorted->setSortRole(DistributionTable::SortRole);
    sorted->setSortLocaleAware(true);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setModel(sorted);
    table->setItemDelegate(new look::MarkDelegate(table, rowHeight));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSortingEnabled(true);
    table->sortByColumn(0, Qt::AscendingOrder);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(model->columnCount() - 1, QHeaderView::Stretch);
    // Headers are not reached by keyboard.
    auto *sort = new QShortcut(QKeySequence(Qt::Key_S), table);
    sort->setContext(Qt::WidgetShortcut);
    table->setToolTip(tr("S sorts by the column that the keyboard is in"));
    connect(sort, &QShortcut::activated, table, [table, header] {
        const int column = qMax(table->currentIndex().column(), 0);
        const bool isUp =
            header->sortIndicatorSection() != column || header->sortIndicatorOrder() == Qt::DescendingOrder;
        table->sortByColumn(column, isUp ? Qt::AscendingOrder : Qt::DescendingOrder);
    });
    return table;
}

void DistributionPanel::showDistribution(const state::Distribution &distribution)
{
    m_nodesModel->showDistribution(distribution);
    m_sharesModel->showDistribution(distribution);
}

} // namespace kv::routers
