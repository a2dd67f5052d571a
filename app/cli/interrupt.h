// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

namespace kv::cli {

/// SIGINT, SIGTERM and SIGHUP as a signal of the event loop. One at a time in a program.
class Interrupt final : public QObject {
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    /// Each time; the second one can mean "now".
    void interrupted();

private:
    std::array<int, 2> m_pipe{ -1, -1 };
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kv::cli
