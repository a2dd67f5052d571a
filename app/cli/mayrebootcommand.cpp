// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/jsonfile.h"
#include "app/cli/sitereading.h"
#include "app/engine/reboot.h"

#include <QJsonArray>

namespace kv::cli {

namespace {

class MayReboot {
    Q_DECLARE_TR_FUNCTIONS(kv::cli::MayReboot)
public:
    static void declare(QCommandLineParser &parser);
    static int show(const state::Site &site, const std::string &host, const QString &jsonFile);

private:
    static void list(const QString &title, const std::vector<state::RebootItem> &items);
};

void MayReboot::declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        tr("May HOST be rebooted? Lists what would lose service, what moves to another host, and what stays "
           "without redundancy meanwhile.\n"
           "Exit code 0: it may, 1: something would lose service, 2: cannot say, or could not run."));
    parser.addPositionalArgument(QStringLiteral("HOST"), tr("The host, as it is named here."));
    parser.addOption({ QStringLiteral("json"), tr("As JSON to a file; - is the standard output."),
                       QStringLiteral("file") });
}

void MayReboot::list(const QString &title, const std::vector<state::RebootItem> &items)
{
    if (items.empty())
        return;
    printLine(title);
    for (const state::RebootItem &item : items)
        printLine(QStringLiteral("  %1: %2")
                      .arg(QString::fromStdString(item.subject), QString::fromStdString(item.text)));
}

QJsonArray itemsJson(const std::vector<state::RebootItem> &items)
{
    QJsonArray json;
    for (const state::RebootItem &item : items) {
        const std::string_view kind = engine::rebootKindWord(item.kind);
        json.append(QJsonObject{
            { QStringLiteral("kind"), QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size())) },
            { QStringLiteral("subject"), QString::fromStdString(item.subject) },
            { QStringLiteral("text"), QString::fromStdString(item.text) },
        });
    }
    return json;
}

int MayReboot::show(const state::Site &site, const std::string &host, const QString &jsonFile)
{
    const state::RebootAnswer answer = engine::mayReboot(site, host);
    if (!site.host(host)) {
        printError(QString::fromStdString(answer.summary));
        return exitCouldNotRun;
    }
    if (jsonFile != QLatin1String("-")) {
        printLine(QString::fromStdString(answer.summary));
        list(tr("Would lose service:"), answer.losses);
        list(tr("Cannot be said:"), answer.unclear);
        list(tr("Moves:"), answer.moves);
        list(tr("Without redundancy until it is back:"), answer.exposed);
    }
    const std::string_view verdict = engine::rebootVerdictWord(answer.verdict);
    const QJsonObject json{
        { QStringLiteral("schema"), 1 },
        { QStringLiteral("host"), QString::fromStdString(answer.host) },
        { QStringLiteral("verdict"),
          QString::fromLatin1(verdict.data(), static_cast<qsizetype>(verdict.size())) },
        { QStringLiteral("summary"), QString::fromStdString(answer.summary) },
        { QStringLiteral("losses"), itemsJson(answer.losses) },
        { QStringLiteral("unclear"), itemsJson(answer.unclear) },
        { QStringLiteral("moves"), itemsJson(answer.moves) },
        { QStringLiteral("exposed"), itemsJson(answer.exposed) },
    };
    if (!jsonFile.isEmpty() && !writeJson(jsonFile, json))
        return exitCouldNotRun;
    switch (answer.verdict) {
    case state::RebootVerdict::may:
        return exitPass;
    case state::RebootVerdict::losesService:
        return exitFail;
    case state::RebootVerdict::cannotSay:
        break;
    }
    return exitCouldNotRun;
}

} // namespace

int mayRebootCommand(const Invocation &invocation)
{
    QCommandLineParser parser;
    MayReboot::declare(parser);
    SiteReading reading(parser);
    if (const auto code = parseWords(parser, QStringLiteral("may-reboot"), invocation.words))
        return *code;
    const QString host = parser.positionalArguments().value(0);
    if (host.isEmpty()) {
        printError(MayReboot::tr("name one host: keepviewctl may-reboot HOST"));
        return exitCouldNotRun;
    }
    const auto site = reading.read(1);
    if (!site) {
        printError(QString::fromStdString(site.error().text));
        return exitCouldNotRun;
    }
    return MayReboot::show(**site, host.toStdString(), parser.value(QStringLiteral("json")));
}

} // namespace kv::cli
