// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/routers/inspector.h"

#include "widgets/look/markdelegate.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/routers/evidencemodel.h"
#include "widgets/routers/pathpanel.h"
#include "widgets/routers/prediction.h"
#include "widgets/routers/verdictpanel.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace kv::routers {

namespace {

constexpr int evidenceRow = 40;

QFont sized(QFont font, int pixels, bool bold)
{
    font.setPixelSize(pixels);
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace

Inspector::Inspector(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("inspector"));
    m_name = new QLabel(this);
    m_name->setObjectName(QStringLiteral("inspectorName"));
    m_id = new QLabel(this);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_verdict = new VerdictPanel(this);
    makeEvidence();
    m_predictionTitle = new QLabel(this);
    m_predictionGrid = new QGridLayout;
    m_predictionGrid->setHorizontalSpacing(12);
    m_predictionGrid->setVerticalSpacing(6);
    m_predictionGrid->setColumnMinimumWidth(0, 84);
    m_predictionGrid->setColumnStretch(1, 1);
    m_path = new PathPanel(this);
    m_buttons = new QVBoxLayout;
    m_buttons->setSpacing(8);

    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 8, 0, 12);
    box->setSpacing(8);
    const auto padded = [box](auto *item) {
        auto *row = new QVBoxLayout;
        row->setContentsMargins(12, 0, 12, 0);
        if constexpr (std::is_base_of_v<QWidget, std::remove_pointer_t<decltype(item)>>)
            row->addWidget(item);
        else
            row->addLayout(item);
        box->addLayout(row);
    };
    padded(m_name);
    padded(m_id);
    padded(m_verdict);
    box->addWidget(m_evidence);
    box->addSpacing(4);
    padded(m_predictionTitle);
    padded(m_predictionGrid);
    box->addWidget(m_path);
    box->addStretch(1);
    padded(m_buttons);
    applyTheme();
    refresh();
}

void Inspector::makeEvidence()
{
    m_evidenceModel = new EvidenceModel(this);
    m_evidence = new QTableView(this);
    m_evidence->setObjectName(QStringLiteral("evidenceTable"));
    m_evidence->setAccessibleName(tr("Evidence of each instance"));
    m_evidence->setModel(m_evidenceModel);
    m_evidence->setItemDelegate(new look::MarkDelegate(m_evidence, evidenceRow));
    m_evidence->setShowGrid(false);
    m_evidence->setSelectionMode(QAbstractItemView::NoSelection);
    m_evidence->setTabKeyNavigation(false);
    m_evidence->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_evidence->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_evidence->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_evidence->verticalHeader()->hide();
    m_evidence->verticalHeader()->setDefaultSectionSize(evidenceRow);
    m_evidence->horizontalHeader()->setHighlightSections(false);
    m_evidence->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_evidenceModel, &QAbstractItemModel::modelReset, this, &Inspector::sizeEvidence);
}

void Inspector::sizeEvidence()
{
    constexpr int sourceWidth = 68;
    constexpr int leastColumn = 110;
    auto *header = m_evidence->horizontalHeader();
    const int columns = m_evidenceModel->columnCount();
    for (int i = 0; i < columns; ++i)
        header->setSectionResizeMode(i, columns <= 3 && i > 0 ? QHeaderView::Stretch : QHeaderView::Fixed);
    if (columns > 0)
        header->resizeSection(0, sourceWidth);
    for (int i = 1; columns > 3 && i < columns; ++i)
        header->resizeSection(i, leastColumn);
    m_evidence->setFixedHeight(m_evidenceModel->rowCount() * evidenceRow + header->sizeHint().height() + 2);
}

void Inspector::applyTheme()
{
    const look::Theme &theme = look::themeOf(palette());
    const auto colour = [](QLabel *label, const QColor &color) {
        QPalette p = label->palette();
        p.setColor(QPalette::WindowText, color);
        label->setPalette(p);
    };
    m_name->setFont(sized(font(), 16, true));
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(11);
    m_id->setFont(mono);
    m_predictionTitle->setFont(sized(font(), 12, true));
    colour(m_name, theme.ink);
    colour(m_id, theme.dim);
    colour(m_predictionTitle, theme.ink);
    for (int row = 0; row < m_predictionGrid->rowCount(); ++row) {
        for (int column = 0; column < 2; ++column) {
            auto *item = m_predictionGrid->itemAtPosition(row, column);
            if (auto *label = item ? qobject_cast<QLabel *>(item->widget()) : nullptr)
                colour(label, column == 0 ? theme.dim : theme.ink);
        }
    }
}

void Inspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange)
        // Later: a new style sheet first gives the labels back the palettes that they had before the last
        // one.
        QMetaObject::invokeMethod(this, &Inspector::applyTheme, Qt::QueuedConnection);
    QWidget::changeEvent(event);
}

void Inspector::showSite(const state::SitePtr &site)
{
    m_site = site;
    refresh();
}

void Inspector::showRouter(const QString &routerId)
{
    m_routerId = routerId;
    refresh();
}

void Inspector::refresh()
{
    const std::string id = m_routerId.toStdString();
    const state::Router *router = m_site ? m_site->router(id) : nullptr;
    m_evidenceModel->showRouter(m_site, id);
    for (QWidget *widget : { static_cast<QWidget *>(m_id), static_cast<QWidget *>(m_verdict),
                             static_cast<QWidget *>(m_evidence), static_cast<QWidget *>(m_predictionTitle) })
        widget->setVisible(router != nullptr);
    if (!router) {
        m_name->setText(tr("No router"));
        return;
    }
    m_name->setText(look::fromStd(router->name));
    m_id->setText(look::fromStd(router->id));
    m_id->setVisible(router->id != router->name);
    m_verdict->showRouter(*router);
    showPrediction(*router);
}

void Inspector::showPrediction(const state::Router &router)
{
    const Prediction prediction = predictionOf(*m_site, router);
    m_predictionTitle->setText(prediction.title);
    const int lines = static_cast<int>(prediction.lines.size());
    const look::Theme &theme = look::themeOf(palette());
    for (int row = 0; row < std::max(lines, m_predictionGrid->rowCount()); ++row) {
        for (int column = 0; column < 2; ++column) {
            auto *item = m_predictionGrid->itemAtPosition(row, column);
            auto *label = item ? qobject_cast<QLabel *>(item->widget()) : nullptr;
            if (!label && row < lines) {
                label = new QLabel(this);
                label->setFont(sized(font(), 12, false));
                label->setWordWrap(column == 1);
                QPalette p = label->palette();
                p.setColor(QPalette::WindowText, column == 0 ? theme.dim : theme.ink);
                label->setPalette(p);
                m_predictionGrid->addWidget(label, row, column, Qt::AlignTop);
            }
            if (!label)
                continue;
            label->setVisible(row < lines);
            if (row < lines) {
                const auto &line = prediction.lines[static_cast<std::size_t>(row)];
                label->setText(column == 0 ? line.what : line.value);
            }
        }
    }
}

void Inspector::showOfferedLinks(const std::vector<OfferedLink> &links)
{
    if (links == m_links)
        return;
    m_links = links;
    for (QPushButton *button : m_linkButtons)
        button->deleteLater();
    m_linkButtons.clear();
    for (const OfferedLink &offered : m_links) {
        const QString host = look::fromStd(offered.host);
        auto *button = new QPushButton(this);
        button->setObjectName(
            (offered.isDown ? QStringLiteral("restoreOverlay_") : QStringLiteral("disableOverlay_")) + host);
        button->setText(offered.isDown ? tr("Restore %1 on %2 now").arg(offered.name, host)
                                       : tr("Disable %1 on %2…").arg(offered.name, host));
        button->setEnabled(offered.isAllowed);
        if (offered.isDown)
            button->setProperty("role", QStringLiteral("default"));
        button->setToolTip(
            offered.isAllowed
                ? QString()
                : tr("The probe on %1 only observes. Start it with --allow-actions to change links.")
                      .arg(host));
        connect(button, &QPushButton::clicked, this, [this, offered, host] {
            if (offered.isDown)
                Q_EMIT restoreOverlayWanted(host, offered.link);
            else
                Q_EMIT disableOverlayWanted(host, offered.link);
        });
        m_buttons->addWidget(button);
        m_linkButtons.push_back(button);
    }
}

} // namespace kv::routers
