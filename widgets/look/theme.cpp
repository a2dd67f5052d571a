// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look/theme.h"

namespace kv::look {

namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(static_cast<QRgb>(0xff000000U | value));
}

Theme makeLight()
{
    Theme t;
    t.window = rgb(0xf4f1e8), t.bar = rgb(0xebe7db), t.panel = rgb(0xf8f6ef), t.canvas = rgb(0xfefdfa);
    t.alternate = rgb(0xf1ede2), t.line = rgb(0xd8d2c2), t.lineStrong = rgb(0xc3bdac);
    t.ink = rgb(0x0b2f3a), t.text = rgb(0x2c4750), t.dim = rgb(0x4f666e), t.faint = rgb(0x93a1a1);
    t.node = rgb(0xffffff), t.nodeLine = rgb(0x657b83), t.selection = rgb(0xdde8ea), t.button = rgb(0xffffff);
    t.management = rgb(0xdc322f), t.provider = rgb(0xcb4b16), t.overlay = rgb(0xb58900);
    t.selfService = rgb(0x268bd2), t.untagged = rgb(0x859900), t.ha = rgb(0x6c71c4), t.haFill = rgb(0x5a5fb5);
    t.good = rgb(0x12665f), t.goodPanel = rgb(0xdcefeb);
    t.alarm = rgb(0xbf2a72), t.alarmPanel = rgb(0xfbe4ee), t.alarmInk = rgb(0x8f1650);
    t.shade = QColor(11, 47, 58, 13), t.shadeStrong = QColor(11, 47, 58, 26),
    t.expected = QColor(18, 102, 95, 33);
    return t;
}

Theme makeDark()
{
    Theme t;
    t.isDark = true;
    t.window = rgb(0x0a2631), t.bar = rgb(0x0d2d39), t.panel = rgb(0x0b2934), t.canvas = rgb(0x051f29);
    t.alternate = rgb(0x0f3340), t.line = rgb(0x1c4250), t.lineStrong = rgb(0x2c5666);
    t.ink = rgb(0xf4eeda), t.text = rgb(0xd2dad5), t.dim = rgb(0xa4b8bc), t.faint = rgb(0x6b848b);
    t.node = rgb(0x0a2a36), t.nodeLine = rgb(0x6f8a92), t.selection = rgb(0x174453), t.button = rgb(0x154050);
    t.management = rgb(0xf2635f), t.provider = rgb(0xef8350), t.overlay = rgb(0xdcae34);
    t.selfService = rgb(0x5ab2f2), t.untagged = rgb(0xb0c235), t.ha = rgb(0xa3a7f5), t.haFill = rgb(0x4c51a6);
    t.good = rgb(0x4fc4b8), t.goodPanel = rgb(0x0f433f);
    t.alarm = rgb(0xff6aa8), t.alarmPanel = rgb(0x4a1a35), t.alarmInk = rgb(0xffb3d2);
    t.shade = QColor(244, 238, 218, 13), t.shadeStrong = QColor(244, 238, 218, 26);
    t.expected = QColor(79, 196, 184, 41);
    return t;
}

const char *const sheet = R"(
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @lineStrong; width: 1px; height: 1px; }
QMenuBar { background: @bar; color: @text; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @selection; color: @ink; }
QMenu { background: @panel; color: @text; border: 1px solid @lineStrong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @ink; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QToolBar { background: @bar; border: 0; border-bottom: 1px solid @lineStrong; padding: 5px 8px; spacing: 8px; }
QToolButton, QPushButton { background: @button; color: @ink; border: 1px solid @lineStrong; border-radius: 4px;
  padding: 5px 12px; }
QPushButton { min-height: 16px; }
QToolButton:hover, QPushButton:hover { background: @selection; }
QToolButton:checked { background: @ink; color: @panel; font-weight: 600; }
QToolButton:disabled, QPushButton:disabled { color: @faint; background: transparent; }
QToolButton:focus, QPushButton:focus { border: 1px solid @ink; }
QPushButton[role="warn"] { border: 2px solid @alarm; color: @alarmInk; font-weight: 600; padding: 4px 11px; }
QPushButton[role="warn"]:disabled { border: 1px solid @lineStrong; color: @faint; }
QPushButton[role="default"] { border: 2px solid @ink; color: @ink; font-weight: 600; padding: 4px 11px; }
QTabBar#formTabs::tab { background: @button; color: @ink; border: 1px solid @lineStrong; padding: 7px 12px;
  margin-left: -1px; }
QTabBar#formTabs::tab:first { border-top-left-radius: 4px; border-bottom-left-radius: 4px; margin-left: 0; }
QTabBar#formTabs::tab:last { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QTabBar#formTabs::tab:hover { background: @selection; }
QTabBar#formTabs::tab:selected { background: @ink; color: @panel; font-weight: 600; }
QTabBar#formTabs:focus { border: 1px solid @ink; border-radius: 4px; }
QToolButton[role="kind"] { padding: 4px 8px; }
QToolButton[role="kind"]:checked { background: @button; color: @ink; font-weight: 400; }
QToolButton[role="kind"]:checked:hover { background: @selection; }
QToolButton[role="kind"]:!checked { background: transparent; color: @dim; }
QToolButton[role="flat"] { background: transparent; border: 0; padding: 2px 6px; color: @dim; }
QToolButton[role="flat"]:hover { background: @selection; color: @ink; }
QToolButton[role="flat"]:checked { background: transparent; color: @ink; font-weight: 600; }
QToolButton[role="flat"]:focus { border: 1px solid @lineStrong; }
QStatusBar { background: @bar; color: @dim; border-top: 1px solid @lineStrong; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: @dim; padding: 0 8px; font-size: 11px; }
QStatusBar QLabel[alarm="true"] { color: @alarmInk; font-weight: 600; }
QTableView, QTreeView { background: @panel; color: @text; border: 0; gridline-color: @line; outline: 0;
  selection-background-color: @selection; selection-color: @ink; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @dim; border: 0; border-bottom: 1px solid @line; padding: 3px 8px;
  font-size: 11px; font-weight: 400; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @lineStrong; border-radius: 4px; min-height: 24px; margin: 1px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @lineStrong; border-radius: 4px; min-width: 24px; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @panel; color: @ink; border: 1px solid @lineStrong; padding: 4px; }
QCheckBox { color: @ink; spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @dim; border-radius: 3px; background: @canvas; }
QCheckBox::indicator:focus { border: 2px solid @ink; }
QCheckBox::indicator:checked { background: @ink; border: 3px solid @canvas; }
)";

} // namespace

const Theme &lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &themeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme &theme)
{
    QPalette p;
    p.setColor(QPalette::Window, theme.window);
    p.setColor(QPalette::WindowText, theme.text);
    p.setColor(QPalette::Base, theme.panel);
    p.setColor(QPalette::AlternateBase, theme.alternate);
    p.setColor(QPalette::Text, theme.text);
    p.setColor(QPalette::Button, theme.button);
    p.setColor(QPalette::ButtonText, theme.ink);
    p.setColor(QPalette::BrightText, theme.alarm);
    p.setColor(QPalette::Highlight, theme.selection);
    p.setColor(QPalette::HighlightedText, theme.ink);
    p.setColor(QPalette::ToolTipBase, theme.panel);
    p.setColor(QPalette::ToolTipText, theme.ink);
    p.setColor(QPalette::PlaceholderText, theme.dim);
    p.setColor(QPalette::Link, theme.selfService);
    p.setColor(QPalette::Light, theme.canvas);
    p.setColor(QPalette::Midlight, theme.alternate);
    p.setColor(QPalette::Mid, theme.line);
    p.setColor(QPalette::Dark, theme.lineStrong);
    p.setColor(QPalette::Shadow, theme.ink);
    for (const QPalette::ColorRole role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        p.setColor(QPalette::Disabled, role, theme.faint);
    return p;
}

QString styleSheetOf(const Theme &theme)
{
    const std::pair<const char *, QColor> tokens[] = {
        { "@window", theme.window },
        { "@bar", theme.bar },
        { "@panel", theme.panel },
        { "@canvas", theme.canvas },
        { "@lineStrong", theme.lineStrong },
        { "@line", theme.line },
        { "@ink", theme.ink },
        { "@text", theme.text },
        { "@dim", theme.dim },
        { "@faint", theme.faint },
        { "@selection", theme.selection },
        { "@button", theme.button },
        { "@alarmInk", theme.alarmInk },
        { "@alarm", theme.alarm },
    };
    QString text = QString::fromLatin1(sheet);
    for (const auto &[token, color] : tokens)
        text.replace(QLatin1String(token), color.name());
    return text;
}

} // namespace kv::look
