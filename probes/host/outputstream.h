// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace kv::host {

/// The program's standard output, written without ever blocking where the kind of file allows that.
class OutputStream {
public:
    /// Makes descriptor `fd` non-blocking for this process alone where it can be reopened (pipe, terminal),
    /// so that a terminal shared with a shell stays as it was.
    explicit OutputStream(int fd);

    enum class Outcome { progress, full, closed };
    /// Writes a part of `bytes`; `written` tells how much.
    Outcome write(std::string_view bytes, std::size_t &written);
    /// Whether epoll can tell that it is writable again or closed by its reader (not for regular files).
    bool isPollable() const { return m_isPollable; }
    int fd() const { return m_fd; }

private:
    int m_fd = -1;
    bool m_isSocket = false;
    bool m_isPollable = false;
};

} // namespace kv::host
