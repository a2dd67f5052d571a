// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verify/verificationpanel.h"

#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/verify/stepdelegate.h"
#include "widgets/verify/stepsmodel.h"

#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace kv::verify {

namespace {

bool isOver(state::StepOutcome outcome)
{
    return outcome == state::StepOutcome::passed || outcome == state::StepOutcome::failed
        || outcome == state::StepOutcome::skipped;
}

} // namespace

VerificationPanel::VerificationPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("verificationPanel"));
    m_title = new QLabel(this);
    QFont font = m_title->font();
    font.setPixelSize(16);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("verificationResult"));
    m_result->setWordWrap(true);
    m_model = new StepsModel(this);
    m_steps = new QTreeView(this);
    m_steps->setObjectName(QStringLiteral("verificationSteps"));
    m_steps->setAccessibleName(tr("Steps of the verification"));
    m_steps->setModel(m_model);
    m_steps->setItemDelegate(new StepDelegate(m_steps));
    m_steps->setHeaderHidden(true);
    m_steps->setIndentation(16);
    m_steps->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_steps->header()->setStretchLastSection(false);
    m_steps->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_steps->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_steps->header()->resizeSection(1, 64);
    m_steps->setTextElideMode(Qt::ElideNone);
    m_steps->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_steps->header(), &QHeaderView::sectionResized, m_steps, &QTreeView::doItemsLayout);
    m_button = new QPushButton(this);
    m_button->setObjectName(QStringLiteral("verificationButton"));
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_hasVerification && m_verification.result == state::VerificationResult::running)
            Q_EMIT abortWanted();
        else
            Q_EMIT startWanted();
    });
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(12, 10, 12, 12);
    box->setSpacing(8);
    box->addWidget(m_title);
    box->addSpacing(12);
    box->addWidget(m_result);
    box->addWidget(m_steps, 1);
    box->addWidget(m_button, 0, Qt::AlignLeft);
    showTexts();
}

void VerificationPanel::showVerification(const state::Verification &verification)
{
    m_verification = verification;
    m_hasVerification = true;
    m_model->showVerification(verification);
    showTexts();
    update();
}

QString VerificationPanel::resultText() const
{
    if (!m_hasVerification)
        return tr(
            "Runs the guide's four steps: continuous ping, overlay down, takeover, overlay up. Each step is proved. "
            "The overlay is restored in every case.");
    switch (m_verification.result) {
    case state::VerificationResult::running:
        return tr("Running. Nothing needs to be done.");
    case state::VerificationResult::pass:
        return tr("PASS: the router failed over as predicted.");
    case state::VerificationResult::fail:
        return tr("FAIL: %1").arg(look::fromStd(m_verification.reason));
    case state::VerificationResult::couldNotRun:
        return tr("Could not run: %1").arg(look::fromStd(m_verification.reason));
    }
    return {};
}

void VerificationPanel::showTexts()
{
    const bool isRunning = m_hasVerification && m_verification.result == state::VerificationResult::running;
    const auto over = std::count_if(m_verification.steps.begin(), m_verification.steps.end(),
                                    [](const auto &step) { return isOver(step.outcome); });
    m_title->setText(!m_hasVerification ? tr("Verify failover")
                         : isRunning    ? tr("Step %1 of %2").arg(over + 1).arg(m_verification.steps.size())
                                        : tr("Verification finished"));
    m_result->setText(resultText());
    m_button->setText(isRunning ? tr("Abort verification") : tr("Start verification"));
    m_button->setProperty("role", isRunning ? QStringLiteral("warn") : QStringLiteral("default"));
}

void VerificationPanel::paintEvent(QPaintEvent *)
{
    const look::Theme &theme = look::themeOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int count = static_cast<int>(m_verification.steps.size());
    if (count == 0)
        return;
    const int top = m_title->geometry().bottom() + 6;
    const qreal width = (this->width() - 24.0 - (count - 1) * 5.0) / count;
    for (int i = 0; i < count; ++i) {
        const auto outcome = m_verification.steps[static_cast<std::size_t>(i)].outcome;
        const QRectF bar(12 + i * (width + 5), top, width, 6);
        const bool filled = isOver(outcome) && outcome != state::StepOutcome::skipped;
        const QColor color = outcome == state::StepOutcome::failed ? theme.alarm
            : outcome == state::StepOutcome::passed                ? theme.good
            : outcome == state::StepOutcome::running               ? theme.ink
                                                                   : theme.lineStrong;
        painter.setPen(QPen(color, 1.4));
        painter.setBrush(filled ? QBrush(color) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(bar.adjusted(0.7, 0.7, -0.7, -0.7), 3, 3);
    }
}

} // namespace kv::verify
