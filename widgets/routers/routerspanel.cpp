// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/routerspanel.h"

#include "widgets/look/markdelegate.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/routers/hostsmodel.h"
#include "widgets/routers/routersmodel.h"
#include "widgets/routers/trafficmodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace kv::routers {

namespace {

constexpr int rowHeight = 28;
constexpr int mostRouterRows = 14;
constexpr int mostTrafficRows = 5;

} // namespace

RoutersPanel::RoutersPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("routersPanel"));
    m_routersModel = new RoutersModel(this);
    m_trafficModel = new TrafficModel(this);
    m_hostsModel = new HostsModel(this);
    makeRouters();
    m_traffic = makeTable(m_trafficModel, QStringLiteral("trafficTable"), tr("Who serves each target"));
    m_traffic->horizontalHeader()->hide();
    m_traffic->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_traffic->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_traffic->horizontalHeader()->resizeSection(1, 84);
    m_hosts = makeTable(m_hostsModel, QStringLiteral("hostsTable"), tr("Hosts"));
    m_hosts->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_hosts->horizontalHeader()->resizeSection(0, 98);
    m_hosts->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_hosts->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Fixed);
    m_hosts->horizontalHeader()->resizeSection(2, 52);
    m_trafficTitle = makeTitle(QStringLiteral("trafficTitle"));
    m_hostsTitle = makeTitle(QStringLiteral("hostsTitle"));
    m_trafficTitle->setText(tr("<b>Traffic</b>&nbsp; who serves each target"));
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_routers);
    box->addSpacing(8);
    box->addWidget(m_trafficTitle);
    box->addWidget(m_traffic);
    box->addSpacing(8);
    box->addWidget(m_hostsTitle);
    box->addWidget(m_hosts, 1);
    connect(m_hosts->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid())
                    Q_EMIT hostSelected(current.data(look::HostRole).toString());
            });
    connect(m_traffic->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                const QString router = current.data(look::KeyRole).toString();
                if (!router.isEmpty())
                    selectRouter(router);
                if (current.isValid())
                    Q_EMIT targetSelected(current.data(TrafficModel::AddressRole).toString());
            });
    applyTheme();
}

void RoutersPanel::makeRouters()
{
    m_routers = new QTreeView(this);
    m_routers->setObjectName(QStringLiteral("routersTree"));
    m_routers->setAccessibleName(tr("Routers and their instances"));
    m_routers->setModel(m_routersModel);
    m_routers->setItemDelegate(new look::MarkDelegate(m_routers, rowHeight));
    m_routers->setHeaderHidden(true);
    m_routers->setIndentation(14);
    m_routers->setRootIsDecorated(false);
    m_routers->setUniformRowHeights(true);
    m_routers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_routers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_routers->header()->setStretchLastSection(true);
    m_routers->header()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_routers->header()->resizeSection(0, 124);
    connect(m_routers->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                const QString router = current.data(look::KeyRole).toString();
                if (router.isEmpty() || router == m_selected)
                    return;
                m_selected = router;
                Q_EMIT routerSelected(router);
            });
    connect(m_routersModel, &QAbstractItemModel::modelReset, this, &RoutersPanel::restoreSelection);
}

QTableView *RoutersPanel::makeTable(QAbstractItemModel *model, const QString &name,
                                    const QString &accessibleName)
{
    auto *table = new QTableView(this);
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setModel(model);
    table->setItemDelegate(new look::MarkDelegate(table, rowHeight));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

QLabel *RoutersPanel::makeTitle(const QString &name)
{
    auto *label = new QLabel(this);
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setFixedHeight(rowHeight);
    label->setContentsMargins(12, 0, 12, 0);
    label->setAutoFillBackground(true);
    return label;
}

void RoutersPanel::applyTheme()
{
    const look::Theme &theme = look::themeOf(palette());
    for (QLabel *label : { m_trafficTitle, m_hostsTitle }) {
        QPalette p = label->palette();
        p.setColor(QPalette::Window, theme.alternate);
        p.setColor(QPalette::WindowText, theme.ink);
        label->setPalette(p);
    }
}

void RoutersPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        // Later: a new style sheet first gives the labels back the palettes that they had before the last
        // one.
        QMetaObject::invokeMethod(this, &RoutersPanel::applyTheme, Qt::QueuedConnection);
    QWidget::changeEvent(event);
}

void RoutersPanel::showSite(const state::SitePtr &site)
{
    m_routersModel->showSite(site);
    m_trafficModel->showSite(site);
    m_hostsModel->showSite(site);
    m_hostsTitle->setText(tr("<b>Hosts</b>&nbsp; %1").arg(m_hostsModel->rowCount()));
    fitHeights();
}

void RoutersPanel::fitHeights()
{
    int rows = 0;
    for (int row = 0; row < m_routersModel->rowCount(); ++row)
        rows += 1 + m_routersModel->rowCount(m_routersModel->index(row, 0));
    m_routers->setFixedHeight(std::clamp(rows, 1, mostRouterRows) * rowHeight);
    m_traffic->setFixedHeight(std::clamp(m_trafficModel->rowCount(), 1, mostTrafficRows) * rowHeight);
}

void RoutersPanel::restoreSelection()
{
    m_routers->expandAll();
    const QModelIndex index = m_routersModel->indexOf(m_selected);
    if (index.isValid()) {
        const QSignalBlocker quiet(m_routers->selectionModel());
        m_routers->setCurrentIndex(index);
    }
}

void RoutersPanel::selectRouter(const QString &routerId)
{
    const QModelIndex index = m_routersModel->indexOf(routerId);
    if (index.isValid())
        m_routers->setCurrentIndex(index);
}

} // namespace kv::routers
