// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace kv::cli {

namespace {

volatile std::sig_atomic_t writeEnd = -1;

void wake(int)
{
    const char byte = 0;
    [[maybe_unused]] const auto written = ::write(writeEnd, &byte, 1);
}

void setHandler(void (*handler)(int))
{
    for (const int number : { SIGINT, SIGTERM, SIGHUP })
        std::signal(number, handler);
}

} // namespace

Interrupt::Interrupt(QObject *parent) : QObject(parent)
{
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 16> bytes{};
        if (::read(m_pipe[0], bytes.data(), bytes.size()) > 0)
            Q_EMIT interrupted();
    });
    writeEnd = m_pipe[1];
    setHandler(wake);
}

Interrupt::~Interrupt()
{
    setHandler(SIG_DFL);
    m_notifier.reset();
    for (const int fd : m_pipe) {
        if (fd >= 0)
            ::close(fd);
    }
}

} // namespace kv::cli
