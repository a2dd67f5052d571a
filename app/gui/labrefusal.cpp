// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/labrefusal.h"

#include "app/gui/appearance.h"

#include <QMessageBox>
#include <QPushButton>

namespace kv::gui {

bool LabRefusal::canAsk(const Options &options)
{
    const bool hasDisplay =
        qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    return hasDisplay && options.demoFolder.isEmpty()
        && qEnvironmentVariable("QT_QPA_PLATFORM") != QLatin1String("offscreen");
}

bool LabRefusal::wantsSample(const QString &why)
{
    const Appearance appearance;
    QMessageBox box(QMessageBox::Information, tr("The lab cannot run here"), tr("The lab cannot run here."));
    box.setObjectName(QStringLiteral("labRefusal"));
    box.setInformativeText(tr("%1\n\nA recorded failover shows the same window.").arg(why));
    QPushButton *sample = box.addButton(tr("Open the &sample recording"), QMessageBox::AcceptRole);
    box.addButton(tr("&Quit"), QMessageBox::RejectRole);
    box.setDefaultButton(sample);
    box.exec();
    return box.clickedButton() == sample;
}

} // namespace kv::gui
