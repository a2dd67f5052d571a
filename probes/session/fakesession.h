// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/session/session.h"

#include <QPointer>

#include <vector>

namespace kv::session {

/// A session without a process, for tests: says what it is told to, keeps what it is asked.
class FakeSession final : public Session {
    Q_OBJECT
public:
    struct Asked {
        std::uint64_t id = 0;
        Operation operation;
    };

    explicit FakeSession(QString name, QObject *parent = nullptr);

    QString name() const override { return m_name; }
    void start() override;
    void stop() override;
    void ask(Operation operation, QObject *context, ReplyCallback done) override;

    void say(const Observations &observations);
    const std::vector<Asked> &asked() const { return m_asked; }
    /// Answers one open request; an unknown id is ignored.
    void reply(const wire::Reply &reply);

private:
    struct Open {
        std::uint64_t id = 0;
        QPointer<QObject> context;
        ReplyCallback done;
    };

    QString m_name;
    std::vector<Asked> m_asked;
    std::vector<Open> m_open;
};

} // namespace kv::session
