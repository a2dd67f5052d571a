// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verify/labpanel.h"

#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace kv::verify {

namespace {

constexpr int numberRole = Qt::UserRole;

QSpinBox *makeSpin(QWidget *parent, const QString &name, int least, int most, int value)
{
    auto *spin = new QSpinBox(parent);
    spin->setObjectName(name);
    spin->setRange(least, most);
    spin->setValue(value);
    return spin;
}

/// Keeps what was chosen where it is still there.
void fill(QComboBox *box, const std::vector<std::string> &texts)
{
    const QSignalBlocker quiet(box);
    const QString before = box->currentText();
    box->clear();
    for (const std::string &text : texts)
        box->addItem(look::fromStd(text));
    box->setCurrentIndex(std::max(box->findText(before), 0));
}

} // namespace

LabPanel::LabPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("labPanel"));
    makeForm();
    makeOpen();
    followChoice();
}

void LabPanel::makeForm()
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("faultKind"));
    m_host = new QComboBox(this);
    m_host->setObjectName(QStringLiteral("faultHost"));
    m_router = new QComboBox(this);
    m_router->setObjectName(QStringLiteral("faultRouter"));
    for (QComboBox *box : { m_kind, m_host, m_router })
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_amount = makeSpin(this, QStringLiteral("faultAmount"), 1, 100, 30);
    m_amountLabel = new QLabel(this);
    m_amountLabel->setBuddy(m_amount);
    m_seconds = makeSpin(this, QStringLiteral("faultSeconds"), 0, 86'400, 30);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setSpecialValueText(tr("until it is undone"));
    m_break = new QPushButton(tr("&Break it"), this);
    m_break->setObjectName(QStringLiteral("faultBreak"));
    m_remark = new QLabel(this);
    m_remark->setObjectName(QStringLiteral("faultRemark"));
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Faul&t"), m_kind);
    form->addRow(tr("&On"), m_host);
    form->addRow(tr("&Router"), m_router);
    form->addRow(m_amountLabel, m_amount);
    form->addRow(tr("La&sts"), m_seconds);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 8);
    box->setSpacing(8);
    box->addLayout(form);
    box->addWidget(m_remark);
    box->addWidget(m_break);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &LabPanel::followChoice);
    connect(m_host, &QComboBox::activated, this, [this] { m_hasChosenHost = true; });
    connect(m_break, &QPushButton::clicked, this, &LabPanel::wish);
}

void LabPanel::makeOpen()
{
    m_open = new QTreeWidget(this);
    m_open->setObjectName(QStringLiteral("openFaults"));
    m_open->setAccessibleName(tr("What is broken"));
    m_open->setHeaderLabels({ tr("Broken"), tr("On"), tr("Left") });
    m_open->setRootIsDecorated(false);
    m_open->setUniformRowHeights(true);
    m_open->header()->setStretchLastSection(false);
    m_open->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_open->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_open->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_undo = new QPushButton(tr("&Undo"), this);
    m_undo->setObjectName(QStringLiteral("faultUndo"));
    m_undoAll = new QPushButton(tr("Un&do all"), this);
    m_undoAll->setObjectName(QStringLiteral("faultUndoAll"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_undo);
    buttons->addWidget(m_undoAll);
    buttons->addStretch(1);
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->addWidget(m_open, 1);
    box->addLayout(buttons);
    connect(m_open, &QTreeWidget::itemSelectionChanged, this, &LabPanel::updateButtons);
    connect(m_open, &QTreeWidget::itemActivated, m_undo, &QPushButton::click);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const QTreeWidgetItem *item = m_open->currentItem())
            Q_EMIT undoWanted(item->data(0, numberRole).toInt());
    });
    connect(m_undoAll, &QPushButton::clicked, this, [this] { Q_EMIT undoWanted(0); });
}

void LabPanel::showFaults(const state::LabFaults &faults)
{
    if (faults == m_faults)
        return;
    const bool hasNewChoices = faults.choices != m_faults.choices;
    m_faults = faults;
    fill(m_host, faults.hosts);
    fill(m_router, faults.routers);
    if (hasNewChoices) {
        std::vector<std::string> names;
        for (const state::FaultChoice &choice : faults.choices)
            names.push_back(choice.kind);
        fill(m_kind, names);
        const auto *model = qobject_cast<QStandardItemModel *>(m_kind->model());
        for (int row = 0; row < m_kind->count(); ++row) {
            const state::FaultChoice &choice = faults.choices[static_cast<std::size_t>(row)];
            const bool isPossible = choice.whyNot.empty();
            m_kind->setItemData(row, look::fromStd(isPossible ? choice.text : choice.whyNot),
                                Qt::ToolTipRole);
            if (model)
                model->item(row)->setEnabled(isPossible);
        }
    }
    if (hasNewChoices)
        followChoice();
    showOpen();
}

const state::FaultChoice *LabPanel::choice() const
{
    const auto at = static_cast<std::size_t>(std::max(m_kind->currentIndex(), 0));
    return at < m_faults.choices.size() ? &m_faults.choices[at] : nullptr;
}

void LabPanel::followChoice()
{
    const state::FaultChoice *chosen = choice();
    const bool takesAmount = chosen && (chosen->takesPercent || chosen->takesMilliseconds);
    m_router->setEnabled(chosen && chosen->concernsRouter);
    m_amount->setVisible(takesAmount);
    m_amountLabel->setVisible(takesAmount);
    if (chosen && chosen->takesPercent) {
        m_amountLabel->setText(tr("&Lost"));
        m_amount->setRange(1, 100);
        m_amount->setSuffix(tr(" %"));
    } else if (takesAmount) {
        m_amountLabel->setText(tr("&Late by"));
        m_amount->setRange(1, 10'000);
        m_amount->setSuffix(tr(" ms"));
    }
    QString remark = !chosen ? tr("The lab is still coming up.")
                             : look::fromStd(chosen->whyNot.empty() ? chosen->text : chosen->whyNot);
    if (!remark.isEmpty())
        remark[0] = remark[0].toUpper();
    m_remark->setText(remark);
    updateButtons();
}

void LabPanel::showComplaint(const QString &text)
{
    if (text.isEmpty())
        followChoice();
    else
        m_remark->setText(text);
}

void LabPanel::suggestHost(const QString &host)
{
    const int at = m_host->findText(host);
    if (!m_hasChosenHost && at >= 0)
        m_host->setCurrentIndex(at);
}

void LabPanel::showNow(model::TimeUs now)
{
    m_now = now;
    for (int row = 0; row < m_open->topLevelItemCount(); ++row) {
        const state::OpenFault &fault = m_faults.open[static_cast<std::size_t>(row)];
        const QString left = leftText(fault);
        if (m_open->topLevelItem(row)->text(2) != left)
            m_open->topLevelItem(row)->setText(2, left);
    }
}

QString LabPanel::leftText(const state::OpenFault &fault) const
{
    if (fault.until == 0)
        return {};
    return tr("%1 s").arg(std::max<model::TimeUs>(0, (fault.until - m_now + 999'999) / 1'000'000));
}

void LabPanel::showOpen()
{
    const QTreeWidgetItem *current = m_open->currentItem();
    const int before = current ? current->data(0, numberRole).toInt() : 0;
    m_open->clear();
    for (const state::OpenFault &fault : m_faults.open) {
        auto *item = new QTreeWidgetItem(
            m_open, { look::fromStd(fault.kind), look::fromStd(fault.host), leftText(fault) });
        const QString what = fault.router.empty()
            ? look::fromStd(fault.subject)
            : tr("%1: %2").arg(look::fromStd(fault.router), look::fromStd(fault.subject));
        item->setToolTip(0, what);
        item->setData(0, numberRole, fault.number);
        if (fault.number == before || m_open->topLevelItemCount() == 1)
            m_open->setCurrentItem(item);
    }
    updateButtons();
}

void LabPanel::updateButtons()
{
    const state::FaultChoice *chosen = choice();
    m_break->setEnabled(chosen && chosen->whyNot.empty() && !m_faults.hosts.empty());
    m_undo->setEnabled(m_open->currentItem() != nullptr);
    m_undoAll->setEnabled(m_open->topLevelItemCount() > 0);
}

void LabPanel::wish()
{
    const state::FaultChoice *chosen = choice();
    if (!chosen)
        return;
    state::FaultWish wish;
    wish.kind = chosen->kind;
    wish.host = m_host->currentText().toStdString();
    wish.router = chosen->concernsRouter ? m_router->currentText().toStdString() : std::string();
    wish.percent = chosen->takesPercent ? m_amount->value() : 0;
    wish.milliseconds = chosen->takesMilliseconds ? m_amount->value() : 0;
    wish.seconds = m_seconds->value();
    Q_EMIT faultWanted(wish);
}

} // namespace kv::verify
