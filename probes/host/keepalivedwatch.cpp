// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/keepalivedwatch.h"

#include "probes/host/conffiles.h"
#include "probes/host/confplace.h"
#include "probes/host/containerpath.h"
#include "probes/host/directorywatch.h"
#include "probes/host/hastatefile.h"
#include "probes/host/hostprocesses.h"
#include "probes/host/outbox.h"
#include "probes/host/procentry.h"
#include "probes/host/trackfiles.h"
#include "probes/vrrp/keepalivedconf.h"

#include <sys/utsname.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

namespace kv::host {

using model::HaStateFile;
using model::NetnsCookie;
using model::ProcessInfo;
using model::ProcessState;
using model::VrrpInstanceConfig;

namespace {

constexpr std::chrono::seconds pollInterval{ 1 };
constexpr std::chrono::milliseconds settleDelay{ 20 };
constexpr std::size_t maxRouters = 1024;
constexpr const char *configName = "keepalived.conf";
constexpr const char *stateName = "state";

std::string folderOf(const std::string &file)
{
    return file.substr(0, file.rfind('/'));
}

std::string lastPart(const std::string &path)
{
    return path.substr(path.rfind('/') + 1);
}

} // namespace

struct KeepalivedWatch::State {
    State(Loop &loopUsed, Outbox &outboxUsed, KeepalivedPaths pathsUsed)
        : loop(loopUsed), outbox(outboxUsed), paths(std::move(pathsUsed)),
          directories(
              loop,
              [this](const std::string &directory, const std::string &name) { changed(directory, name); }),
          processes(loop, paths.proc, [this](const ProcessInfo &info) { processChanged(info); })
    {
    }

    Loop &loop;
    Outbox &outbox;
    KeepalivedPaths paths;
    DirectoryWatch directories;
    HostProcesses processes;
    ConfigsCallback configsCallback;
    bool isStarted = false;
    Loop::TimerId pollTimer = 0;
    Loop::TimerId settleTimer = 0;
    std::map<std::string, std::vector<VrrpInstanceConfig>> configs; ///< as said, by file
    std::map<std::string, std::set<std::string>> includeFolders; ///< by configuration file
    TrackFiles trackFiles;
    std::map<std::string, HaStateFile> stateFiles; ///< as said, by router id
    ConfPlace place;

    void poll();
    void watchHaConfs();
    void readRouter(const std::string &directory);
    void forgetRouter(const std::string &directory);
    void changed(const std::string &directory, const std::string &name);
    void processChanged(const ProcessInfo &info);
    std::string configOf(const ProcessInfo &keepalived) const
    {
        return keepalived.configFile.empty() ? paths.defaultConfig : keepalived.configFile;
    }
    void readConfig(const std::string &file);
    void forget(const std::string &file);
    std::vector<VrrpInstanceConfig> parsed(const std::string &file, const std::string &text);
    bool isKnownOtherwise(const std::string &file) const;
    std::string configIdFor(const std::string &file) const;
    void rereadIncluders(const std::string &folder, const std::string &file);
    void lookInContainer(const ProcessInfo &process);
    void rootGone(std::int32_t pid);
    void dropReplaced();
    void readStateFile(const std::string &directory);
    void settleSoon();
    void settle();
    ConfPlace::Running namespacesByFile() const;
    void tellConfigs();
};

/// Until Neutron's folder exists nothing announces it: it may come by a mount.
void KeepalivedWatch::State::poll()
{
    processes.poll();
    if (!directories.isWatching(paths.haConfs))
        watchHaConfs();
}

void KeepalivedWatch::State::watchHaConfs()
{
    if (!directories.watch(paths.haConfs))
        return;
    std::error_code failed;
    std::size_t count = 0;
    for (std::filesystem::directory_iterator entry(paths.haConfs, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (++count > maxRouters)
            return;
        std::error_code ignored;
        if (entry->is_directory(ignored))
            readRouter(entry->path().string());
    }
}

void KeepalivedWatch::State::readRouter(const std::string &directory)
{
    // Watch first, read then: what is written in between is read twice, not missed.
    if (!directories.watch(directory))
        return;
    readConfig(directory + "/" + configName);
    readStateFile(directory);
}

void KeepalivedWatch::State::forgetRouter(const std::string &directory)
{
    readConfig(directory + "/" + configName);
    readStateFile(directory);
}

void KeepalivedWatch::State::changed(const std::string &directory, const std::string &name)
{
    if (directory.empty()) {
        watchHaConfs();
        std::vector<std::string> files;
        for (const auto &[file, instances] : configs)
            files.push_back(file);
        for (const std::string &file : files) {
            readConfig(file);
            readStateFile(folderOf(file));
        }
        return;
    }
    if (directory == paths.haConfs && !name.empty()) {
        readRouter(directory + "/" + name);
        forgetRouter(directory + "/" + name);
        return;
    }
    if (name.empty()) {
        forgetRouter(directory);
        return;
    }
    const std::string file = directory + "/" + name;
    rereadIncluders(directory, file);
    if (name == stateName && folderOf(directory) == paths.haConfs)
        readStateFile(directory);
    else if (configs.contains(file) || (name == configName && folderOf(directory) == paths.haConfs))
        readConfig(file);
}

void KeepalivedWatch::State::processChanged(const ProcessInfo &info)
{
    outbox.say(bootTimeNow(), info);
    if (info.state == ProcessState::gone && info.isContained)
        rootGone(info.pid);
    lookInContainer(info);
    if (info.name != "keepalived")
        return;
    const std::string file = configOf(info);
    if (info.state != ProcessState::gone) {
        directories.watch(folderOf(file));
        readConfig(file); // known or not: its -i may say more
        dropReplaced();
    }
    settleSoon();
}

/// An agent in a container keeps its routers there, unless the host has the folder too.
void KeepalivedWatch::State::lookInContainer(const ProcessInfo &process)
{
    const std::string hostsOwn = KeepalivedPaths{}.haConfs;
    std::error_code missing;
    if (directories.isWatching(paths.haConfs) || std::filesystem::is_directory(hostsOwn, missing))
        return;
    if (std::string there = haConfsInContainer(paths.proc, process, hostsOwn); !there.empty()) {
        paths.haConfs = std::move(there);
        watchHaConfs();
        dropReplaced();
    }
}

/// What was read by that process's root is read by another one's of the same container. When there is none,
/// the configurations stay as they were last: what they tell of is still in the kernel.
void KeepalivedWatch::State::rootGone(std::int32_t pid)
{
    directories.forgetBelow(rootOf(paths.proc, pid) + "/");
    if (rootPidOf(paths.proc, paths.haConfs) == pid) {
        for (const ProcessInfo &other : processes.list())
            lookInContainer(other);
        for (const auto &[router, state] : std::map(stateFiles))
            readStateFile(paths.haConfs + "/" + router);
    }
    for (const ProcessInfo &other : processes.list()) {
        if (other.name == "keepalived" && other.isContained)
            readConfig(configOf(other));
    }
    dropReplaced();
    settleSoon();
}

void KeepalivedWatch::State::dropReplaced()
{
    for (const std::string &file : replacedFiles(paths.proc, configs))
        forget(file);
}

std::vector<VrrpInstanceConfig> KeepalivedWatch::State::parsed(const std::string &file,
                                                               const std::string &text)
{
    ConfFiles files(file);
    const vrrp::ConfSurroundings surroundings{ configIdFor(file),
                                               [&files](const auto &pattern, const auto &folder) {
                                                   return files.include(pattern, folder);
                                               } };
    auto instances = vrrp::parseKeepalivedConf(text, file, surroundings);
    // Watch first: the values are read again after it.
    for (const std::string &folder : trackFiles.read(file, files.root(), instances))
        directories.watch(folder);
    trackFiles.read(file, files.root(), instances);
    for (const std::string &folder : files.folders())
        directories.watch(folder);
    includeFolders[file] = files.folders();
    return instances;
}

/// The same file by another way: a volume that several containers share.
bool KeepalivedWatch::State::isKnownOtherwise(const std::string &file) const
{
    std::error_code failed;
    return std::any_of(configs.begin(), configs.end(), [&](const auto &known) {
        return known.first != file && std::filesystem::equivalent(known.first, file, failed);
    });
}

/// What its keepalived was started with, else the first part of the host's name (keepalived.conf(5)).
std::string KeepalivedWatch::State::configIdFor(const std::string &file) const
{
    for (const ProcessInfo &process : processes.list()) {
        if (process.name != "keepalived" || configOf(process) != file)
            continue;
        if (const std::string id = configIdOf(readCommandLine(paths.proc, process.pid)); !id.empty())
            return id;
    }
    utsname names{};
    const std::string host = ::uname(&names) == 0 ? names.nodename : "";
    return host.substr(0, host.find('.'));
}

/// Those that may include the file, and those that track it.
void KeepalivedWatch::State::rereadIncluders(const std::string &folder, const std::string &file)
{
    std::vector<std::string> files = trackFiles.trackersOf(file);
    for (const auto &[includer, folders] : includeFolders) {
        if (folders.contains(folder))
            files.push_back(includer);
    }
    for (const std::string &configuration : files)
        readConfig(configuration);
}

void KeepalivedWatch::State::forget(const std::string &file)
{
    configs.erase(file);
    includeFolders.erase(file);
    trackFiles.forget(file);
    outbox.say(bootTimeNow(), model::VrrpConfigGone{ file });
    tellConfigs();
}

void KeepalivedWatch::State::readConfig(const std::string &file)
{
    const auto before = configs.find(file);
    const auto text = readSmallFile(file, vrrp::maxConfBytes + 1);
    if (before == configs.end() && text && isKnownOtherwise(file))
        return;
    if (!text) {
        if (before != configs.end() && !isOfDeadRoot(paths.proc, file))
            forget(file);
        return;
    }
    std::vector<VrrpInstanceConfig> now = parsed(file, text->text);
    const std::vector<VrrpInstanceConfig> old =
        before == configs.end() ? std::vector<VrrpInstanceConfig>() : before->second;
    const ConfPlace::Running running = namespacesByFile();
    for (VrrpInstanceConfig &config : now) {
        for (const VrrpInstanceConfig &known : old) {
            if (known.name == config.name)
                config.netns = known.netns;
        }
        place.find(config, running);
    }
    const bool isNew = before == configs.end();
    configs[file] = now;
    if (!isNew && now == old)
        return;
    const auto isKept = [&now](const VrrpInstanceConfig &known) {
        return std::any_of(now.begin(), now.end(),
                           [&](const auto &config) { return config.name == known.name; });
    };
    if (!std::all_of(old.begin(), old.end(), isKept))
        outbox.say(bootTimeNow(), model::VrrpConfigGone{ file });
    for (const VrrpInstanceConfig &config : now)
        outbox.say(bootTimeNow(), config);
    tellConfigs();
}

void KeepalivedWatch::State::readStateFile(const std::string &directory)
{
    if (folderOf(directory) != paths.haConfs)
        return;
    const std::string router = lastPart(directory);
    const auto state = readHaStateFile(directory);
    if (!state) {
        if (stateFiles.erase(router) > 0)
            outbox.say(bootTimeNow(), model::HaStateFileGone{ router });
        return;
    }
    const auto before = stateFiles.find(router);
    if (before != stateFiles.end() && before->second == *state)
        return;
    stateFiles[router] = *state;
    outbox.say(bootTimeNow(), *state);
}

void KeepalivedWatch::State::settleSoon()
{
    if (settleTimer != 0 || !isStarted)
        return;
    settleTimer = loop.startTimer(settleDelay, false, [this] {
        settleTimer = 0;
        settle();
    });
}

/// Namespaces of configurations, after processes or links changed.
void KeepalivedWatch::State::settle()
{
    bool anyChanged = false;
    const ConfPlace::Running running = namespacesByFile();
    for (auto &[file, instances] : configs) {
        for (VrrpInstanceConfig &config : instances) {
            if (!place.find(config, running))
                continue;
            anyChanged = true;
            outbox.say(bootTimeNow(), config);
        }
    }
    if (anyChanged)
        tellConfigs();
}

/// In which namespace each configuration file's keepalived runs.
ConfPlace::Running KeepalivedWatch::State::namespacesByFile() const
{
    ConfPlace::Running found;
    for (const ProcessInfo &process : processes.list()) {
        if (process.name == "keepalived")
            found[configOf(process)] = process.netns;
    }
    return found;
}

void KeepalivedWatch::State::tellConfigs()
{
    if (!configsCallback)
        return;
    std::vector<VrrpInstanceConfig> all;
    for (const auto &[file, instances] : configs)
        all.insert(all.end(), instances.begin(), instances.end());
    configsCallback(all);
}

KeepalivedWatch::KeepalivedWatch(Loop &loop, Outbox &outbox, NamespaceDoor &, KeepalivedPaths paths)
    : m_state(std::make_unique<State>(loop, outbox, std::move(paths)))
{
}

KeepalivedWatch::~KeepalivedWatch()
{
    if (m_state->pollTimer != 0)
        m_state->loop.stopTimer(m_state->pollTimer);
    if (m_state->settleTimer != 0)
        m_state->loop.stopTimer(m_state->settleTimer);
}

void KeepalivedWatch::onConfigs(ConfigsCallback callback)
{
    m_state->configsCallback = std::move(callback);
    m_state->tellConfigs();
}

void KeepalivedWatch::start()
{
    m_state->isStarted = true;
    m_state->watchHaConfs();
    m_state->poll();
    m_state->pollTimer = m_state->loop.startTimer(pollInterval, true, [this] { m_state->poll(); });
}

void KeepalivedWatch::namespaceSeen(const model::NetNamespace &netns)
{
    m_state->processes.setNamespace(netns.inode, netns.cookie);
}

void KeepalivedWatch::namespaceGone(NetnsCookie cookie)
{
    m_state->processes.removeNamespace(cookie);
    for (auto &[file, instances] : m_state->configs) {
        for (VrrpInstanceConfig &config : instances) {
            if (config.netns != cookie)
                continue;
            config.netns = 0;
            m_state->outbox.say(bootTimeNow(), config);
        }
    }
    m_state->settleSoon();
}

void KeepalivedWatch::linkSeen(const model::Link &link)
{
    if (m_state->place.linkSeen(link))
        m_state->settleSoon();
}

void KeepalivedWatch::linkGone(model::LinkKey key)
{
    if (m_state->place.linkGone(key))
        m_state->settleSoon();
}

void KeepalivedWatch::sayAll(Outbox &outbox)
{
    const model::TimeUs now = bootTimeNow();
    for (const auto &[file, instances] : m_state->configs) {
        for (const VrrpInstanceConfig &config : instances)
            outbox.say(now, config);
    }
    for (const ProcessInfo &process : m_state->processes.list())
        outbox.say(now, process);
    for (const auto &[router, state] : m_state->stateFiles)
        outbox.say(now, state);
}

} // namespace kv::host
