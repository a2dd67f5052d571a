// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the canvas of the lab's site to PNG and SVG files, to be looked at:
//     QT_QPA_PLATFORM=offscreen tests/tool_rendertopology DIRECTORY
#include "app/picture/build.h"
#include "app/picture/svgwriter.h"
#include "tests/support/generated.h"
#include "tests/support/labsite.h"
#include "tests/support/plainsite.h"
#include "tests/support/programs.h"
#include "widgets/topology/canvas.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QPalette>

using namespace kv;

namespace {

struct Picture {
    const char *name;
    state::SitePtr site;
};

struct Look {
    picture::Form form = picture::Form::components;
    bool isDark = false;
    QSize size;
};

void render(const QDir &directory, const Picture &picture, const Look &look)
{
    const auto [form, isDark, size] = look;
    topology::Canvas canvas;
    QPalette palette;
    palette.setColor(QPalette::Window, isDark ? QColor(0x0a, 0x26, 0x31) : QColor(0xf4, 0xf1, 0xe8));
    canvas.setPalette(palette);
    canvas.resize(size);
    canvas.setForm(form);
    canvas.showSite(picture.site);
    canvas.setForm(form); // a large site begins as a fleet
    canvas.show();
    do
        QCoreApplication::processEvents();
    while (canvas.isLayingOut());
    QCoreApplication::processEvents();
    if (isDark) {
        // A heartbeat on its way, something selected, the keyboard somewhere.
        auto later = std::make_shared<state::Site>(*picture.site);
        for (state::Router &router : later->routers) {
            for (state::Instance &instance : router.instances)
                instance.lastHeartbeatSent += 1000;
        }
        canvas.showSite(later);
        canvas.setFocus();
        if (!later->routers.empty())
            canvas.selectRouter(QString::fromStdString(later->routers.front().id));
        canvas.focusElement(QStringLiteral("host:compute1"));
        canvas.focusElement(QStringLiteral("host:network02"));
        QDeadlineTimer half(350);
        while (!half.hasExpired())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    const QString base = QString::fromLatin1(picture.name)
        + (form == picture::Form::overview    ? QStringLiteral("-overview")
               : form == picture::Form::fleet ? QStringLiteral("-fleet")
                                              : QString());
    const QString name = QStringLiteral("%1-%2-%3.png")
                             .arg(base, isDark ? QStringLiteral("dark") : QStringLiteral("light"))
                             .arg(size.width());
    canvas.grab().save(directory.filePath(name));
    QFile file(directory.filePath(base + QStringLiteral(".svg")));
    if (file.open(QIODevice::WriteOnly))
        file.write(
            picture::svg(*canvas.displayList(), isDark ? picture::Theme::dark : picture::Theme::light));
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication app(argc, argv);
    const QDir directory(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    QDir().mkpath(directory.path());
    tests::LabOptions rich{ tests::LabMoment::steady, 2, 2, true, true, true, true, 0, true };
    tests::LabOptions richFailover = rich;
    richFailover.moment = tests::LabMoment::tookOver;
    const auto lab = [](const tests::LabOptions &options) { return tests::labSite(options); };
    const Picture pictures[] = {
        { "steady", lab({}) },
        { "tookover", lab({ tests::LabMoment::tookOver }) },
        { "cut", lab({ tests::LabMoment::cut }) },
        { "guide", lab(rich) },
        { "guide-failover", lab(richFailover) },
        { "three", lab({ tests::LabMoment::steady, 3, 2, false, true }) },
        { "routers", lab({ tests::LabMoment::steady, 2, 1, false, false, true, false, 3 }) },
        { "two-routers", lab({ tests::LabMoment::tookOver, 2, 1, false, false, true, false, 1 }) },
        { "plain", tests::plainSite(false) },
        { "plain-cut", tests::plainSite(true) },
        { "starting", tests::startingSite() },
        { "programs", tests::withPrograms(*lab(rich)) },
    };
    for (const Picture &picture : pictures) {
        if (argc > 2)
            break; // only generated sites
        for (const picture::Form form : { picture::Form::components, picture::Form::overview }) {
            render(directory, picture, { form, false, { 1024, 632 } });
            render(directory, picture, { form, true, { 1024, 632 } });
            render(directory, picture, { form, false, { 1600, 988 } });
        }
    }
    const std::pair<const char *, session::GeneratedSpec> generated[] = {
        { "generated-3", { 3, 8, false } },
        { "generated-40", { 40, 41, true } },
        { "generated-100", { 100, 60, true } }
    };
    for (const auto &[name, spec] : generated) {
        const Picture picture{ name, tests::generatedSite(spec) };
        for (const picture::Form form : { picture::Form::fleet, picture::Form::components })
            render(directory, picture, { form, true, { 1030, 660 } });
        render(directory, picture, { picture::Form::fleet, false, { 1600, 988 } });
    }
    return 0;
}
