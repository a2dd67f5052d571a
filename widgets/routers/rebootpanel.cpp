// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/rebootpanel.h"

#include "widgets/look/mark.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace kv::routers {

namespace {

look::Mark markOf(state::RebootVerdict verdict)
{
    switch (verdict) {
    case state::RebootVerdict::may:
        return look::Mark::passed;
    case state::RebootVerdict::losesService:
        return look::Mark::failed;
    case state::RebootVerdict::cannotSay:
        return look::Mark::unknown;
    }
    return look::Mark::unknown;
}

} // namespace

RebootPanel::RebootPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("rebootPanel"));
    auto *question = new QLabel(tr("&May I reboot"), this);
    m_host = new QComboBox(this);
    m_host->setObjectName(QStringLiteral("rebootHost"));
    m_host->setAccessibleName(tr("Host that may be rebooted"));
    question->setBuddy(m_host);
    auto *mark = new QLabel(tr("?"), this);
    m_summary = new QLabel(this);
    m_summary->setObjectName(QStringLiteral("rebootSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_items = new QTreeWidget(this);
    m_items->setObjectName(QStringLiteral("rebootItems"));
    m_items->setAccessibleName(tr("What a reboot concerns"));
    m_items->setColumnCount(2);
    m_items->setHeaderHidden(true);
    m_items->setIndentation(14);
    m_items->setRootIsDecorated(false);
    m_items->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_items->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto *head = new QHBoxLayout;
    head->addWidget(question);
    head->addWidget(m_host, 1);
    head->addWidget(mark);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 8);
    box->setSpacing(8);
    box->addLayout(head);
    box->addWidget(m_summary);
    box->addWidget(m_items, 1);
    connect(m_host, &QComboBox::currentTextChanged, this, &RebootPanel::hostWanted);
}

QString RebootPanel::host() const
{
    return m_host->currentText();
}

void RebootPanel::showHosts(const QStringList &hosts)
{
    if (hosts == m_hosts)
        return;
    const QString before = host();
    m_hosts = hosts;
    {
        const QSignalBlocker quiet(m_host);
        m_host->clear();
        m_host->addItems(hosts);
        m_host->setCurrentIndex(static_cast<int>(qMax(hosts.indexOf(before), qsizetype(0))));
    }
    if (host() != before)
        Q_EMIT hostWanted(host());
}

void RebootPanel::addGroup(const QString &title, const std::vector<state::RebootItem> &items)
{
    if (items.empty())
        return;
    auto *group = new QTreeWidgetItem(m_items, { title });
    group->setFirstColumnSpanned(true);
    QFont bold = m_items->font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    for (const state::RebootItem &item : items) {
        auto *row = new QTreeWidgetItem(group, { look::fromStd(item.subject), look::fromStd(item.text) });
        row->setToolTip(1, look::fromStd(item.text));
    }
    group->setExpanded(true);
}

void RebootPanel::showAnswer(const state::RebootAnswer &answer)
{
    if (answer == m_answer)
        return;
    m_answer = answer;
    m_summary->setText(look::fromStd(answer.summary));
    m_items->clear();
    addGroup(tr("Would lose service"), answer.losses);
    addGroup(tr("Cannot be said"), answer.unclear);
    addGroup(tr("Moves"), answer.moves);
    addGroup(tr("Without redundancy until it is back"), answer.exposed);
    if (m_items->topLevelItemCount() > 0)
        m_items->topLevelItem(0)->setIcon(0,
                                          look::markIcon(markOf(answer.verdict), look::themeOf(palette())));
}

} // namespace kv::routers
