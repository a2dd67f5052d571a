// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/processtree.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include <dirent.h>
#include <sys/stat.h>

namespace kv::lab {

namespace {

struct DirectoryCloser {
    void operator()(DIR *directory) const { closedir(directory); }
};

std::vector<pid_t> allProcesses()
{
    std::vector<pid_t> pids;
    const std::unique_ptr<DIR, DirectoryCloser> directory(opendir("/proc"));
    while (const dirent *entry = directory ? readdir(directory.get()) : nullptr) {
        const std::string name = entry->d_name;
        pid_t pid = 0;
        const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (problem == std::errc{} && end == name.data() + name.size()) {
            pids.push_back(pid);
        }
    }
    return pids;
}

/// proc(5), stat: the name in parentheses may have any character in it. 0 = it has gone.
pid_t parentOf(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const std::size_t close = text.rfind(')');
    std::istringstream rest(close == std::string::npos ? std::string() : text.substr(close + 1));
    char state = 0;
    pid_t parent = 0;
    return rest >> state >> parent ? parent : 0;
}

} // namespace

std::vector<pid_t> familyOf(pid_t leader)
{
    std::vector<std::pair<pid_t, pid_t>> parents;
    for (const pid_t pid : allProcesses()) {
        parents.emplace_back(pid, parentOf(pid));
    }
    std::vector<pid_t> family{ leader };
    for (std::size_t at = 0; at < family.size(); ++at) {
        for (const auto &[pid, parent] : parents) {
            const bool isNew = std::find(family.begin(), family.end(), pid) == family.end();
            if (parent == family[at] && isNew) {
                family.push_back(pid);
            }
        }
    }
    return family;
}

std::vector<pid_t> processesIn(int mountNamespace)
{
    std::vector<pid_t> found;
    struct stat wanted { };
    if (fstat(mountNamespace, &wanted) != 0) {
        return found;
    }
    for (const pid_t pid : allProcesses()) {
        struct stat own { };
        const std::string path = "/proc/" + std::to_string(pid) + "/ns/mnt";
        if (pid != 1 && stat(path.c_str(), &own) == 0 && own.st_ino == wanted.st_ino
            && own.st_dev == wanted.st_dev) {
            found.push_back(pid);
        }
    }
    return found;
}

} // namespace kv::lab
