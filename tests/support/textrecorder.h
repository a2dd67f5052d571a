// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QRectF>
#include <QRegion>
#include <QString>
#include <QVector>

#include <memory>

class QWidget;

namespace kv::tests {

/// A run of characters as it was drawn; all rectangles in the device's coordinates.
struct DrawnText {
    QString text;
    QRectF rect; ///< advance and height of the font
    QRectF visible; ///< bounds of the clip at that moment
};

/// A device that keeps only the text that a widget paints: what was drawn, where, and how much the clip left
/// of it.
class TextRecorder : public QPaintDevice {
public:
    explicit TextRecorder(QSize size);
    ~TextRecorder() override;

    QPaintEngine *paintEngine() const override;
    const QVector<DrawnText> &texts() const;

    /// Everything that the widget and its children paint, at their places.
    static QVector<DrawnText> textsOf(QWidget &widget);

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    QSize m_size;
    std::unique_ptr<Engine> m_engine;
};

} // namespace kv::tests
