// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"

#include <QTest>

#include <unistd.h>

namespace kv::tests {

void addLabUsers()
{
    QTest::addColumn<bool>("asOrdinary");
    if (geteuid() == 0) {
        QTest::newRow("as root") << false;
        QTest::newRow("as an ordinary user") << true;
    } else {
        QTest::newRow("as the user of this test") << false;
    }
}

ForegroundLab::ForegroundLab(const LabUser &user, const QString &timers, const QString &definition)
    : m_user(user)
{
    user.prepare(m_process);
    m_process.setArguments(
        QStringList(QStringLiteral("lab"))
        + user.onOwnLab(QStringLiteral("up"), { definition, QStringLiteral("--timers"), timers }));
    m_time.start();
    m_process.start();
}

ForegroundLab::~ForegroundLab()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        m_process.waitForFinished();
    }
}

qint64 ForegroundLab::waitForLine(const QByteArray &word)
{
    constexpr int silenceMs = 20000;
    while (!m_output.contains(word)) {
        if (!m_process.waitForReadyRead(silenceMs)) {
            return -1;
        }
        m_output += m_process.readAllStandardOutput();
    }
    return m_time.elapsed();
}

LabUser::Outcome ForegroundLab::exec(const QString &place, const QStringList &command) const
{
    return m_user.run(
        m_user.onOwnLab(QStringLiteral("exec"), QStringList{ place, QStringLiteral("--") } + command));
}

QByteArray ForegroundLab::shell(const QString &place, const QString &script) const
{
    return inside(place, { QStringLiteral("sh"), QStringLiteral("-c"), script });
}

QByteArray ForegroundLab::addresses(const QString &host) const
{
    return inside(host + QStringLiteral(":qrouter-b6206312-878e-497c-8ef7-eb384f8add96"),
                  { QStringLiteral("ip"), QStringLiteral("addr") });
}

bool ForegroundLab::answers(const QString &target) const
{
    return exec(QStringLiteral("client"),
                { QStringLiteral("ping"), QStringLiteral("-n"), QStringLiteral("-c1"), QStringLiteral("-W1"),
                  target })
               .exitCode
        == 0;
}

} // namespace kv::tests
