// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/style/layers.h"

#include <QHash>
#include <QRegularExpression>

#include <functional>

namespace kv::tests {

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

LayerRule rule(const char *folder, const char *folders, const char *families)
{
    return { QString::fromLatin1(folder), words(folders), words(families) };
}

QString folderOf(const QString &path)
{
    return path.section(QLatin1Char('/'), 0, -2);
}

struct FamilyPattern {
    const char *family;
    const char *pattern;
};

constexpr FamilyPattern familyPatterns[] = {
    { "disk",
      "^(Q(File|SaveFile|FileDevice|FileInfo|Dir|DirIterator|Temporary(File|Dir)|LockFile|FileSystemWatcher|"
      "Settings|StandardPaths)|fstream|filesystem)$" },
    { "libnl", "^(netlink/|libnl)" },
    { "json", "^nlohmann/" },
    { "QtCharts",
      "^(QtCharts/.*|Q(Chart|Abstract(Axis|Series)|ValueAxis|DateTimeAxis|LineSeries|XYSeries|AreaSeries|"
      "Legend)[A-Za-z]*)$" },
    { "QtSvg", "^QSvg" },
    { "QtTest", "^(QTest|QSignalSpy|QAbstractItemModelTester)" },
    { "QtNetwork",
      "^Q(Tcp|Udp|Local|Network|Ssl|Host|Abstract)?(Socket|Server|AccessManager|NetworkReply|NetworkRequest|"
      "HostAddress|HostInfo)" },
    { "QtGui",
      "^Q(Painter|PainterPath|Pen|Brush|Color|Font|FontMetrics|FontMetricsF|FontDatabase|Image|Pixmap|Icon|"
      "Palette|Polygon|PolygonF|Region|Transform|.*Event|GuiApplication|Screen|Window|Action|ActionGroup|"
      "Shortcut|KeySequence|Accessible.*|StandardItem.*|Clipboard|Cursor|Gradient|LinearGradient|"
      "DesktopServices|Static.*|Text(Document|Layout|Cursor).*|RawFont|Vector[234]D|PageSize|PageLayout|"
      "PdfWriter|Paint.*)$" },
    { "QtWidgets",
      "^Q(Widget|MainWindow|Dock.*|Dialog.*|Application|Layout.*|.*Layout|.*View|.*Button|Label|Line"
      "Edit|Menu.*|Tool.*|Status.*|Header.*|Style.*|.*Delegate|Splitter.*|Scroll.*|SpinBox|DoubleSpinBox|"
      "Combo.*|Check.*|Tab.*|Stacked.*|Frame|Group.*|Message.*|Progress.*|File.*Dialog|Graphics.*|"
      "Abstract(Scroll|Item|Button|Spin|Slider).*|PlainTextEdit|TextEdit|TextBrowser|Tree.*|Table.*|"
      "List.*|Completer|Whats.*|Slider|Rubber.*|SizePolicy|SizeGrip|CommonStyle|ProxyStyle)$" },
    { "QtCore", "^(Qt?[A-Z]|QtGlobal)" },
};

constexpr const char *coreHeadersThatLookWider[] = {
    "QAbstractItemModel",
    "QAbstractTableModel",
    "QAbstractListModel",
    "QStringView",
    "QByteArrayView",
    "QUtf8StringView",
    "QAnyStringView",
    "QLatin1StringView",
    "QStringList",
    "QList",
    "QTimerEvent",
    "QEvent",
    "QChildEvent",
    "QListIterator",
    "QStringListModel",
    "QEventLoop",
    "QDynamicPropertyChangeEvent",
};

} // namespace

QVector<LayerRule> layerRules()
{
    const char *core = "QtCore";
    return {
        rule("probes/model", "", ""),
        rule("probes/wire", "probes/model", "json"),
        rule("probes/netlink", "probes/model", "libnl"),
        rule("probes/vrrp", "probes/model", ""),
        rule("probes/icmp", "probes/model", ""),
        rule("probes/neutron", "probes/model", "json"),
        rule("probes/host", "probes/model probes/wire probes/netlink probes/vrrp probes/icmp probes/neutron",
             "libnl json disk"),
        rule("probes/session", "probes/model probes/wire probes/neutron", "QtCore QtNetwork disk"),
        rule("app/state", "probes/model", ""),
        rule("app/engine", "probes/model app/state app/picture", core),
        rule("app/picture", "probes/model app/state", core),
        rule("app/lab", "probes/model probes/netlink", "QtCore json disk"),
        rule("app/language", "probes/model", core),
        rule("app/cli",
             "probes/model probes/wire probes/session app/state app/engine app/picture app/lab "
             "app/language",
             "QtCore QtNetwork disk"),
        rule("app/gui",
             "probes/model probes/session app/state app/engine app/picture app/lab app/language "
             "widgets/topology widgets/continuity widgets/facts widgets/routers widgets/verify widgets/look",
             "QtCore QtNetwork QtGui QtWidgets QtCharts QtSvg disk"),
        rule("widgets/look", "probes/model app/state app/picture", "QtCore QtGui QtWidgets"),
        rule("widgets/topology", "probes/model app/state app/picture widgets/look", "QtCore QtGui QtWidgets"),
        rule("widgets/continuity", "probes/model app/state app/picture widgets/look",
             "QtCore QtGui QtWidgets QtCharts"),
        rule("widgets/facts", "probes/model app/state widgets/look", "QtCore QtGui QtWidgets"),
        rule("widgets/routers", "probes/model app/state app/picture widgets/look", "QtCore QtGui QtWidgets"),
        rule("widgets/verify", "probes/model app/state app/picture widgets/look",
             "QtCore QtGui QtWidgets QtCharts"),
    };
}

QVector<Include> includesOf(const QString &text)
{
    static const QRegularExpression line(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"),
                                         QRegularExpression::MultilineOption);
    QVector<Include> result;
    auto matches = line.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        result.append({ match.captured(2), match.captured(1) == QLatin1String("\"") });
    }
    return result;
}

QString familyOf(const QString &header)
{
    for (const char *known : coreHeadersThatLookWider) {
        if (header == QLatin1String(known))
            return QStringLiteral("QtCore");
    }
    for (const auto &[family, pattern] : familyPatterns) {
        if (QRegularExpression(QString::fromLatin1(pattern)).match(header).hasMatch())
            return QString::fromLatin1(family);
    }
    return {};
}

QStringList violations(const LayerRule &rule, const QString &file, const QString &text)
{
    QStringList result;
    for (const auto &include : includesOf(text)) {
        if (include.isQuoted) {
            if (include.path.endsWith(QLatin1String(".moc")))
                continue;
            const QString folder = folderOf(include.path);
            if (folder != rule.folder && !rule.mayInclude.contains(folder))
                result << QStringLiteral("%1 includes \"%2\": %3 may not include %4")
                              .arg(file, include.path, rule.folder,
                                   folder.isEmpty() ? QStringLiteral("it") : folder);
            continue;
        }
        const QString family = familyOf(include.path);
        if (!family.isEmpty() && !rule.families.contains(family))
            result << QStringLiteral("%1 includes <%2>: %3 may not use %4")
                          .arg(file, include.path, rule.folder, family);
        if (family == QLatin1String("json") && file.endsWith(QLatin1String(".h"))
            && include.path != QLatin1String("nlohmann/json_fwd.hpp"))
            result << QStringLiteral("%1: JSON belongs in .cpp files").arg(file);
    }
    return result;
}

QStringList findCycle(const QHash<QString, QStringList> &graph)
{
    QSet<QString> done;
    QStringList trail;
    QStringList cycle;
    const std::function<bool(const QString &)> visit = [&](const QString &file) {
        const auto at = trail.indexOf(file);
        if (at >= 0) {
            cycle = trail.mid(at) << file;
            return true;
        }
        if (done.contains(file))
            return false;
        trail.append(file);
        const QStringList next = graph.value(file);
        for (const QString &other : next) {
            if (visit(other))
                return true;
        }
        trail.removeLast();
        done.insert(file);
        return false;
    };
    QStringList files = graph.keys();
    files.sort();
    for (const QString &file : std::as_const(files)) {
        if (visit(file))
            break;
    }
    return cycle;
}

} // namespace kv::tests
