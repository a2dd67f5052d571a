// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pictureactions.h"

#include "app/gui/offers.h"
#include "app/gui/picturefile.h"
#include "widgets/topology/canvas.h"
#include "widgets/topology/commands.h"
#include "widgets/topology/filterbar.h"
#include "widgets/topology/findbar.h"
#include "widgets/topology/minimap.h"
#include "widgets/topology/pictureexport.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

#include <algorithm>

namespace kv::gui {

namespace {

constexpr qsizetype mostAddresses = 12; ///< in a menu; a namespace may hold hundreds

void addCopy(QMenu *menu, const QString &label, const QString &what)
{
    QAction *action = menu->addAction(label);
    action->setData(what);
    QObject::connect(action, &QAction::triggered, menu,
                     [what] { QGuiApplication::clipboard()->setText(what); });
}

/// Menus take "&" for a mnemonic.
QString plain(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

PictureActions::PictureActions(topology::Canvas *canvas, QWidget *window)
    : QObject(window), m_canvas(canvas), m_window(window), m_findBar(new topology::FindBar(canvas)),
      m_filterBar(new topology::FilterBar(canvas, window)), m_minimap(new topology::Minimap(canvas)),
      m_find(make(QStringLiteral("findAction"), tr("&Find…"), QKeySequence::Find)),
      m_findNext(make(QStringLiteral("findNextAction"), tr("Find ne&xt"), Qt::Key_F3)),
      m_findPrevious(
          make(QStringLiteral("findPreviousAction"), tr("Find pre&vious"), Qt::SHIFT | Qt::Key_F3)),
      m_filter(make(QStringLiteral("filterAction"), tr("Fi&lter…"), Qt::CTRL | Qt::SHIFT | Qt::Key_F)),
      m_undo(make(QStringLiteral("undoViewAction"), {}, Qt::CTRL | Qt::Key_Z)),
      m_redo(make(QStringLiteral("redoViewAction"), {}, Qt::CTRL | Qt::SHIFT | Qt::Key_Z)),
      m_map(make(QStringLiteral("mapAction"), tr("&Map of the diagram"), {})),
      m_save(make(QStringLiteral("savePictureAction"), tr("Save the &picture…"), Qt::CTRL | Qt::Key_E)),
      m_print(make(QStringLiteral("printAction"), tr("P&rint…"), QKeySequence::Print))
{
    connect(m_find, &QAction::triggered, m_findBar, &topology::FindBar::open);
    connect(m_findNext, &QAction::triggered, m_canvas, &topology::Canvas::nextHit);
    connect(m_findPrevious, &QAction::triggered, m_canvas, &topology::Canvas::previousHit);
    connect(m_filter, &QAction::triggered, m_filterBar, &topology::FilterBar::open);
    connect(m_undo, &QAction::triggered, m_canvas, &topology::Canvas::undoView);
    connect(m_redo, &QAction::triggered, m_canvas, &topology::Canvas::redoView);
    connect(m_canvas, &topology::Canvas::historyChanged, this, &PictureActions::showHistory);
    showHistory();
    m_map->setCheckable(true);
    m_map->setChecked(true);
    connect(m_map, &QAction::toggled, m_minimap, &topology::Minimap::setWanted);
    connect(m_save, &QAction::triggered, this, &PictureActions::askFile);
    connect(m_print, &QAction::triggered, this, &PictureActions::askPrinter);
    connect(m_canvas, &topology::Canvas::menuWanted, this, &PictureActions::showMenu);
}

QAction *PictureActions::make(const QString &name, const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, m_window);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
}

void PictureActions::showSite(const state::SitePtr &site)
{
    m_site = site;
    m_filterBar->showSite(site);
}

void PictureActions::showHistory()
{
    const QString undo = m_canvas->undoName();
    const QString redo = m_canvas->redoName();
    m_undo->setText(undo.isEmpty() ? tr("&Undo in the view") : tr("&Undo %1").arg(undo));
    m_undo->setEnabled(!undo.isEmpty());
    m_redo->setText(redo.isEmpty() ? tr("Re&do in the view") : tr("Re&do %1").arg(redo));
    m_redo->setEnabled(!redo.isEmpty());
}

void PictureActions::addToFileMenu(QMenu *file) const
{
    file->addActions({ m_save, m_print });
}

void PictureActions::addToViewMenu(QMenu *view) const
{
    view->addActions({ m_undo, m_redo, m_find, m_findNext, m_findPrevious, m_filter, m_map });
}

bool PictureActions::hasMap() const
{
    return m_map->isChecked();
}

void PictureActions::setMap(bool shown)
{
    m_map->setChecked(shown);
}

void PictureActions::askFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Save the picture"), QString(),
                                   tr("SVG, text stays text (*.svg);;PDF (*.pdf);;PNG (*.png)"));
    dialog->setObjectName(QStringLiteral("savePictureDialog"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("svg"));
    dialog->selectFile(QStringLiteral("keepview.svg"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        for (const char *suffix : { "svg", "pdf", "png" }) {
            if (filter.contains(QLatin1String("*.") + QLatin1String(suffix)))
                dialog->setDefaultSuffix(QLatin1String(suffix));
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, &PictureActions::save);
    dialog->open();
}

void PictureActions::save(const QString &fileName)
{
    const QString problem = savePicture(*m_canvas->displayList(), m_canvas->pictureTheme(), fileName);
    if (!problem.isEmpty())
        Q_EMIT failed(tr("The picture was not saved"), problem);
}

void PictureActions::askPrinter()
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    printer->setDocName(QStringLiteral("Keepview"));
    auto *dialog = new QPrintDialog(printer.get(), m_window);
    dialog->setObjectName(QStringLiteral("printDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<>(&QDialog::accepted), this, [this, printer] { print(*printer); });
    dialog->open();
}

// On paper always the light one.
void PictureActions::print(QPrinter &printer)
{
    QPainter painter;
    if (!painter.begin(&printer)) {
        Q_EMIT failed(tr("The picture was not printed"), tr("The printer could not be opened."));
        return;
    }
    const QRectF page(0, 0, printer.pageRect(QPrinter::DevicePixel).width(),
                      printer.pageRect(QPrinter::DevicePixel).height());
    topology::paintOnPage(painter, page, *m_canvas->displayList(), picture::Theme::light);
}

void PictureActions::showMenu(const QString &elementId, QPoint at)
{
    auto *menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("elementMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillWithCopies(menu, elementId);
    if (!menu->isEmpty())
        menu->addSeparator();
    const picture::DisplayListPtr list = m_canvas->displayList();
    if (const picture::Element *element = elementId.isEmpty() ? nullptr : list->find(elementId)) {
        fillWithPlaces(menu, *element);
        fillWithFilters(menu, *element);
    }
    if (m_canvas->filter().isActive())
        connect(menu->addAction(tr("&Show all")), &QAction::triggered, m_filterBar,
                &topology::FilterBar::dismiss);
    menu->addActions({ m_undo, m_find, m_filter });
    QAction *fit = menu->addAction(tr("Fi&t"));
    connect(fit, &QAction::triggered, m_canvas, &topology::Canvas::zoomToFit);
    menu->addActions({ m_save, m_print });
    menu->popup(at);
}

/// Where there is no button in the picture too: in the overview, in a collapsed host.
void PictureActions::fillWithChanges(QMenu *menu, const picture::Element &element)
{
    using picture::TargetKind;
    const picture::Target &target = element.target;
    topology::Canvas *canvas = m_canvas;
    if (target.kind == TargetKind::disable || target.kind == TargetKind::restore) {
        connect(menu->addAction(plain(element.name)), &QAction::triggered, canvas,
                [canvas, id = element.id] { canvas->activateElement(id); });
        return;
    }
    const auto offer =
        target.kind == TargetKind::link ? offeredLink(*m_site, target.host, target.link) : std::nullopt;
    if (!offer)
        return;
    const QString host = QString::fromStdString(target.host);
    const QString text = offer->isDown ? tr("&Restore %1 on %2") : tr("&Disable %1 on %2…");
    QAction *act = menu->addAction(text.arg(plain(offer->name), plain(host)));
    act->setEnabled(offer->isAllowed);
    if (offer->isDown)
        connect(act, &QAction::triggered, this,
                [this, host, link = target.link] { Q_EMIT linkUpWanted(host, link); });
    else
        connect(act, &QAction::triggered, canvas, [canvas, host, link = target.link] {
            Q_EMIT canvas->disableRequested(host, link.netns, link.ifindex);
        });
}

/// What the element stands for, alone.
void PictureActions::fillWithFilters(QMenu *menu, const picture::Element &element) const
{
    const auto add = [this, menu](const QString &label, auto set) {
        picture::Filter filter;
        filter.hidden = m_canvas->filter().hidden;
        set(filter);
        if (filter == m_canvas->filter())
            return;
        connect(menu->addAction(label), &QAction::triggered, m_canvas,
                [canvas = m_canvas, filter] { canvas->setFilter(filter); });
    };
    const picture::Target &target = element.target;
    const state::Router *router = m_site ? m_site->router(target.routerId) : nullptr;
    if (router != nullptr)
        add(tr("Show &only router %1").arg(plain(QString::fromStdString(router->name))),
            [&](picture::Filter &filter) { filter.routerId = target.routerId; });
    else if (target.kind == picture::TargetKind::host)
        add(tr("Show &only %1").arg(plain(QString::fromStdString(target.host))),
            [&](picture::Filter &filter) { filter.host = target.host; });
    const auto isIts = [&target](const state::Network &network) { return network.key == target.network; };
    if (m_site && !target.network.empty()) {
        const auto network = std::ranges::find_if(m_site->networks, isIts);
        if (network != m_site->networks.end())
            add(tr("Show only net&work %1").arg(plain(QString::fromStdString(network->label))),
                [&](picture::Filter &filter) { filter.network = target.network; });
    }
}

void PictureActions::fillWithPlaces(QMenu *menu, const picture::Element &element) const
{
    const QString host = QString::fromStdString(element.target.host);
    if (element.target.kind != picture::TargetKind::host || !m_canvas->mayPin(host))
        return;
    topology::Canvas *canvas = m_canvas;
    if (canvas->pins(canvas->form()).contains(element.target.host))
        connect(menu->addAction(tr("&Unpin %1").arg(plain(host))), &QAction::triggered, canvas,
                [canvas, host] { canvas->unpinHost(host); });
    else
        connect(menu->addAction(tr("P&in %1 here (Shift and drag moves it)").arg(plain(host))),
                &QAction::triggered, canvas, [canvas, host] { canvas->moveHost(host, 0); });
}

void PictureActions::fillWithCopies(QMenu *menu, const QString &elementId)
{
    const picture::DisplayListPtr list = m_canvas->displayList();
    const picture::Element *element = elementId.isEmpty() ? nullptr : list->find(elementId);
    if (element == nullptr || !m_site)
        return;
    menu->addSection(plain(element->name));
    fillWithChanges(menu, *element);
    const topology::Copyable copyable = topology::copyableOf(element->target, *m_site);
    if (!copyable.name.isEmpty())
        addCopy(menu, tr("Copy the &name %1").arg(plain(copyable.name)), copyable.name);
    for (const QString &address : copyable.addresses.mid(0, mostAddresses))
        addCopy(menu, tr("Copy the address %1").arg(plain(address)), address);
    if (!copyable.mac.isEmpty())
        addCopy(menu, tr("Copy the &MAC address %1").arg(copyable.mac), copyable.mac);
    if (copyable.commands.isEmpty())
        return;
    QMenu *commands =
        menu->addMenu(tr("Copy a &command for %1").arg(plain(QString::fromStdString(element->target.host))));
    commands->setObjectName(QStringLiteral("commandsMenu"));
    for (const QString &command : copyable.commands)
        addCopy(commands, plain(command), command);
}

} // namespace kv::gui
