// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace kv::look {

/// What a model says beside its text, for MarkDelegate.
enum ItemRole {
    MarkRole = Qt::UserRole + 1, ///< int of Mark
    SecondLineRole, ///< QString under the text, smaller
    EmphasisRole, ///< int of Emphasis
    TintRole, ///< bool: alarm-tinted background
    KeyRole, ///< QString: stable key of the item
    HostRole, ///< QString
};

enum class Emphasis { normal, strong, dim, alarm, good };

/// Draws an item as mark, text and second line, in the picture's grammar.
class MarkDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit MarkDelegate(QObject *parent = nullptr, int rowHeight = 28);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    /// Of a row in which nothing is shortened: what does not fit in a line of that width is wrapped.
    int heightFor(const QModelIndex &index, const QFont &font, int columnWidth) const;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    int m_rowHeight;
};

} // namespace kv::look
