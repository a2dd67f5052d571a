// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/wire/bodycodec.h"
#include "probes/wire/fields.h"
#include "probes/wire/jsonwriter.h"

#include <limits>

namespace kv::wire {

void write(JsonWriter &json, const model::ProcessInfo &body)
{
    json.number("pid", body.pid);
    json.number("parentPid", body.parentPid);
    json.text("name", body.name);
    json.identity("netns", body.netns);
    if (!body.configFile.empty())
        json.text("configFile", body.configFile, maxPathBytes);
    json.text("state", model::processStateName(body.state));
    json.number("startedAt", body.startedAt);
    if (!body.version.empty())
        json.text("version", body.version);
    if (body.isContained)
        json.flag("contained", true);
}

void read(Fields &fields, model::ProcessInfo &body)
{
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    fields.number("pid", body.pid, Need::required, std::int32_t{ 0 }, most);
    fields.number("parentPid", body.parentPid, Need::required, std::int32_t{ 0 }, most);
    fields.text("name", body.name);
    fields.identity("netns", body.netns);
    fields.text("configFile", body.configFile, Need::optional);
    fields.word("state", body.state, model::processStateFromName);
    fields.time("startedAt", body.startedAt);
    fields.text("version", body.version, Need::optional);
    fields.flag("contained", body.isContained, Need::optional);
}

} // namespace kv::wire
