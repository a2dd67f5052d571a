// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/supervisor.h"

#include "app/lab/init.h"
#include "app/lab/packets.h"
#include "app/lab/preconditions.h"
#include "app/lab/registry.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <map>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kv::lab {

using model::ErrorCode;
using model::Result;
using netlink::OwnedFd;

namespace {

constexpr std::size_t maxClients = 64;

struct Client {
    OwnedFd socket;
    bool isOwner = false;
    bool isWatching = false;
    bool isGone = false;
    int asked = 0; ///< the newest number of a request that PID 1 has to answer; 0 = none
};

class Supervisor {
public:
    explicit Supervisor(SupervisorTask task);
    int run();

private:
    Result<void> start();
    bool turn(); ///< one wait and what came; false when the lab has to end
    bool takeFromInit();
    void accept();
    bool answer(Client &client);
    void sendHost(Client &client, const std::string &host);
    void askInit(Client &client, const Packet &request);
    void takeAnswer(const Packet &packet);
    void takeFault(const Packet &packet);
    void tellWatchers(const std::vector<std::string> &words);
    void send(Client &client, const std::vector<std::string> &words, const std::vector<int> &fds = {});
    void endInit();

    SupervisorTask m_task;
    OwnedFd m_listener;
    LabInit m_init;
    std::vector<Client> m_clients;
    std::vector<std::string> m_state{ "phase", "starting" }; ///< the newest "phase", "ready" or "error"
    std::vector<std::vector<std::string>> m_notes; ///< "note" and its text, a bounded few: the plan's parts
    Packet m_shared; ///< "namespaces": user, pid, ipc
    std::map<std::string, Packet> m_hosts; ///< mnt, uts, net
    std::map<std::string, std::vector<std::string>> m_faults; ///< in force, by id: "fault-begun" and so on
    int m_lastQuestion = 0;
};

Supervisor::Supervisor(SupervisorTask task) : m_task(std::move(task))
{
    Client owner;
    owner.socket = std::move(m_task.owner);
    owner.isOwner = true;
    owner.isWatching = true;
    m_clients.push_back(std::move(owner));
}

Result<void> Supervisor::start()
{
    if (Result<void> present = checkPrograms(); !present) {
        return present;
    }
    Result<OwnedFd> listener = takeName(m_task.facts.name);
    if (!listener) {
        return listener.error();
    }
    m_listener = std::move(*listener);
    Result<LabInit> init = startInit(m_task.lab);
    if (!init) {
        return init.error();
    }
    m_init = std::move(*init);
    return {};
}

int Supervisor::run()
{
    if (const Result<void> started = start(); !started) {
        send(m_clients.front(), errorWords(started.error()));
        return 1;
    }
    send(m_clients.front(), factsWords(m_task.facts));
    while (turn()) { }
    endInit();
    return m_state.front() == "error" ? 1 : 0;
}

bool Supervisor::turn()
{
    std::vector<pollfd> waiting{ { m_listener.get(), POLLIN, 0 }, { m_init.control.get(), POLLIN, 0 } };
    for (const Client &client : m_clients) {
        waiting.push_back({ client.socket.get(), POLLIN, 0 });
    }
    if (poll(waiting.data(), waiting.size(), -1) < 0) {
        return errno == EINTR;
    }
    if (waiting[1].revents != 0 && !takeFromInit()) {
        return false;
    }
    for (std::size_t i = 0; i + 2 < waiting.size(); ++i) {
        if (waiting[i + 2].revents != 0 && !answer(m_clients[i])) {
            return false;
        }
    }
    if (waiting[0].revents != 0) {
        accept();
    }
    std::erase_if(m_clients, [](const Client &client) { return client.isGone; });
    return true;
}

bool Supervisor::takeFromInit()
{
    Result<std::optional<Packet>> received = receivePacket(m_init.control.get());
    if (!received || !*received) {
        if (m_state.front() != "error") {
            m_state = errorWords({ ErrorCode::gone, "the lab's first process has ended", m_task.facts.name });
            tellWatchers(m_state);
        }
        return false;
    }
    Packet packet = std::move(**received);
    if (packet.word(0) == "namespaces") {
        m_shared = std::move(packet);
    } else if (packet.word(0) == "host") {
        const std::string host = packet.word(1);
        if (packet.fds.empty()) {
            m_hosts.erase(host);
        } else {
            m_hosts[host] = std::move(packet);
        }
    } else if (packet.word(0) == "answer") {
        takeAnswer(packet);
    } else if (packet.word(0) == "fault-begun" || packet.word(0) == "fault-ended") {
        takeFault(packet);
    } else if (packet.word(0) == "note") {
        m_notes.push_back(packet.words);
        tellWatchers(packet.words);
    } else {
        m_state = packet.words;
        tellWatchers(m_state);
    }
    return true;
}

void Supervisor::accept()
{
    OwnedFd socket(accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (socket.isOpen() && m_clients.size() < maxClients && isOwnPeer(socket.get())) {
        Client client;
        client.socket = std::move(socket);
        m_clients.push_back(std::move(client));
    }
}

bool Supervisor::answer(Client &client)
{
    const Result<std::optional<Packet>> received = receivePacket(client.socket.get());
    if (!received || !*received) {
        client.isGone = true;
        return !client.isOwner;
    }
    const Packet &request = **received;
    const std::string &operation = request.word(0);
    if (operation == "watch") {
        client.isWatching = true;
        send(client, factsWords(m_task.facts));
        for (const std::vector<std::string> &note : m_notes) {
            send(client, note);
        }
        send(client, m_state);
        for (const auto &[id, fault] : m_faults) {
            send(client, fault);
        }
    } else if (operation == "fault") {
        askInit(client, request);
    } else if (operation == "status") {
        send(client, factsWords(m_task.facts));
        send(client, m_state);
        send(client, { "init", std::to_string(m_init.pid) });
    } else if (operation == "enter") {
        sendHost(client, request.word(1));
    } else if (operation == "detach" && client.isOwner) {
        prctl(PR_SET_PDEATHSIG, 0);
        client.isOwner = false;
        send(client, { "detached" });
    } else if (operation == "down") {
        return false;
    } else {
        send(client, errorWords({ ErrorCode::unknownOperation, "unknown request", operation }));
    }
    return true;
}

void Supervisor::sendHost(Client &client, const std::string &host)
{
    const auto found = m_hosts.find(host);
    if (found == m_hosts.end() || m_shared.fds.empty()) {
        send(client, errorWords({ ErrorCode::notFound, "the lab has no such host", host }));
        return;
    }
    std::vector<std::string> words = m_shared.words;
    words.front() = "entered";
    std::vector<int> fds;
    for (const OwnedFd &fd : m_shared.fds) {
        fds.push_back(fd.get());
    }
    for (const char *name : { "mnt", "uts", "net" }) {
        words.emplace_back(name);
    }
    for (const OwnedFd &fd : found->second.fds) {
        fds.push_back(fd.get());
    }
    send(client, words, fds);
}

/// Only a lab that is up is broken: what is still being built would be broken by half.
void Supervisor::askInit(Client &client, const Packet &request)
{
    if (m_state.front() != "ready") {
        send(client, errorWords({ ErrorCode::busy, "the lab is still coming up", m_task.facts.name }));
        return;
    }
    client.asked = ++m_lastQuestion;
    std::vector<std::string> words{ "fault", std::to_string(client.asked) };
    words.insert(words.end(), request.words.begin() + 1, request.words.end());
    if (const Result<void> asked = sendPacket(m_init.control.get(), words); !asked) {
        client.asked = 0;
        send(client, errorWords(asked.error()));
    }
}

void Supervisor::takeAnswer(const Packet &packet)
{
    for (Client &client : m_clients) {
        if (client.asked != 0 && std::to_string(client.asked) == packet.word(1)) {
            client.asked = 0;
            std::vector<std::string> words{ "answer" };
            words.insert(words.end(), packet.words.begin() + 2, packet.words.end());
            send(client, words);
            return;
        }
    }
}

void Supervisor::takeFault(const Packet &packet)
{
    if (packet.word(0) == "fault-begun") {
        m_faults[packet.word(1)] = packet.words;
    } else {
        m_faults.erase(packet.word(1));
    }
    tellWatchers(packet.words);
}

void Supervisor::tellWatchers(const std::vector<std::string> &words)
{
    for (Client &client : m_clients) {
        if (client.isWatching) {
            send(client, words);
        }
    }
}

void Supervisor::send(Client &client, const std::vector<std::string> &words, const std::vector<int> &fds)
{
    // A client that does not read loses its connection; an owner that has gone is seen by its end.
    if (!client.isGone && !sendPacket(client.socket.get(), words, fds)) {
        client.isGone = !client.isOwner;
    }
}

void Supervisor::endInit()
{
    kill(m_init.pid, SIGKILL);
    // The end of a PID 1 waits for every process of its namespace: after this nothing of the lab runs.
    while (waitpid(m_init.pid, nullptr, 0) < 0 && errno == EINTR) { }
}

} // namespace

int superviseLab(SupervisorTask task)
{
    // The owner's end comes as an end of file; this is the second belt.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != task.ownerPid) {
        return 1;
    }
    prctl(PR_SET_NAME, "keepview-lab");
    std::signal(SIGPIPE, SIG_IGN);
    return Supervisor(std::move(task)).run();
}

} // namespace kv::lab
