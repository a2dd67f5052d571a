// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/picture/palette.h"

#include <QString>

namespace kv::gui {

/// Writes the whole picture, in the format that the name's ending says. A file that is there is replaced only
/// once the new one is whole. Gives the reason for people when it failed, else "".
QString savePicture(const picture::DisplayList &list, picture::Theme theme, const QString &fileName);

} // namespace kv::gui
