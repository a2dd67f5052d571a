// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/residentset.h"

#include <QDir>
#include <QFile>

#include <malloc.h>
#include <unistd.h>

#include <sstream>

namespace kv::tests {

namespace {

struct Process {
    pid_t parent = 0;
    std::vector<std::string> words;
};

std::string contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::map<pid_t, Process> allProcesses()
{
    std::map<pid_t, Process> processes;
    for (const QString &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const pid_t pid = name.toInt();
        if (pid <= 0)
            continue;
        const std::string base = "/proc/" + std::to_string(pid);
        const std::string stat = contentOf(base + "/stat");
        const std::size_t nameEnd = stat.rfind(')'); // "PID (NAME) STATE PPID …", proc(5)
        if (nameEnd == std::string::npos)
            continue;
        Process process;
        std::istringstream(stat.substr(nameEnd + 3)) >> process.parent;
        std::istringstream words(contentOf(base + "/cmdline"));
        for (std::string word; std::getline(words, word, '\0');)
            process.words.push_back(word);
        processes[pid] = process;
    }
    return processes;
}

bool isProgram(const Process &process, const std::string &name)
{
    return !process.words.empty()
        && process.words.front().substr(process.words.front().rfind('/') + 1) == name;
}

/// The host that an ancestor's "keepviewctl lab exec --name LAB HOST -- …" names; "" when none is ours.
std::string hostOf(pid_t pid, const std::map<pid_t, Process> &processes)
{
    std::string host;
    for (auto at = processes.find(pid); at != processes.end(); at = processes.find(at->second.parent)) {
        if (at->first == getpid())
            return host;
        const auto &words = at->second.words;
        if (isProgram(at->second, "keepviewctl") && words.size() > 6 && words[2] == "exec")
            host = words[5];
    }
    return {};
}

double residentKib(pid_t pid)
{
    double size = 0;
    double resident = 0;
    std::istringstream(contentOf("/proc/" + std::to_string(pid) + "/statm")) >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1024.0;
}

} // namespace

double slopeKibPerHour(const std::vector<MemorySample> &samples, double fromHours)
{
    double count = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0;
    for (const MemorySample &sample : samples) {
        if (sample.hours < fromHours)
            continue;
        count += 1;
        sumX += sample.hours;
        sumY += sample.kib;
        sumXX += sample.hours * sample.hours;
        sumXY += sample.hours * sample.kib;
    }
    const double spread = count * sumXX - sumX * sumX;
    return count < 2 || spread <= 0 ? 0 : (count * sumXY - sumX * sumY) / spread;
}

void ResidentSet::sample(double hours)
{
    const auto processes = allProcesses();
    m_tracks["gui"].pid = getpid();
    m_tracks["gui"].samples.push_back({ hours, residentKib(getpid()) });
    const struct mallinfo2 heap = mallinfo2();
    m_tracks[heapTrack].pid = getpid();
    m_tracks[heapTrack].samples.push_back(
        { hours, static_cast<double>(heap.uordblks + heap.hblkhd) / 1024.0 });
    for (const auto &[pid, process] : processes) {
        std::string name = isProgram(process, "keepview-probe") ? hostOf(pid, processes) : std::string();
        if (name.empty())
            continue;
        while (m_tracks.contains(name) && m_tracks[name].pid != pid)
            name += " again";
        m_tracks[name].pid = pid;
        m_tracks[name].samples.push_back({ hours, residentKib(pid) });
    }
}

} // namespace kv::tests
