// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/naivescene.h"

#include "widgets/topology/scenery.h"

#include <QCoreApplication>
#include <QGraphicsEllipseItem>
#include <QGraphicsPathItem>
#include <QGraphicsRectItem>
#include <QGraphicsSimpleTextItem>
#include <QPen>
#include <QScrollBar>

namespace kv::benchmarks {

namespace {

QPainterPath pathOf(const picture::Shape &shape)
{
    QPainterPath path;
    for (const picture::PathSegment &step : shape.path) {
        if (step.step == picture::PathStep::move)
            path.moveTo(topology::toQt(step.to));
        else if (step.step != picture::PathStep::close)
            path.lineTo(topology::toQt(step.to));
    }
    return path;
}

QAbstractGraphicsShapeItem *itemOf(const picture::Shape &shape)
{
    switch (shape.kind) {
    case picture::Shape::Kind::rect:
        return new QGraphicsRectItem(topology::toQt(shape.rect));
    case picture::Shape::Kind::circle:
        return new QGraphicsEllipseItem(topology::toQt(shape.rect));
    case picture::Shape::Kind::path:
        return new QGraphicsPathItem(pathOf(shape));
    case picture::Shape::Kind::text:
        break;
    }
    auto *text = new QGraphicsSimpleTextItem(shape.text);
    QFont font = text->font();
    font.setPixelSize(qRound(shape.pixelSize));
    text->setFont(font);
    text->setPos(shape.rect.x, shape.rect.y);
    return text;
}

} // namespace

NaiveScene::NaiveScene(const picture::DisplayList &list, QSize size)
{
    for (const picture::Element &element : list.elements) {
        for (const picture::Shape &shape : element.shapes) {
            QAbstractGraphicsShapeItem *item = itemOf(shape);
            item->setPen(shape.stroke == picture::Colour::none
                             ? QPen(Qt::NoPen)
                             : QPen(topology::toQt(shape.stroke, picture::Theme::light), shape.strokeWidth));
            item->setBrush(shape.fill == picture::Colour::none
                               ? QBrush(Qt::NoBrush)
                               : QBrush(topology::toQt(shape.fill, picture::Theme::light)));
            m_scene.addItem(item);
            if (element.kind == picture::ElementKind::port && shape.kind == picture::Shape::Kind::rect)
                m_boxes.push_back(item);
        }
    }
    m_view.setScene(&m_scene);
    m_view.setRenderHint(QPainter::Antialiasing);
    m_view.resize(size);
    m_view.fitInView(topology::toQt(list.bounds), Qt::KeepAspectRatio);
    m_view.show();
    QCoreApplication::processEvents();
}

void NaiveScene::pan(int pixels)
{
    QScrollBar *bar = m_view.verticalScrollBar();
    bar->setValue(bar->value() + pixels);
    m_view.viewport()->repaint();
}

void NaiveScene::zoom(double factor)
{
    m_view.scale(factor, factor);
    m_view.viewport()->repaint();
}

void NaiveScene::change(int count, std::size_t round)
{
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        QAbstractGraphicsShapeItem *box = m_boxes[(round * 101 + i * 977) % m_boxes.size()];
        box->setBrush(box->brush().style() == Qt::NoBrush ? QBrush(Qt::gray) : QBrush(Qt::NoBrush));
    }
    QCoreApplication::processEvents();
}

} // namespace kv::benchmarks
