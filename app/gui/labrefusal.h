// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/options.h"

#include <QCoreApplication>
#include <QString>

namespace kv::gui {

/// The lab cannot run here: says why, and offers the sample recording instead.
class LabRefusal {
    Q_DECLARE_TR_FUNCTIONS(kv::gui::LabRefusal)
public:
    /// Somebody is there to be asked: a display, and no demo. Needs no application.
    static bool canAsk(const Options &options);
    /// Asks; needs the QApplication.
    static bool wantsSample(const QString &why);
};

} // namespace kv::gui
