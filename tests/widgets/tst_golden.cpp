// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "tests/support/generated.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/scenery.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>

using namespace kv;
using picture::Form;
using picture::Theme;
using tests::LabMoment;

/// The pictures as they were when somebody looked at them and found them good. To take what is painted now:
/// KEEPVIEW_UPDATE_EXPECTED=1, and look at it.
///
/// Both are compared in squares of 8x8 px of the picture, each by the mean of its colours: another version of
/// the font or of the rasterizer changes edges, not means; a line, a box or a text that is missing, moved or
/// of another colour does.
class TestGolden : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { KV_FAIL_ON_WARNINGS; }
    void looksAsItDid_data();
    void looksAsItDid();
    void aDifferenceIsSeen_data();
    void aDifferenceIsSeen();
};

namespace {

constexpr int stored = 2; ///< px of the picture a pixel of the file
constexpr int square = 4; ///< pixels of the file
constexpr int mostDifference = 14; ///< of a channel's mean, 0 … 255

state::SitePtr wholeLab(LabMoment moment)
{
    tests::LabOptions options;
    options.moment = moment;
    options.computeNodes = 2;
    options.hasController = true;
    options.hasDhcp = true;
    options.hasPlainRouter = true;
    return tests::labSite(options);
}

QImage painted(const picture::DisplayList &list, Theme theme)
{
    const QSize size(static_cast<int>(list.bounds.width), static_cast<int>(list.bounds.height));
    QImage image(size, QImage::Format_RGB32);
    image.fill(topology::toQt(picture::Colour::canvas, theme));
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const topology::Scenery scenery(std::make_shared<picture::DisplayList>(list));
    scenery.paint(painter, QRectF(QPointF(0, 0), QSizeF(size)), theme,
                  topology::pictureFont(QApplication::font()));
    painter.end();
    return image.scaled(size / stored, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

using Mean = std::array<int, 3>;

Mean meanOf(const QImage &image, QPoint at)
{
    Mean sum{};
    for (int y = 0; y < square; ++y) {
        for (int x = 0; x < square; ++x) {
            const QRgb pixel = image.pixel(at.x() + x, at.y() + y);
            sum[0] += qRed(pixel), sum[1] += qGreen(pixel), sum[2] += qBlue(pixel);
        }
    }
    for (int &channel : sum)
        channel /= square * square;
    return sum;
}

/// Squares that differ; empty when the images look alike.
QVector<QPoint> differences(const QImage &one, const QImage &other)
{
    QVector<QPoint> found;
    for (int y = 0; y + square <= one.height(); y += square) {
        for (int x = 0; x + square <= one.width(); x += square) {
            const Mean a = meanOf(one, { x, y });
            const Mean b = meanOf(other, { x, y });
            for (std::size_t channel = 0; channel < a.size(); ++channel) {
                if (std::abs(a[channel] - b[channel]) > mostDifference) {
                    found << QPoint(x, y) * stored;
                    break;
                }
            }
        }
    }
    return found;
}

QString fileOf(const QString &name)
{
    return QStringLiteral(KEEPVIEW_SOURCE "/tests/fixtures/golden/%1.png").arg(name);
}

} // namespace

void TestGolden::looksAsItDid_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("theme");
    QTest::addColumn<int>("moment"); // of the lab; -1: the generated site with trouble
    QTest::newRow("components-light") << int(Form::components) << int(Theme::light) << int(LabMoment::steady);
    QTest::newRow("components-dark-isolated")
        << int(Form::components) << int(Theme::dark) << int(LabMoment::tookOver);
    QTest::newRow("overview-light") << int(Form::overview) << int(Theme::light) << int(LabMoment::steady);
    QTest::newRow("overview-dark-isolated")
        << int(Form::overview) << int(Theme::dark) << int(LabMoment::tookOver);
    QTest::newRow("fleet-dark") << int(Form::fleet) << int(Theme::dark) << -1;
}

void TestGolden::looksAsItDid()
{
    QFETCH(int, form);
    QFETCH(int, theme);
    QFETCH(int, moment);
    const state::SitePtr site =
        moment < 0 ? tests::generatedSite({ 12, 8, true }) : wholeLab(static_cast<LabMoment>(moment));
    picture::Options options;
    options.form = static_cast<Form>(form);
    const QImage now = painted(*picture::build(*site, options), static_cast<Theme>(theme));
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    if (qEnvironmentVariableIsSet("KEEPVIEW_UPDATE_EXPECTED"))
        QVERIFY(now.save(fileOf(name)));
    const QImage golden = QImage(fileOf(name)).convertToFormat(QImage::Format_RGB32);
    now.save(QDir::current().filePath(name + QStringLiteral("-now.png")));
    QCOMPARE(now.size(), golden.size());
    const QVector<QPoint> found = differences(now, golden);
    QVERIFY2(found.isEmpty(),
             qPrintable(QStringLiteral("%1 places look otherwise, the first at %2, %3: compare %4-now.png")
                            .arg(found.size())
                            .arg(found.value(0).x())
                            .arg(found.value(0).y())
                            .arg(name)));
}

void TestGolden::aDifferenceIsSeen_data()
{
    QTest::addColumn<QString>("id"); // of an element that is left out
    QTest::newRow("a text and its box") << QStringLiteral("host:compute1");
    QTest::newRow("the legend") << QStringLiteral("legend");
    QTest::newRow("one line") << QString();
}

void TestGolden::aDifferenceIsSeen()
{
    QFETCH(QString, id);
    const picture::DisplayListPtr list = picture::build(*wholeLab(LabMoment::steady));
    picture::DisplayList less = *list;
    const auto isGone = [&id](const picture::Element &element) {
        return id.isEmpty() ? element.kind == picture::ElementKind::wire : element.id == id;
    };
    const auto gone = std::ranges::find_if(less.elements, isGone);
    QVERIFY(gone != less.elements.end());
    less.elements.erase(gone);
    const QImage whole = painted(*list, Theme::light);
    QVERIFY(differences(whole, whole).isEmpty());
    QVERIFY(!differences(whole, painted(less, Theme::light)).isEmpty());
}

QTEST_MAIN(TestGolden)
#include "tst_golden.moc"
