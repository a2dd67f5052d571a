// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/definition.h"
#include "app/lab/facts.h"
#include "app/lab/faultwords.h"
#include "app/lab/labfiles.h"
#include "probes/model/result.h"
#include "probes/netlink/ownedfd.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace kv::lab {

struct LabOptions {
    std::string name; ///< "" = "private-PID"
    bool hasFastTimers = false;
    Definition definition; ///< see loadLab()
};

/// What a lab reports while it comes up and lives.
struct LabEvent {
    enum class Kind {
        phase, ///< text: what is being built or awaited now
        note, ///< text: what of the lab this system cannot do; the rest runs
        ready, ///< everything runs and every target answers
        faultBegun, ///< fault
        faultEnded, ///< fault; text: what could not be undone, "" = all was
        answer, ///< to askFault(): words, or error
        failed, ///< error says why; the lab is gone or going
        ended, ///< the lab has gone
    };
    Kind kind = Kind::phase;
    std::string text;
    model::Error error;
    FaultInForce fault;
    std::vector<std::string> words;
};

/// A lab that runs. One made by startPrivate() lives as long as this object; an attached one on its own.
class RunningLab {
public:
    RunningLab(RunningLab &&other) noexcept = default;
    RunningLab &operator=(RunningLab &&other) noexcept;
    ~RunningLab(); ///< ends a private lab and waits until nothing of it is left

    const std::string &name() const { return m_facts.name; }
    bool hasFastTimers() const { return m_facts.hasFastTimers; }
    const std::vector<std::string> &hosts() const { return m_facts.hosts; }
    /// What continuity is measured to unless the user says otherwise.
    const std::vector<Target> &targets() const { return m_facts.targets; }

    const std::vector<RouterNaming> &routers() const { return m_facts.routers; }

    /// Readable when readEvent() has something; for a QSocketNotifier or poll.
    int fd() const { return m_socket.get(); }
    /// Waits for the next event. After failed or ended there is none.
    LabEvent readEvent();
    /// Reads events until ready; tells each phase on the way.
    model::Result<void> waitReady(const std::function<void(const std::string &phase)> &tell = {});

    /// Asks for a fault or its end; the answer comes as an event. `words` is of faultwords.h.
    model::Result<void> askFault(const std::vector<std::string> &words);

    /// The lab goes on without this object and its process.
    model::Result<void> detach();
    /// Ends the lab, whoever made it, and waits until nothing of it is left.
    void end();

private:
    friend model::Result<RunningLab> startPrivate(const LabOptions &options);
    friend model::Result<RunningLab> attach(const std::string &name);
    RunningLab(LabFacts facts, netlink::OwnedFd socket, pid_t supervisor);

    LabFacts m_facts;
    netlink::OwnedFd m_socket;
    pid_t m_supervisor = 0; ///< our child, 0 for an attached lab
};

/// Starts a lab; returns as soon as its supervisor runs, long before it is ready. To be called from the main
/// thread before any other thread exists: the kernel refuses a user namespace to a threaded process, and the
/// lab's life is tied to the thread that calls.
/// unsupported: a program is missing or namespaces are forbidden, the text names the package or the switch.
/// busy: the name is taken.
model::Result<RunningLab> startPrivate(const LabOptions &options);

/// Joins one of the user's running labs as a watcher.
model::Result<RunningLab> attach(const std::string &name);

/// Begins a fault in one of the user's running labs; its number. limitMs 0: until it is undone.
/// busy: the lab is still coming up, or the fault is in force already; else as makeFault.
model::Result<int> beginFault(const std::string &lab, const FaultRequest &request, std::int64_t limitMs);
/// id 0: all that are in force.
model::Result<void> mendFault(const std::string &lab, int id);
model::Result<std::vector<FaultAbility>> faultAbilities(const std::string &lab);

/// The command line that starts a probe inside a host of the lab, from outside. The programs are looked for
/// beside the running one.
std::vector<std::string> probeCommand(const RunningLab &lab, const std::string &host);

/// The path of a program that lies beside the running one.
std::string besideThisProgram(const std::string &program);

} // namespace kv::lab
