// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/shape.h"
#include "app/state/site.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace kv::picture {

enum class ElementKind : std::uint8_t {
    host,
    infrastructure,
    cloud,
    namespaceBox,
    instance,
    bridge,
    interface,
    port,
    agent, ///< the frame around what a program takes care of
    service, ///< a program of its own, or a part of one
    firewall,
    tube,
    wire,
    label,
    mark,
    pill,
    note,
    action,
    countdown,
    legend,
};

/// How an element is; drawn as shape, line style and word, never as colour alone.
enum class ElementState : std::uint8_t {
    normal,
    up, ///< port: holds its addresses, or needs none
    bare, ///< port: up, holds no address
    held, ///< port: holds addresses that it should not hold
    down,
    active,
    standby,
    isolated,
    orphaned,
    frozen,
    fault,
    stopped,
    notRedundant, ///< of an instance
    stale,
    unknown,
};

/// What the click on an element is about.
enum class TargetKind : std::uint8_t { none, host, link, netns, router, network, disable, restore, collapse };

struct Target {
    TargetKind kind = TargetKind::none;
    std::string host;
    model::LinkKey link; ///< link, disable; netns: only link.netns
    std::string routerId; ///< router, and where a namespace or port belongs to one
    std::string network; ///< state::Network::key
    std::uint64_t change = 0; ///< restore
    bool operator==(const Target &) const = default;
};

/// One thing of the picture: what it stands for and how it is drawn.
struct Element {
    QString
        id; ///< stable over updates: "host:network1", "link:network1:77:3", "instance:<router>@network1", …
    ElementKind kind = ElementKind::label;
    state::NetworkKind network = state::NetworkKind::none;
    ElementState state = ElementState::normal;
    bool isFocusable = false; ///< reached by Tab and arrow keys, and listed for screen readers
    Rect bounds; ///< of its box or line, without its label
    Target target;
    QString name; ///< accessible name, for people
    QString description; ///< accessible description, for people; also the tool tip
    std::vector<Shape> shapes; ///< in painting order
    bool operator==(const Element &) const = default;
};

/// The way of one instance's advertisements to one peer; a moving dot, one an advertisement.
struct BeatTrack {
    QString id; ///< "beat:<router>@<host>><peer>"
    std::string routerId;
    std::string host; ///< the sender
    std::vector<Point> points; ///< a poly-line from the sender outwards
    bool isCut = false; ///< ends at the cut: nobody hears it
    bool operator==(const BeatTrack &) const = default;
};

/// A ring that empties until a change is undone by itself; painted by whoever knows the time.
struct Countdown {
    QString elementId; ///< its Element; reserves the place
    std::string host;
    std::uint64_t change = 0;
    Point center;
    double radius = 18;
    model::TimeUs until = 0; ///< near end's clock
    bool operator==(const Countdown &) const = default;
};

/// A whole picture, immutable once made. Elements are in painting order.
struct DisplayList {
    Rect bounds; ///< of everything, margins included
    std::vector<Element> elements;
    std::vector<BeatTrack> beats;
    std::vector<Countdown> countdowns;
    bool operator==(const DisplayList &) const = default;

    /// Gives back what its vectors keep in reserve: it is not changed any more.
    void shrink();
    void shrinkShapes(); ///< only that of its elements
    const Element *find(const QString &id) const; ///< nullptr when there is none
    /// The topmost element at a point that stands for something; nullptr when there is none.
    const Element *hit(Point point) const;
    /// The focusable element that stands for a router on the host that serves it (any host when nobody does).
    const Element *findTarget(TargetKind kind, const std::string &host, const std::string &routerId) const;
};

using DisplayListPtr = std::shared_ptr<const DisplayList>;

} // namespace kv::picture
