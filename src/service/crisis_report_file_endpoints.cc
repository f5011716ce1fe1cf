// A situation report as files: data at once, a PDF of one page or a document to edit by the job that makes reports; and its small map.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "crisis/report.h"
#include "crisis/report_file.h"
#include "jobs/job.h"
#include "service/action_body.h"
#include "service/crisis_drawing.h"
#include "service/crisis_endpoints.h"
#include "service/crisis_situation.h"
#include "service/crisis_words.h"
#include "service/internal/export_job.h"
#include "service/known_parameters.h"
#include "service/made_file.h"
#include "service/report_job.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using reference::Label;

namespace {

using Cells = std::vector<ExportCell>;
using Kind = ExportCell::Kind;

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<crisis::Ground> ground(sql::Session& session, Call const& call, std::optional<std::string> const& report) {
  if (!report) return crisis::ground_now(session, call.reader, id_in(call));
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(report->data(), report->data() + report->size(), number);
  if (error != std::errc() || end != report->data() + report->size())
    return Error("crisis.unknown_report", {{"number", report->substr(0, 100)}});
  return crisis::ground_of_report(session, call.reader, id_in(call), number);
}

Result<Json> get_drawing(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"report"}));
  BASSIN_TRY(auto const it, casework.store->read([&](sql::Session& session) { return ground(session, call, asked(call, "report")); }));
  return drawing_json(call, casework, it.outline, it.communes);
}

ExportCell text(std::string it) { return {it.empty() ? Kind::absent : Kind::text, std::move(it), {}}; }
ExportCell number(Json const& it) { return it.is_number() ? ExportCell{Kind::number, it.dump(), {}} : ExportCell{Kind::absent, {}, {}}; }

// One line for each figure: part, place or heading, what is counted, value. What is not told has no value.
class Lines {
 public:
  explicit Lines(reference::Language language) : language_(language) {}

  void figures(Label part, std::string const& place, Json const& figures) {
    for (auto const& [id, value] : figures.items()) put(part, place, word("figure", id), value);
  }
  void findings(Json const& it) {
    if (it.is_null()) return;
    constexpr Label jobs{"Emplois", "Jobs"}, fresh{"Fraîcheur", "Freshness"};
    put(jobs, "", label({"entreprises de la liste", "businesses on the list"}), it.at("cases"));
    headcount(jobs, {"effectif", "headcount"}, it.at("employees"));
    headcount(jobs, {"salariés arrêtés", "employees without work"}, it.at("stopped"));
    for (auto const& one : it.at("shortTime"))
      put({"Activité partielle", "Short-time work"}, "", word("short_time", one.at("answer").get<std::string>()), one.at("cases"));
    for (auto const& one : it.at("losses")) loss(one);
    for (auto const& one : it.at("aid")) aid(one);
    for (auto const& one : it.at("needs")) put({"Besoins", "Needs"}, "", word("need", one.at("need").get<std::string>()), one.at("cases"));
    for (auto const& one : it.at("words")) {
      auto const state = word("state", one.at("state").get<std::string>());
      put(fresh, state, label({"fiches", "cases"}), one.at("cases"));
      put(fresh, state, label({"avec des nouvelles", "with news"}), one.at("heard"));
      put(fresh, state, label({"dernière nouvelle, minutes", "newest, minutes"}), one.at("newest"));
      put(fresh, state, label({"nouvelle médiane, minutes", "median, minutes"}), one.at("median"));
    }
    put(fresh, "", label({"sans nouvelle depuis 48 h", "without news for 48 h"}), it.at("silent"));
  }
  [[nodiscard]] std::vector<Cells> all() && { return std::move(lines_); }

 private:
  [[nodiscard]] std::string label(Label it) const { return std::string(it.in(language_)); }
  [[nodiscard]] std::string word(std::string_view what, std::string const& id) const { return crisis_word(what, id, language_); }
  void put(Label part, std::string const& place, std::string const& figure, Json const& value) {
    lines_.push_back({text(label(part)), text(place), text(figure), number(value)});
  }
  void answered(Label part, std::string const& place, Json const& cases) {
    put(part, place, label({"réponses", "answers"}), cases.at("given"));
    put(part, place, label({"ne savent pas", "do not know"}), cases.at("unknown"));
    put(part, place, label({"refus", "refusals"}), cases.at("refused"));
  }
  void headcount(Label part, Label what, Json const& it) {
    put(part, label(what), label({"personnes", "persons"}), it.at("sum"));
    answered(part, label(what), it.at("cases"));
  }
  void span(Label part, std::string const& place, std::string const& before, Json const& it) {
    put(part, place, before + label({"€ au moins", "€ at least"}), it.at("from"));
    put(part, place, before + label({"€ au plus", "€ at most"}), it.at("to"));
  }
  void loss(Json const& it) {
    constexpr Label part{"Pertes", "Losses"};
    auto const heading = word("heading", it.at("heading").get<std::string>());
    span(part, heading, "", it.at("sum"));
    put(part, heading, label({"sans plafond connu", "without a known upper end"}), it.at("sum").at("endless"));
    answered(part, heading, it.at("cases"));
    for (auto const& one : it.at("certainties")) {
      auto const certainty = word("certainty", one.at("certainty").get<std::string>()) + label({" : ", ": "});
      put(part, heading, certainty + label({"réponses", "answers"}), one.at("sum").at("cases"));
      span(part, heading, certainty, one.at("sum"));
    }
  }
  void aid(Json const& it) {
    constexpr Label part{"Aides", "Aid"};
    auto const name = word("aid", it.at("aid").get<std::string>());
    for (auto const& [step, title] : {std::pair{"asked", Label{"demandée : ", "asked: "}},
                                      {"granted", Label{"accordée : ", "granted: "}},
                                      {"paid", Label{"payée : ", "paid: "}}}) {
      put(part, name, label(title) + label({"dossiers", "cases"}), it.at(step).at("cases"));
      put(part, name, label(title) + label({"avec un montant", "with an amount"}), it.at(step).at("priced"));
      span(part, name, label(title), it.at(step));
    }
    put(part, name, label({"refusée", "refused"}), it.at("refused"));
  }

  reference::Language language_;
  std::vector<Cells> lines_;
};

std::vector<Cells> lines_of(Json const& report, reference::Language language) {
  Lines out(language);
  out.figures({"Ensemble", "In all"}, "", report.at("all"));
  for (auto const& it : report.at("communes"))
    out.figures({"Commune", "Commune"}, it.at("place").at("label").get<std::string>(), it.at("figures"));
  for (auto const& it : report.at("chambers"))
    out.figures({"Chambre", "Chamber"}, crisis_word("chamber", it.at("chamber").get<std::string>(), language), it.at("figures"));
  out.findings(report.at("findings"));
  return std::move(out).all();
}

std::shared_ptr<internal::ExportLines> sheet_of(Json const& report, reference::Language language) {
  bool const french = language == reference::Language::fr;
  auto out = std::make_shared<internal::ExportLines>();
  out->ids = {"part", "of", "figure", "value"};
  out->titles =
      french ? std::vector<std::string>{"Partie", "De", "Chiffre", "Valeur"} : std::vector<std::string>{"Part", "Of", "Figure", "Value"};
  out->next = [all = std::make_shared<std::vector<Cells>>(lines_of(report, language))](std::size_t) -> Result<std::vector<Cells>> {
    return std::exchange(*all, {});
  };
  auto const title = report.at("crisis").at("title").get<std::string>();
  out->notes.headline = fmt::format(fmt::runtime(french ? "{}, point de situation n° {}, {}" : "{}, situation report no. {}, {}"), title,
                                    report.at("number").get<std::int64_t>(), report.at("issuedAt").get<std::string>());
  if (report.at("crisis").at("exercise").get<bool>())
    out->notes.caveats.emplace_back(french ? "Exercice : rien n’est réel" : "Exercise: nothing is real");
  if (report.at("audience") == "all")
    out->notes.caveats.emplace_back(french ? "Version pour tous : chiffres arrondis, montants de dix réponses ou plus"
                                           : "Version for all: figures rounded, amounts of ten answers or more");
  out->language = language;
  return out;
}

// point-de-situation-2.csv
std::string name_of(std::int64_t number, bool for_all, std::string_view ending) {
  return fmt::format("point-de-situation-{}{}.{}", number, for_all ? "-pour-tous" : "", ending);
}

Result<http::Response> get_sheet(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"audience"}));
  BASSIN_TRY(auto const for_all, for_all_asked(call));
  BASSIN_TRY(auto const number, report_number(call));
  BASSIN_TRY(auto const report, casework.store->read([&](sql::Session& session) { return report_json(session, call, number, for_all); }));
  auto response = http::make_response(200, "text/csv; charset=utf-8; header=present", {});
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name_of(number, for_all, "csv")));
  response.set_header("Cache-Control", "no-store");
  response.stream = internal::csv_stream(sheet_of(report, call.language()), true);
  return response;
}

Result<Json> file_json(sql::Session& session, Call const& call, crisis::ReportFile const& it) {
  BASSIN_TRY(auto failure, failure_json(session, call, it.job, !it.made_at.empty()));
  return Json{{"id", it.id},
              {"form", id_of(it.form)},
              {"audience", it.for_all ? "all" : "room"},
              {"askedAt", it.asked_at},
              {"madeAt", it.made_at.empty() ? Json(nullptr) : Json(it.made_at)},
              {"failure", std::move(failure)}};
}

Result<Json> get_files(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"audience"}));
  BASSIN_TRY(auto const for_all, for_all_asked(call));
  BASSIN_TRY(auto const number, report_number(call));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const files, crisis::files_of_report(session, call.reader, id_in(call), number, for_all));
    Json list = Json::array();
    for (auto const& it : files) {
      BASSIN_TRY(auto one, file_json(session, call, it));
      list.push_back(std::move(one));
    }
    return Json{{"files", std::move(list)}};
  });
}

// Its words are French, as those of every paper here. The map is drawn before the store is asked for.
Result<Json> post_file(Call const& call, Casework const& casework) {
  BASSIN_DO(known_only(call.request.query, {"audience"}));
  BASSIN_TRY(auto const body, Body::of(call.request, {"form"}));
  BASSIN_TRY(auto const form, word_in(body, "form", "pdf, docx, odt", convention::parse_form));
  BASSIN_TRY(auto const for_all, for_all_asked(call));
  BASSIN_TRY(auto const number, report_number(call));
  BASSIN_TRY(auto const it, casework.store->read([&](sql::Session& session) {
    return crisis::ground_of_report(session, call.reader, id_in(call), number);
  }));
  BASSIN_TRY(auto const drawing, drawing_json(call, casework, it.outline, it.communes));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto told, report_json(session, call, number, for_all));
    told["drawing"] = drawing;
    told["labels"] = crisis_words(reference::Language::fr);
    auto const id = base::new_uuid();
    Json const payload{{"document", id}, {"form", id_of(form)}, {"situation", std::move(told)}};
    BASSIN_TRY(auto const job, jobs::enqueue(session, report_kind_name, payload.dump(), call.reader.agent, casework.now()));
    crisis::ReportFile wanted;
    wanted.id = id;
    wanted.for_all = for_all;
    wanted.form = form;
    wanted.job = job;
    BASSIN_TRY(auto const made, crisis::ask_report_file(session, act, id_in(call), number, wanted));
    return file_json(session, call, made);
  });
}

Result<http::Response> get_file(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto made,
             casework.store->read([&](sql::Session& session) { return crisis::made_report_file(session, call.reader, id_in(call)); }));
  auto const& it = made.file;
  return file_response(it.form, name_of(it.number, it.for_all, id_of(it.form)), std::move(made.bytes));
}

}  // namespace

void add_crisis_report_file_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const lane = http::Lane::store;
  auto const with = [&casework](auto endpoint) { return [&casework, endpoint](Call const& call) { return endpoint(call, casework); }; };
  routes.add({Method::get, "/api/v1/crises/{id}/drawing", Need::see_conventions, lane}, with(get_drawing));
  routes.add_raw({Method::get, "/api/v1/crises/{id}/reports/{number}/data.csv", Need::see_conventions, lane}, with(get_sheet));
  routes.add({Method::get, "/api/v1/crises/{id}/reports/{number}/files", Need::see_conventions, lane}, with(get_files));
  routes.add({Method::post, "/api/v1/crises/{id}/reports/{number}/files", Need::see_conventions, lane}, with(post_file));
  routes.add_raw({Method::get, "/api/v1/crisis-report-files/{id}", Need::see_conventions, lane}, with(get_file));
}

}  // namespace bassin::service
