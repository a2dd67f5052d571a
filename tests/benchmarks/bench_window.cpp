// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program in a real X server (Xvfb, 1600x1000): from its start to the first pixel of its window, and how
// much of a processor and of memory it takes to watch the guide's lab at rest (adverts, 200 echoes a second).
#include "tests/benchmarks/ground.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QtEndian>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr int starts = 5;
constexpr int readyMs = 15'000;
constexpr int watchedMs = 10'000;
constexpr int mostStartMs = 10'000;
constexpr int afterLabMs = 4'000; ///< the kernel takes its time to end the namespaces of the lab before

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "bench_window: %s\n", what);
    std::exit(2);
}

/// Xvfb with its frame buffer as a file (-fbdir): a pixel is read without asking the server, which would take
/// its time from the program.
class Screen {
public:
    Screen()
    {
        m_server.start(QStringLiteral("Xvfb"),
                       { QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                         QStringLiteral("0"), QStringLiteral("1600x1000x24"), QStringLiteral("-noreset"),
                         QStringLiteral("-nolisten"), QStringLiteral("tcp"), QStringLiteral("-fbdir"),
                         m_folder.path() });
        if (!m_server.waitForReadyRead())
            giveUp("the package xvfb is missing");
        m_display = QLatin1Char(':') + QString::fromLatin1(m_server.readLine()).trimmed();
        m_file.setFileName(m_folder.filePath(QStringLiteral("Xvfb_screen0")));
        if (!m_file.open(QIODevice::ReadOnly))
            giveUp("no frame buffer");
        m_bytes = m_file.map(0, m_file.size());
        if (!m_bytes)
            giveUp("the frame buffer cannot be mapped");
    }
    ~Screen()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    QString display() const { return m_display; }
    /// Nothing is drawn at the place (X11/XWDFile.h: the header's words are big-endian).
    bool isEmptyAt(int x, int y) const
    {
        const auto word = [this](int i) { return qFromBigEndian<quint32>(m_bytes + 4 * i); };
        constexpr int headerSize = 0;
        constexpr int bytesPerLine = 12;
        constexpr int colours = 19;
        constexpr quint32 colourBytes = 12;
        const quint64 at = word(headerSize) + word(colours) * colourBytes
            + static_cast<quint64>(y) * word(bytesPerLine) + static_cast<quint64>(x) * 4;
        const volatile uchar *pixel = m_bytes + at;
        return pixel[0] == 0 && pixel[1] == 0 && pixel[2] == 0;
    }

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_display;
    QFile m_file;
    uchar *m_bytes = nullptr;
};

class Window {
public:
    explicit Window(const Screen &screen, const QString &home)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), screen.display());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
        m_program.setProcessEnvironment(environment);
        m_program.setStandardErrorFile(QProcess::nullDevice());
        m_program.start(QStringLiteral(KEEPVIEW_BIN "/keepview"), { QStringLiteral("--lab") });
        if (!m_program.waitForStarted())
            giveUp("keepview does not start");
    }
    ~Window()
    {
        m_program.terminate();
        m_program.waitForFinished();
    }
    Window(const Window &) = delete;
    Window &operator=(const Window &) = delete;

    qint64 pid() const { return m_program.processId(); }
    /// User and system time until now, in seconds (proc(5), fields 14 and 15 of stat).
    double cpuSeconds() const
    {
        constexpr int userTime = 11; // counted behind the name
        return (field("stat", userTime) + field("stat", userTime + 1))
            / static_cast<double>(::sysconf(_SC_CLK_TCK));
    }
    double residentMb() const
    {
        constexpr int resident = 1; // in pages
        return field("statm", resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1'048'576;
    }

private:
    double field(const char *name, int number) const
    {
        QFile file(QStringLiteral("/proc/%1/%2").arg(pid()).arg(QLatin1String(name)));
        if (!file.open(QIODevice::ReadOnly))
            giveUp("the window is gone");
        QByteArray text = file.readAll();
        if (const qsizetype nameEnd = text.lastIndexOf(") "); nameEnd >= 0)
            text.remove(0, nameEnd + 2);
        return static_cast<double>(text.split(' ').value(number).trimmed().toLongLong());
    }

    QProcess m_program;
};

double firstPaintMs(const Screen &screen, const QString &home)
{
    constexpr int x = 300;
    constexpr int y = 300;
    QElapsedTimer since;
    while (!screen.isEmptyAt(x, y))
        QThread::msleep(10);
    QThread::msleep(afterLabMs);
    since.start();
    const Window window(screen, home);
    while (screen.isEmptyAt(x, y)) {
        if (since.elapsed() > mostStartMs)
            giveUp("no window");
        QThread::usleep(200);
    }
    return static_cast<double>(since.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const Screen screen;
    const QTemporaryDir home;
    std::vector<double> paints;
    for (int i = 0; i < starts; ++i)
        paints.push_back(firstPaintMs(screen, home.path()));
    const Window window(screen, home.path());
    QThread::msleep(readyMs);
    const double before = window.cpuSeconds();
    QElapsedTimer watched;
    watched.start();
    QThread::msleep(watchedMs);
    const double share = (window.cpuSeconds() - before) / (static_cast<double>(watched.elapsed()) / 1e3);
    std::printf(
        "{\n  \"first_paint_ms\": %.0f,\n  \"first_paint_worst_ms\": %.0f,\n  \"cpu_at_rest_percent\": %.2f,\n"
        "  \"rss_mb\": %.1f\n}\n",
        kv::tests::percentile(paints, 0.5), kv::tests::percentile(paints, 1), share * 100,
        window.residentMb());
    return 0;
}
