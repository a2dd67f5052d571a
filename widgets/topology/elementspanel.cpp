// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/elementspanel.h"

#include "widgets/topology/elementsmodel.h"
#include "widgets/topology/search.h"

#include <QClipboard>
#include <QCollator>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace kv::topology {

namespace {

/// network2 before network10; narrowed by words.
class ElementsProxy : public QSortFilterProxyModel {
public:
    explicit ElementsProxy(QObject *parent) : QSortFilterProxyModel(parent)
    {
        if (m_collator.locale() == QLocale::c())
            m_collator.setLocale(QLocale(QLocale::English)); // C knows no numbers
        m_collator.setNumericMode(true);
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    }
    void setWords(const QString &words)
    {
        m_words = words.simplified();
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return m_words.isEmpty()
            || matches(sourceModel()->index(row, 0, parent).data(ElementsModel::searchRole).toString(),
                       m_words);
    }
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        return m_collator.compare(left.data().toString(), right.data().toString()) < 0;
    }

private:
    QCollator m_collator;
    QString m_words;
};

} // namespace

ElementsPanel::ElementsPanel(QWidget *parent)
    : QWidget(parent), m_model(new ElementsModel(this)), m_filter(new QLineEdit(this)),
      m_table(new QTableView(this))
{
    auto *proxy = new ElementsProxy(this);
    m_proxy = proxy;
    m_proxy->setSourceModel(m_model);
    m_filter->setObjectName(QStringLiteral("elementsFilter"));
    m_filter->setPlaceholderText(tr("Only rows with these words"));
    m_filter->setAccessibleName(tr("Narrow the table"));
    m_table->setObjectName(QStringLiteral("elementsTable"));
    m_table->setAccessibleName(tr("Elements of the diagram"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ElementsModel::hostColumn, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_filter);
    column->addWidget(m_table);
    connect(m_filter, &QLineEdit::textChanged, proxy, &ElementsProxy::setWords);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_isTold || selectedElement().isEmpty())
            return;
        m_wanted = selectedElement();
        Q_EMIT elementSelected(m_wanted);
    });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT elementActivated(index.data(ElementsModel::elementIdRole).toString());
    });
    auto *copying = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copying, &QShortcut::activated, this, &ElementsPanel::copyRow);
}

void ElementsPanel::showPicture(const picture::DisplayListPtr &list, const state::SitePtr &site)
{
    m_list = list;
    m_site = site;
    if (isVisible())
        refresh();
}

// A table that nobody sees costs nothing.
void ElementsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_filter->setClearButtonEnabled(true); // see FindBar::open
    const bool isFirst = m_model->rowCount() == 0;
    refresh();
    if (isFirst)
        m_table->resizeColumnsToContents();
}

void ElementsPanel::refresh()
{
    if (!m_list)
        return;
    m_isTold = true;
    m_model->show(m_list, m_site);
    m_isTold = false;
    if (selectedElement() != m_wanted)
        selectWanted();
}

void ElementsPanel::selectElement(const QString &elementId)
{
    m_wanted = elementId;
    selectWanted();
}

void ElementsPanel::selectWanted()
{
    m_isTold = true;
    const int row = m_model->rowOf(m_wanted);
    const QModelIndex index =
        row < 0 ? QModelIndex() : m_proxy->mapFromSource(m_model->index(row, ElementsModel::nameColumn));
    if (index.isValid())
        m_table->setCurrentIndex(index);
    else
        m_table->selectionModel()->clear();
    m_isTold = false;
}

QString ElementsPanel::selectedElement() const
{
    return m_table->currentIndex().data(ElementsModel::elementIdRole).toString();
}

void ElementsPanel::copyRow() const
{
    QStringList cells;
    for (int column = 0; column < ElementsModel::columns; ++column)
        cells << m_table->currentIndex().siblingAtColumn(column).data().toString();
    if (m_table->currentIndex().isValid())
        QGuiApplication::clipboard()->setText(cells.join(QLatin1Char('\t')));
}

} // namespace kv::topology
