// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/pathpanel.h"

#include "widgets/look/markdelegate.h"
#include "widgets/look/theme.h"
#include "widgets/routers/pathmodel.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace kv::routers {

namespace {

constexpr int plainRow = 28;
constexpr int sourceWidth = 112;

} // namespace

PathPanel::PathPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("pathPanel"));
    m_title = new QLabel(tr("&Traffic path"), this);
    m_choice = new QComboBox(this);
    m_choice->setObjectName(QStringLiteral("pathTarget"));
    m_choice->setAccessibleName(tr("Traffic path of"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_title->setBuddy(m_choice);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("pathSentence"));
    m_sentence->setWordWrap(true);
    makeHops();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(m_title);
    head->addWidget(m_choice, 1);
    auto *said = new QVBoxLayout;
    said->setContentsMargins(12, 0, 12, 0);
    said->addWidget(m_sentence);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 8, 0, 0);
    box->setSpacing(8);
    box->addLayout(head);
    box->addLayout(said);
    box->addWidget(m_hops);
    connect(m_choice, &QComboBox::activated, this, [this](int row) { Q_EMIT choiceWanted(row - 1); });
    applyTheme();
    showNoPath();
}

void PathPanel::makeHops()
{
    m_model = new PathModel(this);
    m_hops = new QTableView(this);
    m_hops->setObjectName(QStringLiteral("pathTable"));
    m_hops->setAccessibleName(tr("Hops of the traffic path"));
    m_hops->setModel(m_model);
    m_hops->setItemDelegate(new look::MarkDelegate(m_hops, plainRow));
    m_hops->setShowGrid(false);
    m_hops->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_hops->setSelectionMode(QAbstractItemView::SingleSelection);
    m_hops->setTabKeyNavigation(false);
    m_hops->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_hops->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hops->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hops->verticalHeader()->hide();
    m_hops->horizontalHeader()->hide();
    m_hops->horizontalHeader()->setSectionResizeMode(PathModel::HopColumn, QHeaderView::Stretch);
    m_hops->horizontalHeader()->setSectionResizeMode(PathModel::SourceColumn, QHeaderView::Fixed);
    m_hops->horizontalHeader()->resizeSection(PathModel::SourceColumn, sourceWidth);
}

void PathPanel::showChoices(const std::vector<PathChoice> &choices, int current)
{
    const QSignalBlocker quiet(m_choice);
    if (choices != m_choices || m_choice->count() == 0) {
        m_choices = choices;
        m_choice->clear();
        m_choice->addItem(tr("not shown"));
        for (const PathChoice &choice : m_choices)
            m_choice->addItem(choice.name);
    }
    m_choice->setCurrentIndex(current + 1);
}

void PathPanel::showPath(const QString &sentence, const state::TrafficPath &path, model::TimeUs now)
{
    m_sentence->setText(sentence);
    m_sentence->show();
    m_hops->show();
    m_model->showPath(path, now);
    fitHops();
}

void PathPanel::showNoPath()
{
    m_sentence->hide();
    m_hops->hide();
    m_model->showPath({}, 0);
}

/// A hop with a note has a second line; what does not fit is wrapped.
void PathPanel::fitHops()
{
    const auto *delegate = static_cast<const look::MarkDelegate *>(m_hops->itemDelegate());
    const int width = std::max(0, this->width() - sourceWidth - 2 * m_hops->frameWidth());
    int height = 2;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int rowHeight =
            delegate->heightFor(m_model->index(row, PathModel::HopColumn), m_hops->font(), width);
        if (m_hops->rowHeight(row) != rowHeight)
            m_hops->setRowHeight(row, rowHeight);
        height += rowHeight;
    }
    if (m_hops->height() != height)
        m_hops->setFixedHeight(height);
}

void PathPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHops();
}

void PathPanel::applyTheme()
{
    QFont bold = font();
    bold.setPixelSize(12);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    QPalette p = m_title->palette();
    p.setColor(QPalette::WindowText, look::themeOf(palette()).ink);
    m_title->setPalette(p);
}

void PathPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        // Later: a new style sheet first gives the labels back the palettes that they had before the last
        // one.
        QMetaObject::invokeMethod(this, &PathPanel::applyTheme, Qt::QueuedConnection);
    QWidget::changeEvent(event);
}

} // namespace kv::routers
