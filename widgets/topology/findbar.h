// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace kv::topology {

class Canvas;

/// A field over the canvas's upper right corner: the canvas numbers what has the words, Enter and Shift+Enter
/// walk the hits, Escape closes and leaves the keyboard on the last one.
class FindBar : public QFrame {
    Q_OBJECT
public:
    explicit FindBar(Canvas *canvas);

    /// Shows itself with the last words selected.
    void open();
    void dismiss();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();
    void showCount();

    Canvas *m_canvas;
    QLineEdit *m_text;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
};

} // namespace kv::topology
