// The pages of a report. ctemplate escapes each value for the place where it stands.
#pragma once

#include <string_view>

namespace bassin::printing {

// Before its style.
inline constexpr std::string_view report_template = R"({{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{{TITLE}}</title>{{#STYLED}}<style>
)";

// Of every page that a printer makes.
inline constexpr std::string_view page_style = R"(@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-left { content: string(title); font: 8pt sans-serif; color: #5d5a52; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #5d5a52; } }
html { font: 10pt/1.45 "Lato", "DejaVu Sans", sans-serif; color: #22211e; }
h1 { font-size: 20pt; line-height: 1.15; margin: 0 0 2mm; string-set: title content(); }
h2 { font-size: 13pt; margin: 8mm 0 2mm; border-bottom: 0.4mm solid #0b6169; padding-bottom: 1mm; break-after: avoid; }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }
p { margin: 0 0 2mm; }
.lead { color: #5d5a52; }
.draft { border: 0.3mm solid #7a4b00; background: #fdf1d8; padding: 1.5mm 3mm; margin: 3mm 0; }
.keys { display: flex; flex-wrap: wrap; gap: 3mm; margin: 4mm 0; }
.key { flex: 1 1 38mm; border: 0.2mm solid #dcd9d1; border-radius: 1.5mm; padding: 2mm 3mm; }
.key b { display: block; font-size: 16pt; line-height: 1.2; }
.key span { display: block; font-size: 8.5pt; color: #5d5a52; }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin: 2mm 0; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 1mm 2mm; border-bottom: 0.2mm solid #dcd9d1; }
th { font-weight: 600; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.small { font-size: 8.5pt; color: #5d5a52; }
svg { display: block; margin: 2mm 0; }
@page one { margin: 11mm 14mm 13mm; }
.one { page: one; font-size: 9pt; line-height: 1.35; }
.one h1 { font-size: 16pt; }
.one h2 { margin: 3mm 0 1mm; font-size: 11pt; }
.one h3 { margin: 1mm 0 0; }
.one p { margin: 0 0 1mm; }
.one .draft { margin: 1.5mm 0; padding: 0.8mm 3mm; }
.one .keys { gap: 2mm; margin: 2mm 0; }
.one .key { flex: 1 1 25mm; padding: 1mm 2mm; }
.one .key b { font-size: 13pt; }
.one table { margin: 0; font-size: 8.5pt; }
.one th, .one td { padding: 0.5mm 2mm; }
.one svg { height: 26mm; width: 128mm; }
)";

inline constexpr std::string_view report_template_rest = R"(</style>{{/STYLED}}</head>
<body{{#ONE}} class="one"{{/ONE}}>
<h1>{{TITLE}}</h1>
<p class="lead">{{CONVENTION}}{{#REFERENCE}} · {{REFERENCE}}{{/REFERENCE}}<br>
Période : du {{FROM}} au {{TO}} · {{PARTIES}}</p>
{{#DRAFT}}<p class="draft">Projet : les chiffres sont ceux du {{COUNTED_ON}} et peuvent changer avant la publication.</p>{{/DRAFT}}
{{#ISSUED}}<p class="small">Publié le {{ISSUED_ON}} ; les chiffres sont ceux de ce jour.</p>{{/ISSUED}}
{{#OPENING}}{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/OPENING}}
<h2>Chiffres clés</h2>
<div class="keys">
{{#KEY}}<p class="key"><b>{{VALUE}}</b> <span>{{LABEL}}</span>{{#BEFORE}} <span>{{BEFORE}}</span>{{/BEFORE}}</p>
{{/KEY}}</div>
{{#CHART}}<h3>Contributions par mois</h3>
<svg width="178mm" height="36mm" viewBox="0 0 178 36" xmlns="http://www.w3.org/2000/svg" role="img">
{{#BAR}}<rect x="{{X}}" y="{{Y}}" width="{{W}}" height="{{H}}" fill="#0b6169"></rect>
{{#NAMED}}<text x="{{MIDDLE}}" y="35" font-size="2.6" text-anchor="middle" fill="#5d5a52">{{NAME}}</text>{{/NAMED}}
<text x="{{MIDDLE}}" y="{{ABOVE}}" font-size="2.6" text-anchor="middle" fill="#22211e">{{COUNT}}</text>
{{/BAR}}</svg>{{/CHART}}
<h2>Par axe</h2>
<table><thead><tr><th>Axe</th><th class="n">Actions</th><th class="n">Contributions</th><th class="n">Entreprises</th>
<th class="n">dont visitées</th><th class="n">Jours passés</th></tr></thead><tbody>
{{#AXIS}}<tr><td>{{CODE}} {{NAME}}</td><td class="n">{{ACTIONS}}</td><td class="n">{{CONTRIBUTIONS}}</td>
<td class="n">{{BUSINESSES}}</td><td class="n">{{VISITED}}</td><td class="n">{{DAYS}}</td></tr>
{{/AXIS}}</tbody></table>
{{#RESULTS}}<h2>Objectifs</h2>
<p>{{REACHED}}</p>
<table><thead><tr><th>Indicateur</th><th class="n">Valeur</th><th class="n">Cible</th><th class="n">Avancement</th></tr></thead><tbody>
{{#INDICATOR}}<tr><td>{{LABEL}}</td><td class="n">{{VALUE}}</td><td class="n">{{TARGET}}</td><td class="n">{{PROGRESS}}</td></tr>
{{/INDICATOR}}</tbody></table>{{/RESULTS}}
{{#AXIS_PART}}<h2>Axe {{CODE}} – {{NAME}}</h2>
{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}
{{#NO_ACTION}}<p>Aucune action.</p>{{/NO_ACTION}}
{{#ACTION}}<h3>{{CODE}} {{NAME}}</h3>
<p>{{PROGRESS}} · pilote : {{LEAD}}. {{CONTRIBUTIONS}}, {{BUSINESSES}}, dont {{VISITED}}.</p>
<table><thead><tr><th>Partenaire</th><th>Rôle</th><th class="n">Jours prévus</th><th class="n">Jours passés</th></tr></thead><tbody>
{{#MEMBER}}<tr><td>{{NAME}}</td><td>{{PART}}</td><td class="n">{{PLANNED}}</td><td class="n">{{SPENT}}</td></tr>
{{/MEMBER}}</tbody></table>
{{#BUDGET}}<p>Budget : {{PLANNED}} prévus, {{COMMITTED}} engagés, {{SPENT}} dépensés.</p>{{/BUDGET}}
{{#INDICATORS}}<table><thead><tr><th>Indicateur</th><th>Nature</th><th class="n">Valeur</th><th class="n">Cible</th>
<th class="n">Avancement</th><th>Source</th></tr></thead><tbody>
{{#INDICATOR}}<tr><td>{{LABEL}}</td><td>{{EFFECT}}</td><td class="n">{{VALUE}}</td><td class="n">{{TARGET}}</td>
<td class="n">{{PROGRESS}}</td><td>{{SOURCE}}</td></tr>
{{/INDICATOR}}</tbody></table>{{/INDICATORS}}
{{/ACTION}}{{/AXIS_PART}}
{{#WHOLE}}<h2>Par partenaire</h2>
<table><thead><tr><th>Partenaire</th><th class="n">Actions pilotées</th><th class="n">Contributions</th><th class="n">Entreprises</th>
<th class="n">dont visitées</th><th class="n">Jours prévus</th><th class="n">Jours passés</th></tr></thead><tbody>
{{#PARTNER}}<tr><td>{{NAME}}</td><td class="n">{{LEADS}}</td><td class="n">{{CONTRIBUTIONS}}</td><td class="n">{{BUSINESSES}}</td>
<td class="n">{{VISITED}}</td><td class="n">{{PLANNED}}</td><td class="n">{{DAYS}}</td></tr>
{{/PARTNER}}</tbody></table>
{{#PARTY_PART}}<h3>{{NAME}}</h3>
{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/PARTY_PART}}
{{#KINDS}}<h2>Par nature de travail</h2>
<table><thead><tr><th>Nature</th><th class="n">Contributions</th><th class="n">Entreprises</th><th class="n">Jours passés</th>
</tr></thead><tbody>
{{#KIND}}<tr><td>{{NAME}}</td><td class="n">{{CONTRIBUTIONS}}</td><td class="n">{{BUSINESSES}}</td><td class="n">{{DAYS}}</td></tr>
{{/KIND}}</tbody></table>{{/KINDS}}
{{#MONEY}}<h2>Budget des actions, par financeur</h2>
<table><thead><tr><th>Financeur</th><th>Nature</th><th class="n">Prévu</th><th class="n">Engagé</th><th class="n">Dépensé</th>
</tr></thead><tbody>
{{#LINE_OF_MONEY}}<tr><td>{{NAME}}</td><td>{{NATURE}}</td><td class="n">{{PLANNED}}</td><td class="n">{{COMMITTED}}</td>
<td class="n">{{SPENT}}</td></tr>
{{/LINE_OF_MONEY}}</tbody></table>
<p class="small">Sur toute la durée des actions.</p>{{/MONEY}}
{{#SITTINGS}}<h2>Comités</h2>
{{#SITTING}}<h3>{{NAME}} du {{ON}}</h3>
{{#NO_DECISION}}<p>Aucune décision notée.</p>{{/NO_DECISION}}
{{#DECISIONS}}<ul>{{#DECISION}}<li>{{TEXT}} ({{FOLLOWER}}, {{OUTCOME}})</li>{{/DECISION}}</ul>{{/DECISIONS}}
{{/SITTING}}{{/SITTINGS}}{{/WHOLE}}
{{#OUTLOOK}}<h2>Perspectives</h2>
{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/OUTLOOK}}
<h2>Comment c’est compté</h2>
<p class="small">Une contribution est un travail noté par un agent (visite, appel, réunion, courrier) et rattaché à une action. Une
entreprise compte une fois par ligne, si bien que les lignes ne s’additionnent pas. Un jour fait 7 heures. Couverture : entreprises du
périmètre avec lesquelles un partenaire a travaillé, en part des établissements du tissu économique{{#REGISTER}} d’après le répertoire
Sirene du {{REGISTER}} (Insee){{/REGISTER}}. Jours prévus et budgets sont ceux des fiches, sur toute la durée des actions.</p>
</body></html>
)";

inline constexpr std::string_view grid_template_rest = R"(</style>{{/STYLED}}</head>
<body>
<h1>{{TITLE}}</h1>
<p class="lead">{{ORGANISATION}} · {{AUTHORITY}}<br>
Période : du {{FROM}} au {{TO}}</p>
<p class="small">Compté le {{COUNTED_ON}}.{{#PART_YEAR}}<br>
Cibles de {{YEAR}} : du {{FIRST}} au {{LAST}}, les jours du contrat.{{/PART_YEAR}}</p>
{{#DESCRIPTION}}{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/DESCRIPTION}}
{{#HEADING}}{{#UPPER}}<h2>{{CODE}} {{NAME}}</h2>{{/UPPER}}{{#LOWER}}<h3>{{CODE}} {{NAME}}</h3>{{/LOWER}}
{{#DESCRIPTION}}{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/DESCRIPTION}}
{{#WORK}}<p class="small">{{CONTRIBUTIONS}}, {{BUSINESSES}}, dont {{VISITED}}, {{DAYS}}.
{{#COUNTED}}Compté : {{COUNTED}}.{{/COUNTED}}</p>{{/WORK}}
{{#INDICATORS}}<table><thead><tr><th>Indicateur</th><th class="n">Cible</th><th class="n">Valeur</th><th class="n">Avancement</th>
<th>Ce qui est compté</th></tr></thead><tbody>
{{#INDICATOR}}<tr><td>{{LABEL}}</td><td class="n">{{TARGET}}</td><td class="n">{{VALUE}}</td><td class="n">{{PROGRESS}}</td>
<td>{{HOW}}</td></tr>
{{/INDICATOR}}</tbody></table>{{/INDICATORS}}
{{/HEADING}}
<h2>Comment c’est compté</h2>
<p class="small">Le travail est celui que les agents de {{ORGANISATION}} ont noté, pour les actions des conventions comme en dehors. Chaque
travail compte une fois par chiffre, même s’il relève de plusieurs actions ; une rubrique reprend ses sous-rubriques, si bien que les lignes
ne s’additionnent pas. Une entreprise compte une fois par ligne. Un jour fait 7 heures. La cible d’une année vaut pour les
jours de l’année que le contrat contient ; elle est reprise pour la part de ces jours que la période contient.</p>
</body></html>
)";

}  // namespace bassin::printing
