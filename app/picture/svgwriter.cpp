// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/svgwriter.h"

#include <QXmlStreamWriter>

namespace kv::picture {

namespace {

QString number(double value)
{
    QString text = QString::number(value, 'f', 2);
    while (text.contains(QLatin1Char('.'))
           && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.')))) {
        const bool isDot = text.endsWith(QLatin1Char('.'));
        text.chop(1);
        if (isDot)
            break;
    }
    return text;
}

QString pair(Point p)
{
    return number(p.x) + QLatin1Char(',') + number(p.y);
}

class Writer {
public:
    Writer(QByteArray *out, Theme theme) : m_xml(out), m_theme(theme) { m_xml.setAutoFormatting(true); }

    void write(const DisplayList &list)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("svg"));
        m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
        attribute("width", number(list.bounds.width));
        attribute("height", number(list.bounds.height));
        attribute("viewBox",
                  QStringLiteral("%1 %2 %3 %4")
                      .arg(number(list.bounds.x), number(list.bounds.y), number(list.bounds.width),
                           number(list.bounds.height)));
        attribute("font-family", QStringLiteral("Noto Sans, DejaVu Sans, sans-serif"));
        rect(list.bounds, 0);
        paint(Colour::canvas, Colour::none, 0, {});
        m_xml.writeEndElement();
        for (const Element &element : list.elements)
            this->element(element);
        m_xml.writeEndElement();
        m_xml.writeEndDocument();
    }

private:
    QXmlStreamWriter m_xml;
    Theme m_theme;

    void attribute(const char *name, const QString &value)
    {
        m_xml.writeAttribute(QString::fromLatin1(name), value);
    }

    QString hex(Colour colour) const
    {
        if (colour == Colour::none)
            return QStringLiteral("none");
        const Rgb c = rgb(colour, m_theme);
        return QStringLiteral("#%1").arg((c.red << 16) | (c.green << 8) | c.blue, 6, 16, QLatin1Char('0'));
    }

    void paint(Colour fill, Colour stroke, double width, const Dash &dash)
    {
        attribute("fill", hex(fill));
        if (stroke == Colour::none)
            return;
        attribute("stroke", hex(stroke));
        attribute("stroke-width", number(width));
        attribute("stroke-linejoin", QStringLiteral("round"));
        if (!dash.isSolid())
            attribute("stroke-dasharray", number(dash.on) + QLatin1Char(' ') + number(dash.off));
    }

    void rect(const Rect &r, double radius)
    {
        m_xml.writeStartElement(QStringLiteral("rect"));
        attribute("x", number(r.x));
        attribute("y", number(r.y));
        attribute("width", number(r.width));
        attribute("height", number(r.height));
        if (radius > 0)
            attribute("rx", number(radius));
    }

    static QString pathData(const std::vector<PathSegment> &path)
    {
        QString data;
        for (const PathSegment &s : path) {
            switch (s.step) {
            case PathStep::move:
                data += QLatin1Char('M') + pair(s.to);
                break;
            case PathStep::line:
                data += QLatin1Char('L') + pair(s.to);
                break;
            case PathStep::quad:
                data += QLatin1Char('Q') + pair(s.control1) + QLatin1Char(' ') + pair(s.to);
                break;
            case PathStep::cubic:
                data += QLatin1Char('C') + pair(s.control1) + QLatin1Char(' ') + pair(s.control2)
                    + QLatin1Char(' ') + pair(s.to);
                break;
            case PathStep::close:
                data += QLatin1Char('Z');
                break;
            }
        }
        return data;
    }

    void text(const Shape &shape)
    {
        m_xml.writeStartElement(QStringLiteral("text"));
        attribute("x", number(shape.baseline.x));
        attribute("y", number(shape.baseline.y));
        attribute("font-size", number(shape.pixelSize));
        if (shape.isBold)
            attribute("font-weight", QStringLiteral("700"));
        if (shape.anchor != Anchor::start)
            attribute("text-anchor",
                      shape.anchor == Anchor::middle ? QStringLiteral("middle") : QStringLiteral("end"));
        if (!shape.isUpright)
            attribute(
                "transform",
                QStringLiteral("rotate(-90 %1 %2)").arg(number(shape.baseline.x), number(shape.baseline.y)));
        attribute("fill", hex(shape.fill));
        m_xml.writeCharacters(shape.text);
        m_xml.writeEndElement();
    }

    void shape(const Shape &shape)
    {
        if (shape.kind == Shape::Kind::text)
            return text(shape);
        if (shape.kind == Shape::Kind::rect) {
            rect(shape.rect, shape.radius);
        } else if (shape.kind == Shape::Kind::circle) {
            m_xml.writeStartElement(QStringLiteral("circle"));
            attribute("cx", number(shape.rect.center().x));
            attribute("cy", number(shape.rect.center().y));
            attribute("r", number(shape.rect.width / 2));
        } else {
            m_xml.writeStartElement(QStringLiteral("path"));
            attribute("d", pathData(shape.path));
        }
        paint(shape.fill, shape.stroke, shape.strokeWidth, shape.dash);
        m_xml.writeEndElement();
    }

    void element(const Element &element)
    {
        m_xml.writeStartElement(QStringLiteral("g"));
        attribute("id", element.id);
        if (!element.name.isEmpty())
            m_xml.writeTextElement(QStringLiteral("title"), element.name);
        if (!element.description.isEmpty())
            m_xml.writeTextElement(QStringLiteral("desc"), element.description);
        for (const Shape &made : element.shapes)
            shape(made);
        m_xml.writeEndElement();
    }
};

} // namespace

QByteArray svg(const DisplayList &list, Theme theme)
{
    QByteArray out;
    Writer(&out, theme).write(list);
    return out;
}

} // namespace kv::picture
