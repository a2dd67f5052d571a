// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/packets.h"
#include "app/lab/registry.h"
#include "probes/netlink/applychange.h"
#include "tests/netns/labprocess.h"
#include "tests/support/testmain.h"

#include <QEventLoop>
#include <QObject>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <optional>

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <unistd.h>

using namespace kv::tests;
using kv::model::Result;

namespace {

constexpr int killsPerUser = 50;
constexpr int cleanWithinMs = 1000;
constexpr int queueLimitMs = 60000; ///< for the namespaces of others that die at the same time
constexpr int lastMomentMs = 1100; ///< about 0.6 s of it is the start with fast timers

enum class Victim { owner, supervisor, init };
constexpr const char *victimNames[] = { "the owner", "the supervisor", "PID 1" };

/// Lets the moment come; the kill must not be tied to anything that the lab does.
void letPass(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

/// A veth whose other end lies in the lab's network1: it disappears with that network namespace, and only
/// then.
bool plantWitness(const std::string &lab, const QByteArray &witness)
{
    const auto socket = kv::lab::connectTo(lab);
    if (!socket || !kv::lab::sendPacket(socket->get(), { "enter", "network1" })) {
        return false;
    }
    const auto reply = kv::lab::receivePacket(socket->get());
    if (!reply || !*reply || (*reply)->word(0) != "entered") {
        return false;
    }
    const int net = (*reply)->fds.back().get();
    const kv::netlink::AddVeth pair{ { witness.toStdString(), {}, 0, {} }, { "witness", "lab", 0, {} } };
    return kv::netlink::applyChange(pair, [net](const std::string &) { return net; }).ok();
}

/// An empty network namespace that nothing but a descriptor holds, with a veth end in it whose other end is
/// here. The kernel takes all dead namespaces of the machine apart in one queue: when this one has gone,
/// whatever was before it, of other tests, has too.
class ControlNamespace {
public:
    explicit ControlNamespace(const QByteArray &witness)
    {
        const kv::netlink::OwnedFd home(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
        if (unshare(CLONE_NEWNET) == 0) {
            m_net.reset(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
            (void)setns(home.get(), CLONE_NEWNET);
        }
        const int net = m_net.get();
        const kv::netlink::AddVeth pair{ { witness.toStdString(), {}, 0, {} }, { "witness", "it", 0, {} } };
        m_isMade = kv::netlink::applyChange(pair, [net](const std::string &) { return net; }).ok();
    }
    bool isMade() const { return m_isMade; }

private:
    kv::netlink::OwnedFd m_net;
    bool m_isMade = false;
};

} // namespace

class LabKillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void nothingIsLeft_data();
    void nothingIsLeft();

private:
    void killOnce(const LabUser &user, Victim victim, int afterMs, bool canPlant);
    int m_witnesses = 0;
};

void LabKillTest::initTestCase()
{
    // Only root can see into another user's lab; its witnesses live in a namespace of this test.
    QVERIFY(geteuid() != 0 || unshare(CLONE_NEWNET) == 0);
}

void LabKillTest::init()
{
    KV_FAIL_ON_WARNINGS;
}

void LabKillTest::nothingIsLeft_data()
{
    QTest::addColumn<bool>("asOrdinary");
    if (geteuid() == 0) {
        QTest::newRow("as root") << false;
        QTest::newRow("as an ordinary user") << true;
    } else {
        QTest::newRow("as the user of this test") << false;
    }
}

void LabKillTest::nothingIsLeft()
{
    QFETCH(bool, asOrdinary);
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    const LabUser user(asOrdinary);
    const bool canPlant = geteuid() == 0 && !asOrdinary;
    m_witnesses = 0;
    for (int kill = 0; kill < killsPerUser; ++kill) {
        const auto victim = static_cast<Victim>(kill % 3);
        const int afterMs = random.bounded(lastMomentMs);
        killOnce(user, victim, afterMs, canPlant);
        if (QTest::currentTestFailed()) {
            qInfo("kill %d of %s after %d ms", kill, victimNames[kill % 3], afterMs);
            return;
        }
    }
    QVERIFY2(!canPlant || m_witnesses > killsPerUser / 10, "the witnesses were planted");
}

void LabKillTest::killOnce(const LabUser &user, Victim victim, int afterMs, bool canPlant)
{
    QProcess owner;
    user.prepare(owner);
    owner.setArguments(
        QStringList(QStringLiteral("lab"))
        + user.onOwnLab(QStringLiteral("up"), { QStringLiteral("--timers"), QStringLiteral("fast") }));
    owner.start();
    QVERIFY(owner.waitForStarted());
    letPass(afterMs);

    QProcess session;
    user.prepare(session);
    session.setArguments(QStringList(QStringLiteral("lab"))
                         + user.onOwnLab(QStringLiteral("exec"),
                                         { QStringLiteral("network1"), QStringLiteral("--"),
                                           QStringLiteral("sleep"), QStringLiteral("1000") }));
    session.start();
    const QByteArray witness = "w" + QByteArray::number(owner.processId());
    const bool isPlanted = canPlant && plantWitness(user.labName().toStdString(), witness);
    m_witnesses += isPlanted ? 1 : 0;
    const QByteArray controlWitness = "c" + QByteArray::number(owner.processId());
    std::optional<ControlNamespace> control;
    if (isPlanted) {
        control.emplace(controlWitness);
        QVERIFY(control->isMade());
    }

    const auto ownerPid = static_cast<pid_t>(owner.processId());
    const pid_t supervisor = firstChildOf(ownerPid);
    const pid_t init = supervisor > 0 ? firstChildOf(supervisor) : 0;
    pid_t target = victim == Victim::init ? init : victim == Victim::supervisor ? supervisor : ownerPid;
    target = target > 0 ? target : supervisor > 0 ? supervisor : ownerPid; // not born yet: its parent
    ::kill(target, SIGKILL);
    control.reset();

    QTRY_COMPARE_WITH_TIMEOUT(user.processesLeft(), QStringList(), cleanWithinMs);
    QTRY_VERIFY_WITH_TIMEOUT(if_nametoindex(controlWitness.constData()) == 0, queueLimitMs);
    QTRY_VERIFY_WITH_TIMEOUT(if_nametoindex(witness.constData()) == 0, cleanWithinMs);
    QVERIFY(user.socketsLeft().filter(user.labName()).isEmpty());
    QVERIFY(owner.state() == QProcess::NotRunning || owner.waitForFinished());
    QVERIFY(session.state() == QProcess::NotRunning || session.waitForFinished());
}

QTEST_GUILESS_MAIN(LabKillTest)
#include "tst_labkill.moc"
