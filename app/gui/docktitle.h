// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QDockWidget;
class QHBoxLayout;
class QLabel;
QT_END_NAMESPACE

namespace kv::gui {

/// The title of a dock: a strong word, a quiet remark, room for a few buttons, and Close.
class DockTitle : public QWidget {
    Q_OBJECT
public:
    DockTitle(const QString &title, QDockWidget *dock);

    void setRemark(const QString &remark);
    /// Puts a widget before the close button.
    void addWidget(QWidget *widget);
    QSize sizeHint() const override { return { 120, 28 }; }
    QSize minimumSizeHint() const override { return { 60, 28 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_remark;
    QHBoxLayout *m_row = nullptr;
};

} // namespace kv::gui
