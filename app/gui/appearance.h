// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/settings.h"

#include <QObject>

namespace kv::gui {

/// Gives the application its colours: light or dark as the desktop's palette is, or as chosen; follows the
/// desktop when it changes.
class Appearance : public QObject {
    Q_OBJECT
public:
    explicit Appearance(QObject *parent = nullptr);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    ThemeChoice m_choice = ThemeChoice::system;
    bool m_isApplying = false;

    void apply();
};

} // namespace kv::gui
