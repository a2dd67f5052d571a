// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/processtitle.h"

#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>

#include <linux/prctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

namespace {

/// The addresses of /proc/self/stat, by their numbers in proc(5).
class StatFields {
public:
    StatFields()
    {
        std::ifstream file("/proc/self/stat");
        std::string text;
        std::getline(file, text);
        // The name may hold blanks; field 3 is the first behind its parenthesis.
        std::istringstream words(text.substr(text.rfind(')') + 1));
        for (std::string word; words >> word;) {
            m_words.push_back(std::move(word));
        }
    }
    bool areRead() const { return m_words.size() > 51 - 3; }
    std::uint64_t at(std::size_t field) const
    {
        return std::strtoull(m_words[field - 3].c_str(), nullptr, 10);
    }

private:
    std::vector<std::string> m_words;
};

} // namespace

Result<void> setProcessTitle(const std::string &name, const std::vector<std::string> &argv)
{
    prctl(PR_SET_NAME, name.c_str());
    std::string joined;
    for (const std::string &word : argv) {
        joined.append(word.c_str(), word.size() + 1);
    }
    const StatFields stat;
    // It stays for the life of the process.
    void *memory = mmap(nullptr, joined.size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (!stat.areRead() || memory == MAP_FAILED) {
        return Error{ ErrorCode::unsupported, "no process title", name };
    }
    std::memcpy(memory, joined.data(), joined.size());
    prctl_mm_map map{};
    map.start_code = stat.at(26);
    map.end_code = stat.at(27);
    map.start_stack = stat.at(28);
    map.start_data = stat.at(45);
    map.end_data = stat.at(46);
    map.start_brk = stat.at(47);
    map.brk = reinterpret_cast<std::uint64_t>(sbrk(0));
    map.env_start = stat.at(50);
    map.env_end = stat.at(51);
    map.arg_start = reinterpret_cast<std::uint64_t>(memory);
    map.arg_end = map.arg_start + joined.size();
    map.exe_fd = std::numeric_limits<std::uint32_t>::max(); // unchanged
    if (prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0) != 0) {
        return netlink::errnoError(errno, "PR_SET_MM_MAP");
    }
    return {};
}

} // namespace kv::lab
