// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/picture/build.h"
#include "tests/support/labsite.h"
#include "tests/support/testmain.h"
#include "widgets/topology/commands.h"
#include "widgets/topology/pictureexport.h"

#include <QBuffer>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace kv;
using topology::ExportFormat;

class TestPictureExport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void svgParsesAndItsTextIsText();
    void pdfHasOnePageAndItsTextIsText();
    void pngIsTwiceAsLarge();
    void aHugePictureGetsAnImageOfBearableSize();
    void theNameSaysTheFormat_data();
    void theNameSaysTheFormat();
    void aDeviceThatTakesNothingIsToldOf_data();
    void aDeviceThatTakesNothingIsToldOf();
    void commandsShowWhatIsDrawn_data();
    void commandsShowWhatIsDrawn();
    void shellWordsAreReadBack();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    picture::DisplayListPtr m_list;
    state::SitePtr m_site;
    QString fileName(const QString &name) const { return m_folder->filePath(name); }
};

namespace {

QString output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        return QStringLiteral("failed: ") + QString::fromUtf8(process.readAllStandardError());
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Empty when it failed.
QByteArray written(const picture::DisplayList &list, ExportFormat format, picture::Theme theme)
{
    QBuffer buffer;
    const bool isWritten = buffer.open(QIODevice::WriteOnly) && writePicture(buffer, format, list, theme);
    return isWritten ? buffer.data() : QByteArray();
}

} // namespace

void TestPictureExport::init()
{
    KV_FAIL_ON_WARNINGS;
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_site = tests::labSite();
    m_list = picture::build(picture::sceneOf(*m_site), {});
}

void TestPictureExport::svgParsesAndItsTextIsText()
{
    QXmlStreamReader xml(written(*m_list, ExportFormat::svg, picture::Theme::light));
    QString texts;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text"))
            texts += xml.readElementText(QXmlStreamReader::IncludeChildElements) + u'\n';
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    for (const char *expected : { "network1", "network2", "compute1", "overlay0", "router2" })
        QVERIFY2(texts.contains(QLatin1String(expected)), expected);
}

void TestPictureExport::pdfHasOnePageAndItsTextIsText()
{
    const QString file = fileName(QStringLiteral("a.pdf"));
    QFile pdf(file);
    QVERIFY(pdf.open(QIODevice::WriteOnly));
    QVERIFY(writePicture(pdf, ExportFormat::pdf, *m_list, picture::Theme::light));
    pdf.close();
    const QString facts = output(QStringLiteral("pdfinfo"), { file });
    QVERIFY2(facts.contains(QRegularExpression(QStringLiteral("Pages:\\s+1\\n"))), qPrintable(facts));
    const QString texts = output(QStringLiteral("pdftotext"), { file, QStringLiteral("-") });
    for (const char *expected : { "network1", "network2", "compute1", "overlay0", "router2" })
        QVERIFY2(texts.contains(QLatin1String(expected)), qPrintable(texts));
}

void TestPictureExport::pngIsTwiceAsLarge()
{
    const QImage image = QImage::fromData(written(*m_list, ExportFormat::png, picture::Theme::dark));
    QCOMPARE(image.width(), qRound(m_list->bounds.width * 2));
    QCOMPARE(image.height(), qRound(m_list->bounds.height * 2));
    const picture::Rgb ground = picture::rgb(picture::Colour::canvas, picture::Theme::dark);
    QCOMPARE(image.pixelColor(1, 1), QColor(ground.red, ground.green, ground.blue));
}

void TestPictureExport::aHugePictureGetsAnImageOfBearableSize()
{
    picture::DisplayList huge = *m_list;
    huge.bounds.width = 90'000;
    huge.bounds.height = 5'000;
    const QImage image = QImage::fromData(written(huge, ExportFormat::png, picture::Theme::light));
    QVERIFY(image.width() > 20'000 && image.width() <= 32'000);
    QVERIFY(qAbs(double(image.width()) / image.height() - 18.0) < 0.1);
}

void TestPictureExport::theNameSaysTheFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("format"); // -1: none
    QTest::newRow("text") << "a.svg" << int(ExportFormat::svg);
    QTest::newRow("in capitals") << "A.SVG" << int(ExportFormat::svg);
    QTest::newRow("an image") << "a.b.png" << int(ExportFormat::png);
    QTest::newRow("paper") << "a.Pdf" << int(ExportFormat::pdf);
    QTest::newRow("another format") << "a.bmp" << -1;
    QTest::newRow("no ending") << "svg" << -1;
}

void TestPictureExport::theNameSaysTheFormat()
{
    QFETCH(QString, name);
    QFETCH(int, format);
    const auto found = topology::exportFormatOf(name);
    QCOMPARE(found ? int(*found) : -1, format);
}

void TestPictureExport::aDeviceThatTakesNothingIsToldOf_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("text") << int(ExportFormat::svg);
    QTest::newRow("an image") << int(ExportFormat::png);
    QTest::newRow("paper") << int(ExportFormat::pdf);
}

void TestPictureExport::aDeviceThatTakesNothingIsToldOf()
{
    QFETCH(int, format);
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    QVERIFY(!writePicture(buffer, static_cast<ExportFormat>(format), *m_list, picture::Theme::light));
    QVERIFY(buffer.data().isEmpty());
}

void TestPictureExport::commandsShowWhatIsDrawn_data()
{
    QTest::addColumn<QString>("elementName"); // its start
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("command");
    QTest::newRow("a host's interface") << "overlay0"
                                        << "network1"
                                        << "ip -d -s address show dev overlay0";
    QTest::newRow("a host") << "network1"
                            << "network1"
                            << "ip netns list";
    QTest::newRow("a router")
        << "router router2"
        << "network1"
        << "ip netns exec qrouter-b6206312-878e-497c-8ef7-eb384f8add96 ip route show table all";
}

void TestPictureExport::commandsShowWhatIsDrawn()
{
    QFETCH(QString, elementName);
    QFETCH(QString, host);
    QFETCH(QString, command);
    QStringList commands;
    for (const picture::Element &element : m_list->elements) {
        if (element.name.startsWith(elementName) && element.target.host == host.toStdString())
            commands += topology::copyableOf(element.target, *m_site).commands;
    }
    QVERIFY2(commands.contains(command), qPrintable(commands.join(u'\n')));
}

void TestPictureExport::shellWordsAreReadBack()
{
    for (const char *word :
         { "brq3a1b7e90-2f", "it's", "a b", "$(reboot)", "`x`", "a\\b", "", "-n", "eth0.5@if3" }) {
        const QString wanted = QString::fromLatin1(word);
        const QString read =
            output(QStringLiteral("sh"),
                   { QStringLiteral("-c"), QStringLiteral("printf %s ") + topology::shellWord(wanted) });
        QCOMPARE(read, wanted);
    }
}

QTEST_MAIN(TestPictureExport)
#include "tst_pictureexport.moc"
