// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/host/loop.h"
#include "probes/wire/linereader.h"

#include <functional>

namespace kv::host {

/// Standard input, cut into lines. Handles pipes, sockets, terminals and also regular files, which epoll
/// refuses.
class InputStream {
public:
    struct Callbacks {
        std::function<void(const wire::LineReader::Line &)> line;
        /// The end; `hasHalfLine` when bytes without a newline were left. Called once.
        std::function<void(bool hasHalfLine)> ended;
    };

    InputStream(Loop &loop, int fd, Callbacks callbacks);
    ~InputStream();
    InputStream(const InputStream &) = delete;
    InputStream &operator=(const InputStream &) = delete;

    /// While paused nothing is read; the end is still noticed.
    void setPaused(bool paused);

private:
    void read();
    void end();

    Loop &m_loop;
    int m_fd;
    Callbacks m_callbacks;
    wire::LineReader m_lines;
    Loop::TimerId m_readTimer = 0; ///< only where epoll cannot watch
    bool m_isWatchable = false;
    bool m_isPaused = false;
    bool m_hasEnded = false;
};

} // namespace kv::host
