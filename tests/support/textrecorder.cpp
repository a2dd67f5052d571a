// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/textrecorder.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <QTransform>
#include <QWidget>

#include <climits>

namespace kv::tests {

class TextRecorder::Engine : public QPaintEngine {
public:
    explicit Engine(QSize size) : QPaintEngine(AllFeatures), m_whole(QPoint(), size), m_clip(m_whole) { }

    bool begin(QPaintDevice *) override
    {
        m_transform.reset();
        m_clip = m_whole;
        setActive(true);
        return true;
    }
    bool end() override
    {
        setActive(false);
        return true;
    }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState &now) override
    {
        const DirtyFlags dirty = now.state();
        if (dirty & DirtyTransform)
            m_transform = now.transform();
        if (dirty & DirtyClipRegion)
            clip(m_transform.map(now.clipRegion()), now.clipOperation());
        if (dirty & DirtyClipPath)
            clip(QRegion(m_transform.mapRect(now.clipPath().boundingRect()).toAlignedRect()),
                 now.clipOperation());
        if ((dirty & DirtyClipEnabled) && !now.isClipEnabled())
            m_clip = m_whole;
    }

    void drawTextItem(const QPointF &position, const QTextItem &item) override
    {
        if (item.text().trimmed().isEmpty())
            return;
        const QRectF box(position.x(), position.y() - item.ascent(), item.width(),
                         item.ascent() + item.descent());
        const QRegion seen = systemClip().isEmpty() ? m_clip : m_clip & systemClip();
        m_texts.push_back({ item.text(), m_transform.mapRect(box), QRectF(seen.boundingRect()) });
    }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override { }
    void drawPath(const QPainterPath &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawPolygon(const QPoint *, int, PolygonDrawMode) override { }

    const QVector<DrawnText> &texts() const { return m_texts; }

private:
    QRect m_whole;
    QRegion m_clip;
    QTransform m_transform;
    QVector<DrawnText> m_texts;

    void clip(const QRegion &region, Qt::ClipOperation operation)
    {
        if (operation == Qt::NoClip)
            m_clip = m_whole;
        else
            m_clip = operation == Qt::IntersectClip ? m_clip & region : region;
    }
};

TextRecorder::TextRecorder(QSize size) : m_size(size), m_engine(std::make_unique<Engine>(size)) { }

TextRecorder::~TextRecorder() = default;

QPaintEngine *TextRecorder::paintEngine() const
{
    return m_engine.get();
}

const QVector<DrawnText> &TextRecorder::texts() const
{
    return m_engine->texts();
}

QVector<DrawnText> TextRecorder::textsOf(QWidget &widget)
{
    // One by one: a painter's restore() counts the offset of a child within its window twice in the clip.
    QVector<DrawnText> all;
    QList<QWidget *> widgets = widget.findChildren<QWidget *>();
    widgets.prepend(&widget);
    for (QWidget *one : widgets) {
        if (!one->isVisible() || one->window() != widget.window())
            continue;
        QRect seen = one->rect();
        for (QWidget *up = one; up != &widget; up = up->parentWidget())
            seen = seen.translated(up->pos()) & up->parentWidget()->rect();
        if (seen.isEmpty())
            continue;
        TextRecorder recorder(one->size());
        one->render(&recorder, {}, {}, {});
        const QPoint offset = one->mapTo(&widget, QPoint());
        for (const DrawnText &text : recorder.texts())
            all.push_back(
                { text.text, text.rect.translated(offset), text.visible.translated(offset) & QRectF(seen) });
    }
    return all;
}

int TextRecorder::metric(PaintDeviceMetric metric) const
{
    constexpr int dotsPerInch = 96;
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return m_size.width() * 254 / (10 * dotsPerInch);
    case PdmHeightMM:
        return m_size.height() * 254 / (10 * dotsPerInch);
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return dotsPerInch;
    case PdmDepth:
        return 32;
    case PdmNumColors:
        return INT_MAX;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace kv::tests
