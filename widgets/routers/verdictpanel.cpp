// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/verdictpanel.h"

#include "widgets/look/mark.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

#include <QFontMetrics>
#include <QPainter>

namespace kv::routers {

VerdictPanel::VerdictPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("verdictPanel"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void VerdictPanel::showRouter(const state::Router &router)
{
    m_protection = router.protection;
    switch (router.protection) {
    case state::Protection::unknown:
        m_title = tr("Unknown: not enough evidence");
        break;
    case state::Protection::isProtected:
        m_title = tr("Protected");
        break;
    case state::Protection::unprotected:
        m_title = tr("Unprotected: no standby");
        break;
    case state::Protection::failingOver:
        m_title = tr("Failing over");
        break;
    case state::Protection::split:
        m_title = tr("Split: more than one is active");
        break;
    case state::Protection::down:
        m_title = tr("Down: nobody serves it");
        break;
    case state::Protection::notRedundant:
        m_title = tr("Not redundant");
        break;
    }
    m_text = servedText(router);
    setAccessibleName(tr("%1. %2").arg(m_title, m_text));
    setToolTip(m_text);
    update();
}

QString VerdictPanel::servedText(const state::Router &router) const
{
    const QString server = router.servedBy.empty() ? tr("Not known who serves it")
                                                   : tr("Served by %1").arg(look::fromStd(router.servedBy));
    QStringList others;
    for (const state::Instance &instance : router.instances) {
        if (instance.host == router.servedBy)
            continue;
        const QString host = look::fromStd(instance.host);
        others << (instance.role == state::Role::standby
                       ? (instance.brokenOutside.empty() ? tr("%1 stands by") : tr("%1 has no way out"))
                             .arg(host)
                       : tr("%1 is %2").arg(host, look::roleName(instance.role)));
    }
    return others.isEmpty()
        ? server
        : tr("%1; %2", "who serves; what the others are").arg(server, others.join(tr(", ")));
}

void VerdictPanel::paintEvent(QPaintEvent *)
{
    const look::Theme &theme = look::themeOf(palette());
    const look::Mark mark = look::markOf(m_protection);
    const bool isGood = m_protection == state::Protection::isProtected;
    const bool isCalm =
        m_protection == state::Protection::unknown || m_protection == state::Protection::notRedundant;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(isGood ? theme.good : isCalm ? theme.lineStrong : theme.alarm, isGood ? 1 : 1.5));
    painter.setBrush(isGood ? theme.goodPanel : isCalm ? theme.alternate : theme.alarmPanel);
    painter.drawRoundedRect(box, 4, 4);
    look::paintMark(painter, QRectF(12, 10, 14, 14), mark, theme);
    QFont font = painter.font();
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(isGood || isCalm ? theme.ink : theme.alarmInk);
    painter.drawText(QRect(34, 7, width() - 44, 20), Qt::AlignVCenter, m_title);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    painter.setPen(theme.ink);
    painter.drawText(QRect(12, 28, width() - 24, 20), Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(m_text, Qt::ElideRight, width() - 24));
}

} // namespace kv::routers
