// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/containerpath.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace kv::host {

std::string rootOf(const std::string &proc, std::int32_t pid)
{
    return proc + "/" + std::to_string(pid) + "/root";
}

std::int32_t rootPidOf(const std::string &proc, const std::string &path)
{
    if (!path.starts_with(proc + "/"))
        return 0;
    const std::string_view rest = std::string_view(path).substr(proc.size() + 1);
    std::int32_t pid = 0;
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), pid);
    const std::string_view after = rest.substr(static_cast<std::size_t>(end - rest.data()));
    return problem == std::errc{} && after.starts_with("/root/") ? pid : 0;
}

std::string insidePath(const std::string &proc, const std::string &path)
{
    const std::int32_t pid = rootPidOf(proc, path);
    return pid == 0 ? path : path.substr(rootOf(proc, pid).size());
}

bool isOfDeadRoot(const std::string &proc, const std::string &path)
{
    const std::int32_t pid = rootPidOf(proc, path);
    std::error_code missing;
    return pid != 0 && !std::filesystem::exists(rootOf(proc, pid) + "/", missing);
}

std::vector<std::string> replacedFiles(const std::string &proc, const ConfigsByFile &configs)
{
    const auto isThere = [](const std::string &file) {
        std::error_code missing;
        return std::filesystem::exists(file, missing);
    };
    const auto sharesAnInstance = [](const auto &some, const auto &others) {
        return std::any_of(some.begin(), some.end(), [&others](const model::VrrpInstanceConfig &one) {
            return std::any_of(others.begin(), others.end(), [&one](const model::VrrpInstanceConfig &other) {
                return other.name == one.name && other.vrid == one.vrid;
            });
        });
    };
    std::vector<std::string> replaced;
    for (const auto &[file, instances] : configs) {
        if (rootPidOf(proc, file) == 0 || isThere(file))
            continue;
        const bool hasAnother = std::any_of(configs.begin(), configs.end(), [&](const auto &other) {
            return other.first != file && insidePath(proc, other.first) == insidePath(proc, file)
                && (other.first > file || isThere(other.first)) && sharesAnInstance(instances, other.second);
        });
        if (hasAnother)
            replaced.push_back(file);
    }
    return replaced;
}

std::string haConfsInContainer(const std::string &proc, const model::ProcessInfo &process,
                               const std::string &folder)
{
    if (!process.isContained || process.state == model::ProcessState::gone)
        return {};
    const bool runsFromThere =
        process.name == "keepalived" && insidePath(proc, process.configFile).starts_with(folder + "/");
    if (process.name != "neutron-l3-agent" && !runsFromThere)
        return {};
    std::string there = rootOf(proc, process.pid) + folder;
    std::error_code missing;
    return std::filesystem::is_directory(there, missing) ? there : std::string();
}

} // namespace kv::host
