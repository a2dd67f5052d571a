// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

QT_BEGIN_NAMESPACE
class QTreeView;
QT_END_NAMESPACE

namespace kv::verify {

/// Draws a step or a line of evidence with all of its text, wrapped to the view's width.
class StepDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit StepDelegate(QTreeView *view);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QTreeView *m_view;

    int textWidth(const QModelIndex &index) const;
};

} // namespace kv::verify
