// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/host/probe.h"

#include "probes/host/firstlook.h"
#include "probes/host/hello.h"
#include "probes/wire/codec.h"

#include <sys/epoll.h>
#include <type_traits>
#include <unistd.h>

namespace kv::host {

namespace {

// After its input ended a probe writes out what waits, but not longer than this.
constexpr std::chrono::seconds lastWords{ 1 };
constexpr std::chrono::minutes fullResync{ 5 };

} // namespace

Probe::Probe(Loop &loop, const Options &options, std::unique_ptr<netlink::KernelWatch> kernel)
    : m_loop(loop), m_options(options), m_kernel(std::move(kernel)),
      m_speaker(loop, OutputStream(STDOUT_FILENO),
                { [this] { resync(false); }, [this] { allWritten(); }, [this] { outputClosed(); } }),
      m_vrrp(loop, m_speaker, *this), m_keepalived(loop, m_speaker, *this),
      m_routing(loop, m_speaker, *m_kernel), m_traffic(loop, m_speaker, *m_kernel),
      m_filters(loop, m_speaker), m_echo(loop, m_speaker, *this),
      m_linkAction(loop, m_speaker, *this, { .allowActions = options.allowsActions })
{
    // A single snapshot hears no advertisements, sends no echoes and changes nothing.
    const bool isOnce = options.mode == Options::Mode::once;
    if (!isOnce)
        m_senses.push_back(&m_vrrp);
    m_senses.push_back(&m_keepalived);
    m_senses.push_back(&m_routing);
    m_senses.push_back(&m_traffic);
    m_senses.push_back(&m_filters);
    if (isOnce)
        return;
    m_senses.push_back(&m_echo);
    m_senses.push_back(&m_linkAction);
}

Probe::~Probe()
{
    m_loop.unwatch(m_kernel->mountsFd());
    m_loop.unwatch(m_kernel->eventsFd());
}

void Probe::start()
{
    m_speaker.hello(makeHello(m_options, *m_kernel));
    m_keepalived.onConfigs([this](const auto &configs) {
        m_vrrp.listenFor(configs);
        m_linkAction.followRoles(configs);
    });
    lookAround();
    if (m_isFinishing)
        return;
    m_loop.watch(m_kernel->mountsFd(), EPOLLPRI, [this](std::uint32_t) { take(m_kernel->readMounts()); });
    m_loop.watch(m_kernel->eventsFd(), EPOLLIN, [this](std::uint32_t) { take(m_kernel->readEvents()); });
    m_loop.startTimer(fullResync, true, [this] { resync(false); });
    if (m_options.mode == Options::Mode::serve) {
        if (m_options.allowsActions)
            m_linkAction.finishLeftovers();
        m_input = std::make_unique<InputStream>(
            m_loop, STDIN_FILENO,
            InputStream::Callbacks{ [this](const auto &line) { readLine(line); },
                                    [this](bool hasHalfLine) { inputEnded(hasHalfLine); } });
    }
}

// The first snapshot. What the kernel watch knows is encoded while FirstLook's thread still reads.
void Probe::lookAround()
{
    const bool listens = m_options.mode != Options::Mode::once;
    if (listens)
        m_routing.listen();
    m_traffic.start(listens);
    m_filters.start(m_kernel->home().cookie(), listens);
    FirstLook look(m_kernel->home());
    const auto round = m_kernel->scan([&look](int namespaceFd) { look.add(namespaceFd); });
    tell(round.changes, false);
    m_traffic.fill(round.counts);
    m_keepalived.start();
    m_isFinishing = !listens; // from here on what is written ends with the snapshot
    sendSnapshot([&] {
        for (FirstLook::Found &found : look.finish()) {
            m_traffic.fill(found.conntrackEntries, std::move(found.nat));
            m_routing.fill(std::move(found.routing));
        }
        m_routing.start();
    });
}

void Probe::take(const netlink::KernelWatch::Round &round)
{
    tell(round.changes, true);
    if (!round.isWhole)
        resync(true);
}

// The senses hear the differences; the near end gets a whole snapshot.
void Probe::resync(bool saysLost)
{
    if (saysLost)
        m_speaker.say(bootTimeNow(), model::Lost{ "kernel", 0 });
    tell(m_kernel->scan().changes, false);
    m_routing.readAgain();
    sendSnapshot();
}

void Probe::sendSnapshot(const std::function<void()> &beforeSenses)
{
    if (m_speaker.isSendingSnapshot()) {
        m_isSnapshotWanted = true;
        return;
    }
    const model::TimeUs now = bootTimeNow();
    m_speaker.sendSnapshot(now, [&](Outbox &outbox) {
        m_kernel->tellAll([&](const model::ObservationBody &body) { outbox.say(now, body); });
        if (beforeSenses)
            beforeSenses();
        for (Sense *sense : m_senses)
            sense->sayAll(outbox);
    });
}

void Probe::tell(const netlink::Changes &changes, bool alsoOutside)
{
    const model::TimeUs now = bootTimeNow();
    m_speaker.setCorked(true);
    for (const model::ObservationBody &change : changes) {
        if (alsoOutside)
            m_speaker.say(now, change);
        tellSenses(change);
    }
    m_speaker.setCorked(false);
}

void Probe::tellSenses(const model::ObservationBody &change)
{
    std::visit(
        [this](const auto &body) {
            using Body = std::decay_t<decltype(body)>;
            for (Sense *sense : m_senses) {
                if constexpr (std::is_same_v<Body, model::NetNamespace>)
                    sense->namespaceSeen(body);
                else if constexpr (std::is_same_v<Body, model::NamespaceGone>)
                    sense->namespaceGone(body.cookie);
                else if constexpr (std::is_same_v<Body, model::Link>)
                    sense->linkSeen(body);
                else if constexpr (std::is_same_v<Body, model::LinkGone>)
                    sense->linkGone(body.key);
                else if constexpr (std::is_same_v<Body, model::InterfaceAddress>)
                    sense->addressSeen(body);
                else if constexpr (std::is_same_v<Body, model::AddressGone>)
                    sense->addressGone(body.key);
            }
        },
        change);
}

void Probe::readLine(const wire::LineReader::Line &line)
{
    if (line.isOversized) {
        m_speaker.reply({ 0, bootTimeNow(), 0,
                          model::Error{ model::ErrorCode::oversized, "line over the limit", "request" } });
    } else if (const auto request = wire::decodeRequest(line.text)) {
        answer(*request);
    } else {
        m_speaker.reply({ wire::requestIdOf(line.text), bootTimeNow(), 0, request.error() });
    }
    if (m_input && m_speaker.isChoked())
        m_input->setPaused(true);
}

void Probe::answer(const wire::Request &request)
{
    m_linkAction.renewLease();
    const auto done = perform(request);
    wire::Reply reply;
    reply.id = request.id;
    reply.at = bootTimeNow();
    if (done)
        reply.change = *done;
    else
        reply.error = done.error();
    m_speaker.reply(reply);
    if (std::holds_alternative<wire::AskSnapshot>(request.operation))
        resync(false);
}

/// The number of the change that a SetLink made, else 0.
model::Result<std::uint64_t> Probe::perform(const wire::Request &request)
{
    const auto plain = [](const model::Result<void> &done) {
        return done ? model::Result<std::uint64_t>(0) : model::Result<std::uint64_t>(done.error());
    };
    if (const auto *start = std::get_if<wire::StartEcho>(&request.operation))
        return plain(m_echo.start(start->spec));
    if (const auto *stop = std::get_if<wire::StopEcho>(&request.operation))
        return plain(m_echo.stop(stop->series));
    if (const auto *set = std::get_if<wire::SetLink>(&request.operation))
        return m_linkAction.setLink(set->request);
    if (const auto *extend = std::get_if<wire::ExtendChange>(&request.operation))
        return plain(m_linkAction.extend(extend->change, extend->untilMs));
    return std::uint64_t{ 0 };
}

void Probe::inputEnded(bool hasHalfLine)
{
    if (hasHalfLine)
        m_speaker.reply(
            { 0, bootTimeNow(), 0,
              model::Error{ model::ErrorCode::malformed, "the input ended inside a line", "request" } });
    finish();
}

void Probe::interrupt()
{
    if (m_isFinishing)
        m_loop.quit(0); // a reader that does not read holds nobody who was told to end
    else
        finish();
}

// Undo first; then what waits gets a moment to leave.
void Probe::finish()
{
    if (m_isFinishing)
        return;
    m_isFinishing = true;
    m_linkAction.inputClosed();
    if (m_speaker.isClosed() || !m_speaker.hasPending())
        m_loop.quit(0);
    else
        m_loop.startTimer(lastWords, false, [this] { m_loop.quit(0); });
}

// Nobody hears any last words.
void Probe::outputClosed()
{
    finish();
    m_loop.quit(0);
}

void Probe::allWritten()
{
    if (m_isFinishing) {
        m_loop.quit(0);
        return;
    }
    if (m_input)
        m_input->setPaused(false);
    if (std::exchange(m_isSnapshotWanted, false))
        sendSnapshot();
}

model::Result<void> Probe::inside(model::NetnsCookie cookie, const std::function<void()> &work)
{
    return m_kernel->inside(cookie, work);
}

} // namespace kv::host
