// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Without Qt: the probe says hello, one snapshot whose end counts its lines, and ends.
#include "probes/model/observation.h"
#include "probes/wire/codec.h"
#include "probes/wire/linereader.h"

#include <cstdio>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace kv;

int failures = 0;

void check(bool condition, const char *what)
{
    if (condition)
        return;
    std::fprintf(stderr, "FAIL: %s\n", what);
    ++failures;
}

/// Standard output of the program to its end; its exit status in `status`.
std::string outputOf(const std::vector<const char *> &words, int &status)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        std::vector<char *> arguments;
        for (const char *word : words)
            arguments.push_back(const_cast<char *>(word));
        arguments.push_back(nullptr);
        execv(arguments.front(), arguments.data());
        _exit(127);
    }
    close(ends[1]);
    std::string output;
    std::array<char, 4096> part;
    for (ssize_t got = 0; (got = read(ends[0], part.data(), part.size())) > 0;)
        output.append(part.data(), static_cast<std::size_t>(got));
    close(ends[0]);
    waitpid(child, &status, 0);
    return output;
}

void checkSession(const std::string &output)
{
    wire::LineReader reader;
    reader.feed(output);
    std::uint64_t sequence = 0, objects = 0, links = 0;
    bool isInside = false, hasEnded = false;
    while (const auto line = reader.next()) {
        const auto message = wire::decodeFromProbe(line->text);
        check(message.ok(), "every line decodes");
        const auto *event = message ? std::get_if<wire::Event>(&*message) : nullptr;
        if (!event)
            continue;
        check(event->sequence == ++sequence, "sequence numbers count from 1 without a hole");
        if (sequence == 1)
            check(std::holds_alternative<model::Hello>(event->body), "hello comes first");
        if (std::holds_alternative<model::SnapshotBegin>(event->body)) {
            isInside = true;
        } else if (const auto *end = std::get_if<model::SnapshotEnd>(&event->body)) {
            check(end->objects == objects, "the end counts the lines in between");
            isInside = false;
            hasEnded = true;
        } else if (isInside) {
            ++objects;
            links += std::holds_alternative<model::Link>(event->body) ? 1U : 0U;
        }
    }
    check(reader.pendingBytes() == 0, "the last line is whole");
    check(hasEnded, "the snapshot ends");
    check(links > 0, "at least the loopback is seen");
}

} // namespace

int main()
{
    int status = 0;
    checkSession(outputOf({ KEEPVIEW_BIN "/keepview-probe", "--once" }, status));
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0, "--once exits with 0");
    const std::string version = outputOf({ KEEPVIEW_BIN "/keepview-probe", "--version" }, status);
    check(version.rfind("keepview-probe ", 0) == 0 && status == 0, "--version names the program");
    outputOf({ KEEPVIEW_BIN "/keepview-probe", "--bogus" }, status);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 2, "an unknown option exits with 2");
    std::printf("%s\n", failures == 0 ? "ok" : "failed");
    return failures == 0 ? 0 : 1;
}
