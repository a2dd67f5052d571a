// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/procentry.h"

#include "probes/netlink/ownedfd.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace kv::host {

using netlink::OwnedFd;

namespace {

std::string readUpTo(int fd, std::size_t maxBytes)
{
    constexpr std::size_t chunkBytes = 64 * 1024;
    std::string text;
    for (;;) {
        const std::size_t have = text.size();
        text.resize(std::min(maxBytes, have + chunkBytes));
        const ssize_t count = ::pread(fd, text.data() + have, text.size() - have, static_cast<off_t>(have));
        text.resize(have + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (count <= 0 || text.size() >= maxBytes)
            return text;
    }
}

} // namespace

std::optional<ProcStat> parseProcStat(const std::string &text)
{
    // The name stands in parentheses and may hold any character: its end is the last ")".
    const std::size_t open = text.find('(');
    const std::size_t close = text.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open || close + 2 >= text.size())
        return std::nullopt;
    ProcStat stat;
    stat.comm = text.substr(open + 1, close - open - 1);
    stat.state = text[close + 2];
    std::size_t at = close + 2;
    const long ticksPerSecond = sysconf(_SC_CLK_TCK);
    for (int field = 3; field <= 22; ++field) {
        if (field == 4)
            stat.parentPid = static_cast<std::int32_t>(std::strtol(text.c_str() + at, nullptr, 10));
        if (field == 22)
            stat.startedAt = std::strtoll(text.c_str() + at, nullptr, 10) * (1'000'000 / ticksPerSecond);
        at = text.find(' ', at);
        if (at == std::string::npos)
            return std::nullopt;
        ++at;
    }
    return stat;
}

std::optional<ProcStat> readProcStat(int statFd)
{
    const std::string text = readUpTo(statFd, 1024);
    if (text.empty())
        return std::nullopt;
    return parseProcStat(text);
}

std::string readProcName(const std::string &proc, std::int32_t pid)
{
    constexpr std::size_t nameBytes = 64; // TASK_COMM_LEN and a kernel thread's suffix
    const std::string path = proc + "/" + std::to_string(pid) + "/comm";
    const OwnedFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::array<char, nameBytes> name{};
    const ssize_t count = fd.isOpen() ? ::read(fd.get(), name.data(), name.size()) : 0;
    const std::string_view text(name.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    return std::string(text.substr(0, text.find('\n')));
}

std::uint64_t netnsInodeOf(const std::string &proc, std::int32_t pid)
{
    struct stat about { };
    const std::string path = proc + "/" + std::to_string(pid) + "/ns/net";
    return ::stat(path.c_str(), &about) == 0 ? about.st_ino : 0;
}

std::vector<std::string> readCommandLine(const std::string &proc, std::int32_t pid)
{
    const std::string path = proc + "/" + std::to_string(pid) + "/cmdline";
    const OwnedFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::vector<std::string> words;
    if (!fd.isOpen())
        return words;
    const std::string text = readUpTo(fd.get(), 4096);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\0', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

namespace {

/// The value of an option in its forms "-fX", "-f X", "-nf X", "--long=X", "--long X".
std::string optionOf(const std::vector<std::string> &commandLine, char shortForm, std::string_view longForm)
{
    // keepalived(8): short options that take a value; the rest of their word is that value.
    constexpr std::string_view withValue = "fpcrTbisagt";
    const std::string longWithValue = std::string(longForm) + "=";
    for (std::size_t i = 1; i < commandLine.size(); ++i) {
        const std::string &word = commandLine[i];
        const std::string next = i + 1 < commandLine.size() ? commandLine[i + 1] : std::string();
        if (word == longForm)
            return next;
        if (word.starts_with(longWithValue))
            return word.substr(longWithValue.size());
        if (word.size() < 2 || word[0] != '-' || word[1] == '-')
            continue;
        for (std::size_t c = 1; c < word.size(); ++c) {
            if (word[c] == shortForm)
                return c + 1 < word.size() ? word.substr(c + 1) : next;
            if (withValue.find(word[c]) != std::string_view::npos)
                break;
        }
    }
    return {};
}

} // namespace

std::string configFileOf(const std::vector<std::string> &commandLine)
{
    return optionOf(commandLine, 'f', "--use-file");
}

std::string ml2ConfigOf(const std::vector<std::string> &commandLine)
{
    constexpr std::string_view option = "--config-file";
    for (std::size_t i = 1; i < commandLine.size(); ++i) {
        const std::string_view word = commandLine[i];
        std::string_view file;
        if (commandLine[i - 1] == option)
            file = word;
        else if (word.starts_with(option) && word.substr(option.size()).starts_with('='))
            file = word.substr(option.size() + 1);
        if (file.substr(file.rfind('/') + 1).starts_with("ml2"))
            return std::string(file);
    }
    return {};
}

std::string configIdOf(const std::vector<std::string> &commandLine)
{
    return optionOf(commandLine, 'i', "--config-id");
}

std::optional<SmallFile> readSmallFile(const std::string &path, std::size_t maxBytes)
{
    const OwnedFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat about { };
    if (!fd.isOpen() || ::fstat(fd.get(), &about) != 0 || !S_ISREG(about.st_mode))
        return std::nullopt;
    SmallFile file;
    file.text = readUpTo(fd.get(), maxBytes);
    file.modifiedUnixUs = std::int64_t{ about.st_mtim.tv_sec } * 1'000'000 + about.st_mtim.tv_nsec / 1'000;
    return file;
}

} // namespace kv::host
