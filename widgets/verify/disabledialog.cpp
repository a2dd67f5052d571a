// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verify/disabledialog.h"

#include "widgets/look/mark.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QCheckBox>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace kv::verify {

namespace {

QLabel *makeLabel(QWidget *parent, const QString &text, const QColor &color, int pixels, bool bold)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPixelSize(pixels);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    label->setFont(font);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    QPalette palette = line->palette();
    palette.setColor(QPalette::Window, look::themeOf(palette).line);
    line->setPalette(palette);
    return line;
}

/// With a comma and a blank, or one a line for a cell: cells do not wrap, their heights would not be known.
QString joined(const std::vector<std::string> &texts, std::size_t most,
               const QString &separator = DisableDialog::tr(", "))
{
    QStringList list;
    for (std::size_t i = 0; i < texts.size() && i < most; ++i)
        list << look::fromStd(texts[i]);
    if (texts.size() > most)
        list << DisableDialog::tr("%n more", nullptr, static_cast<int>(texts.size() - most));
    return list.join(separator);
}

bool stops(const DisablePlan::AffectedRouter &router)
{
    return router.isActiveHere && router.takesOver.empty();
}

} // namespace

DisableDialog::DisableDialog(const DisablePlan &plan, QWidget *parent) : QDialog(parent), m_plan(plan)
{
    setObjectName(QStringLiteral("disableDialog"));
    setWindowTitle(tr("Disable overlay"));
    setMinimumWidth(560);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(24, 20, 24, 16);
    box->setSpacing(10);
    addIntroduction(box);
    addBlastRadius(box);
    addTimer(box);
    addButtons(box);
    showSeconds();
    m_cancel->setFocus();
}

void DisableDialog::addIntroduction(QVBoxLayout *box)
{
    const look::Theme &theme = look::themeOf(palette());
    const QString link = look::fromStd(m_plan.linkName);
    const QString host = look::fromStd(m_plan.host);
    auto *title = makeLabel(this, tr("Disable %1 on %2?").arg(link, host), theme.ink, 16, true);
    title->setObjectName(QStringLiteral("disableTitle"));
    box->addWidget(title);
    QString text = tr("%1 then sends and hears nothing on %2. Its other interfaces stay up.").arg(host, link);
    if (!m_plan.otherUsers.empty())
        text += QLatin1Char(' ') + tr("What rides on it goes with it: %1.").arg(joined(m_plan.otherUsers, 6));
    auto *label = makeLabel(this, text, theme.text, 12, false);
    label->setObjectName(QStringLiteral("disableIntroduction"));
    label->setWordWrap(true);
    box->addWidget(label);
    if (m_plan.isManagement) {
        auto *warning =
            makeLabel(this, tr("%1 is reached by this interface: the probe will refuse.").arg(host),
                      theme.alarmInk, 12, true);
        warning->setWordWrap(true);
        box->addWidget(warning);
    }
}

void DisableDialog::addCell(QGridLayout *grid, int row, int column, const QString &text,
                            const QString &second, bool isAlarm)
{
    const look::Theme &theme = look::themeOf(palette());
    auto *cell = new QWidget(this);
    auto *lines = new QVBoxLayout(cell);
    lines->setContentsMargins(8, 5, 8, 5);
    lines->setSpacing(1);
    auto *first = makeLabel(cell, text, isAlarm ? theme.alarmInk : theme.ink, 12, isAlarm || column == 0);
    lines->addWidget(first);
    if (!second.isEmpty()) {
        auto *under = makeLabel(cell, second, theme.dim, 11, false);
        lines->addWidget(under);
    }
    lines->addStretch(1);
    if (isAlarm) {
        cell->setAutoFillBackground(true);
        QPalette palette = cell->palette();
        palette.setColor(QPalette::Window, theme.alarmPanel);
        cell->setPalette(palette);
    }
    grid->addWidget(cell, row, column);
}

void DisableDialog::addBlastRadius(QVBoxLayout *box)
{
    const look::Theme &theme = look::themeOf(palette());
    auto *grid = new QGridLayout;
    grid->setSpacing(0);
    grid->setColumnMinimumWidth(0, 130);
    grid->setColumnMinimumWidth(1, 140);
    grid->setColumnStretch(2, 1);
    int column = 0;
    for (const QString &text :
         { tr("Blast radius"), tr("Now"), tr("With %1 down").arg(look::fromStd(m_plan.linkName)) }) {
        auto *label = makeLabel(this, text, theme.dim, 11, false);
        label->setContentsMargins(8, 0, 8, 4);
        grid->addWidget(label, 0, column++);
    }
    int row = 1;
    for (const auto &router : m_plan.routers) {
        grid->addWidget(makeLine(this), row++, 0, 1, 3);
        const QString now = router.isActiveHere ? tr("active here") : tr("not active here");
        QString then = tr("keeps serving, loses its standby here");
        QString second;
        if (stops(router)) {
            then = tr("stops, nobody takes over");
            second = joined(router.addresses, 3, QStringLiteral("\n"));
        } else if (router.isActiveHere) {
            then = tr("%1 takes over").arg(look::anyOf(router.takesOver, router.orTakesOver));
            second = router.expected.isKnown
                ? tr("gap of %1, then no standby").arg(look::outageText(router.expected))
                : tr("gap of unknown length, then no standby");
        } else if (!router.losesHeartbeats && router.losesTraffic) {
            then = tr("keeps its role, loses traffic here");
        }
        if (!stops(router) && !router.keepsAfterRepair.empty() && router.keepsAfterRepair != router.takesOver
            && router.isActiveHere)
            second += QLatin1Char('\n')
                + tr("after repair it moves back to %1: a second gap")
                      .arg(look::fromStd(router.keepsAfterRepair));
        else if (!stops(router) && router.isActiveHere)
            second += QLatin1Char('\n') + tr("repair usually costs a second gap");
        addCell(grid, row, 0, look::fromStd(router.name), {}, false);
        addCell(grid, row, 1, now, look::protectionName(router.protection), false);
        addCell(grid, row, 2, then, second, stops(router));
        ++row;
    }
    if (!m_plan.floatingIps.empty()) {
        grid->addWidget(makeLine(this), row++, 0, 1, 3);
        addCell(grid, row, 0, tr("Floating IPs"),
                tr("%n on these routers", nullptr, static_cast<int>(m_plan.floatingIps.size())), false);
        addCell(grid, row, 1, joined(m_plan.floatingIps, 3, QStringLiteral("\n")), {}, false);
        addCell(grid, row, 2, tr("move with their router"), tr("connections survive where NAT is 1:1"),
                false);
        ++row;
    }
    if (m_plan.routers.empty()) {
        grid->addWidget(makeLine(this), row++, 0, 1, 3);
        addCell(grid, row, 0, tr("No router"), tr("none is known to use it"), false);
        ++row;
    }
    grid->addWidget(makeLine(this), row, 0, 1, 3);
    box->addLayout(grid);
}

void DisableDialog::addTimer(QVBoxLayout *box)
{
    const look::Theme &theme = look::themeOf(palette());
    auto *row = new QHBoxLayout;
    auto *label = makeLabel(this, tr("Restore by itself &after"), theme.ink, 12, true);
    label->setTextFormat(Qt::AutoText);
    m_seconds = new QSpinBox(this);
    m_seconds->setObjectName(QStringLiteral("undoSeconds"));
    m_seconds->setRange(leastUndoSeconds, mostUndoSeconds);
    m_seconds->setValue(usualUndoSeconds);
    m_seconds->setSuffix(tr(" s"));
    label->setBuddy(m_seconds);
    row->addWidget(label);
    row->addSpacing(12);
    row->addWidget(m_seconds);
    row->addStretch(1);
    box->addLayout(row);
    auto *note = makeLabel(
        this,
        tr("The timer runs on %1. The link also returns when Keepview closes, when the connection to the "
           "probe ends or when the probe is killed.")
            .arg(look::fromStd(m_plan.host)),
        theme.dim, 12, false);
    note->setWordWrap(true);
    box->addWidget(note);
    connect(m_seconds, &QSpinBox::valueChanged, this, &DisableDialog::showSeconds);
}

QStringList DisableDialog::stoppingRouters() const
{
    QStringList names;
    for (const auto &router : m_plan.routers) {
        if (stops(router))
            names << look::fromStd(router.name);
    }
    return names;
}

void DisableDialog::addButtons(QVBoxLayout *box)
{
    box->addSpacing(4);
    box->addWidget(makeLine(this));
    if (!stoppingRouters().isEmpty()) {
        m_accepts = new QCheckBox(this);
        m_accepts->setObjectName(QStringLiteral("acceptsStop"));
        connect(m_accepts, &QCheckBox::toggled, this, &DisableDialog::showSeconds);
        box->addWidget(m_accepts);
    }
    auto *row = new QHBoxLayout;
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancelDisable"));
    m_cancel->setProperty("role", QStringLiteral("default"));
    m_cancel->setDefault(true);
    m_cancel->setMinimumWidth(96);
    m_disable = new QPushButton(this);
    m_disable->setObjectName(QStringLiteral("confirmDisable"));
    m_disable->setProperty("role", QStringLiteral("warn"));
    m_disable->setAutoDefault(false);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_disable);
    box->addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_disable, &QPushButton::clicked, this, [this] {
        Q_EMIT disableWanted(look::fromStd(m_plan.host), m_plan.link, undoSeconds());
        accept();
    });
}

void DisableDialog::showSeconds()
{
    m_disable->setText(tr("&Disable %1 for %2 s").arg(look::fromStd(m_plan.linkName)).arg(undoSeconds()));
    if (m_accepts)
        m_accepts->setText(
            tr("%1 may stop for up to %2 s").arg(stoppingRouters().join(tr(", "))).arg(undoSeconds()));
    m_disable->setEnabled(m_plan.isAllowed && !m_plan.isManagement && (!m_accepts || m_accepts->isChecked()));
}

int DisableDialog::undoSeconds() const
{
    return m_seconds->value();
}

void DisableDialog::showEvent(QShowEvent *event)
{
    // The wrapped paragraphs' heights are known only now, at the width that the table took; else they take
    // theirs from the table's rows.
    const int wanted = std::max(width(), sizeHint().width());
    const QSize size(wanted, layout()->totalHeightForWidth(wanted));
    setMinimumHeight(size.height());
    resize(size);
    QDialog::showEvent(event);
}

void DisableDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return reject();
    QDialog::keyPressEvent(event);
}

} // namespace kv::verify
