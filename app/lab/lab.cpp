// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/lab.h"

#include "app/lab/packets.h"
#include "app/lab/registry.h"
#include "app/lab/supervisor.h"
#include "probes/netlink/errnoerror.h"

#include <cerrno>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;

namespace {

/// The child keeps its socket and nothing else of its parent's: an inherited pipe would keep a reader
/// waiting.
[[noreturn]] void becomeSupervisor(SupervisorTask task)
{
    setsid();
    const int socket = fcntl(task.owner.release(), F_DUPFD_CLOEXEC, 3);
    dup2(socket, 3);
    fcntl(3, F_SETFD, FD_CLOEXEC);
    close_range(4, ~0U, 0);
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : { 0, 1, 2 }) {
        dup2(null, standard);
    }
    close(null);
    fcntl(3, F_SETFL, O_NONBLOCK);
    task.owner = OwnedFd(3);
    _exit(superviseLab(std::move(task)));
}

/// The supervisor's first words: its facts, or why there is no lab.
Result<LabFacts> readFacts(int socket)
{
    const Result<std::optional<Packet>> received = receivePacket(socket);
    if (!received) {
        return received.error();
    }
    if (!*received) {
        return Error{ ErrorCode::gone, "the lab's supervisor has ended", {} };
    }
    if ((*received)->word(0) == "error") {
        return errorFromWords(**received);
    }
    std::optional<LabFacts> facts = factsFromWords(**received);
    if (!facts) {
        return Error{ ErrorCode::malformed, "the lab's supervisor speaks another language", {} };
    }
    return std::move(*facts);
}

LabEvent failure(const Error &error)
{
    LabEvent event;
    event.kind = LabEvent::Kind::failed;
    event.error = error;
    return event;
}

/// "answer" and what was answered.
LabEvent answerFrom(const Packet &packet)
{
    Packet inner;
    for (std::size_t at = 1; at < packet.words.size(); ++at) {
        inner.words.push_back(packet.words[at]);
    }
    LabEvent event;
    event.kind = LabEvent::Kind::answer;
    if (inner.word(0) == "error") {
        event.error = errorFromWords(inner);
    } else {
        event.words = std::move(inner.words);
    }
    return event;
}

std::vector<std::string> faultRequest(const std::vector<std::string> &words)
{
    std::vector<std::string> request{ "fault" };
    request.insert(request.end(), words.begin(), words.end());
    return request;
}

/// One question to a lab that runs, and its answer.
Result<std::vector<std::string>> ask(const std::string &lab, const std::vector<std::string> &request)
{
    const Result<OwnedFd> socket = connectTo(lab);
    if (!socket) {
        return socket.error();
    }
    if (Result<void> asked = sendPacket(socket->get(), faultRequest(request)); !asked) {
        return asked.error();
    }
    const Result<std::optional<Packet>> received = receivePacket(socket->get());
    if (!received || !*received) {
        return Error{ ErrorCode::gone, "the lab has ended", lab };
    }
    if ((*received)->word(0) == "error") {
        return errorFromWords(**received);
    }
    LabEvent event = answerFrom(**received);
    if (event.words.empty()) {
        return event.error;
    }
    return std::move(event.words);
}

void reap(pid_t child)
{
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) { }
}

} // namespace

RunningLab::RunningLab(LabFacts facts, OwnedFd socket, pid_t supervisor)
    : m_facts(std::move(facts)), m_socket(std::move(socket)), m_supervisor(supervisor)
{
}

RunningLab &RunningLab::operator=(RunningLab &&other) noexcept
{
    std::swap(m_facts, other.m_facts);
    std::swap(m_socket, other.m_socket);
    std::swap(m_supervisor, other.m_supervisor);
    return *this;
}

RunningLab::~RunningLab()
{
    if (m_socket.isOpen() && m_supervisor != 0) {
        m_socket.reset();
        reap(m_supervisor);
    }
}

LabEvent RunningLab::readEvent()
{
    const Result<std::optional<Packet>> received = receivePacket(fd());
    if (!received) {
        return failure(received.error());
    }
    LabEvent simple;
    if (!*received) {
        simple.kind = LabEvent::Kind::ended;
        return simple;
    }
    const Packet &packet = **received;
    if (packet.word(0) == "ready") {
        simple.kind = LabEvent::Kind::ready;
        return simple;
    }
    if (packet.word(0) == "error") {
        return failure(errorFromWords(packet));
    }
    if (packet.word(0) == "answer") {
        return answerFrom(packet);
    }
    if (packet.word(0) == "fault-begun" || packet.word(0) == "fault-ended") {
        const bool isBegun = packet.word(0) == "fault-begun";
        LabEvent event;
        event.kind = isBegun ? LabEvent::Kind::faultBegun : LabEvent::Kind::faultEnded;
        event.text = isBegun ? std::string() : packet.word(8);
        event.fault = inForceFromWords(packet.words).value_or(FaultInForce{});
        return event;
    }
    const bool isNote = packet.word(0) == "note";
    LabEvent event;
    event.kind = isNote ? LabEvent::Kind::note : LabEvent::Kind::phase;
    event.text = packet.word(1);
    return event;
}

Result<void> RunningLab::waitReady(const std::function<void(const std::string &)> &tell)
{
    for (;;) {
        const LabEvent event = readEvent();
        switch (event.kind) {
        case LabEvent::Kind::phase:
        case LabEvent::Kind::note:
            if (tell) {
                tell(event.text);
            }
            break;
        case LabEvent::Kind::ready:
            return {};
        case LabEvent::Kind::failed:
            return event.error;
        case LabEvent::Kind::ended:
            return Error{ ErrorCode::gone, "the lab has ended", name() };
        case LabEvent::Kind::faultBegun:
        case LabEvent::Kind::faultEnded:
        case LabEvent::Kind::answer:
            break;
        }
    }
}

Result<void> RunningLab::askFault(const std::vector<std::string> &words)
{
    return sendPacket(fd(), faultRequest(words));
}

Result<void> RunningLab::detach()
{
    if (Result<void> sent = sendPacket(fd(), { "detach" }); !sent) {
        return sent;
    }
    for (;;) {
        const Result<std::optional<Packet>> received = receivePacket(fd());
        if (!received || !*received) {
            return Error{ ErrorCode::gone, "the lab has ended", name() };
        }
        if ((*received)->word(0) == "detached") {
            m_supervisor = 0;
            return {};
        }
    }
}

void RunningLab::end()
{
    if (!m_socket.isOpen()) {
        return;
    }
    if (sendPacket(fd(), { "down" }).ok()) {
        for (Result<std::optional<Packet>> rest = receivePacket(fd()); rest.ok() && *rest;
             rest = receivePacket(fd())) { }
    }
    m_socket.reset();
    if (m_supervisor != 0) {
        reap(m_supervisor);
    }
}

Result<RunningLab> startPrivate(const LabOptions &options)
{
    const std::string name = options.name.empty() ? "private-" + std::to_string(getpid()) : options.name;
    if (!isLabName(name)) {
        return Error{ ErrorCode::invalidArgument,
                      "a lab's name has 1 to 40 letters, digits, '.', '_' and '-'", name };
    }
    Result<std::array<OwnedFd, 2>> pair = packetPair();
    if (!pair) {
        return pair.error();
    }
    Blueprint lab{
        options.definition, options.hasFastTimers ? fastTimers : defaultTimers, abilitiesHere(), {}
    };
    lab.plan = makePlan(lab.definition, lab.timers, lab.abilities);
    SupervisorTask task{ factsOf(name, options.hasFastTimers, options.definition), std::move(lab),
                         std::move((*pair)[1]), getpid() };
    const pid_t supervisor = fork();
    if (supervisor < 0) {
        return netlink::errnoError(errno, "fork");
    }
    if (supervisor == 0) {
        becomeSupervisor(std::move(task));
    }
    task.owner.reset();
    Result<LabFacts> facts = readFacts((*pair)[0].get());
    if (!facts) {
        reap(supervisor);
        return facts.error();
    }
    return RunningLab(std::move(*facts), std::move((*pair)[0]), supervisor);
}

Result<RunningLab> attach(const std::string &name)
{
    Result<OwnedFd> socket = connectTo(name);
    if (!socket) {
        return socket.error();
    }
    if (Result<void> asked = sendPacket(socket->get(), { "watch" }); !asked) {
        return asked.error();
    }
    Result<LabFacts> facts = readFacts(socket->get());
    if (!facts) {
        return facts.error();
    }
    return RunningLab(std::move(*facts), std::move(*socket), 0);
}

Result<int> beginFault(const std::string &lab, const FaultRequest &request, std::int64_t limitMs)
{
    const Result<std::vector<std::string>> answer = ask(lab, beginWords(request, limitMs));
    if (!answer) {
        return answer.error();
    }
    return answer->size() == 2 ? std::atoi((*answer)[1].c_str()) : 0;
}

Result<void> mendFault(const std::string &lab, int id)
{
    const Result<std::vector<std::string>> answer =
        ask(lab, { "mend", id == 0 ? "all" : std::to_string(id) });
    return answer ? Result<void>() : answer.error();
}

Result<std::vector<FaultAbility>> faultAbilities(const std::string &lab)
{
    const Result<std::vector<std::string>> answer = ask(lab, { "kinds" });
    if (!answer) {
        return answer.error();
    }
    return abilitiesFromWords(*answer);
}

std::string besideThisProgram(const std::string &program)
{
    std::string path(4096, '\0');
    const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
    path.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? program : path.substr(0, slash + 1) + program;
}

std::vector<std::string> probeCommand(const RunningLab &lab, const std::string &host)
{
    return { besideThisProgram("keepviewctl"),
             "lab",
             "exec",
             "--name",
             lab.name(),
             host,
             "--",
             besideThisProgram("keepview-probe"),
             "--allow-actions" };
}

} // namespace kv::lab
