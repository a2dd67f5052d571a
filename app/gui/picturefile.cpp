// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/picturefile.h"

#include "app/gui/text.h"
#include "widgets/topology/pictureexport.h"

#include <QSaveFile>

namespace kv::gui {

QString savePicture(const picture::DisplayList &list, picture::Theme theme, const QString &fileName)
{
    const auto format = topology::exportFormatOf(fileName);
    if (!format)
        return Text::tr("The file name ends in none of .svg, .png and .pdf.");
    if (list.elements.empty())
        return Text::tr("There is no picture yet.");
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    if (!topology::writePicture(file, *format, list, theme)) {
        file.cancelWriting();
        // What went wrong with the file, if it was that, is more than that it went wrong.
        return file.error() == QFileDevice::NoError
            ? Text::tr("The picture could not be made. It may be too large for this format.")
            : Text::tr("The picture could not be written: %1").arg(file.errorString());
    }
    return file.commit() ? QString() : file.errorString();
}

} // namespace kv::gui
