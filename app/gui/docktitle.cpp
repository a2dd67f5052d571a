// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/docktitle.h"

#include "widgets/look/theme.h"

#include <QDockWidget>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace kv::gui {

DockTitle::DockTitle(const QString &title, QDockWidget *dock) : QWidget(dock), m_title(title)
{
    auto *close = new QToolButton(this);
    close->setObjectName(dock->objectName() + QStringLiteral("Close"));
    close->setText(QString(QChar(0x00d7)));
    close->setToolTip(tr("Close (View brings it back)"));
    close->setAccessibleName(tr("Close %1").arg(title));
    close->setProperty("role", QStringLiteral("flat"));
    connect(close, &QToolButton::clicked, dock, &QDockWidget::close);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(0, 0, 6, 0);
    m_row->setSpacing(2);
    m_row->addStretch(1);
    m_row->addWidget(close);
}

void DockTitle::setRemark(const QString &remark)
{
    if (remark == m_remark)
        return;
    m_remark = remark;
    update();
}

void DockTitle::addWidget(QWidget *widget)
{
    m_row->insertWidget(m_row->count() - 1, widget);
}

void DockTitle::paintEvent(QPaintEvent *)
{
    const look::Theme &theme = look::themeOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.alternate);
    painter.setPen(theme.line);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    QFont font = painter.font();
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme.ink);
    const int x = 12;
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, m_title);
    const int used = x + QFontMetrics(font).horizontalAdvance(m_title) + 8;
    font.setPixelSize(11);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    painter.setPen(theme.dim);
    painter.drawText(QRect(used, 0, width() - used, height()), Qt::AlignVCenter, m_remark);
}

} // namespace kv::gui
