// The page of a situation report.
#pragma once

#include <string_view>

namespace bassin::printing {

inline constexpr std::string_view situation_style = R"(@page { margin: 10mm 12mm 12mm; }
html { font-size: 8.5pt; line-height: 1.3; }
h1 { font-size: 15pt; margin: 0 0 1mm; }
h2 { font-size: 10pt; margin: 2.5mm 0 0.5mm; padding-bottom: 0.5mm; }
p { margin: 0 0 1mm; }
table { font-size: 7.5pt; margin: 0; }
th, td { padding: 0.35mm 0.7mm; }
.draft { margin: 1mm 0; padding: 0.8mm 3mm; }
.keys { gap: 1.5mm; margin: 1.5mm 0; }
.key { flex: 1 1 20mm; padding: 0.8mm 2mm; }
.key b { font-size: 12.5pt; }
.key span { font-size: 7.5pt; }
.two { width: 100%; margin: 0; table-layout: fixed; }
.two > tbody > tr { break-inside: auto; }
.two > tbody > tr > td { padding: 0; border: none; }
.two > tbody > tr > td + td { padding-left: 5mm; }
.left { width: 60%; }
.places td:first-child { font-size: 7pt; }
.whole td, .whole th { font-weight: 600; }
.small { font-size: 7pt; }
svg { margin: 0; }
)";

inline constexpr std::string_view situation_rest = R"(</style>{{/STYLED}}</head>
<body>
<h1>{{NAME}}</h1>
<p class="lead">Point de situation n° {{NUMBER}} du {{ON}} · {{ORGANISATION}} · zone n° {{ZONE}}{{#FOR_ALL}} · version pour
tous{{/FOR_ALL}}</p>
{{#EXERCISE}}<p class="draft">Exercice : rien de ce qui suit n’est réel.</p>{{/EXERCISE}}
{{#WORDS}}{{#PARAGRAPH}}<p>{{#LINE}}{{TEXT}}{{#LINE_separator}}<br>{{/LINE_separator}}{{/LINE}}</p>
{{/PARAGRAPH}}{{/WORDS}}
<div class="keys">
{{#KEY}}<p class="key"><b>{{VALUE}}</b> <span>{{LABEL}}</span>{{#MOVED}} <span>{{MOVED}}</span>{{/MOVED}}</p>
{{/KEY}}</div>
<p class="small">{{OTHERS}}</p>
{{#STYLED}}<table class="two"><tbody><tr><td class="left">{{/STYLED}}
{{#FINDINGS}}<h2>Pertes</h2>
<table><thead><tr><th>Poste</th><th class="n">Montant</th>{{#SINCE}}<th class="n">{{SINCE}}</th>{{/SINCE}}<th class="n">À vue</th>
<th class="n">Devis</th><th class="n">Expert</th><th class="n">Su de</th><th class="n">Refus</th></tr></thead><tbody>
{{#LOSS}}<tr{{#WHOLE}} class="whole"{{/WHOLE}}><td>{{HEADING}}</td><td class="n">{{AMOUNT}}</td>
{{#SINCE}}<td class="n">{{MOVED}}</td>{{/SINCE}}<td class="n">{{ESTIMATED}}</td>
<td class="n">{{QUOTED}}</td><td class="n">{{ASSESSED}}</td><td class="n">{{GIVEN}}</td><td class="n">{{REFUSED}}</td></tr>
{{/LOSS}}{{#NO_LOSS}}<tr><td>Aucune perte dite.</td></tr>{{/NO_LOSS}}</tbody></table>
<p class="small">Sur {{CASES}} entreprises ; à vue, devis, expert : combien le savent ainsi.</p>
<h2>Aides</h2>
<table><thead><tr><th>Aide</th><th class="n">Demandée</th><th class="n">Accordée</th><th class="n">Payée</th>
<th class="n">Refusée</th></tr></thead><tbody>
{{#AID}}<tr><td>{{NAME}}</td><td class="n">{{ASKED}}</td><td class="n">{{GRANTED}}</td><td class="n">{{PAID}}</td>
<td class="n">{{REFUSED}}</td></tr>
{{/AID}}{{#NO_AID}}<tr><td>Aucune aide notée.</td></tr>{{/NO_AID}}</tbody></table>
{{#MORE_AID}}<p class="small">{{MORE}}</p>{{/MORE_AID}}
<h2>Emplois</h2>
<table><tbody>
{{#JOB}}<tr><td>{{NAME}}</td><td class="n">{{VALUE}}</td>{{#SINCE}}<td class="n">{{MOVED}}</td>{{/SINCE}}<td>{{KNOWN}}</td></tr>
{{/JOB}}</tbody></table>
<h2>Besoins sans réponse</h2>
<p>{{NEEDS}}</p>
<h2>Fraîcheur</h2>
<p>{{FRESH}}</p>
{{/FINDINGS}}{{#NO_FINDINGS}}<p>Emplois, pertes, aides et besoins n’étaient pas comptés quand ce point a été émis.</p>{{/NO_FINDINGS}}
{{#STYLED}}</td><td>{{/STYLED}}
{{#MAP}}<svg width="{{MM_WIDE}}mm" height="{{MM_HIGH}}mm" viewBox="0 0 {{WIDTH}} {{HEIGHT}}" xmlns="http://www.w3.org/2000/svg" role="img">
<rect x="0" y="0" width="{{WIDTH}}" height="{{HEIGHT}}" fill="#f6f5f1"></rect>
{{#COMMUNE}}<path d="{{PATH}}" fill="#ffffff" stroke="#b7b2a5" stroke-width="3"></path>
{{/COMMUNE}}{{#FLOOD}}<path d="{{PATH}}" fill="#4a90c2" fill-opacity="0.35" fill-rule="evenodd" stroke="#2b6a99" stroke-width="3"></path>
{{/FLOOD}}{{#CIRCLE}}<circle cx="{{X}}" cy="{{Y}}" r="{{R}}" fill="#a4342a" fill-opacity="0.8" stroke="#ffffff" stroke-width="3"></circle>
<text x="{{X}}" y="{{DOWN}}" font-size="{{FONT}}" text-anchor="middle" fill="#ffffff" font-weight="bold">{{COUNT}}</text>
{{/CIRCLE}}{{#NAMED}}<text x="{{X}}" y="{{Y}}" font-size="30" text-anchor="middle" fill="#22211e" stroke="#ffffff" stroke-width="6"
paint-order="stroke">{{NAME}}</text><text x="{{X}}" y="{{Y}}" font-size="30" text-anchor="middle" fill="#22211e">{{NAME}}</text>
{{/NAMED}}</svg>
<p class="small">{{LEGEND}}{{#SOURCE}} Contours : {{SOURCE}}.{{/SOURCE}}</p>{{/MAP}}
<h2>Couverture</h2>
<table class="places"><thead><tr><th>Où</th><th class="n">Liste</th><th class="n">Signalées</th><th class="n">Visitées</th>
<th class="n">Fermées</th>
<th class="n">Couv.</th></tr></thead><tbody>
{{#PLACE}}<tr><td>{{NAME}}</td><td class="n">{{POTENTIAL}}</td><td class="n">{{REPORTED}}</td><td class="n">{{VISITED}}</td>
<td class="n">{{CLOSED}}</td><td class="n">{{COVERAGE}}</td></tr>
{{/PLACE}}</tbody></table>
{{#MORE_PLACES}}<p class="small">{{MORE}}</p>{{/MORE_PLACES}}
{{#STYLED}}</td></tr></tbody></table>{{/STYLED}}
<h2>Comment c’est compté</h2>
<p class="small">Les étapes se cumulent : qui a été visitée compte aussi comme jointe et signalée. Une perte est ce que l’entreprise a
dit en dernier, entre le moins et le plus de ce qu’elle peut être ; une fiche compte une fois par aide. Couverture : visitées, en part de
la liste. Une entreprise de deux chambres compte sous les deux.{{#FOR_ALL}} Chaque nombre d’entreprises est arrondi à 5 près. Un
montant n’est dit que de dix réponses ou plus (n. c. : moins) : les pertes à 500 000 € près, les aides à 50 000 € près, les
personnes à 100 près ; une entreprise y compte pour cela au plus.{{/FOR_ALL}}</p>
</body></html>
)";

}  // namespace bassin::printing
