// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/netns/foregroundlab.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTest>

#include <csignal>
#include <memory>

#include <unistd.h>

using namespace kv::tests;

/// Every fault on the real lab: it does what it says, and its undo gives back what was there. What the hosts
/// say is asked of `ip`, `nft` and ps there.
class LabFaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void linksGoDown_data();
    void linksGoDown();
    void framesAreDropped_data();
    void framesAreDropped();
    void keepalivedEnds_data();
    void keepalivedEnds();
    void keepalivedStandsStill();
    void theAgentsEndFailsNothingOver();
    void configurationsDiffer_data();
    void configurationsDiffer();
    void addressesAreMovedByHand();
    void anotherHostHasTheAddress();
    void theGatewayIsCutOff();
    void aHostLosesPower();
    void whatTheKernelLacksIsListed();
    void aLimitedFaultEndsByItself();
    void interruptingTheCommandUndoesIt();
    void everythingIsUndoneAtOnce();
    void theSameFaultTwiceIsRefused();

private:
    bool holds(const QString &host) const; ///< the VIP
    QString active() const; ///< the only host that holds it; "" = none or both
    QString standby() const;
    LabUser::Outcome lab(const QString &command, const QStringList &words = {}) const;
    /// Begins it; its number.
    QString begin(const QString &kind, const QString &host, const QStringList &more = {}) const;
    /// The states of a host's processes of this name, a letter each; "" = every name.
    QByteArray processesOf(const QString &host, const QString &name = {}) const;
    QByteArray keepaliveds(const QString &host) const
    {
        return processesOf(host, QStringLiteral("keepalived"));
    }
    QByteArray configuration(const QString &host) const;
    QByteArray linksOf(const QString &host) const;

    std::unique_ptr<LabUser> m_user;
    std::unique_ptr<ForegroundLab> m_lab;
};

namespace {

const QString router = QStringLiteral("qrouter-b6206312-878e-497c-8ef7-eb384f8add96");
constexpr int settleMs = 10000; ///< for a machine under load
/// Healing a split costs traffic (5 to 39 s were measured), until what the one that stepped down has sent is
/// forgotten.
constexpr int healMs = 90000;

} // namespace

void LabFaultsTest::initTestCase()
{
    m_user = std::make_unique<LabUser>(geteuid() == 0);
    m_lab = std::make_unique<ForegroundLab>(*m_user, QStringLiteral("fast"));
    QVERIFY2(m_lab->waitForLine("ready") > 0, m_lab->process().readAllStandardError());
}

void LabFaultsTest::init()
{
    KV_FAIL_ON_WARNINGS;
    // One serves, whoever it is, and everybody hears it.
    QTRY_VERIFY_WITH_TIMEOUT(!active().isEmpty(), settleMs);
}

void LabFaultsTest::cleanup()
{
    QCOMPARE(lab(QStringLiteral("mend")).exitCode, 0);
}

LabUser::Outcome LabFaultsTest::lab(const QString &command, const QStringList &words) const
{
    return m_user->run(m_user->onOwnLab(command, words));
}

bool LabFaultsTest::holds(const QString &host) const
{
    return m_lab->addresses(host).contains(" 169.254.0.1/24");
}

QString LabFaultsTest::active() const
{
    const bool first = holds(QStringLiteral("network1"));
    const bool second = holds(QStringLiteral("network2"));
    return first == second ? QString() : first ? QStringLiteral("network1") : QStringLiteral("network2");
}

QString LabFaultsTest::standby() const
{
    return active() == QLatin1String("network1") ? QStringLiteral("network2") : QStringLiteral("network1");
}

QString LabFaultsTest::begin(const QString &kind, const QString &host, const QStringList &more) const
{
    const auto begun = lab(QStringLiteral("fault"), QStringList{ kind, host } + more);
    const QString line = QString::fromLocal8Bit(begun.output).section(QLatin1Char('\n'), 0, 0);
    return begun.exitCode == 0 ? line.section(QLatin1Char(' '), 1, 1).remove(QLatin1Char(','))
                               : QStringLiteral("failed: ") + QString::fromLocal8Bit(begun.errors);
}

// The hosts of a lab see each other's processes; a host's own share its mount namespace.
QByteArray LabFaultsTest::processesOf(const QString &host, const QString &name) const
{
    const QString script = QStringLiteral(
        "own=$(readlink /proc/self/ns/mnt); for p in /proc/[0-9]*; do "
        "[ \"$(readlink $p/ns/mnt)\" = \"$own\" ] && [ -z '%1' -o \"$(cat $p/comm)\" = '%1' ] && "
        "sed 's/.*) //' $p/stat | cut -c1; done | tr -d '\\n'");
    return m_lab->shell(host, script.arg(name));
}

QByteArray LabFaultsTest::configuration(const QString &host) const
{
    return m_lab->shell(host, QStringLiteral("cat /var/lib/neutron/ha_confs/b6206312*/keepalived.conf"));
}

/// Without bridges: what the routers advertise may come to them at any time (by SLAAC).
QByteArray LabFaultsTest::linksOf(const QString &host) const
{
    return m_lab->shell(
        host,
        QStringLiteral("(ip -br link; ip -o -4 addr; ip -o -6 addr | sed 's/ *valid_lft.*//'; ip route; "
                       "ip -6 route | grep -v ' expires ') | grep -v brq | sort"));
}

void LabFaultsTest::linksGoDown_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("splits"); ///< both hold the VIP meanwhile
    QTest::newRow("overlay") << QStringLiteral("overlay-down") << QStringLiteral("overlay0") << true;
    QTest::newRow("HA network") << QStringLiteral("ha-cut") << QStringLiteral("vxlan-102") << true;
    QTest::newRow("provider") << QStringLiteral("provider-down") << QStringLiteral("provider0") << false;
}

void LabFaultsTest::linksGoDown()
{
    QFETCH(QString, kind);
    QFETCH(QString, link);
    QFETCH(bool, splits);
    const QString host = active();
    const QString other = standby();
    const QByteArray before = linksOf(host);
    const QString id = begin(kind, host);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    const QString isDown = QStringLiteral("ip link show %1 | grep -c 'state DOWN'").arg(link);
    QCOMPARE(m_lab->shell(host, isDown), QByteArray("1\n"));
    if (splits) {
        QTRY_VERIFY_WITH_TIMEOUT(holds(other), settleMs);
        QVERIFY(holds(host));
    } else {
        QVERIFY(!m_lab->answers(QStringLiteral("203.0.113.17")));
        QVERIFY(!holds(other));
    }
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QTRY_COMPARE_WITH_TIMEOUT(linksOf(host), before, settleMs);
    if (!splits) // a split heals when the switches forget, which is not the undo's
        QTRY_VERIFY_WITH_TIMEOUT(m_lab->answers(QStringLiteral("203.0.113.17")), healMs);
}

void LabFaultsTest::framesAreDropped_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("chains");
    QTest::addColumn<bool>("splits");
    QTest::newRow("both ways") << QStringLiteral("silent-drop") << QStringList() << 2 << true;
    QTest::newRow("out") << QStringLiteral("silent-drop-out") << QStringList() << 1 << true;
    QTest::newRow("in") << QStringLiteral("silent-drop-in") << QStringList() << 1 << false;
    QTest::newRow("half of them") << QStringLiteral("loss")
                                  << QStringList{ QStringLiteral("--percent"), QStringLiteral("50") } << 2
                                  << false;
}

void LabFaultsTest::framesAreDropped()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, more);
    QFETCH(int, chains);
    QFETCH(bool, splits);
    const QString host = active();
    const QString other = standby();
    const QString id = begin(kind, host, more);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    const QString rules = QStringLiteral("nft list ruleset netdev");
    QCOMPARE(m_lab->shell(host, rules).count("hook "), chains);
    // The other one's management answers, this one's does, too: only the overlay is concerned.
    QCOMPARE(m_lab
                 ->exec(host,
                        { QStringLiteral("ping"), QStringLiteral("-c1"), QStringLiteral("-W1"),
                          QStringLiteral("10.0.0.11") })
                 .exitCode,
             0);
    if (splits) {
        QTRY_VERIFY_WITH_TIMEOUT(holds(other) && holds(host), settleMs);
    } else if (more.isEmpty()) {
        // The standby still hears the active one, which hears nobody: nothing changes.
        QCOMPARE(active(), host);
        QVERIFY(!m_lab->answers(QStringLiteral("203.0.113.17")));
    } else {
        const auto pinged =
            m_lab->inside(host,
                          { QStringLiteral("ping"), QStringLiteral("-q"), QStringLiteral("-c60"),
                            QStringLiteral("-i0.01"), QStringLiteral("-W1"), QStringLiteral("10.0.1.31") });
        const QByteArray received = pinged.mid(pinged.indexOf("transmitted, ") + 13);
        const int answers = received.left(received.indexOf(' ')).toInt();
        QVERIFY2(answers > 0 && answers < 40, pinged);
    }
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QCOMPARE(m_lab->shell(host, rules), QByteArray());
}

void LabFaultsTest::keepalivedEnds_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("leavesAddresses");
    QTest::newRow("told to end") << QStringLiteral("keepalived-term") << false;
    QTest::newRow("parent killed") << QStringLiteral("keepalived-kill-parent") << false;
    QTest::newRow("all killed") << QStringLiteral("keepalived-kill") << true;
}

void LabFaultsTest::keepalivedEnds()
{
    QFETCH(QString, kind);
    QFETCH(bool, leavesAddresses);
    const QString host = active();
    const QString other = standby();
    const QByteArray before = keepaliveds(host);
    QCOMPARE(before.size(), 2);
    const QString id = begin(kind, host);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    QTRY_VERIFY_WITH_TIMEOUT(holds(other), settleMs);
    QTRY_COMPARE_WITH_TIMEOUT(keepaliveds(host).size(), 0, settleMs);
    QCOMPARE(holds(host), leavesAddresses);
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QTRY_COMPARE_WITH_TIMEOUT(keepaliveds(host).size(), before.size(), settleMs);
    QTRY_COMPARE_WITH_TIMEOUT(active(), other, settleMs);
}

void LabFaultsTest::keepalivedStandsStill()
{
    const QString host = active();
    const QString other = standby();
    const QByteArray before = keepaliveds(host);
    const QString id = begin(QStringLiteral("keepalived-stop"), host);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    QCOMPARE(keepaliveds(host), QByteArray(before.size(), 'T'));
    QTRY_VERIFY_WITH_TIMEOUT(holds(other), settleMs);
    QVERIFY(holds(host));
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QTRY_VERIFY_WITH_TIMEOUT(!keepaliveds(host).contains('T'), settleMs);
}

void LabFaultsTest::theAgentsEndFailsNothingOver()
{
    const QString host = active();
    const QString agent = QStringLiteral("neutron-l3-agen"); // the kernel keeps 15 characters
    QCOMPARE(processesOf(host, agent).size(), 1);
    const QString id = begin(QStringLiteral("l3-agent-kill"), host);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    QTRY_COMPARE_WITH_TIMEOUT(processesOf(host, agent).size(), 0, settleMs);
    // Ten advertisement intervals.
    QTest::qWait(1000);
    QCOMPARE(active(), host);
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QCOMPARE(processesOf(host, agent).size(), 1);
}

void LabFaultsTest::configurationsDiffer_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("splits");
    QTest::newRow("VRID") << QStringLiteral("wrong-vrid") << QByteArray("virtual_router_id 101\n") << true;
    QTest::newRow("interval") << QStringLiteral("wrong-interval") << QByteArray("advert_int 0.20\n") << false;
    QTest::newRow("priority") << QStringLiteral("priority") << QByteArray("priority 100\n") << false;
}

void LabFaultsTest::configurationsDiffer()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, line);
    QFETCH(bool, splits);
    const QString host = standby();
    const QByteArray before = configuration(host);
    QVERIFY(!before.contains(line));
    const QString id = begin(kind, host);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    QVERIFY(configuration(host).contains(line));
    if (splits) {
        QTRY_VERIFY_WITH_TIMEOUT(holds(QStringLiteral("network1")) && holds(QStringLiteral("network2")),
                                 settleMs);
    }
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QCOMPARE(configuration(host), before);
}

void LabFaultsTest::addressesAreMovedByHand()
{
    const QString host = active();
    const QString other = standby();
    const QByteArray address = " 203.0.113.21/24";
    const QString removed = begin(QStringLiteral("address-removed"), host);
    QVERIFY2(removed.toInt() > 0, qPrintable(removed));
    const QString added = begin(QStringLiteral("address-added"), other);
    QVERIFY2(added.toInt() > 0, qPrintable(added));
    QVERIFY(!m_lab->addresses(host).contains(address));
    QVERIFY(m_lab->addresses(other).contains(address));
    // It has none to remove.
    const auto refused = lab(QStringLiteral("fault"), { QStringLiteral("address-added"), other });
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.errors.contains("this is broken already"), refused.errors);
    QCOMPARE(lab(QStringLiteral("mend")).exitCode, 0);
    QVERIFY(m_lab->addresses(host).contains(address));
    QVERIFY(!m_lab->addresses(other).contains(address));
    const auto missing = lab(QStringLiteral("fault"), { QStringLiteral("address-removed"), other });
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.errors.contains("does not have this address"), missing.errors);
    QVERIFY(!m_lab->addresses(other).contains(address));
}

void LabFaultsTest::anotherHostHasTheAddress()
{
    const QString id = begin(QStringLiteral("duplicate-address"), QStringLiteral("gateway"));
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    const QString addresses = QStringLiteral("ip -o addr show lan0");
    QVERIFY(m_lab->shell(QStringLiteral("gateway"), addresses).contains("203.0.113.21/32"));
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QVERIFY(!m_lab->shell(QStringLiteral("gateway"), addresses).contains("203.0.113.21/32"));
}

void LabFaultsTest::theGatewayIsCutOff()
{
    const QByteArray before = linksOf(QStringLiteral("gateway"));
    const QString host = active();
    const QString id = begin(QStringLiteral("gateway-dead"), QStringLiteral("gateway"));
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    QVERIFY(!m_lab->answers(QStringLiteral("203.0.113.17")));
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QTRY_COMPARE_WITH_TIMEOUT(linksOf(QStringLiteral("gateway")), before, settleMs);
    QCOMPARE(active(), host);
}

void LabFaultsTest::aHostLosesPower()
{
    const QString host = active();
    const QString other = standby();
    const auto others = processesOf(host).size();
    QVERIFY(others > 5);
    const QString id = begin(QStringLiteral("host-off"), host);
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    const auto refused = m_lab->exec(host, { QStringLiteral("true") });
    QVERIFY(refused.exitCode != 0);
    QTRY_COMPARE_WITH_TIMEOUT(holds(other), true, settleMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_lab->answers(QStringLiteral("203.0.113.17")), healMs);
    const auto more = lab(QStringLiteral("fault"), { QStringLiteral("overlay-down"), host });
    QVERIFY2(more.errors.contains("the host is off"), more.errors);
    QCOMPARE(lab(QStringLiteral("mend"), { id }).exitCode, 0);
    QTRY_VERIFY_WITH_TIMEOUT(processesOf(host).size() > 5, settleMs);
    QTRY_VERIFY_WITH_TIMEOUT(keepaliveds(host).size() >= 2, settleMs);
    // It came as the standby, and takes over again.
    QCOMPARE(active(), other);
    const QString again = begin(QStringLiteral("keepalived-term"), other);
    QVERIFY2(again.toInt() > 0, qPrintable(again));
    QTRY_VERIFY_WITH_TIMEOUT(holds(host), settleMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_lab->answers(QStringLiteral("203.0.113.17")), healMs);
}

void LabFaultsTest::whatTheKernelLacksIsListed()
{
    const auto listed = lab(QStringLiteral("faults"));
    QCOMPARE(listed.exitCode, 0);
    QVERIFY2(listed.output.contains("overlay-down            the overlay interface is down"), listed.output);
    QVERIFY2(listed.output.contains("wrong-auth              not here: VRRPv3 has no authentication"),
             listed.output);
    const bool hasDelay =
        !listed.output.contains("delay                   not here: this kernel has no sch_netem");
    const auto delayed =
        lab(QStringLiteral("fault"),
            { QStringLiteral("delay"), active(), QStringLiteral("--ms"), QStringLiteral("20") });
    QCOMPARE(delayed.exitCode, hasDelay ? 0 : 3);
    QVERIFY(hasDelay || delayed.errors.contains("modprobe sch_netem"));
}

void LabFaultsTest::aLimitedFaultEndsByItself()
{
    const QString host = standby();
    QElapsedTimer time;
    time.start();
    const auto limited =
        lab(QStringLiteral("fault"),
            { QStringLiteral("overlay-down"), host, QStringLiteral("--for"), QStringLiteral("0.7") });
    QCOMPARE(limited.exitCode, 0);
    QVERIFY(time.elapsed() >= 700);
    QVERIFY2(limited.output.contains("; undone"), limited.output);
    QVERIFY(!lab(QStringLiteral("faults")).output.contains("overlay-down on"));
    QCOMPARE(m_lab->shell(host, QStringLiteral("ip link show overlay0 | grep -c 'state UP'")),
             QByteArray("1\n"));
}

void LabFaultsTest::interruptingTheCommandUndoesIt()
{
    const QString host = standby();
    QProcess command;
    m_user->prepare(command);
    command.setArguments(QStringList(QStringLiteral("lab"))
                         + m_user->onOwnLab(QStringLiteral("fault"),
                                            { QStringLiteral("overlay-down"), host, QStringLiteral("--for"),
                                              QStringLiteral("600") }));
    command.start();
    QVERIFY(command.waitForReadyRead(settleMs));
    QVERIFY(command.readAllStandardOutput().contains("overlay0"));
    const QByteArray listed = lab(QStringLiteral("faults")).output;
    QVERIFY2(listed.contains("overlay-down on " + host.toLatin1() + ", router2: overlay0, for 59"), listed);
    ::kill(static_cast<pid_t>(command.processId()), SIGINT);
    QVERIFY(command.waitForFinished(settleMs));
    QCOMPARE(command.exitCode(), 0);
    QVERIFY(!lab(QStringLiteral("faults")).output.contains("overlay-down on"));
}

void LabFaultsTest::everythingIsUndoneAtOnce()
{
    const QString host = standby();
    const QByteArray links = linksOf(host);
    const QByteArray text = configuration(host);
    for (const char *kind : { "overlay-down", "provider-down", "priority", "silent-drop" }) {
        const QString id = begin(QString::fromLatin1(kind), host);
        QVERIFY2(id.toInt() > 0, qPrintable(id));
    }
    QCOMPARE(lab(QStringLiteral("faults")).output.count(" on " + host.toLatin1() + ", router2: "), 4);
    QCOMPARE(lab(QStringLiteral("mend"), { QStringLiteral("all") }).exitCode, 0);
    QCOMPARE(lab(QStringLiteral("faults")).output.count(" on " + host.toLatin1() + ", router2: "), 0);
    QTRY_COMPARE_WITH_TIMEOUT(linksOf(host), links, settleMs);
    QCOMPARE(configuration(host), text);
}

void LabFaultsTest::theSameFaultTwiceIsRefused()
{
    const QString id = begin(QStringLiteral("overlay-down"), standby());
    QVERIFY2(id.toInt() > 0, qPrintable(id));
    const QString host = standby();
    const auto again = lab(QStringLiteral("fault"), { QStringLiteral("overlay-down"), host });
    QCOMPARE(again.exitCode, 1);
    QVERIFY2(again.errors.contains("this is broken already"), again.errors);
    const auto harder =
        begin(QStringLiteral("loss"), host, { QStringLiteral("--percent"), QStringLiteral("10") });
    QVERIFY2(harder.toInt() > 0, qPrintable(harder));
    const auto twice =
        lab(QStringLiteral("fault"),
            { QStringLiteral("loss"), host, QStringLiteral("--percent"), QStringLiteral("20") });
    QVERIFY2(twice.errors.contains("this is broken already"), twice.errors);
    // Both are lines of one file: mending the first would mend both.
    const auto line = begin(QStringLiteral("priority"), host);
    QVERIFY2(line.toInt() > 0, qPrintable(line));
    const auto other = lab(QStringLiteral("fault"), { QStringLiteral("wrong-interval"), host });
    QVERIFY2(other.errors.contains("this is broken already (priority)"), other.errors);
    const auto unknown = lab(QStringLiteral("mend"), { QStringLiteral("4711") });
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.errors.contains("no such fault is in force"), unknown.errors);
}

QTEST_GUILESS_MAIN(LabFaultsTest)
#include "tst_labfaults.moc"
