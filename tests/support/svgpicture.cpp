// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/svgpicture.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>

namespace kv::tests {

namespace {

constexpr double reach = 2.5; ///< a line that ends so near to something ends at it

const char *const boxPrefixes[] = { "host:",  "agent:",    "service:",       "firewall:", "link:",  "port:",
                                    "netns:", "instance:", "infrastructure", "internet",  "filter:" };
const char *const linePrefixes[] = { "line:",   "way:",     "wire:",    "bus:", "veth:",
                                     "direct:", "network:", "outside:", "wall:" };

template <std::size_t count> bool startsWithAny(const QString &id, const char *const (&prefixes)[count])
{
    return std::any_of(std::begin(prefixes), std::end(prefixes),
                       [&id](const char *prefix) { return id.startsWith(QLatin1String(prefix)); });
}

/// The points that a path goes to, control points left out.
QList<QPointF> pointsOf(const QString &data)
{
    static const QRegularExpression step(QStringLiteral("([MLQC])([^MLQCZ]*)"));
    QList<QPointF> points;
    for (auto it = step.globalMatch(data); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QStringList last =
            match.captured(2).trimmed().split(QLatin1Char(' ')).last().split(QLatin1Char(','));
        if (last.size() == 2)
            points << QPointF(last[0].toDouble(), last[1].toDouble());
    }
    return points;
}

QRectF boundsOf(const QList<QPointF> &points)
{
    QRectF bounds;
    for (const QPointF &point : points)
        bounds =
            bounds.isNull() ? QRectF(point, QSizeF(0.01, 0.01)) : bounds | QRectF(point, QSizeF(0.01, 0.01));
    return bounds;
}

bool isOnSegment(QPointF point, QPointF a, QPointF b)
{
    const QRectF around = QRectF(a, b).normalized().adjusted(-reach, -reach, reach, reach);
    return around.contains(point);
}

/// A line's end, or a corner of it, that lies on another line.
bool meets(const SvgLine &one, const SvgLine &other)
{
    for (const QPointF &end : { one.points.first(), one.points.last() }) {
        for (qsizetype i = 1; i < other.points.size(); ++i) {
            if (isOnSegment(end, other.points[i - 1], other.points[i]))
                return true;
        }
    }
    return false;
}

bool endsAt(const SvgLine &line, const QRectF &box)
{
    const QRectF around = box.adjusted(-reach, -reach, reach, reach);
    return around.contains(line.points.first()) || around.contains(line.points.last());
}

struct Text {
    QPointF at;
    QString words;
};

class Reader {
public:
    explicit Reader(const QByteArray &svg) : m_xml(svg) { }

    SvgPicture read()
    {
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isStartElement())
                begin();
        }
        if (m_xml.hasError())
            return {};
        for (const Text &text : std::as_const(m_texts))
            place(text);
        return m_made;
    }

private:
    QXmlStreamReader m_xml;
    SvgPicture m_made;
    QList<Text> m_texts;
    QString m_id;
    QStringList m_words;
    bool m_hasBox = false;

    QString value(const char *name) const { return m_xml.attributes().value(QLatin1String(name)).toString(); }

    void begin()
    {
        const auto name = m_xml.name();
        if (name == QLatin1String("g")) {
            m_id = value("id");
            m_words.clear();
            m_hasBox = false;
        } else if (name == QLatin1String("title") || name == QLatin1String("desc")) {
            m_words << m_xml.readElementText();
        } else if (name == QLatin1String("rect")) {
            shape({ value("x").toDouble(), value("y").toDouble(), value("width").toDouble(),
                    value("height").toDouble() });
        } else if (name == QLatin1String("path")) {
            path();
        } else if (name == QLatin1String("text")) {
            const QPointF at(value("x").toDouble(), value("y").toDouble());
            const QString words = m_xml.readElementText();
            if (m_id == QLatin1String("legend"))
                m_made.legend << words;
            m_texts << Text{ at, words };
        }
    }

    void shape(const QRectF &rect)
    {
        if (m_id == QLatin1String("legend"))
            m_made.legend << value("fill") << value("stroke");
        if (m_id.startsWith(QLatin1String("tube:")))
            m_made.tubes << value("stroke");
        if (m_hasBox || !startsWithAny(m_id, boxPrefixes))
            return;
        m_made.boxes << SvgBox{ m_id, rect, value("fill"), value("stroke"), m_words };
        m_hasBox = true;
    }

    void path()
    {
        const QList<QPointF> points = pointsOf(value("d"));
        if (startsWithAny(m_id, linePrefixes) && points.size() > 1)
            m_made.lines << SvgLine{ m_id, points, value("stroke"),
                                     m_xml.attributes().hasAttribute(QLatin1String("stroke-dasharray")) };
        else
            shape(boundsOf(points));
    }

    void place(const Text &text)
    {
        SvgBox *smallest = nullptr;
        for (SvgBox &box : m_made.boxes) {
            const bool isSmaller = smallest == nullptr
                || box.rect.width() * box.rect.height() < smallest->rect.width() * smallest->rect.height();
            if (box.rect.contains(text.at) && isSmaller)
                smallest = &box;
        }
        if (smallest != nullptr)
            smallest->words << text.words;
    }
};

} // namespace

SvgPicture SvgPicture::read(const QByteArray &svg)
{
    return Reader(svg).read();
}

const SvgBox *SvgPicture::box(const QString &id) const
{
    const auto it =
        std::find_if(boxes.begin(), boxes.end(), [&id](const SvgBox &box) { return box.id == id; });
    return it == boxes.end() ? nullptr : &*it;
}

QList<qsizetype> SvgPicture::joinedTo(const QRectF &box, const QString &stroke) const
{
    QList<qsizetype> joined;
    const auto isOf = [&](qsizetype i) { return stroke.isEmpty() || lines[i].stroke == stroke; };
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (isOf(i) && endsAt(lines[i], box))
            joined << i;
    }
    for (qsizetype next = 0; next < joined.size(); ++next) {
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (isOf(i) && !joined.contains(i)
                && (meets(lines[i], lines[joined[next]]) || meets(lines[joined[next]], lines[i])))
                joined << i;
        }
    }
    return joined;
}

bool SvgPicture::areLinked(const QRectF &a, const QRectF &b, const QString &stroke) const
{
    const QList<qsizetype> joined = joinedTo(a, stroke);
    return std::any_of(joined.begin(), joined.end(), [&](qsizetype i) {
        const bool passes = std::any_of(lines[i].points.begin(), lines[i].points.end(),
                                        [&b](const QPointF &point) { return b.contains(point); });
        return endsAt(lines[i], b) || passes;
    });
}

} // namespace kv::tests
