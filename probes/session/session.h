// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/observation.h"
#include "probes/wire/message.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace kv::session {

using Observations = std::vector<model::Observation>;
using Operation = decltype(wire::Request::operation);
/// Called once; Reply::error is set when the probe refused, and `gone` when it ended without an answer.
using ReplyCallback = std::function<void(const wire::Reply &)>;

/// A source of observations, and where requests go. All of it is used from the thread that made it.
class Session : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The host's name; "" for a recording, whose observations carry their own.
    virtual QString name() const = 0;
    virtual void start() = 0;
    /// Ends politely (the probe restores what it changed); ended() follows, at once when it did not run.
    virtual void stop() = 0;
    /// `done` is dropped when `context` is destroyed first; it is never called from within ask().
    virtual void ask(Operation operation, QObject *context, ReplyCallback done) = 0;

Q_SIGNALS:
    /// In order of arrival; near-end records (SessionState, ClockOffset) among them.
    void observationsReceived(const std::vector<kv::model::Observation> &observations);
    /// Nothing comes any more until start().
    void ended();
};

} // namespace kv::session
