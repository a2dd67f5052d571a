// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/picture/displaylist.h"
#include "app/state/site.h"
#include "probes/model/link.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
class QPrinter;
class QWidget;
QT_END_NAMESPACE

namespace kv::topology {
class Canvas;
class FilterBar;
class FindBar;
class Minimap;
} // namespace kv::topology

namespace kv::gui {

/// What a window offers to do with its diagram: find in it, filter it, take a change of the view back, save
/// it, print it, copy from an element, pin a host.
class PictureActions : public QObject {
    Q_OBJECT
public:
    PictureActions(topology::Canvas *canvas, QWidget *window);

    /// Stands above the diagram.
    topology::FilterBar *filterBar() const { return m_filterBar; }
    void showSite(const state::SitePtr &site);
    void addToFileMenu(QMenu *file) const;
    void addToViewMenu(QMenu *view) const;
    bool hasMap() const;
    void setMap(bool shown);
    /// By the ending of the name; tells failed() when it cannot.
    void save(const QString &fileName);
    void print(QPrinter &printer);

Q_SIGNALS:
    void failed(const QString &title, const QString &text);
    void linkUpWanted(const QString &host, kv::model::LinkKey link);

private:
    QAction *make(const QString &name, const QString &text, const QKeySequence &keys);
    void askFile();
    void askPrinter();
    void showMenu(const QString &elementId, QPoint at);
    void showHistory();
    void fillWithCopies(QMenu *menu, const QString &elementId);
    void fillWithChanges(QMenu *menu, const picture::Element &element);
    void fillWithFilters(QMenu *menu, const picture::Element &element) const;
    void fillWithPlaces(QMenu *menu, const picture::Element &element) const;

    topology::Canvas *m_canvas;
    QWidget *m_window;
    topology::FindBar *m_findBar;
    topology::FilterBar *m_filterBar;
    topology::Minimap *m_minimap;
    state::SitePtr m_site;
    QAction *m_find;
    QAction *m_findNext;
    QAction *m_findPrevious;
    QAction *m_filter;
    QAction *m_undo;
    QAction *m_redo;
    QAction *m_map;
    QAction *m_save;
    QAction *m_print;
};

} // namespace kv::gui
