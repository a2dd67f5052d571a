// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/kindbuttons.h"

#include "widgets/topology/canvas.h"
#include "widgets/topology/scenery.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace kv::topology {

namespace {

using state::NetworkKind;

constexpr int side = 14; ///< px of a swatch

QString titleOf(NetworkKind kind)
{
    switch (kind) {
    case NetworkKind::management:
        return KindButtons::tr("Management");
    case NetworkKind::provider:
        return KindButtons::tr("Provider");
    case NetworkKind::overlay:
        return KindButtons::tr("Overlay");
    case NetworkKind::selfService:
        return KindButtons::tr("Self-service");
    default:
        return KindButtons::tr("HA network");
    }
}

QPixmap swatch(NetworkKind kind, picture::Theme theme, bool isFilled, double ratio)
{
    QPixmap made(QSize(side, side) * ratio);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toQt(picture::lineColour(kind), theme), isFilled ? 1 : 2));
    if (isFilled)
        painter.setBrush(toQt(picture::fillColour(kind), theme));
    painter.drawRoundedRect(QRectF(1, 1, side - 2, side - 2), 4, 4);
    return made;
}

} // namespace

KindButtons::KindButtons(Canvas *canvas, QWidget *parent) : QWidget(parent), m_canvas(canvas)
{
    setObjectName(QStringLiteral("kindButtons"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (const NetworkKind kind : { NetworkKind::management, NetworkKind::provider, NetworkKind::overlay,
                                    NetworkKind::selfService, NetworkKind::ha }) {
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("kindButton%1").arg(static_cast<int>(kind)));
        button->setText(titleOf(kind));
        button->setToolTip(tr("%1: in the diagram or left out").arg(titleOf(kind)));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(side, side));
        button->setProperty("role", QStringLiteral("kind"));
        button->setCheckable(true);
        button->setChecked(true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, &KindButtons::apply);
        row->addWidget(button);
        m_entries.push_back({ kind, button });
    }
    paintSwatches();
    connect(m_canvas, &Canvas::filterChanged, this, &KindButtons::follow);
}

void KindButtons::apply()
{
    picture::Filter filter = m_canvas->filter();
    filter.hidden.clear();
    for (const Entry &entry : m_entries) {
        if (!entry.button->isChecked())
            filter.hidden.insert(entry.kind);
    }
    m_canvas->setFilter(filter);
}

void KindButtons::follow()
{
    const picture::Filter filter = m_canvas->filter();
    for (const Entry &entry : m_entries)
        entry.button->setChecked(!filter.hidden.contains(entry.kind));
}

void KindButtons::paintSwatches()
{
    for (const Entry &entry : m_entries) {
        QIcon icon;
        const double ratio = devicePixelRatioF();
        const picture::Theme theme = m_canvas->pictureTheme();
        icon.addPixmap(swatch(entry.kind, theme, true, ratio), QIcon::Normal, QIcon::On);
        icon.addPixmap(swatch(entry.kind, theme, false, ratio), QIcon::Normal, QIcon::Off);
        entry.button->setIcon(icon);
    }
}

void KindButtons::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSwatches();
}

} // namespace kv::topology
