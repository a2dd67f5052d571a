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
constexpr int textLeft = side + markSize + 8;
constexpr int gap = 4; // between the first clause and the rest
constexpr int linePixels = 12;
constexpr int twoLinesPixels = 11; // two lines of it are as high as the strip

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

VerdictStrip::Arrangement VerdictStrip::arrange() const
{
    const auto widthOf = [this](const QString &text, int pixels, bool strong) {
        return QFontMetrics(weighted(font(), pixels, strong)).horizontalAdvance(text);
    };
    const QString strong = m_content.sentence.left(firstClause(m_content.sentence));
    const QString rest = m_content.sentence.mid(strong.size()).trimmed();
    const int wanted = widthOf(strong, linePixels, true) + gap + widthOf(rest, linePixels, false);

    Arrangement arrangement;
    arrangement.right = textRight();
    if (!m_content.countdown.isEmpty())
        arrangement.right -= widthOf(m_content.countdown, linePixels, true) + 2 * side;
    const int withAside = arrangement.right - widthOf(m_content.aside, linePixels, false) - 2 * side;
    arrangement.showsAside = !m_content.aside.isEmpty() && wanted <= withAside - textLeft;
    if (arrangement.showsAside)
        arrangement.right = withAside;

    const int room = std::max(arrangement.right - textLeft, 0);
    if (wanted <= room || rest.isEmpty()) {
        const QFontMetrics metrics(weighted(font(), linePixels, true));
        arrangement.lines = { wanted <= room ? m_content.sentence
                                             : metrics.elidedText(strong, Qt::ElideRight, room) };
        return arrangement;
    }
    const QFontMetrics first(weighted(font(), twoLinesPixels, true));
    const QFontMetrics second(weighted(font(), twoLinesPixels, false));
    arrangement.lines = { first.elidedText(strong, Qt::ElideRight, room),
                          second.elidedText(rest, Qt::ElideRight, room) };
    return arrangement;
}

void VerdictStrip::paintSentence(QPainter &painter, const Arrangement &arrangement) const
{
    const look::Theme &theme = look::themeOf(palette());
    const auto draw = [&](QRect box, const QString &text, int pixels, bool strong) {
        painter.setFont(weighted(font(), pixels, strong));
        painter.setPen(strong ? theme.ink : theme.text);
        painter.drawText(box, Qt::AlignVCenter, text);
        return QFontMetrics(painter.font()).horizontalAdvance(text);
    };
    const QRect line(textLeft, 0, std::max(arrangement.right - textLeft, 0), stripHeight - 1);
    if (arrangement.lines.size() == 1) {
        const QString &text = arrangement.lines.front();
        const QString strong = text.left(firstClause(text));
        const int x = draw(line, strong, linePixels, true) + gap;
        draw(line.adjusted(x, 0, 0, 0), text.mid(strong.size()).trimmed(), linePixels, false);
        return;
    }
    constexpr int half = (stripHeight - 1) / 2;
    draw(line.adjusted(0, 1, 0, half - line.height()), arrangement.lines.front(), twoLinesPixels, true);
    draw(line.adjusted(0, half, 0, -1), arrangement.lines.back(), twoLinesPixels, false);
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

    const Arrangement arrangement = arrange();
    int right = textRight();
    const auto drawRight = [&](const QString &text, bool strong, const QColor &color) {
        if (text.isEmpty())
            return;
        painter.setFont(weighted(font(), linePixels, strong));
        const int textWidth = QFontMetrics(painter.font()).horizontalAdvance(text);
        painter.setPen(color);
        painter.drawText(QRect(right - textWidth, 0, textWidth, stripHeight - 1), Qt::AlignVCenter, text);
        right -= textWidth + 2 * side;
    };
    drawRight(m_content.countdown, true, theme.ink);
    if (arrangement.showsAside)
        drawRight(m_content.aside, false, theme.dim);
    paintSentence(painter, arrangement);
}

} // namespace kv::verify
