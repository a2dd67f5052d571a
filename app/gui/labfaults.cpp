// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/labfaults.h"

#include "app/language/labwords.h"

#include <algorithm>

namespace kv::gui {

namespace {

state::FaultChoice choiceOf(const lab::FaultKind &kind)
{
    state::FaultChoice choice;
    choice.kind = kind.name;
    choice.text = language::LabWords::text(kind.text).toStdString();
    choice.concernsRouter = kind.concerns == lab::FaultKind::Concerns::router;
    choice.takesPercent = choice.kind == "loss";
    choice.takesMilliseconds = choice.kind == "delay";
    return choice;
}

} // namespace

LabFaults::LabFaults(lab::RunningLab &lab, LabStart &news, Desk &desk, QObject *parent)
    : QObject(parent), m_lab(lab), m_desk(desk)
{
    m_faults.hosts = lab.hosts();
    for (const lab::RouterNaming &router : lab.routers()) {
        if (router.isRedundant)
            m_faults.routers.push_back(router.name);
    }
    connect(&news, &LabStart::ready, this, &LabFaults::askKinds);
    connect(&news, &LabStart::answered, this, &LabFaults::takeAnswer);
    connect(&news, &LabStart::faultChanged, this, &LabFaults::takeChange);
    connect(&desk, &Desk::windowAdded, this, &LabFaults::connectWindow);
    for (int at = 0; at < desk.windowCount(); ++at)
        connectWindow(&desk.window(at));
}

void LabFaults::connectWindow(MainWindow *window)
{
    window->showLab(m_faults);
    connect(window, &MainWindow::faultWanted, this, &LabFaults::begin);
    connect(window, &MainWindow::faultUndoWanted, this, &LabFaults::undo);
}

void LabFaults::askKinds()
{
    if (const auto asked = m_lab.askFault({ "kinds" }); !asked)
        complain(asked.error());
}

void LabFaults::begin(const state::FaultWish &wish)
{
    const lab::FaultRequest request{ wish.kind, wish.host, wish.router, wish.percent, wish.milliseconds };
    if (const auto asked = m_lab.askFault(lab::beginWords(request, std::int64_t{ 1000 } * wish.seconds));
        !asked)
        complain(asked.error());
}

void LabFaults::undo(int number)
{
    if (const auto asked = m_lab.askFault({ "mend", number == 0 ? "all" : std::to_string(number) }); !asked)
        complain(asked.error());
}

void LabFaults::takeAnswer(const lab::LabEvent &event)
{
    if (event.words.empty())
        return complain(event.error);
    if (event.words.front() == "kinds") {
        m_faults.choices.clear();
        for (const lab::FaultAbility &ability : lab::abilitiesFromWords(event.words)) {
            const auto &kinds = lab::faultKinds();
            const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const lab::FaultKind &one) {
                return one.name == ability.kind;
            });
            if (kind == kinds.end())
                continue;
            m_faults.choices.push_back(choiceOf(*kind));
            m_faults.choices.back().whyNot = language::LabWords::text(ability.whyNot).toStdString();
        }
    }
    for (int at = 0; at < m_desk.windowCount(); ++at)
        m_desk.window(at).showLabComplaint({});
    tellWindows();
}

void LabFaults::takeChange(const lab::LabEvent &event)
{
    const bool begins = event.kind == lab::LabEvent::Kind::faultBegun;
    const lab::FaultInForce &fault = event.fault;
    std::erase_if(m_faults.open, [&](const state::OpenFault &open) { return open.number == fault.id; });
    if (begins)
        m_faults.open.push_back(
            { fault.id, fault.kind, fault.host, fault.router, fault.subject, fault.untilMs * 1000 });
    m_desk.live().sessions().noteFault(fault.changedMs * 1000,
                                       { static_cast<std::uint64_t>(fault.id), begins, fault.kind, fault.host,
                                         fault.router, fault.subject });
    tellWindows();
    if (!begins && !event.text.empty())
        complain({ model::ErrorCode::io, event.text, {} });
}

void LabFaults::tellWindows()
{
    for (int at = 0; at < m_desk.windowCount(); ++at)
        m_desk.window(at).showLab(m_faults);
}

void LabFaults::complain(const model::Error &error)
{
    const QString text = language::LabWords::text(error.text);
    const QString all =
        error.context.empty() ? text : tr("%1 (%2)").arg(text, QString::fromStdString(error.context));
    for (int at = 0; at < m_desk.windowCount(); ++at)
        m_desk.window(at).showLabComplaint(all);
}

} // namespace kv::gui
