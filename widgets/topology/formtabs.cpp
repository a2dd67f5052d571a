// SPDX-FileCopyrightText: 2026 The Keepview authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/formtabs.h"

namespace kv::topology {

namespace {

constexpr picture::Form forms[] = { picture::Form::overview, picture::Form::components };

} // namespace

FormTabs::FormTabs(QWidget *parent) : QTabBar(parent)
{
    setObjectName(QStringLiteral("formTabs"));
    setAccessibleName(tr("Form of the diagram"));
    setDrawBase(false);
    setExpanding(false);
    setFocusPolicy(Qt::TabFocus);
    const QString tips[] = { tr("What runs on each host, and which networks it meets"),
                             tr("Every port and line between the components") };
    for (int i = 0; i < 2; ++i) {
        addTab(titleOf(forms[i]).remove(QLatin1Char('&')));
        setTabToolTip(i, tips[i]);
        setAccessibleTabName(i, titleOf(forms[i]).remove(QLatin1Char('&')));
    }
    showForm(picture::Form::components);
    connect(this, &QTabBar::currentChanged, this, [this] { Q_EMIT formWanted(form()); });
}

picture::Form FormTabs::form() const
{
    return forms[currentIndex() == 0 ? 0 : 1];
}

QString FormTabs::titleOf(picture::Form form)
{
    return form == picture::Form::overview ? tr("&Overview") : tr("&Components");
}

void FormTabs::showForm(picture::Form form)
{
    setCurrentIndex(form == picture::Form::overview ? 0 : 1);
}

} // namespace kv::topology
