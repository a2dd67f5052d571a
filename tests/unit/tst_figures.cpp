// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "app/picture/svgwriter.h"
#include "tests/support/recorded.h"
#include "tests/support/svgpicture.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kv;
using tests::SvgBox;
using tests::SvgPicture;

/// Every row of the guide's two figures is in the SVG of what the probes saw of the guide's lab.
class TestFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void everyRowIsDrawn_data() { figures(); }
    void everyRowIsDrawn();
    void theLegendNamesTheNetworks_data() { figures(); }
    void theLegendNamesTheNetworks();
    void aRowThatIsMissingIsFound_data();
    void aRowThatIsMissingIsFound();

private:
    static void figures();
};

namespace {

const QString folder = QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/figures/");

QJsonObject figureOf(const QString &name)
{
    QFile file(folder + name + QStringLiteral(".json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray svgOf(picture::Form form)
{
    const state::SitePtr site = tests::siteAt(folder + QStringLiteral("guide.jsonl"));
    picture::Options options;
    options.form = form;
    return picture::svg(*picture::build(*site, options), picture::Theme::light);
}

QString hex(picture::Colour colour)
{
    const picture::Rgb c = picture::rgb(colour, picture::Theme::light);
    return QStringLiteral("#%1").arg((c.red << 16) | (c.green << 8) | c.blue, 6, 16, QLatin1Char('0'));
}

const QHash<QString, state::NetworkKind> kinds{
    { QStringLiteral("management"), state::NetworkKind::management },
    { QStringLiteral("provider"), state::NetworkKind::provider },
    { QStringLiteral("overlay"), state::NetworkKind::overlay },
    { QStringLiteral("untagged"), state::NetworkKind::untagged },
    { QStringLiteral("self-service"), state::NetworkKind::selfService },
};

/// What the live picture says where the figure's word is a generic one; by form, then label.
QString patternOf(const QString &form, const QString &label)
{
    const QHash<QString, QString> common{
        { QStringLiteral("Interface 1"), QStringLiteral("^mgmt0$") },
        { QStringLiteral("Interface 2"), QStringLiteral("^provider0$") },
        { QStringLiteral("Interface 3"), QStringLiteral("^overlay0$") },
        { QStringLiteral("Controller Node"), QStringLiteral("^controller\\b") },
        { QStringLiteral("Compute Nodes"), QStringLiteral("compute node") },
        { QStringLiteral("Network Nodes"), QStringLiteral("network node") },
    };
    const QHash<QString, QString> components{
        { QStringLiteral("Physical Network Infrastructure"), QStringLiteral("physical network") },
        { QStringLiteral("tap eth0"), QStringLiteral("^eth0$") },
        { QStringLiteral("tap"), QStringLiteral("^ns-") },
        { QStringLiteral("DHCP Namespace qdhcp"), QStringLiteral("^qdhcp-") },
        { QStringLiteral("Linux Bridge brq"), QStringLiteral("^bridge brq") },
        { QStringLiteral("Port tap"), QStringLiteral("^(tap|qr-|qg-)") },
        { QStringLiteral("Port VXLAN 101"), QStringLiteral("^vxlan-101$") },
        { QStringLiteral("Port Interface 2"), QStringLiteral("^provider0$") },
        { QStringLiteral("Master Router Namespace qrouter"), QStringLiteral("^active.*qrouter-") },
        { QStringLiteral("Backup Router Namespace qrouter"), QStringLiteral("^standby.*qrouter-") },
    };
    if (form == QLatin1String("components") && components.contains(label))
        return components.value(label);
    return common.value(label, QRegularExpression::escape(label));
}

bool isOfColour(const SvgBox &box, const QString &colour)
{
    if (kinds.contains(colour)) // a port without an address is hollow: its frame tells the network
        return box.fill == hex(picture::fillColour(kinds[colour]))
            || box.stroke == hex(picture::lineColour(kinds[colour]));
    return std::none_of(kinds.begin(), kinds.end(), [&box](state::NetworkKind kind) {
        return box.fill == hex(picture::fillColour(kind));
    });
}

/// Finds for each box of a figure one of its own in the picture, so that every edge is there.
class Matcher {
public:
    Matcher(const QString &form, const QJsonObject &figure, const SvgPicture &picture)
        : m_form(form), m_rows(figure[QLatin1String("boxes")].toArray()), m_picture(picture)
    {
        for (const QJsonValue &value : figure[QLatin1String("edges")].toArray()) {
            const QJsonObject edge = value.toObject();
            m_edges[edge[QLatin1String("from")].toString()] << edge;
            m_edges[edge[QLatin1String("to")].toString()] << edge;
        }
    }

    bool match() { return assign(0); }
    /// The row that could not be found when all before it were.
    QString missing() const { return m_missing; }

private:
    QString m_form;
    QJsonArray m_rows;
    QHash<QString, QList<QJsonObject>> m_edges; ///< by either end
    const SvgPicture &m_picture;
    QHash<QString, const SvgBox *> m_found; ///< by row id
    QSet<QString> m_used;
    qsizetype m_deepest = -1;
    QString m_missing;

    bool assign(qsizetype at)
    {
        if (at == m_rows.size())
            return true;
        const QJsonObject row = m_rows[at].toObject();
        const QString id = row[QLatin1String("id")].toString();
        if (at > m_deepest) {
            m_deepest = at;
            m_missing = id;
        }
        for (const SvgBox &box : m_picture.boxes) {
            if (m_used.contains(box.id) || !fits(row, box))
                continue;
            m_found[id] = &box;
            m_used.insert(box.id);
            if (hasEdges(id, at) && assign(at + 1))
                return true;
            m_used.remove(box.id);
            m_found.remove(id);
        }
        return false;
    }

    bool fits(const QJsonObject &row, const SvgBox &box) const
    {
        const QRegularExpression words(patternOf(m_form, row[QLatin1String("label")].toString()),
                                       QRegularExpression::CaseInsensitiveOption
                                           | QRegularExpression::MultilineOption);
        const QString parent = row[QLatin1String("parent")].toString();
        const SvgBox *outer = m_found.value(parent);
        const bool isInside = parent.isEmpty()
            || (outer != nullptr && outer->rect.adjusted(-0.1, -0.1, 0.1, 0.1).contains(box.rect));
        return isInside && isOfColour(box, row[QLatin1String("colour")].toString())
            && words.match(box.all()).hasMatch();
    }

    bool hasEdges(const QString &id, qsizetype at)
    {
        for (const QJsonObject &edge : m_edges[id]) {
            const SvgBox *from = m_found.value(edge[QLatin1String("from")].toString());
            const SvgBox *to = m_found.value(edge[QLatin1String("to")].toString());
            if (from == nullptr || to == nullptr || isDrawn(edge, *from, *to))
                continue;
            if (at >= m_deepest)
                m_missing = edge[QLatin1String("from")].toString() + QStringLiteral(" - ")
                    + edge[QLatin1String("to")].toString();
            return false;
        }
        return true;
    }

    bool isDrawn(const QJsonObject &edge, const SvgBox &from, const SvgBox &to) const
    {
        const QString colour = edge[QLatin1String("colour")].toString();
        const QString label = edge[QLatin1String("label")].toString();
        if (!kinds.contains(colour))
            return isLinkedThroughAHost(from.rect, to.rect);
        // A network in a tube is a line of its own colour in the tube's.
        const bool isInTube =
            m_form == QLatin1String("components") && to.id == QLatin1String("infrastructure");
        if (!isInTube)
            return m_picture.areLinked(from.rect, to.rect, hex(picture::lineColour(kinds[colour])));
        const auto inner = label.startsWith(QLatin1String("VNI")) ? state::NetworkKind::selfService
                                                                  : state::NetworkKind::untagged;
        const QString tube = hex(picture::lineColour(kinds[colour]));
        return m_picture.areLinked(from.rect, to.rect, hex(picture::lineColour(inner)))
            && m_picture.tubes.contains(tube);
    }

    /// The Internet is behind a gateway, which the figures leave out and the picture shows.
    bool isLinkedThroughAHost(const QRectF &a, const QRectF &b) const
    {

        for (const SvgBox &host : m_picture.boxes) {
            bool reachesA = false;
            bool reachesB = false;
            for (const SvgBox &port : m_picture.boxes) {
                if (!host.id.startsWith(QLatin1String("host:")) || !port.id.startsWith(QLatin1String("link:"))
                    || !host.rect.contains(port.rect))
                    continue;
                reachesA = reachesA || m_picture.areLinked(port.rect, a, {});
                reachesB = reachesB || m_picture.areLinked(port.rect, b, hex(picture::Colour::nodeLine));
            }
            if (reachesA && reachesB)
                return true;
        }
        return false;
    }
};

picture::Form formOf(const QString &name)
{
    return name == QLatin1String("overview") ? picture::Form::overview : picture::Form::components;
}

} // namespace

void TestFigures::figures()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("Overview") << QStringLiteral("overview");
    QTest::newRow("Components and Connectivity") << QStringLiteral("components");
}

void TestFigures::everyRowIsDrawn()
{
    QFETCH(QString, name);
    const QJsonObject figure = figureOf(name);
    QVERIFY(figure[QLatin1String("boxes")].toArray().size() >= 30);
    QVERIFY(figure[QLatin1String("edges")].toArray().size() >= 17);
    const SvgPicture drawn = SvgPicture::read(svgOf(formOf(name)));
    QVERIFY(drawn.boxes.size() > 30);
    Matcher matcher(name, figure, drawn);
    QVERIFY2(matcher.match(), qPrintable(QStringLiteral("not in the picture: ") + matcher.missing()));
}

void TestFigures::theLegendNamesTheNetworks()
{
    QFETCH(QString, name);
    const SvgPicture drawn = SvgPicture::read(svgOf(formOf(name)));
    const QString legend = drawn.legend.join(QLatin1Char('\n'));
    for (const QJsonValue &value : figureOf(name)[QLatin1String("legend")].toArray()) {
        const QJsonObject row = value.toObject();
        const QString label = row[QLatin1String("label")].toString().section(QLatin1Char(' '), 0, 0);
        QString detail = row[QLatin1String("detail")].toString();
        if (detail.contains(QLatin1String("untagged"))) // a port's VLAN is nothing that the kernel tells
            detail = QStringLiteral("untagged");
        QVERIFY2(legend.contains(label, Qt::CaseInsensitive), qPrintable(label));
        QVERIFY2(legend.contains(detail, Qt::CaseInsensitive), qPrintable(detail));
        const state::NetworkKind kind = kinds[row[QLatin1String("colour")].toString()];
        QVERIFY2(legend.contains(hex(picture::lineColour(kind))), qPrintable(label));
    }
}

void TestFigures::aRowThatIsMissingIsFound_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("prefix"); // of the ids that are taken out
    QTest::newRow("the message bus") << QStringLiteral("overview")
                                     << QByteArray("service:controller:rabbitmq");
    QTest::newRow("the lines of the compute nodes")
        << QStringLiteral("overview") << QByteArray("line:compute");
    QTest::newRow("the ways to the infrastructure") << QStringLiteral("overview") << QByteArray("way:");
    QTest::newRow("the lines to taps") << QStringLiteral("components") << QByteArray("veth:");
    QTest::newRow("an instance") << QStringLiteral("components") << QByteArray("instance:");
}

void TestFigures::aRowThatIsMissingIsFound()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, prefix);
    SvgPicture drawn = SvgPicture::read(svgOf(formOf(name)));
    const QString id = QString::fromLatin1(prefix);
    const auto removed = drawn.boxes.removeIf([&id](const SvgBox &box) { return box.id.startsWith(id); })
        + drawn.lines.removeIf([&id](const tests::SvgLine &line) { return line.id.startsWith(id); });
    QVERIFY(removed > 0);
    QVERIFY(!Matcher(name, figureOf(name), drawn).match());
}

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
