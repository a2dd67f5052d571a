// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verify/verdictstrip.h"

#include "widgets/look/mark.h"
#include "widgets/look/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace kv::verify {

namespace {

constexpr int side = 12;
constexpr int markSize = 14;

look::Mark markOf(StripContent::Severity severity)
{
    switch (severity) {
    case StripContent::Severity::neutral:
        return look::Mark::waiting;
    case StripContent::Severity::good:
        return look::Mark::isProtected;
    case StripContent::Severity::alarm:
        return look::Mark::failingOver;
    case StripContent::Severity::unknown:
        return look::Mark::unknown;
    }
    return look::Mark::unknown;
}

/// Length of the first clause, its sign included.
qsizetype firstClause(const QString &sentence)
{
    qsizetype end = sentence.size();
    for (const QString &sign : { QStringLiteral(". "), QStringLiteral(": "), QStringLiteral("; "),
                                 QString(QChar(0x3002)), QString(QChar(0xff1a)), QString(QChar(0xff1b)) }) {
        const qsizetype at = sentence.indexOf(sign);
        if (at > 0)
            end = std::min(end, at + 1);
    }
    return end;
}

QFont weighted(QFont font, int pixels, bool strong)
{
    font.setPixelSize(pixels);
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace

VerdictStrip::VerdictStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("verdictStrip"));
    setFixedHeight(stripHeight);
    m_action = new QPushButton(this);
    m_action->setObjectName(QStringLiteral("restoreNow"));
    m_action->setProperty("role", QStringLiteral("default"));
    m_action->setStyleSheet(QStringLiteral("padding: 1px 10px; min-height: 14px;"));
    m_action->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, side, 0);
    row->addStretch(1);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &VerdictStrip::actionWanted);
}

void VerdictStrip::showContent(const StripContent &content)
{
    if (content == m_content)
        return;
    m_content = content;
    m_action->setText(content.action);
    m_action->setVisible(!content.action.isEmpty());
    setAccessibleName(content.sentence);
    setAccessibleDescription(content.countdown);
    setToolTip(content.sentence);
    update();
}

void VerdictStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        update();
    QWidget::changeEvent(event);
}

int VerdictStrip::textRight() const
{
    return m_action->isVisible() ? m_action->geometry().left() - side : width() - side;
}

void VerdictStrip::paintEvent(QPaintEvent *)
{
    const look::Theme &theme = look::themeOf(palette());
    const bool isAlarm = m_content.severity == StripContent::Severity::alarm;
    QPainter painter(this);
    painter.fillRect(rect(), isAlarm ? theme.alarmPanel : theme.panel);
    painter.setPen(theme.lineStrong);
    painter.drawLine(0, stripHeight - 1, width(), stripHeight - 1);
    look::paintMark(painter, QRectF(side, (stripHeight - markSize) / 2.0, markSize, markSize),
                    markOf(m_content.severity), theme);

    int right = textRight();
    const auto drawRight = [&](const QString &text, int pixels, bool strong, const QColor &color) {
        if (text.isEmpty())
            return;
        painter.setFont(weighted(font(), pixels, strong));
        const int textWidth = QFontMetrics(painter.font()).horizontalAdvance(text);
        painter.setPen(color);
        painter.drawText(QRect(right - textWidth, 0, textWidth, stripHeight - 1), Qt::AlignVCenter, text);
        right -= textWidth + 2 * side;
    };
    drawRight(m_content.countdown, 12, true, theme.ink);
    drawRight(m_content.aside, 12, false, theme.dim);

    int x = side + markSize + 8;
    const qsizetype clause = firstClause(m_content.sentence);
    const auto drawLeft = [&](const QString &text, bool strong) {
        painter.setFont(weighted(font(), 12, strong));
        const QFontMetrics metrics(painter.font());
        painter.setPen(strong ? theme.ink : theme.text);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, std::max(right - x, 0));
        painter.drawText(QRect(x, 0, std::max(right - x, 0), stripHeight - 1), Qt::AlignVCenter, shown);
        x += metrics.horizontalAdvance(shown) + 4;
    };
    drawLeft(m_content.sentence.left(clause), true);
    drawLeft(m_content.sentence.mid(clause).trimmed(), false);
}

} // namespace kv::verify
