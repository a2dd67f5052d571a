// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look/markdelegate.h"

#include "widgets/look/mark.h"
#include "widgets/look/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace kv::look {

namespace {

constexpr int padding = 8;
constexpr int markSize = 14;
constexpr int twoLineHeight = 44; ///< the most that two lines get; taller rows wrap
constexpr int notedHeight = 40;
constexpr int wrappedMargin = 5;
constexpr int plainHeight = 24; ///< of a child under rows of two lines

QColor colorOf(Emphasis emphasis, const Theme &theme)
{
    switch (emphasis) {
    case Emphasis::normal:
        return theme.text;
    case Emphasis::strong:
        return theme.ink;
    case Emphasis::dim:
        return theme.dim;
    case Emphasis::alarm:
        return theme.alarmInk;
    case Emphasis::good:
        return theme.good;
    }
    return theme.text;
}

/// 0 for no text.
int wrappedHeight(const QFontMetrics &metrics, const QString &text, int width)
{
    constexpr int unbounded = 4096;
    return text.isEmpty()
        ? 0
        : metrics.boundingRect(QRect(0, 0, width, unbounded), Qt::TextWordWrap, text).height();
}

void drawLine(QPainter &painter, const QRect &rect, const QString &text, int alignment)
{
    painter.drawText(rect, alignment | Qt::AlignVCenter,
                     QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

MarkDelegate::MarkDelegate(QObject *parent, int rowHeight)
    : QStyledItemDelegate(parent), m_rowHeight(rowHeight)
{
}

void MarkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    if (isSelected)
        painter->fillRect(option.rect, theme.selection);
    else if (index.data(TintRole).toBool())
        painter->fillRect(option.rect, theme.alarmPanel);
    if (isSelected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.ink);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    QRect rect = option.rect.adjusted(padding, 0, -padding, -1);
    const QVariant mark = index.data(MarkRole);
    if (mark.isValid() && mark.toInt() != 0) {
        paintMark(*painter, QRectF(rect.left(), rect.center().y() - markSize / 2.0 + 0.5, markSize, markSize),
                  static_cast<Mark>(mark.toInt()), theme);
        rect.setLeft(rect.left() + markSize + 6);
    }
    const auto emphasis = static_cast<Emphasis>(index.data(EmphasisRole).toInt());
    const QVariant wanted = index.data(Qt::TextAlignmentRole);
    const int alignment = wanted.isValid() ? wanted.toInt() & Qt::AlignHorizontal_Mask : int(Qt::AlignLeft);
    QFont font = option.font;
    font.setPixelSize(12);
    font.setWeight(emphasis == Emphasis::normal || emphasis == Emphasis::dim ? QFont::Normal
                                                                             : QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(colorOf(emphasis, theme));
    const QString second = index.data(SecondLineRole).toString();
    const QString text = index.data(Qt::DisplayRole).toString();
    if (QFontMetrics(font).horizontalAdvance(text) > rect.width()) {
        font.setPixelSize(11);
        painter->setFont(font);
    }
    if (option.rect.height() > twoLineHeight) {
        font.setPixelSize(11);
        painter->setFont(font);
        QRect place = rect.adjusted(0, wrappedMargin, 0, 0);
        painter->drawText(place, alignment | Qt::AlignTop | Qt::TextWordWrap, text);
        place.setTop(place.top() + wrappedHeight(QFontMetrics(font), text, rect.width()));
        font.setWeight(QFont::Normal);
        painter->setFont(font);
        painter->setPen(theme.dim);
        painter->drawText(place, alignment | Qt::AlignTop | Qt::TextWordWrap, second);
    } else if (second.isEmpty()) {
        drawLine(*painter, rect, text, alignment);
    } else {
        const int middle = rect.center().y();
        drawLine(*painter, QRect(rect.left(), middle - 16, rect.width(), 16), text, alignment);
        font.setPixelSize(11);
        font.setWeight(QFont::Normal);
        painter->setFont(font);
        painter->setPen(theme.dim);
        drawLine(*painter, QRect(rect.left(), middle, rect.width(), 15), second, alignment);
    }
    if ((option.state & QStyle::State_HasFocus) != 0
        && (option.state & QStyle::State_KeyboardFocusChange) != 0) {
        painter->setPen(QPen(theme.ink, 1, Qt::DotLine));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

int MarkDelegate::heightFor(const QModelIndex &index, const QFont &font, int columnWidth) const
{
    const bool hasMark = index.data(MarkRole).toInt() != 0;
    const int width = columnWidth - 2 * padding - (hasMark ? markSize + 6 : 0);
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString second = index.data(SecondLineRole).toString();
    QFont small = font;
    small.setPixelSize(11);
    const QFontMetrics metrics(small);
    const bool fits = metrics.horizontalAdvance(text) <= width && metrics.horizontalAdvance(second) <= width;
    if (fits)
        return second.isEmpty() ? m_rowHeight : notedHeight;
    return std::max(twoLineHeight + 1,
                    2 * wrappedMargin + wrappedHeight(metrics, text, width)
                        + wrappedHeight(metrics, second, width));
}

QSize MarkDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QFont font = option.font;
    font.setPixelSize(12);
    const int text = QFontMetrics(font).horizontalAdvance(index.data(Qt::DisplayRole).toString());
    const bool isPlain = m_rowHeight >= 40 && index.parent().isValid();
    return { text + 2 * padding + markSize + 8, isPlain ? plainHeight : m_rowHeight };
}

} // namespace kv::look
