// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/filterbar.h"

#include "app/picture/names.h"
#include "widgets/topology/canvas.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace kv::topology {

namespace {

constexpr int narrow = 760; ///< px: less is not enough for one row

QComboBox *makeField(QWidget *parent, const QString &name, const QString &title)
{
    auto *field = new QComboBox(parent);
    field->setObjectName(name);
    field->setAccessibleName(title);
    field->setToolTip(title);
    field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field->setMinimumContentsLength(6);
    field->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    field->setMaxVisibleItems(20);
    return field;
}

bool isOffered(state::NetworkKind kind)
{
    using state::NetworkKind;
    return kind == NetworkKind::ha || kind == NetworkKind::selfService || kind == NetworkKind::untagged
        || kind == NetworkKind::provider;
}

/// Choices that are gone stay chosen: the filter does not change by itself.
int indexOf(const QComboBox *field, const std::string &key)
{
    return key.empty() ? 0 : field->findData(QString::fromStdString(key));
}

} // namespace

FilterBar::FilterBar(Canvas *canvas, QWidget *parent)
    : QFrame(parent), m_canvas(canvas), m_host(makeField(this, QStringLiteral("filterHost"), tr("Host"))),
      m_network(makeField(this, QStringLiteral("filterNetwork"), tr("Network"))),
      m_router(makeField(this, QStringLiteral("filterRouter"), tr("Router"))),
      m_trouble(new QCheckBox(tr("Problems only"), this)), m_count(new QLabel(this)),
      m_grid(new QGridLayout(this)), m_all(new QToolButton(this))
{
    setObjectName(QStringLiteral("filterBar"));
    setAutoFillBackground(true);
    m_host->setEditable(true);
    m_host->setInsertPolicy(QComboBox::NoInsert);
    m_host->lineEdit()->setPlaceholderText(tr("All hosts, or net*"));
    m_host->lineEdit()->setObjectName(QStringLiteral("filterHostText"));
    m_trouble->setObjectName(QStringLiteral("filterTrouble"));
    m_count->setObjectName(QStringLiteral("filterCount"));
    m_all->setObjectName(QStringLiteral("filterShowAll"));
    m_all->setText(tr("Show all"));
    m_all->setToolTip(tr("Leaves nothing out, and closes (Esc)"));
    m_all->setFocusPolicy(Qt::TabFocus);
    m_grid->setContentsMargins(12, 6, 12, 6);
    arrange();
    offer(m_host, m_hosts, {});
    offer(m_network, m_networks, { { tr("All networks"), {} } });
    offer(m_router, m_routers, { { tr("All routers"), {} } });
    connect(m_host, &QComboBox::currentTextChanged, this, &FilterBar::apply);
    connect(m_network, &QComboBox::currentIndexChanged, this, &FilterBar::apply);
    connect(m_router, &QComboBox::currentIndexChanged, this, &FilterBar::apply);
    connect(m_trouble, &QCheckBox::toggled, this, &FilterBar::apply);
    connect(m_all, &QToolButton::clicked, this, &FilterBar::dismiss);
    connect(m_canvas, &Canvas::filterChanged, this, &FilterBar::follow);
    connect(m_canvas, &Canvas::pictureChanged, this, &FilterBar::showCount);
    connect(m_canvas, &Canvas::formChanged, this, &FilterBar::showCount);
    hide();
}

void FilterBar::showSite(const state::SitePtr &site)
{
    constexpr model::TimeUs pauseUs = 1'000'000;
    m_site = site;
    if (isHidden() || std::abs(site->now - m_offeredAt) < pauseUs)
        return;
    fill();
    follow();
}

void FilterBar::fill()
{
    if (!m_site)
        return;
    m_offeredAt = m_site->now;
    std::vector<Choice> hosts;
    for (const state::Host &host : m_site->hosts) {
        const QString name = QString::fromStdString(host.name);
        hosts.push_back({ name, name });
    }
    std::vector<Choice> networks{ { tr("All networks"), {} } };
    for (const state::Network &network : m_site->networks) {
        if (isOffered(network.kind))
            networks.push_back({ QStringLiteral("%1 · %2").arg(picture::networkKindName(network.kind),
                                                               QString::fromStdString(network.label)),
                                 QString::fromStdString(network.key) });
    }
    std::vector<Choice> routers{ { tr("All routers"), {} } };
    for (const state::Router &router : m_site->routers)
        routers.push_back({ QString::fromStdString(router.name), QString::fromStdString(router.id) });
    offer(m_host, m_hosts, std::move(hosts));
    offer(m_network, m_networks, std::move(networks));
    offer(m_router, m_routers, std::move(routers));
}

void FilterBar::offer(QComboBox *field, std::vector<Choice> &offered, std::vector<Choice> choices)
{
    if (choices == offered && field->count() > 0)
        return;
    offered = std::move(choices);
    const bool was = std::exchange(m_isFollowing, true);
    const QString text = field->currentText();
    field->clear();
    for (const Choice &choice : offered)
        field->addItem(choice.label, choice.key);
    if (field->isEditable())
        field->setEditText(text);
    m_isFollowing = was;
}

void FilterBar::open()
{
    m_host->lineEdit()->setClearButtonEnabled(true); // see FindBar::open
    fill();
    follow();
    show();
    showCount();
    m_host->setFocus(Qt::ShortcutFocusReason);
    m_host->lineEdit()->selectAll();
}

void FilterBar::dismiss()
{
    m_canvas->setFilter({});
    hide();
    m_canvas->setFocus(Qt::OtherFocusReason);
}

void FilterBar::arrange()
{
    const std::initializer_list<QWidget *> fields{ m_host, m_network, m_router };
    const std::initializer_list<QWidget *> rest{ m_trouble, m_count, m_all };
    int column = 0;
    for (QWidget *field : fields) {
        m_grid->setColumnStretch(column, 1);
        m_grid->addWidget(field, 0, column++);
    }
    if (m_isNarrow)
        column = 0;
    for (QWidget *widget : rest)
        m_grid->addWidget(widget, m_isNarrow ? 1 : 0, column++);
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (m_isNarrow == (width() < narrow))
        return;
    m_isNarrow = width() < narrow;
    arrange();
}

void FilterBar::apply()
{
    if (m_isFollowing)
        return;
    picture::Filter filter = m_canvas->filter();
    filter.host = m_host->currentText().trimmed().toStdString();
    if (m_network->currentIndex() >= 0)
        filter.network = m_network->currentData().toString().toStdString();
    if (m_router->currentIndex() >= 0)
        filter.routerId = m_router->currentData().toString().toStdString();
    filter.hasTroubleOnly = m_trouble->isChecked();
    m_canvas->setFilter(filter);
}

/// The filter may come from elsewhere: by undo, or a menu.
void FilterBar::follow()
{
    const picture::Filter filter = m_canvas->filter();
    if (filter.isPartial() && isHidden()) {
        fill();
        show();
    }
    const bool was = std::exchange(m_isFollowing, true);
    if (m_host->currentText().trimmed().toStdString() != filter.host)
        m_host->setEditText(QString::fromStdString(filter.host));
    m_network->setCurrentIndex(indexOf(m_network, filter.network));
    m_router->setCurrentIndex(indexOf(m_router, filter.routerId));
    m_trouble->setChecked(filter.hasTroubleOnly);
    m_isFollowing = was;
    showCount();
}

void FilterBar::showCount()
{
    if (isHidden())
        return;
    if (!m_canvas->filter().isPartial())
        return m_count->setText({});
    const picture::DisplayListPtr list = m_canvas->displayList();
    const auto shown = std::ranges::count_if(list->elements, [](const picture::Element &element) {
        return element.kind == picture::ElementKind::host;
    });
    m_count->setText(tr("%1 of %n hosts", nullptr, static_cast<int>(m_hosts.size())).arg(shown));
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return dismiss();
    QFrame::keyPressEvent(event);
}

} // namespace kv::topology
