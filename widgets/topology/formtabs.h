// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/scene.h"

#include <QTabBar>

namespace kv::topology {

/// Tabs over the canvas, one a form of the diagram.
class FormTabs : public QTabBar {
    Q_OBJECT
public:
    explicit FormTabs(QWidget *parent = nullptr);

    picture::Form form() const;
    static QString titleOf(picture::Form form); ///< with its mnemonic

public Q_SLOTS:
    void showForm(kv::picture::Form form);

Q_SIGNALS:
    void formWanted(kv::picture::Form form);
};

} // namespace kv::topology
