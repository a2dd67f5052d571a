// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/pictureexport.h"

#include "app/picture/svgwriter.h"
#include "widgets/topology/scenery.h"

#include <QGuiApplication>
#include <QIODevice>
#include <QImage>
#include <QMarginsF>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <array>
#include <cmath>

namespace kv::topology {

namespace {

constexpr double pngScale = 2;
constexpr double maxPixels = 32e6; ///< 128 MB, what Qt reads back by default
constexpr double maxSidePixels = 32'000; ///< raster painting ends at 32,767
constexpr double pointsPerPixel = 72.0 / 96;
constexpr int pdfDotsPerInch = 1200;

void paintWhole(QPainter &painter, const picture::DisplayList &list, picture::Theme theme)
{
    const Scenery scenery(std::make_shared<picture::DisplayList>(list));
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.fillRect(toQt(list.bounds), toQt(picture::Colour::canvas, theme));
    scenery.paint(painter, toQt(list.bounds), theme, pictureFont(QGuiApplication::font()));
}

bool writePng(QIODevice &device, const picture::DisplayList &list, picture::Theme theme)
{
    const QSizeF size(list.bounds.width, list.bounds.height);
    const double scale =
        std::min({ pngScale, std::sqrt(maxPixels / std::max(1.0, size.width() * size.height())),
                   maxSidePixels / std::max({ 1.0, size.width(), size.height() }) });
    QImage image((size * scale).toSize().expandedTo(QSize(1, 1)), QImage::Format_RGB32);
    if (image.isNull())
        return false;
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-list.bounds.x, -list.bounds.y);
    paintWhole(painter, list, theme);
    painter.end();
    return device.isWritable() && image.save(&device, "PNG");
}

bool writePdf(QIODevice &device, const picture::DisplayList &list, picture::Theme theme)
{
    QPdfWriter writer(&device);
    writer.setResolution(pdfDotsPerInch);
    writer.setCreator(QStringLiteral("Keepview"));
    const QSizeF points(std::max(1.0, list.bounds.width * pointsPerPixel),
                        std::max(1.0, list.bounds.height * pointsPerPixel));
    writer.setPageLayout(QPageLayout(QPageSize(points, QPageSize::Point, {}, QPageSize::ExactMatch),
                                     QPageLayout::Portrait, QMarginsF()));
    QPainter painter;
    if (!device.isWritable() || !painter.begin(&writer))
        return false;
    paintOnPage(painter, QRectF(0, 0, writer.width(), writer.height()), list, theme);
    return painter.end();
}

} // namespace

std::optional<ExportFormat> exportFormatOf(const QString &fileName)
{
    constexpr std::array endings{ std::pair{ ".svg", ExportFormat::svg },
                                  std::pair{ ".png", ExportFormat::png },
                                  std::pair{ ".pdf", ExportFormat::pdf } };
    for (const auto &[ending, format] : endings) {
        if (fileName.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return format;
    }
    return std::nullopt;
}

bool writePicture(QIODevice &device, ExportFormat format, const picture::DisplayList &list,
                  picture::Theme theme)
{
    switch (format) {
    case ExportFormat::svg: {
        const QByteArray text = picture::svg(list, theme);
        return device.isWritable() && device.write(text) == text.size();
    }
    case ExportFormat::png:
        return writePng(device, list, theme);
    case ExportFormat::pdf:
        return writePdf(device, list, theme);
    }
    return false;
}

void paintOnPage(QPainter &painter, const QRectF &page, const picture::DisplayList &list,
                 picture::Theme theme)
{
    const QSizeF size(std::max(1.0, list.bounds.width), std::max(1.0, list.bounds.height));
    const double scale = std::min(page.width() / size.width(), page.height() / size.height());
    painter.save();
    painter.translate(page.center());
    painter.scale(scale, scale);
    painter.translate(-toQt(list.bounds).center());
    paintWhole(painter, list, theme);
    painter.restore();
}

} // namespace kv::topology
