// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace kv::look {

/// The colour tokens of one theme (mockups/kv.css). Hue = network, one alarm hue = trouble.
struct Theme {
    bool isDark = false;
    QColor window, bar, panel, canvas, alternate, line, lineStrong;
    QColor ink, text, dim, faint;
    QColor node, nodeLine, selection, button;
    QColor management, provider, overlay, selfService, untagged, ha;
    QColor haFill;
    QColor good, goodPanel, alarm, alarmPanel, alarmInk;
    QColor shade, shadeStrong, expected; ///< translucent
};

const Theme &lightTheme();
const Theme &darkTheme();

/// The theme that fits a palette: by the lightness of its window colour.
const Theme &themeOf(const QPalette &palette);

QPalette paletteOf(const Theme &theme);

/// Style sheet of the frame: menus, tool bar, docks, tables, buttons. Buttons with the property "role" =
/// "warn" or "default" are drawn so.
QString styleSheetOf(const Theme &theme);

} // namespace kv::look
