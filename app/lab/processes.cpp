// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/processes.h"

#include "app/lab/abilities.h"
#include "app/lab/hostfiles.h"
#include "probes/netlink/errnoerror.h"
#include "probes/netlink/ownedfd.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::errnoError;
using netlink::OwnedFd;

namespace {

constexpr int startFailed = 127;
constexpr std::size_t maxOutputBytes = 2000;

OwnedFd memoryFile(const std::string &text)
{
    OwnedFd fd(memfd_create("keepview-lab", MFD_CLOEXEC));
    if (fd.isOpen() && !text.empty()) {
        if (write(fd.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            return {};
        }
        lseek(fd.get(), 0, SEEK_SET);
    }
    return fd;
}

std::string readBack(int fd)
{
    std::string text(maxOutputBytes, '\0');
    const ssize_t size = pread(fd, text.data(), text.size(), 0);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text;
}

/// Between fork and exec: only system calls.
[[noreturn]] void becomeProgram(const char *path, char *const *argv, char *const *environment, int in,
                                int out)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    dup2(in, 0);
    dup2(out, 1);
    dup2(out, 2);
    close_range(3, ~0U, 0);
    setsid();
    execve(path, argv, environment);
    _exit(startFailed);
}

Result<pid_t> start(const std::vector<std::string> &argv, int in, int out)
{
    const std::string path = argv.empty() ? std::string() : findProgram(argv.front());
    if (path.empty()) {
        const std::string name = argv.empty() ? std::string() : argv.front();
        return Error{ ErrorCode::notFound, "not installed (apt install " + packageOf(name) + ")", name };
    }
    std::vector<char *> arguments;
    for (const std::string &argument : argv) {
        arguments.push_back(const_cast<char *>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    std::string pathVariable = std::string("PATH=") + programPath;
    std::string language = "LANG=C.UTF-8";
    // Whatever the caller marks its processes with stays visible on the lab's.
    const char *mark = std::getenv("KEEPVIEW_LAB_MARK");
    std::string markVariable = std::string("KEEPVIEW_LAB_MARK=") + (mark ? mark : "");
    char *environment[] = { pathVariable.data(), language.data(), markVariable.data(), nullptr };
    const pid_t pid = fork();
    if (pid < 0) {
        return errnoError(errno, "fork");
    }
    if (pid == 0) {
        becomeProgram(path.c_str(), arguments.data(), environment, in, out);
    }
    return pid;
}

} // namespace

std::string findProgram(const std::string &name)
{
    if (name.find('/') != std::string::npos) {
        return access(name.c_str(), X_OK) == 0 ? name : std::string();
    }
    std::string_view rest = programPath;
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        const std::string path = std::string(rest.substr(0, colon)) + "/" + name;
        if (access(path.c_str(), X_OK) == 0) {
            return path;
        }
        rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    }
    return {};
}

bool hasOneUser()
{
    std::ifstream file("/proc/self/setgroups");
    std::string word;
    return file >> word && word == "deny";
}

Result<pid_t> startProgram(const Program &program, const std::string &logPath)
{
    const OwnedFd in = memoryFile({});
    const std::string log = logPath.empty() ? "/dev/null" : logPath;
    const OwnedFd out(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (!in.isOpen() || !out.isOpen()) {
        return errnoError(errno, log);
    }
    if (Result<void> made = makeDirectoriesOf(program.pidFile); !made) {
        return made.error();
    }
    const bool isAlone = !program.argvOfOneUser.empty() && hasOneUser();
    const Result<pid_t> pid = start(isAlone ? program.argvOfOneUser : program.argv, in.get(), out.get());
    if (pid && !program.pidFile.empty()) {
        if (Result<void> written = writeHostFile(program.pidFile, std::to_string(*pid) + "\n"); !written) {
            return written.error();
        }
    }
    return pid;
}

Result<void> runProgram(const std::vector<std::string> &argv, const std::string &standardInput)
{
    const OwnedFd in = memoryFile(standardInput);
    const OwnedFd out = memoryFile({});
    if (!in.isOpen() || !out.isOpen()) {
        return errnoError(errno, "memory file");
    }
    const Result<pid_t> pid = start(argv, in.get(), out.get());
    if (!pid) {
        return pid.error();
    }
    int status = 0;
    while (waitpid(*pid, &status, 0) < 0 && errno == EINTR) { }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return Error{ ErrorCode::io, readBack(out.get()), argv.front() };
    }
    return {};
}

} // namespace kv::lab
