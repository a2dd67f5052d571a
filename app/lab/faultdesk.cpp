// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/faultdesk.h"

#include "app/lab/packets.h"
#include "app/lab/socketaddress.h"

#include <algorithm>
#include <utility>

namespace kv::lab {

using model::Error;
using model::ErrorCode;
using model::Result;

FaultDesk::FaultDesk(const Blueprint &lab, FaultRunner &runner, News news)
    : m_lab(lab), m_runner(runner), m_news(std::move(news))
{
}

std::vector<std::string> FaultDesk::answer(const std::vector<std::string> &request)
{
    const std::string what = request.empty() ? std::string() : request.front();
    if (what == "kinds") {
        return kinds();
    }
    if (what == "begin") {
        const auto wanted = beginFromWords(request);
        const Result<int> begun = wanted ? begin(wanted->first, wanted->second)
                                         : Error{ ErrorCode::malformed, "not a fault", what };
        return begun ? std::vector<std::string>{ "begun", std::to_string(*begun) }
                     : errorWords(begun.error());
    }
    if (what == "mend" && request.size() == 2) {
        const auto open = std::find_if(m_open.begin(), m_open.end(), [&](const Open &one) {
            return std::to_string(one.shown.id) == request[1];
        });
        Result<void> mended = request[1] == "all" ? mendAll()
            : open != m_open.end()                ? mend(static_cast<std::size_t>(open - m_open.begin()))
                                   : Error{ ErrorCode::notFound, "no such fault is in force", request[1] };
        return mended ? std::vector<std::string>{ "mended" } : errorWords(mended.error());
    }
    return errorWords({ ErrorCode::unknownOperation, "unknown request", what });
}

Result<int> FaultDesk::begin(const FaultRequest &request, std::int64_t limitMs)
{
    Result<Fault> fault = makeFault(m_lab, request);
    if (!fault) {
        return fault.error();
    }
    for (const Open &open : m_open) {
        if (open.fault.host == fault->host && open.fault.kind == "host-off") {
            return Error{ ErrorCode::refused, "the host is off", fault->host };
        }
        // What is mended by the same actions is the same thing: the first mending would mend both.
        if (open.fault.undo == fault->undo) {
            return Error{ ErrorCode::busy, "this is broken already", open.fault.kind };
        }
    }
    const std::int64_t beganMs = nowMs();
    for (const FaultAction &action : fault->begin) {
        if (const Result<void> done = m_runner.begin(action); !done) {
            // What was done of it before is undone; the complaint is about what was not.
            if (&action != &fault->begin.front()) {
                (void)undo(*fault);
            }
            return Error{ done.error().code, done.error().text,
                          describe(action) + " (" + done.error().context + ")" };
        }
    }
    if (fault->kind == "host-off") {
        forgetHost(fault->host);
    }
    FaultInForce shown{ ++m_lastId, fault->kind, fault->host, fault->router, fault->subject, 0, beganMs };
    shown.untilMs = limitMs > 0 ? nowMs() + limitMs : 0;
    m_open.push_back({ std::move(*fault), shown });
    m_news.begun(shown);
    return shown.id;
}

/// A host boots as the plan has it, whatever was broken on it before.
void FaultDesk::forgetHost(const std::string &host)
{
    for (Open &open : m_open) {
        if (open.fault.host == host) {
            open.shown.changedMs = nowMs();
            m_news.ended(open.shown, {});
        }
    }
    std::erase_if(m_open, [&](const Open &open) { return open.fault.host == host; });
}

Result<void> FaultDesk::undo(const Fault &fault)
{
    Result<void> all;
    for (const FaultAction &action : fault.undo) {
        if (const Result<void> done = m_runner.undo(action); !done && all) {
            all = Error{ done.error().code, done.error().text,
                         describe(action) + " (" + done.error().context + ")" };
        }
    }
    return all;
}

Result<void> FaultDesk::mend(std::size_t at)
{
    Open open = std::move(m_open[at]);
    open.shown.changedMs = nowMs();
    m_open.erase(m_open.begin() + static_cast<std::ptrdiff_t>(at));
    Result<void> undone = undo(open.fault);
    m_news.ended(open.shown, undone ? std::string() : undone.error().text + ": " + undone.error().context);
    return undone;
}

/// The newest first: what was broken on top of something else is mended before it.
Result<void> FaultDesk::mendAll()
{
    Result<void> all;
    while (!m_open.empty()) {
        if (Result<void> mended = mend(m_open.size() - 1); !mended && all) {
            all = mended;
        }
    }
    return all;
}

int FaultDesk::nextDueMs() const
{
    std::int64_t next = -1;
    for (const Open &open : m_open) {
        const std::int64_t left = std::max<std::int64_t>(0, open.shown.untilMs - nowMs());
        if (open.shown.untilMs > 0 && (next < 0 || left < next)) {
            next = left;
        }
    }
    return static_cast<int>(std::min<std::int64_t>(next, 3'600'000));
}

void FaultDesk::mendDue()
{
    for (std::size_t at = m_open.size(); at > 0; --at) {
        const std::int64_t until = m_open[at - 1].shown.untilMs;
        if (until > 0 && until <= nowMs()) {
            (void)mend(at - 1);
        }
    }
}

std::vector<std::string> FaultDesk::kinds()
{
    std::vector<std::string> words{ "kinds" };
    for (const FaultKind &kind : faultKinds()) {
        words.emplace_back(kind.name);
        words.push_back(whyNot(kind));
    }
    return words;
}

/// "" when it can be made on some host; what the kernel must have for it is tried where it hurts nobody.
std::string FaultDesk::whyNot(const FaultKind &kind)
{
    std::string reason;
    for (const HostDefinition &host : m_lab.definition.hosts) {
        const Result<Fault> fault = makeFault(m_lab, { kind.name, host.name, {}, 1, 1 });
        if (!fault) {
            const bool isOfLab = fault.error().code == ErrorCode::unsupported;
            reason = isOfLab || reason.empty() ? fault.error().text : reason;
            continue;
        }
        const std::vector<FaultAction> trial = trialOf(*fault);
        for (const FaultAction &action : trial) {
            if (const Result<void> done = m_runner.begin(action); !done) {
                return done.error().text;
            }
        }
        return {};
    }
    return reason;
}

} // namespace kv::lab
