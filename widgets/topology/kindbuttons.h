// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/state/site.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace kv::topology {

class Canvas;

/// A button for each sort of network, in its colour: pressed, it is in the picture. The picture's colours are
/// read here too.
class KindButtons : public QWidget {
    Q_OBJECT
public:
    KindButtons(Canvas *canvas, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Entry {
        state::NetworkKind kind;
        QToolButton *button;
    };
    Canvas *m_canvas;
    std::vector<Entry> m_entries;

    void apply();
    void follow();
    void paintSwatches();
};

} // namespace kv::topology
