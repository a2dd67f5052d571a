// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What MainWindow remembers of where hosts were put, and tells other windows of it.
#include "app/gui/mainwindow.h"
#include "widgets/topology/canvas.h"

#include <array>

namespace kv::gui {

namespace {

constexpr std::array pinnedForms{ picture::Form::components, picture::Form::overview };

} // namespace

/// Pins are those of the hosts that make up a site, whatever order and name it was given.
void MainWindow::followPins()
{
    const QString site = pinSite(*m_site);
    if (site == m_pinSite)
        return;
    m_pinSite = site;
    for (const picture::Form form : pinnedForms)
        m_canvas->setPins(pinsOf(form), form);
}

std::map<std::string, double> MainWindow::pinsOf(picture::Form form) const
{
    const auto known = m_pins.find(pinKey(m_pinSite, form));
    return known == m_pins.end() ? std::map<std::string, double>() : known->second;
}

void MainWindow::tellPins()
{
    for (const picture::Form form : pinnedForms) {
        const std::map<std::string, double> pins = m_canvas->pins(form);
        if (m_pinSite.isEmpty() || pins == pinsOf(form))
            continue;
        m_pins[pinKey(m_pinSite, form)] = pins;
        Q_EMIT pinsChanged(pinKey(m_pinSite, form), pins);
    }
}

void MainWindow::takePins(const QString &key, const std::map<std::string, double> &pins)
{
    m_pins[key] = pins;
    for (const picture::Form form : pinnedForms) {
        if (key == pinKey(m_pinSite, form))
            m_canvas->setPins(pins, form);
    }
}

} // namespace kv::gui
