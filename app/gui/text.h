// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace kv::gui {

/// tr() for this folder's functions that belong to no class; lupdate reads the context here.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(kv::gui)
};

} // namespace kv::gui
