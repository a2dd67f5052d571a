// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>
#include <QVector>

namespace kv::tests {

/// One row of DESIGN's table of folders: which folders of the project and which families a folder may
/// include.
struct LayerRule {
    QString folder;
    QStringList mayInclude; ///< folders
    QStringList families; ///< QtCore, QtNetwork, QtGui, QtWidgets, QtCharts, QtSvg, libnl, json, disk
};

QVector<LayerRule> layerRules();

/// The `#include` lines of one source text, in order; `quoted` are the project's own.
struct Include {
    QString path;
    bool isQuoted = false;
};
QVector<Include> includesOf(const QString &text);

/// The family of a system header, "" for the C++ library (but for its files) and POSIX.
QString familyOf(const QString &header);

/// What is wrong with one file's includes, a sentence each; empty when all is well.
QStringList violations(const LayerRule &rule, const QString &file, const QString &text);

/// One include cycle among quoted includes (file → files), as the list of its files; empty when there is
/// none.
QStringList findCycle(const QHash<QString, QStringList> &graph);

} // namespace kv::tests
