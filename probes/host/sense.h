// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "probes/model/fdbentry.h"
#include "probes/model/interfaceaddress.h"
#include "probes/model/link.h"
#include "probes/model/netns.h"
#include "probes/model/result.h"

#include <functional>

namespace kv::host {

class Outbox;

/// Runs something inside another network namespace. The descriptor it needs is closed before it returns, so
/// the probe never keeps a namespace alive; a socket that `work` opens there is the caller's to close on
/// namespaceGone.
class NamespaceDoor {
public:
    virtual ~NamespaceDoor() = default;
    /// setns to `cookie` (0 or home: no change), call `work`, setns back. notFound when it is gone.
    virtual model::Result<void> inside(model::NetnsCookie cookie, const std::function<void()> &work) = 0;
};

/// A part of the probe that watches something beyond links and addresses. The core tells it what the kernel
/// said, in the kernel's order; it says its own observations to the Outbox it was made with.
class Sense {
public:
    virtual ~Sense() = default;
    virtual void namespaceSeen(const model::NetNamespace &) { }
    /// Close every descriptor in that namespace now.
    virtual void namespaceGone(model::NetnsCookie) { }
    virtual void linkSeen(const model::Link &) { }
    virtual void linkGone(model::LinkKey) { }
    virtual void addressSeen(const model::InterfaceAddress &) { }
    virtual void addressGone(const model::AddressKey &) { }
    /// Say everything known again: the core is between snapshot.begin and snapshot.end.
    virtual void sayAll(Outbox &) { }
};

} // namespace kv::host
