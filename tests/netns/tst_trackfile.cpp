// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a file that keepalived tracks does to it, as keepalived itself says it and as we conclude it.
#include "app/engine/faultreason.h"
#include "tests/netns/watched.h"
#include "tests/support/ownworld.h"
#include "tests/support/testmain.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <optional>

namespace kv::tests {

class TestTrackFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { KV_FAIL_ON_WARNINGS; }
    void cleanup();
    void agreesWithKeepalived_data();
    void agreesWithKeepalived();
    void followsTheFile();

private:
    void startKeepalived(const QByteArray &weight);
    QProcess m_keepalived;
};

namespace {

constexpr int soon = 15'000;
const QString tracked = QStringLiteral("/run/tracked");
const QString log = QStringLiteral("/run/log");

/// "-" is no file.
bool put(const QByteArray &text)
{
    if (text == "-")
        return !QFile::exists(tracked) || QFile::remove(tracked);
    QFile file(tracked);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// The state that keepalived entered last; "" = none yet.
QByteArray keepalivedsState()
{
    QFile file(log);
    QByteArray state;
    if (!file.open(QIODevice::ReadOnly))
        return state;
    for (const QByteArray &line : file.readAll().split('\n')) {
        for (const char *word : { "FAULT", "BACKUP", "MASTER" }) {
            if (line.toLower().contains(QByteArray("entering ") + QByteArray(word).toLower() + " state"))
                state = word;
        }
    }
    return state;
}

/// Nothing until the probe has said the configuration.
std::optional<QString> reason(Watched &probe)
{
    const model::HostView &view = probe.view();
    const model::Link *link = probe.link(probe.home(), "v0");
    if (!probe.isReady() || !link || view.vrrpConfigs.empty())
        return std::nullopt;
    engine::InstancePlace place;
    place.netns = probe.home();
    place.haLink = place.baseLink = link->key;
    return engine::faultReason(view, place, view.vrrpConfigs.begin()->second.value, {});
}

} // namespace

void TestTrackFile::initTestCase()
{
    QVERIFY(sh(QStringLiteral("command -v keepalived >/dev/null\n"
                              "ip link set lo up; ip link add v0 type veth peer name v1\n"
                              "ip link set v0 up; ip link set v1 up; ip addr add 10.0.0.1/24 dev v0")));
}

void TestTrackFile::cleanup()
{
    m_keepalived.terminate();
    QVERIFY(m_keepalived.state() == QProcess::NotRunning || m_keepalived.waitForFinished());
    QFile::remove(log);
}

void TestTrackFile::startKeepalived(const QByteArray &weight)
{
    QFile file(QStringLiteral("/run/keepalived.conf"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        "track_file maintenance {\n file \"/run/tracked\"\n weight " + weight
        + "\n}\nvrrp_instance A {\n state BACKUP\n interface v0\n virtual_router_id 5\n priority 100\n"
          " advert_int 1\n track_file {\n  maintenance\n }\n virtual_ipaddress {\n  10.0.0.9/24\n }\n}\n");
    file.close();
    m_keepalived.setProcessChannelMode(QProcess::MergedChannels);
    m_keepalived.setStandardOutputFile(log);
    m_keepalived.start(QStringLiteral("keepalived"),
                       { QStringLiteral("-n"), QStringLiteral("-l"), QStringLiteral("-D"),
                         QStringLiteral("-P"), QStringLiteral("-f"), file.fileName(), QStringLiteral("-p"),
                         QStringLiteral("/run/k.pid"), QStringLiteral("-r"), QStringLiteral("/run/k.vrrp") });
    QVERIFY(m_keepalived.waitForStarted());
}

void TestTrackFile::agreesWithKeepalived_data()
{
    QTest::addColumn<QByteArray>("weight");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *weight, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(weight) << QByteArray(text) << QString::fromLatin1(expected);
    };
    row("0", "0", "0", "");
    row("another number", "0", "1", "/run/tracked holds 1");
    row("an octal number and a new line", "0", " 010\n", "/run/tracked holds 8");
    row("a hexadecimal number", "0", "0x10", "/run/tracked holds 16");
    row("no number", "0", "abc", "");
    row("no file", "0", "-", "");
    row("no file, reversed", "0 reverse", "-", "/run/tracked holds 0");
    row("reversed", "0 reverse", "5", "");
    row("a priority yet", "1", "-253", "");
    row("below every priority", "1", "-254", "/run/tracked holds -254");
    row("by its weight", "-2", "127", "/run/tracked holds 127");
}

void TestTrackFile::agreesWithKeepalived()
{
    QFETCH(QByteArray, weight);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QVERIFY(put(text));
    startKeepalived(weight);
    Watched probe;
    QTRY_COMPARE_WITH_TIMEOUT(keepalivedsState(), QByteArray(expected.isEmpty() ? "MASTER" : "FAULT"), soon);
    QTRY_VERIFY_WITH_TIMEOUT(reason(probe).has_value(), soon);
    QCOMPARE(*reason(probe), expected);
}

void TestTrackFile::followsTheFile()
{
    QVERIFY(put("0"));
    startKeepalived("0");
    Watched probe;
    QTRY_VERIFY_WITH_TIMEOUT(reason(probe).has_value(), soon);
    for (const QByteArray text : { "1", "0", "2", "-" }) {
        const bool isFault = text == "1" || text == "2";
        QVERIFY(put(text));
        QTRY_COMPARE_WITH_TIMEOUT(
            *reason(probe),
            isFault ? QStringLiteral("/run/tracked holds %1").arg(QLatin1String(text)) : QString(), soon);
        QTRY_VERIFY_WITH_TIMEOUT((keepalivedsState() == "FAULT") == isFault, soon);
    }
}

} // namespace kv::tests

int main(int argc, char **argv)
{
    if (!kv::tests::enterOwnWorld()) {
        std::fprintf(stderr, "FAIL: this system forbids user namespaces\n");
        return 1;
    }
    QCoreApplication app(argc, argv);
    kv::tests::TestTrackFile test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_trackfile.moc"
