// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/textwidth.h"

#include "app/picture/metricstable.h"

#include <QList>

namespace kv::picture {

namespace {

constexpr int unknownWidth = 600;
constexpr int ideographWidth = 1000;
constexpr char32_t firstIdeograph = 0x2e80;
constexpr QChar ellipsis(0x2026);

int charWidth(char32_t code, bool isBold)
{
    if (code >= firstCode && code < static_cast<char32_t>(firstCode + widthCount)) {
        const std::uint16_t width = (isBold ? boldWidths : regularWidths)[code - firstCode];
        return width > 0 ? width : unknownWidth;
    }
    for (int i = 0; i < extraCount; ++i) {
        if (extraCodes[i] == code)
            return (isBold ? boldExtraWidths : regularExtraWidths)[i];
    }
    return code >= firstIdeograph ? ideographWidth : unknownWidth;
}

} // namespace

double textWidth(const QString &text, double pixelSize, bool isBold)
{
    int sum = 0;
    const QList<uint> codes = text.toUcs4();
    for (const uint code : codes)
        sum += charWidth(code, isBold);
    return sum * pixelSize / 1000;
}

QString elided(const QString &text, double pixelSize, bool isBold, double width)
{
    if (textWidth(text, pixelSize, isBold) <= width)
        return text;
    QString shorter = text;
    while (!shorter.isEmpty()) {
        shorter.chop(1);
        const QString tried = shorter.trimmed() + ellipsis;
        if (textWidth(tried, pixelSize, isBold) <= width)
            return tried;
    }
    return ellipsis;
}

} // namespace kv::picture
