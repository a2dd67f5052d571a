// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/labprocess.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace kv::tests {

namespace {

constexpr uid_t nobodysUid = 61234; ///< of no account: a user namespace needs none

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

uid_t uidOf(LabUser::Kind kind)
{
    switch (kind) {
    case LabUser::Kind::self:
        break;
    case LabUser::Kind::ordinary:
        return nobodysUid;
    case LabUser::Kind::account: {
        const passwd *account = getpwnam("keepview-test");
        return account ? account->pw_uid : nobodysUid;
    }
    }
    return geteuid();
}

gid_t gidOf(uid_t uid)
{
    const passwd *account = getpwuid(uid);
    return account ? account->pw_gid : static_cast<gid_t>(uid);
}

} // namespace

LabUser::LabUser(Kind kind)
    : m_uid(uidOf(kind)), m_mark(QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_program(m_directory.filePath(QStringLiteral("keepviewctl")))
{
    QFile::copy(QStringLiteral(KEEPVIEW_BIN "/keepviewctl"), m_program);
    const auto readable =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
    QFile::setPermissions(m_program, readable);
    QFile::setPermissions(m_directory.path(), readable);
}

QString LabUser::file(const QString &name, const QByteArray &text) const
{
    const QString path = m_directory.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    }
    return path;
}

void LabUser::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KEEPVIEW_LAB_MARK"), m_mark);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setProgram(m_program);
    const uid_t uid = m_uid;
    if (uid != geteuid()) {
        const gid_t gid = gidOf(uid);
        process.setChildProcessModifier([uid, gid] {
            if (setgroups(0, nullptr) != 0 || setresgid(gid, gid, gid) != 0
                || setresuid(uid, uid, uid) != 0) {
                _exit(125);
            }
        });
    }
}

QStringList LabUser::onOwnLab(const QString &command, const QStringList &words) const
{
    return QStringList{ command, QStringLiteral("--name"), labName() } + words;
}

LabUser::Outcome LabUser::run(const QStringList &words) const
{
    QProcess process;
    prepare(process);
    process.setArguments(QStringList(QStringLiteral("lab")) + words);
    process.start();
    process.waitForFinished();
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
             process.readAllStandardOutput(), process.readAllStandardError() };
}

QStringList LabUser::processesLeft() const
{
    QStringList left;
    const QStringList pids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs);
    for (const QString &pid : pids) {
        bool isPid = false;
        const int number = pid.toInt(&isPid);
        if (isPid && number != getpid()
            && readAll(QStringLiteral("/proc/%1/environ").arg(pid)).contains(m_mark.toLatin1())) {
            left += pid + QLatin1Char(' ')
                + QString::fromLocal8Bit(readAll(QStringLiteral("/proc/%1/comm").arg(pid)).trimmed());
        }
    }
    return left;
}

QStringList LabUser::socketsLeft() const
{
    QStringList left;
    const QByteArray wanted = "@keepview-lab-" + QByteArray::number(m_uid) + "-";
    const QList<QByteArray> lines = readAll(QStringLiteral("/proc/net/unix")).split('\n');
    for (const QByteArray &line : lines) {
        if (line.contains(wanted)) {
            left += QString::fromLatin1(line.mid(line.indexOf(wanted)));
        }
    }
    return left;
}

pid_t firstChildOf(pid_t parent)
{
    const QByteArray children = readAll(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
    return children.left(children.indexOf(' ')).toInt();
}

} // namespace kv::tests
