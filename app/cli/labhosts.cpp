// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/labhosts.h"

#include "app/cli/command.h"
#include "app/lab/openlab.h"
#include "app/language/labwords.h"

namespace kv::cli {

model::Result<SiteOptions> LabHosts::complete(model::Result<SiteOptions> options)
{
    if (!options || !options->usesLab)
        return options;
    auto lab = lab::openLab(options->labName.toStdString(), options->timers == QLatin1String("fast"));
    if (!lab)
        return model::Error{
            lab.error().code,
            tr("the lab cannot run: %1").arg(language::LabWords::text(lab.error().text)).toStdString(),
            lab.error().context
        };
    m_lab.emplace(std::move(*lab));
    const auto ready = m_lab->waitReady(
        [](const std::string &phase) { printProgress(tr("lab: %1").arg(language::LabWords::text(phase))); });
    if (!ready)
        return model::Error{
            ready.error().code,
            tr("the lab did not come up: %1").arg(language::LabWords::text(ready.error().text)).toStdString(),
            ready.error().context
        };
    for (const std::string &host : m_lab->hosts()) {
        session::HostCommand command{ QString::fromStdString(host), {} };
        for (const std::string &word : lab::probeCommand(*m_lab, host))
            command.arguments += QString::fromStdString(word);
        options->hosts.push_back(std::move(command));
    }
    for (const lab::RouterNaming &router : m_lab->routers())
        options->routerNames.push_back({ router.id, router.name });
    return options;
}

} // namespace kv::cli
