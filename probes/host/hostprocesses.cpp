// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/hostprocesses.h"

#include "probes/host/procentry.h"
#include "probes/host/programlist.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <utility>

namespace kv::host {

using model::ProcessInfo;
using model::ProcessState;

namespace {

/// A young process may still be between fork and exec, or between start and setns.
constexpr model::TimeUs youngUs = 3'000'000;
/// An old process that was none of the list may become one by execve, after waiting for something: each is
/// looked at again every so many polls, a share of them in each.
constexpr std::uint64_t pollsBetweenOld = 8;
/// A stopped parent matters less than a stopped VRRP child: it is looked at every so many polls.
constexpr std::uint64_t pollsBetweenParents = 5;

struct CloseDir {
    void operator()(DIR *directory) const { closedir(directory); }
};

std::string resolved(const std::string &proc, std::int32_t pid, const std::string &file)
{
    if (file.empty() || file.front() == '/')
        return file;
    std::string cwd(4096, '\0');
    const std::string link = proc + "/" + std::to_string(pid) + "/cwd";
    const ssize_t count = readlink(link.c_str(), cwd.data(), cwd.size());
    if (count <= 0)
        return file;
    cwd.resize(static_cast<std::size_t>(count));
    return cwd + "/" + file;
}

ProcessState stateOf(char letter)
{
    if (letter == 'T' || letter == 't')
        return ProcessState::stopped;
    return letter == 'Z' || letter == 'X' ? ProcessState::gone : ProcessState::running;
}

} // namespace

HostProcesses::HostProcesses(Loop &loop, std::string proc, Callback changed)
    : m_loop(loop), m_proc(std::move(proc)), m_versions(m_proc), m_changed(std::move(changed))
{
}

HostProcesses::~HostProcesses()
{
    for (const auto &[pid, known] : m_known)
        m_loop.unwatch(known.pidFd.get());
}

void HostProcesses::setNamespace(std::uint64_t inode, model::NetnsCookie cookie)
{
    if (inode != 0)
        m_namespaces[inode] = cookie;
}

void HostProcesses::removeNamespace(model::NetnsCookie cookie)
{
    std::erase_if(m_namespaces, [cookie](const auto &entry) { return entry.second == cookie; });
}

void HostProcesses::poll()
{
    const model::TimeUs now = bootTimeNow();
    ++m_polls;
    std::vector<std::int32_t> pids;
    for (const auto &[pid, known] : m_known)
        pids.push_back(pid);
    for (const std::int32_t pid : pids) {
        const auto known = m_known.find(pid);
        if (known == m_known.end())
            continue;
        const bool isYoung = now - known->second.foundAt < youngUs;
        const bool isChild =
            known->second.info.name == "keepalived" && m_known.contains(known->second.info.parentPid);
        if (isYoung || isChild || m_polls % pollsBetweenParents == 0)
            refresh(known->second, isYoung);
    }
    lookAtNew(now);
}

void HostProcesses::lookAtNew(model::TimeUs now)
{
    const std::unique_ptr<DIR, CloseDir> directory(opendir(m_proc.c_str()));
    if (!directory)
        return;
    std::map<std::int32_t, model::TimeUs> present;
    while (const dirent *entry = readdir(directory.get())) {
        char *end = nullptr;
        const long pid = std::strtol(entry->d_name, &end, 10);
        if (*end != '\0' || pid <= 0)
            continue;
        const auto number = static_cast<std::int32_t>(pid);
        const auto before = m_looked.find(number);
        present[number] = before == m_looked.end() ? now : before->second;
    }
    m_looked = std::move(present);
    for (auto unplaced = m_unplaced.begin(); unplaced != m_unplaced.end();)
        unplaced = m_looked.contains(unplaced->first) ? std::next(unplaced) : m_unplaced.erase(unplaced);
    for (const auto &[pid, since] : m_looked) {
        const bool isItsTurn = (m_polls + static_cast<std::uint64_t>(pid)) % pollsBetweenOld == 0;
        if (!m_known.contains(pid) && (now - since < youngUs || isItsTurn || m_unplaced.contains(pid)))
            look(pid, now);
    }
}

void HostProcesses::look(std::int32_t pid, model::TimeUs now)
{
    if (m_known.size() >= maxProcesses)
        return;
    // The kernel makes a name much faster than a whole stat.
    if (!mayBeListed(readProcName(m_proc, pid)))
        return;
    const std::string statPath = m_proc + "/" + std::to_string(pid) + "/stat";
    Known known;
    known.statFd.reset(::open(statPath.c_str(), O_RDONLY | O_CLOEXEC));
    auto stat = known.statFd.isOpen() ? readProcStat(known.statFd.get()) : std::nullopt;
    if (!stat || !mayBeListed(stat->comm) || stateOf(stat->state) == ProcessState::gone)
        return;
    const std::vector<std::string> commandLine = readCommandLine(m_proc, pid);
    const std::string_view program = listedProgram(stat->comm, commandLine);
    if (program.empty())
        return;
    const auto parent = m_known.find(stat->parentPid);
    if (program != "keepalived" && parent != m_known.end() && parent->second.info.name == program)
        return;
    const auto netns = m_namespaces.find(netnsInodeOf(m_proc, pid));
    if (netns == m_namespaces.end()) {
        m_unplaced[pid] = true;
        return;
    }
    known.pidFd.reset(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
    if (!known.pidFd.isOpen())
        return;
    known.foundAt = now;
    ProcessInfo &found = known.info;
    found.pid = pid;
    found.parentPid = stat->parentPid;
    found.name = program;
    found.netns = netns->second;
    found.state = stateOf(stat->state);
    found.startedAt = stat->startedAt;
    found.isContained = isContained(pid);
    found.version = m_versions.of(pid, program, commandLine);
    if (program == "keepalived")
        found.configFile = configOf(pid, commandLine, found.isContained);
    else if (program == "neutron-server")
        found.configFile = ml2ConfigOf(commandLine);
    m_unplaced.erase(pid);
    const int pidFd = known.pidFd.get();
    const ProcessInfo info = known.info;
    m_known[pid] = std::move(known);
    m_loop.watch(pidFd, EPOLLIN, [this, pid](std::uint32_t) { gone(pid); });
    m_changed(info);
}

bool HostProcesses::isContained(std::int32_t pid) const
{
    struct stat own {
    }, its{};
    const std::string root = m_proc + "/" + std::to_string(pid) + "/root/";
    return ::stat("/", &own) == 0 && ::stat(root.c_str(), &its) == 0
        && (own.st_dev != its.st_dev || own.st_ino != its.st_ino);
}

/// As the probe sees it: a container's file through its root directory.
std::string HostProcesses::configOf(std::int32_t pid, const std::vector<std::string> &commandLine,
                                    bool isInContainer) const
{
    std::string file = resolved(m_proc, pid, configFileOf(commandLine));
    if (!isInContainer)
        return file;
    if (file.empty())
        file = "/etc/keepalived/keepalived.conf"; // keepalived(8)
    return m_proc + "/" + std::to_string(pid) + "/root" + file;
}

void HostProcesses::refresh(Known &known, bool isYoung)
{
    const auto stat = readProcStat(known.statFd.get());
    // Its pidfd tells the end.
    if (!stat || stateOf(stat->state) == ProcessState::gone)
        return;
    ProcessInfo info = known.info;
    info.state = stateOf(stat->state);
    info.parentPid = stat->parentPid;
    if (isYoung) {
        const auto netns = m_namespaces.find(netnsInodeOf(m_proc, info.pid));
        if (netns != m_namespaces.end())
            info.netns = netns->second;
    }
    if (info == known.info)
        return;
    known.info = info;
    m_changed(info);
}

void HostProcesses::gone(std::int32_t pid)
{
    const auto known = m_known.find(pid);
    if (known == m_known.end())
        return;
    m_loop.unwatch(known->second.pidFd.get());
    ProcessInfo info = std::move(known->second.info);
    m_known.erase(known);
    m_looked.erase(pid);
    info.state = ProcessState::gone;
    m_changed(info);
}

std::vector<ProcessInfo> HostProcesses::list() const
{
    std::vector<ProcessInfo> infos;
    for (const auto &[pid, known] : m_known)
        infos.push_back(known.info);
    return infos;
}

} // namespace kv::host
