// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/programversion.h"

#include "probes/host/procentry.h"

#include <glob.h>
#include <sys/stat.h>

#include <cctype>

namespace kv::host {

namespace {

constexpr std::size_t maxBinaryBytes = 8 * 1024 * 1024;
constexpr std::size_t maxVersionBytes = 32;
constexpr std::size_t maxKnown = 256;

bool isVersionCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '+';
}

std::string versionAt(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && length < maxVersionBytes && isVersionCharacter(text[length]))
        ++length;
    return std::string(text.substr(0, length));
}

std::string neutronUnder(const std::string &pattern)
{
    glob_t found{};
    std::string version;
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0 && found.gl_pathc > 0) {
        const std::string_view path = found.gl_pathv[0];
        version = neutronVersionIn(path.substr(path.rfind('/') + 1));
    }
    ::globfree(&found);
    return version;
}

} // namespace

std::string keepalivedVersionIn(std::string_view bytes)
{
    constexpr std::string_view mark = "Keepalived v";
    for (std::size_t at = bytes.find(mark); at != std::string_view::npos; at = bytes.find(mark, at + 1)) {
        const std::string version = versionAt(bytes.substr(at + mark.size()));
        if (!version.empty() && std::isdigit(static_cast<unsigned char>(version.front())) != 0)
            return version;
    }
    return {};
}

std::string neutronVersionIn(std::string_view directoryName)
{
    constexpr std::string_view prefix = "neutron-";
    if (!directoryName.starts_with(prefix))
        return {};
    directoryName.remove_prefix(prefix.size());
    for (const std::string_view suffix : { ".dist-info", ".egg-info" }) {
        if (directoryName.ends_with(suffix))
            return versionAt(directoryName.substr(0, directoryName.size() - suffix.size()));
    }
    return {};
}

std::string ProgramVersion::of(std::int32_t pid, std::string_view program,
                               const std::vector<std::string> &commandLine)
{
    const std::string base = m_proc + "/" + std::to_string(pid);
    const bool isKeepalived = program == "keepalived";
    if (!isKeepalived && !program.starts_with("neutron-"))
        return {};
    const std::string subject = base + (isKeepalived ? "/exe" : "/root/");
    struct stat about { };
    if (::stat(subject.c_str(), &about) != 0)
        return {};
    const FileId id{ about.st_dev, about.st_ino };
    if (const auto known = m_known.find(id); known != m_known.end())
        return known->second;
    std::string version = isKeepalived ? ofKeepalived(subject) : ofNeutron(subject, commandLine);
    if (m_known.size() < maxKnown)
        m_known[id] = version;
    return version;
}

std::string ProgramVersion::ofKeepalived(const std::string &exe)
{
    const auto file = readSmallFile(exe, maxBinaryBytes);
    return file ? keepalivedVersionIn(file->text) : std::string();
}

std::string ProgramVersion::ofNeutron(const std::string &root, const std::vector<std::string> &commandLine)
{
    constexpr std::size_t maxVenvs = 4;
    std::vector<std::string> folders;
    // A virtual environment: …/bin/neutron-l3-agent beside …/lib.
    for (const std::string &word : commandLine) {
        const std::size_t bin = word.find("/bin/");
        if (folders.size() < maxVenvs && bin != std::string::npos && bin > 0 && word.front() == '/'
            && word.find_first_of("*?[") == std::string::npos)
            folders.push_back(word.substr(1, bin - 1) + "/lib/python3*/site-packages");
    }
    for (const char *usual :
         { "usr/lib/python3*/dist-packages", "usr/lib/python3*/site-packages",
           "usr/local/lib/python3*/*-packages", "var/lib/kolla/venv/lib/python3*/site-packages" })
        folders.emplace_back(usual);
    for (const std::string &folder : folders) {
        for (const char *suffix : { "dist-info", "egg-info" }) {
            if (std::string version = neutronUnder(root + folder + "/neutron-[0-9]*." + suffix);
                !version.empty())
                return version;
        }
    }
    return {};
}

} // namespace kv::host
