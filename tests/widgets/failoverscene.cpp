// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/failoverscene.h"

#include <algorithm>

namespace kv::tests::scene {

const char *const routerId = "b6206312-878e-497c-8ef7-eb384f8add96";

namespace {

constexpr std::int64_t replyBoundUs = 100'000;

model::IpAddress address(const char *text)
{
    return *model::IpAddress::parse(text);
}

state::Evidence evidence(state::EvidenceSource source, state::Answer answer, const char *raw,
                         model::TimeUs at, bool contradicts = false)
{
    return { source, answer, raw, at, contradicts };
}

model::TimeUs lastBeat(model::TimeUs now)
{
    return now - (now - pingsFrom) % 2'000'000;
}

state::Instance instance1(model::TimeUs now)
{
    const bool isCut = now >= downAt;
    state::Instance i;
    i.host = "network1", i.routerId = routerId, i.netns = 101;
    i.role = isCut ? state::Role::isolated : state::Role::active;
    i.since = isCut ? downAt : pingsFrom - 800'000'000;
    i.hasKeepalived = true, i.vrid = 1, i.priority = 50, i.vrrpVersion = 2, i.advertCentis = 200,
    i.nopreempt = true;
    i.haAddress = address("169.254.192.1"), i.haLink = { 101, 2 }, i.underlay = overlayOnNetwork1;
    i.lastHeartbeatSent = lastBeat(now);
    using enum state::EvidenceSource;
    i.evidence = { evidence(kernel, state::Answer::yes, "4 addresses + VIP", now - 100'000, isCut),
                   evidence(wire, isCut ? state::Answer::no : state::Answer::yes,
                            isCut ? "sends, unheard" : "sends, prio 50", now - 400'000, isCut),
                   evidence(process, state::Answer::yes, "keepalived, pid 412", now - 1'000'000),
                   evidence(path, isCut ? state::Answer::no : state::Answer::yes,
                            isCut ? "overlay0 down" : "overlay0 up", isCut ? downAt : now - 100'000, isCut),
                   evidence(traffic, isCut ? state::Answer::no : state::Answer::yes,
                            isCut ? "quiet" : "qg: 212 packets/s", now),
                   evidence(file, state::Answer::yes, "primary", pingsFrom) };
    return i;
}

state::Instance instance2(model::TimeUs now)
{
    const bool isActive = now >= promotedAt;
    state::Instance i = instance1(now);
    i.host = "network2", i.netns = 201, i.haAddress = address("169.254.192.2"), i.haLink = { 201, 2 },
    i.underlay = { 12, 4 };
    i.role = isActive ? state::Role::active : state::Role::standby;
    i.since = isActive ? promotedAt : pingsFrom - 800'000'000;
    i.lastHeartbeatSent = isActive ? lastBeat(now) : 0;
    i.lastHeartbeatHeard = lastBeat(std::min(now, downAt));
    using enum state::EvidenceSource;
    i.evidence = { evidence(kernel, isActive ? state::Answer::yes : state::Answer::no,
                            isActive ? "4 addresses + VIP" : "none", isActive ? promotedAt : now - 100'000),
                   evidence(wire, state::Answer::yes, isActive ? "sends, prio 50" : "hears network1",
                            now - 700'000),
                   evidence(process, state::Answer::yes, "keepalived, pid 398", now - 1'000'000),
                   evidence(path, state::Answer::yes, "overlay0 up", now - 100'000),
                   evidence(traffic, state::Answer::unknown, "", 0),
                   evidence(file, isActive ? state::Answer::yes : state::Answer::no,
                            isActive ? "primary" : "backup", isActive ? promotedAt + 300'000 : pingsFrom) };
    return i;
}

state::Router router2(model::TimeUs now)
{
    state::Router r;
    r.id = routerId, r.name = "router2";
    r.protection = now < downAt ? state::Protection::isProtected
        : now < promotedAt      ? state::Protection::failingOver
                                : state::Protection::unprotected;
    r.instances = { instance1(now), instance2(now) };
    r.servedBy = now < downAt ? "network1" : now < promotedAt ? "" : "network2";
    r.since = now < downAt ? pingsFrom : now < promotedAt ? downAt : promotedAt;
    r.expected = { 4'800'000, 6'800'000, true };
    r.takesOver = now < downAt ? "network2" : "";
    r.keepsAfterRepair = "network2";
    r.addresses = { *model::IpPrefix::parse("169.254.0.1/24"), *model::IpPrefix::parse("198.51.100.1/24"),
                    *model::IpPrefix::parse("203.0.113.21/24"), *model::IpPrefix::parse("203.0.113.17/32") };
    return r;
}

state::Router router1(model::TimeUs now)
{
    state::Router r;
    r.id = "1b68a8d6-7bbe-4b2f-a7c8-3c6f4a1c1111", r.name = "router1";
    r.protection = state::Protection::notRedundant;
    state::Instance i;
    i.host = "network1", i.routerId = r.id, i.role = state::Role::notRedundant, i.since = pingsFrom;
    r.instances = { i };
    r.servedBy = "network1", r.since = pingsFrom;
    (void)now;
    return r;
}

state::Host host(const char *name, state::HostKind kind, model::TimeUs now, int ageTenths)
{
    state::Host h;
    h.name = name, h.kind = kind;
    h.session.phase = model::SessionState::Phase::live;
    h.lastHeard = now - ageTenths * 100'000;
    h.clockErrorUs = 400;
    auto view = std::make_shared<model::HostView>();
    view->hello = model::Fact<model::Hello>{ model::Hello{}, now };
    view->hello->value.hostName = name;
    view->hello->value.actionsAllowed = kind == state::HostKind::network;
    model::Link overlay;
    overlay.key = std::string(name) == "network1" ? overlayOnNetwork1 : model::LinkKey{ 12, 4 };
    overlay.name = "overlay0", overlay.kind = model::LinkKind::physical;
    overlay.adminUp = overlay.carrier = !(std::string(name) == "network1" && now >= downAt);
    overlay.oper = overlay.adminUp ? model::OperState::up : model::OperState::down;
    if (kind == state::HostKind::network || kind == state::HostKind::compute) {
        view->links[overlay.key] = { overlay, now };
        h.uses[overlay.key] = { state::NetworkKind::overlay, "overlay" };
    }
    h.view = view;
    return h;
}

state::EchoVerdict verdictOf(model::TimeUs sentAt, model::TimeUs answersAt, model::TimeUs now)
{
    const bool isLost = sentAt >= downAt && sentAt < answersAt;
    if (isLost)
        return now - sentAt > replyBoundUs ? state::EchoVerdict::lost : state::EchoVerdict::waiting;
    return now - sentAt > 600 ? state::EchoVerdict::answered : state::EchoVerdict::waiting;
}

state::TargetContinuity target(std::uint32_t series, model::TimeUs now)
{
    const bool isV4 = series == 1;
    const model::TimeUs answersAt = isV4 ? answersV4At : answersV6At;
    state::TargetContinuity t;
    t.fromHost = "client", t.series = series, t.intervalUs = intervalUs, t.routerId = routerId,
    t.running = true;
    t.target = address(isV4 ? "203.0.113.17" : "fd00:198:51:100:f816:3eff:fe71:e93e");
    t.medianRttUs = isV4 ? 540 : 660;
    for (const auto &point : points(series, pingsFrom, now, now)) {
        ++t.sent;
        t.answered += point.verdict == state::EchoVerdict::answered ? 1U : 0U;
        t.lost += point.verdict == state::EchoVerdict::lost ? 1U : 0U;
    }
    if (now > downAt + replyBoundUs) {
        state::Interruption gap;
        gap.begin = downAt;
        gap.lost = t.lost;
        if (now > answersAt + 30'000)
            gap.end = answersAt;
        t.interruptions.push_back(gap);
    }
    return t;
}

void addMarkers(state::Site &site)
{
    using enum state::MarkerKind;
    const std::vector<state::Marker> all{
        { lastBeat(downAt), lastHeartbeat, "network2", routerId, "ha-7a7ce184-36" },
        { downAt, linkDown, "network1", "", "overlay0" },
        { promotedAt, promotion, "network2", routerId, "169.254.0.1" },
        { promotedAt + 12'000, addressesComplete, "network2", routerId, "" },
        { answersV4At, firstAnswer, "client", routerId, "203.0.113.17" },
        { answersV6At, firstAnswer, "client", routerId, "fd00::1" }
    };
    for (const auto &marker : all) {
        if (marker.at <= site.now && site.now >= downAt)
            site.markers.push_back(marker);
    }
}

void addSpans(state::Site &site)
{
    const model::TimeUs now = site.now;
    const auto ended = [now](model::TimeUs at) { return now >= at ? std::optional(at) : std::nullopt; };
    site.roleSpans.push_back({ "network1", routerId, state::Role::active, false, pingsFrom, ended(downAt) });
    if (now >= downAt)
        site.roleSpans.push_back(
            { "network1", routerId, state::Role::isolated, false, downAt, std::nullopt });
    site.roleSpans.push_back(
        { "network2", routerId, state::Role::standby, false, pingsFrom, ended(promotedAt) });
    if (now >= promotedAt)
        site.roleSpans.push_back(
            { "network2", routerId, state::Role::active, false, promotedAt, std::nullopt });
}

} // namespace

std::vector<state::EchoPoint> points(std::uint32_t series, model::TimeUs from, model::TimeUs to,
                                     model::TimeUs now)
{
    std::vector<state::EchoPoint> list;
    const model::TimeUs answersAt = series == 1 ? answersV4At : answersV6At;
    const std::int64_t first = std::max<std::int64_t>((from - pingsFrom + intervalUs - 1) / intervalUs, 0);
    for (std::int64_t n = first; pingsFrom + n * intervalUs < to; ++n) {
        state::EchoPoint point;
        point.sequence = static_cast<std::uint64_t>(n) + 1;
        point.sentAt = pingsFrom + n * intervalUs;
        point.verdict = verdictOf(point.sentAt, answersAt, now);
        if (point.verdict == state::EchoVerdict::answered)
            point.rttUs = 420 + (n * 7919) % 240 + (n % 97 == 0 ? 900 : 0) + series * 60;
        list.push_back(point);
    }
    return list;
}

state::SitePtr siteAt(model::TimeUs now)
{
    auto site = std::make_shared<state::Site>();
    site->now = now;
    site->records = 1;
    site->hosts = { host("network1", state::HostKind::network, now, 1),
                    host("network2", state::HostKind::network, now, 1),
                    host("compute1", state::HostKind::compute, now, 2),
                    host("gateway", state::HostKind::gateway, now, 3),
                    host("client", state::HostKind::client, now, 1) };
    site->routers = { router1(now), router2(now) };
    site->targets = { target(1, now), target(2, now) };
    addMarkers(*site);
    addSpans(*site);
    if (now >= downAt) {
        state::ChangeInForce change;
        change.host = "network1";
        change.change.change = 7;
        change.change.link = overlayOnNetwork1;
        change.change.linkName = "overlay0";
        change.change.phase = model::ChangePhase::inForce;
        change.until = downAt + 60'000'000;
        change.change.until = change.until;
        site->changes.push_back(change);
    }
    return site;
}

state::Verification verification()
{
    using enum state::StepOutcome;
    state::Verification v;
    v.routerId = routerId;
    v.steps = {
        { "preflight",
          "Find who is active",
          passed,
          "network1: VIP, 4 addresses, heard on the wire",
          { "network1: 4 addresses + VIP (netlink, 0.1 s)", "network2 hears router2 (VRRP, 0.7 s)" },
          1,
          2 },
        { "continuity", "Start continuous ping", passed, "IPv4 and IPv6: 5,260 of 5,260 answered", {}, 2, 3 },
        { "disable", "Disable overlay0 on network1", running, "waits for the link to go down", {}, 3, 0 },
        { "takeover", "See the other take over", waiting, "expected after 4.8 to 6.8 s", {}, 0, 0 },
        { "enable", "Enable the overlay again", waiting, "", {}, 0, 0 }
    };
    return v;
}

} // namespace kv::tests::scene
