// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/facts/factspanel.h"

#include "widgets/facts/factsmodel.h"
#include "widgets/look/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

namespace kv::facts {

namespace {

// Ages are read by people: five times a second is enough.
constexpr model::TimeUs refreshUs = 200'000;
constexpr int side = 12;
/// A name never takes more of the panel than this: the value has to be seen beside it.
constexpr double mostForNames = 0.55;

} // namespace

FactsPanel::FactsPanel(QWidget *parent)
    : QWidget(parent), m_model(new FactsModel(this)), m_title(new QLabel(this)), m_subtitle(new QLabel(this)),
      m_tree(new QTreeView(this))
{
    m_title->setObjectName(QStringLiteral("factsTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    QFont font = m_title->font();
    font.setPixelSize(16);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_subtitle->setObjectName(QStringLiteral("factsSubtitle"));
    m_subtitle->setTextFormat(Qt::PlainText);
    m_tree->setObjectName(QStringLiteral("factsTree"));
    m_tree->setAccessibleName(tr("Facts with their source and age"));
    m_tree->setModel(m_model);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(8);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setMinimumSectionSize(24);
    m_tree->header()->setSectionResizeMode(FactsModel::ValueColumn, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(FactsModel::SourceColumn, QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(FactsModel::AgeColumn, QHeaderView::ResizeToContents);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_tree->expandAll();
        for (int row = 0; row < m_model->rowCount(); ++row)
            m_tree->setFirstColumnSpanned(row, {}, true);
        fitNames();
    });
    auto *copyKeys = new QShortcut(QKeySequence::Copy, m_tree);
    copyKeys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(copyKeys, &QShortcut::activated, this, &FactsPanel::copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, side, 0, 0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(side, 0, side, 0);
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    layout->addLayout(head);
    layout->addWidget(m_tree, 1);
    applyTheme();
}

void FactsPanel::showSite(const state::SitePtr &site)
{
    m_site = site;
    if (isVisible() && site && (site->now - m_shownAt >= refreshUs || site->now < m_shownAt))
        refresh();
}

void FactsPanel::showSubject(const Subject &subject)
{
    if (m_subject == subject)
        return;
    m_subject = subject;
    refresh();
}

void FactsPanel::refresh()
{
    FactList facts = m_site ? factsOf(*m_site, m_subject) : FactList{};
    m_shownAt = m_site ? m_site->now : 0;
    if (m_subject.kind == Subject::Kind::none) {
        m_title->setText(tr("Nothing is selected"));
        m_subtitle->setText(tr("Select a host, namespace or interface in the diagram."));
    } else {
        m_title->setText(facts.title);
        m_subtitle->setText(facts.sections.empty() ? tr("It is not there any more.") : facts.subtitle);
    }
    m_model->showFacts(std::move(facts), m_shownAt);
}

void FactsPanel::fitNames()
{
    m_tree->resizeColumnToContents(FactsModel::NameColumn);
    const int most = static_cast<int>(m_tree->viewport()->width() * mostForNames);
    if (m_tree->columnWidth(FactsModel::NameColumn) > most)
        m_tree->setColumnWidth(FactsModel::NameColumn, most);
}

void FactsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitNames();
}

void FactsPanel::copy() const
{
    const QModelIndex current = m_tree->currentIndex();
    QStringList words;
    for (int column = 0; column < FactsModel::ColumnCount; ++column)
        words += m_model->index(current.row(), column, current.parent()).data().toString();
    QGuiApplication::clipboard()->setText(words.join(QLatin1Char('\t')));
}

void FactsPanel::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

void FactsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void FactsPanel::applyTheme()
{
    QPalette dim = m_subtitle->palette();
    const QColor wanted = look::themeOf(palette()).dim;
    if (dim.color(QPalette::WindowText) == wanted)
        return;
    dim.setColor(QPalette::WindowText, wanted);
    m_subtitle->setPalette(dim);
}

} // namespace kv::facts
