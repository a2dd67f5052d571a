// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verify/stepdelegate.h"

#include "widgets/look/mark.h"
#include "widgets/look/markdelegate.h"
#include "widgets/look/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTreeView>

#include <algorithm>

namespace kv::verify {

namespace {

constexpr int padding = 6;
constexpr int markSize = 14;
constexpr int leastWidth = 60;

QFont titleFont(QFont font, bool strong)
{
    font.setPixelSize(strong ? 12 : 11);
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    return font;
}

bool isStrong(const QModelIndex &index)
{
    return static_cast<look::Emphasis>(index.data(look::EmphasisRole).toInt()) != look::Emphasis::dim;
}

int heightOf(const QFont &font, const QString &text, int width)
{
    if (text.isEmpty())
        return 0;
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, text).height();
}

} // namespace

StepDelegate::StepDelegate(QTreeView *view) : QStyledItemDelegate(view), m_view(view) { }

int StepDelegate::textWidth(const QModelIndex &index) const
{
    const int levels = index.parent().isValid() ? 2 : 1;
    const int mark = index.data(look::MarkRole).isValid() ? markSize + padding : 0;
    return std::max(m_view->columnWidth(0) - levels * m_view->indentation() - mark - 2 * padding, leastWidth);
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const look::Theme &theme = look::themeOf(option.palette);
    painter->save();
    if ((option.state & QStyle::State_Selected) != 0)
        painter->fillRect(option.rect, theme.selection);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    QRect rect = option.rect.adjusted(padding, padding, -padding, -padding);
    const QVariant mark = index.data(look::MarkRole);
    if (mark.isValid()) {
        look::paintMark(*painter, QRectF(rect.left(), rect.top() + 1, markSize, markSize),
                        static_cast<look::Mark>(mark.toInt()), theme);
        rect.setLeft(rect.left() + markSize + padding);
    }
    const auto emphasis = static_cast<look::Emphasis>(index.data(look::EmphasisRole).toInt());
    const QFont font = titleFont(option.font, isStrong(index));
    const QString text = index.data().toString();
    painter->setFont(font);
    painter->setPen(emphasis == look::Emphasis::alarm      ? theme.alarmInk
                        : emphasis == look::Emphasis::good ? theme.good
                        : emphasis == look::Emphasis::dim  ? theme.dim
                                                           : theme.ink);
    painter->drawText(rect, Qt::TextWordWrap | Qt::AlignTop, text);
    const QString second = index.data(look::SecondLineRole).toString();
    if (!second.isEmpty()) {
        painter->setFont(titleFont(option.font, false));
        painter->setPen(theme.dim);
        painter->drawText(rect.adjusted(0, heightOf(font, text, rect.width()), 0, 0),
                          Qt::TextWordWrap | Qt::AlignTop, second);
    }
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != 0)
        return { leastWidth, markSize + 2 * padding };
    const int width = textWidth(index);
    const int title = heightOf(titleFont(option.font, isStrong(index)), index.data().toString(), width);
    const int second =
        heightOf(titleFont(option.font, false), index.data(look::SecondLineRole).toString(), width);
    return { width, std::max(title + second, markSize) + 2 * padding };
}

} // namespace kv::verify
