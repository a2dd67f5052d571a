// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/verifylab.h"

#include "tests/netns/capturedechoes.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <cmath>

namespace kv::tests {

namespace {

constexpr auto everybodys = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther
    | QFile::WriteOther | QFile::ExeOther;
constexpr std::int64_t echoIntervalUs = 10'000;
/// Two kernel stamps of one packet are taken microseconds apart.
constexpr double toleranceUs = 5'000;

QString compareTarget(const QJsonObject &target, const CapturedTarget &captured)
{
    const QString address = target[QLatin1String("target")].toString();
    const auto number = [&](const char *key) { return target[QLatin1String(key)].toInteger(); };
    if (number("sent") != captured.sent || number("answered") != captured.inTime)
        return QStringLiteral("%1: reported %2 sent, %3 in time; captured %4 and %5")
            .arg(address)
            .arg(number("sent"))
            .arg(number("answered"))
            .arg(captured.sent)
            .arg(captured.inTime);
    if (number("answered") + number("delayed") + number("lost") != number("sent"))
        return QStringLiteral("%1: some echoes are neither answered nor lost").arg(address);
    const QJsonArray gaps = target[QLatin1String("interruptions")].toArray();
    if (gaps.size() != static_cast<qsizetype>(captured.gaps.size()))
        return QStringLiteral("%1: reported %2 interruptions, captured %3")
            .arg(address)
            .arg(gaps.size())
            .arg(captured.gaps.size());
    for (qsizetype i = 0; i < gaps.size(); ++i) {
        const double reported = gaps[i].toObject()[QLatin1String("durationUs")].toDouble();
        const auto seen = static_cast<double>(captured.gaps[static_cast<std::size_t>(i)].durationUs);
        if (std::abs(reported - seen) > toleranceUs)
            return QStringLiteral("%1: interruption %2 was reported with %3 us, captured with %4")
                .arg(address)
                .arg(i)
                .arg(reported)
                .arg(seen);
    }
    return {};
}

} // namespace

VerifyLab::VerifyLab(bool asOrdinary, const QString &timers, const QString &definition)
    : m_user(asOrdinary),
      m_name(QStringLiteral("verify-") + QUuid::createUuid().toString(QUuid::Id128).left(8))
{
    QFile::setPermissions(m_directory.path(), everybodys);
    const QString beside = QFileInfo(m_user.program()).path();
    QFile::copy(QStringLiteral(KEEPVIEW_BIN "/keepview-probe"), beside + QStringLiteral("/keepview-probe"));
    QFile::setPermissions(beside + QStringLiteral("/keepview-probe"), everybodys);
    QFile::copy(QStringLiteral(KEEPVIEW_ECHOCAPTURE), file(QStringLiteral("echocapture")));
    QFile::setPermissions(file(QStringLiteral("echocapture")), everybodys);
    m_user.prepare(m_lab);
    m_lab.setProcessChannelMode(QProcess::MergedChannels);
    m_lab.setArguments({ QStringLiteral("lab"), QStringLiteral("up"), definition, QStringLiteral("--name"),
                         m_name, QStringLiteral("--timers"), timers });
    m_lab.start();
}

VerifyLab::~VerifyLab()
{
    endCapture();
    m_user.run({ QStringLiteral("down"), QStringLiteral("--name"), m_name });
    if (!m_lab.waitForFinished(10'000)) {
        m_lab.kill();
        m_lab.waitForFinished();
    }
}

bool VerifyLab::isUp(int timeoutMs)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < timeoutMs && m_lab.state() != QProcess::NotRunning) {
        m_lab.waitForReadyRead(200);
        m_said += m_lab.readAll();
        if (m_said.contains("ready"))
            return true;
    }
    return false;
}

bool VerifyLab::startCapture()
{
    m_user.prepare(m_capture);
    m_capture.setArguments({ QStringLiteral("lab"), QStringLiteral("exec"), QStringLiteral("--name"), m_name,
                             QStringLiteral("client"), QStringLiteral("--"),
                             file(QStringLiteral("echocapture")), QStringLiteral("eth0") });
    m_capture.start();
    while (!m_captured.contains("ready\n")) {
        if (!m_capture.waitForReadyRead(5'000))
            return false;
        m_captured += m_capture.readAllStandardOutput();
    }
    return true;
}

QByteArray VerifyLab::endCapture()
{
    if (!m_capture.isOpen())
        return m_captured;
    if (m_capture.state() != QProcess::NotRunning) {
        m_capture.closeWriteChannel();
        m_capture.waitForFinished(5'000);
    }
    return m_captured + m_capture.readAllStandardOutput();
}

std::unique_ptr<QProcess> VerifyLab::start(const QStringList &words) const
{
    auto process = std::make_unique<QProcess>();
    m_user.prepare(*process);
    process->setArguments(words);
    process->start();
    return process;
}

QStringList VerifyLab::hostOptions() const
{
    const QString probe = QFileInfo(m_user.program()).path() + QStringLiteral("/keepview-probe");
    QStringList words;
    for (const char *name : { "network1", "network2", "compute1", "gateway", "client" }) {
        words += QStringLiteral("--host");
        words += QStringLiteral("%1='%2 lab exec --name %3 %1 -- %4 --allow-actions'")
                     .arg(QLatin1String(name), m_user.program(), m_name, probe);
    }
    return words;
}

QByteArray VerifyLab::inside(const QString &host, const QStringList &command) const
{
    return m_user
        .run(QStringList{ QStringLiteral("exec"), QStringLiteral("--name"), m_name, host,
                          QStringLiteral("--") }
             + command)
        .output;
}

bool VerifyLab::isLinkUp(const QString &host, const QString &link) const
{
    const QByteArray shown = inside(host,
                                    { QStringLiteral("ip"), QStringLiteral("-o"), QStringLiteral("link"),
                                      QStringLiteral("show"), QStringLiteral("dev"), link });
    const qsizetype open = shown.indexOf('<');
    return shown.mid(open + 1, shown.indexOf('>') - open - 1).split(',').contains("UP");
}

QJsonObject VerifyLab::report(const QString &fileName) const
{
    QFile json(file(fileName));
    return json.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(json.readAll()).object() : QJsonObject();
}

QString compareWithCapture(const QJsonObject &report, const QByteArray &captured)
{
    auto seen = readCapture(captured, echoIntervalUs);
    const QJsonArray targets = report[QLatin1String("targets")].toArray();
    if (targets.size() < 2)
        return QStringLiteral("the report has %1 targets").arg(targets.size());
    for (const QJsonValue &target : targets) {
        const QString problem =
            compareTarget(target.toObject(), seen[target.toObject()[QLatin1String("target")].toString()]);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace kv::tests
