// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/appearance.h"

#include "widgets/look/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QStyleFactory>

namespace kv::gui {

Appearance::Appearance(QObject *parent) : QObject(parent)
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont font = QApplication::font();
    font.setFamilies({ QStringLiteral("Inter"), QStringLiteral("Noto Sans"), font.family() });
    font.setPixelSize(12);
    QApplication::setFont(font);
    qApp->installEventFilter(this);
    apply();
}

void Appearance::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Appearance::apply()
{
    if (m_isApplying)
        return;
    m_isApplying = true;
    const look::Theme *theme = &look::lightTheme();
    if (m_choice == ThemeChoice::dark) {
        theme = &look::darkTheme();
    } else if (m_choice == ThemeChoice::system) {
        QApplication::setPalette(QPalette());
        theme = &look::themeOf(QGuiApplication::palette());
    }
    QApplication::setPalette(look::paletteOf(*theme));
    qApp->setStyleSheet(look::styleSheetOf(*theme));
    m_isApplying = false;
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && watched->isWindowType() && m_choice == ThemeChoice::system)
        QMetaObject::invokeMethod(
            this, [this] { apply(); }, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

} // namespace kv::gui
