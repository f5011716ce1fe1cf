// Reports of a convention: figures of any period, reports that are kept, what is written in them, their files.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "convention/report_document.h"
#include "jobs/job.h"
#include "service/action_body.h"
#include "service/casework_people.h"
#include "service/convention_endpoints.h"
#include "service/erasing.h"
#include "service/indicator_answer.h"
#include "service/made_file.h"
#include "service/report_figures.h"
#include "service/report_job.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

Result<Json> get_figures(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto text, convention::find_convention(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const period, period_of(call, text.convention));
    return report_figures(session, call, std::move(text), period);
  });
}

Result<Json> report_json(convention::Report const& it, People& people) {
  BASSIN_TRY(auto by, people.agent(it.issued_by));
  return Json{{"id", it.id},
              {"title", it.title},
              {"from", to_iso(it.period.from)},
              {"to", to_iso(it.period.to)},
              {"status", id_of(it.status)},
              {"issuedAt", it.issued_at.empty() ? Json(nullptr) : Json(it.issued_at)},
              {"issuedBy", std::move(by)},
              {"version", it.version}};
}

Result<Json> get_reports(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const text, convention::find_convention(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
    BASSIN_TRY(auto const reports, convention::reports_of(session, call.reader, id_in(call)));
    People people(session);
    BASSIN_DO(people.know(reports, [](auto const& it) { return it.issued_by; }));
    Json list = Json::array();
    for (auto const& it : reports) {
      BASSIN_TRY(auto one, report_json(it, people));
      list.push_back(std::move(one));
    }
    return Json{{"reports", std::move(list)}, {"mayReport", convention::may_report(rights, text.convention)}};
  });
}

// Where the report has a place for words, whether there are some, and whether the reader may write them.
Result<Json> blocks_json(convention::FullReport const& full, convention::Text const& text, convention::Rights const& rights,
                         People& people) {
  std::vector<std::string> sections{"opening"};
  for (auto const& it : text.axes) sections.push_back("axis:" + it.id);
  for (auto const& it : text.parties) sections.push_back("party:" + it.organisation);
  sections.emplace_back("outlook");
  BASSIN_DO(people.know(full.blocks, [](auto const& it) { return it.changed_by; }));
  Json out = Json::array();
  for (auto const& section : sections) {
    convention::Block block{section, "", 0, "", ""};
    for (auto const& it : full.blocks)
      if (it.section == section) block = it;
    BASSIN_TRY(auto by, people.agent(block.changed_by));
    out.push_back({{"section", section},
                   {"text", block.text},
                   {"version", block.version},
                   {"changedAt", block.changed_at.empty() ? Json(nullptr) : Json(block.changed_at)},
                   {"changedBy", std::move(by)},
                   {"mine", full.report.status == convention::Issue::draft && may_write_block(rights, text.convention, section)}});
  }
  return out;
}

Result<Json> document_json(sql::Session& session, Call const& call, convention::ReportDocument const& it) {
  BASSIN_TRY(auto failure, failure_json(session, call, it.job, !it.made_at.empty()));
  return Json{{"id", it.id},
              {"form", id_of(it.form)},
              {"status", id_of(it.status)},
              {"askedAt", it.asked_at},
              {"madeAt", it.made_at.empty() ? Json(nullptr) : Json(it.made_at)},
              {"failure", std::move(failure)}};
}

Result<Json> documents_json(sql::Session& session, Call const& call, std::string const& report) {
  BASSIN_TRY(auto const documents, convention::documents_of(session, call.reader, report));
  Json out = Json::array();
  for (auto const& it : documents) {
    BASSIN_TRY(auto one, document_json(session, call, it));
    out.push_back(std::move(one));
  }
  return out;
}

// Those that it was issued with, or those of the moment.
Result<Json> figures_of(sql::Session& session, Call const& call, convention::FullReport const& full, convention::Text text) {
  if (full.figures.empty()) return report_figures(session, call, std::move(text), full.report.period);
  auto issued = Json::parse(full.figures, nullptr, false);
  // What the reader may change of an indicator is of the day on which it was issued, by whoever did.
  for (auto& it : issued["indicators"]) it["mine"] = false;
  return issued;
}

Result<Json> report_answer(sql::Session& session, Call const& call, std::string const& id) {
  BASSIN_TRY(auto const full, convention::find_report(session, call.reader, id));
  BASSIN_TRY(auto text, convention::find_convention(session, call.reader, full.report.convention));
  BASSIN_TRY(auto const rights, convention::rights_of(session, call.reader));
  People people(session);
  BASSIN_TRY(auto out, report_json(full.report, people));
  out["mayReport"] = convention::may_report(rights, text.convention);
  BASSIN_TRY(out["blocks"], blocks_json(full, text, rights, people));
  BASSIN_TRY(out["documents"], documents_json(session, call, id));
  BASSIN_TRY(out["figures"], figures_of(session, call, full, std::move(text)));
  return out;
}

Result<Json> get_report(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) { return report_answer(session, call, id_in(call)); });
}

struct Head {
  std::string title;
  convention::Period period;
};
Result<Head> head_in(Body const& body) {
  Head out;
  BASSIN_TRY(out.title, body.text("title"));
  BASSIN_TRY(auto const from, day_in(body, "from"));
  BASSIN_TRY(auto const to, day_in(body, "to"));
  if (!from || !to) return bad_field(from ? "to" : "from", "2026-12-31");
  out.period = {*from, *to};
  return out;
}

Result<Json> post_report(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"title", "from", "to"}));
  BASSIN_TRY(auto const head, head_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const made, convention::draft_report(session, act, id_in(call), head.title, head.period));
    return written_json(made.id, made.version);
  });
}

Result<Json> put_report(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "title", "from", "to"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const head, head_in(body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const changed, convention::change_report(session, act, id_in(call), version, head.title, head.period));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_report(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_DO(convention::remove_report(session, act, id_in(call), version));
    return Json{{"changed", true}};
  });
}

Result<Json> put_block(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"section", "text", "version"}));
  convention::Block block;
  BASSIN_TRY(block.section, body.text("section"));
  BASSIN_TRY(block.text, body.text("text"));
  BASSIN_TRY(block.version, body.integer("version"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const written, convention::write_block(session, act, id_in(call), block));
    return written_json(written.section, written.version);
  });
}

Result<Json> post_issue(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const full, convention::find_report(session, call.reader, id_in(call)));
    BASSIN_TRY(auto text, convention::find_convention(session, call.reader, full.report.convention));
    BASSIN_TRY(auto const figures, report_figures(session, call, std::move(text), full.report.period));
    BASSIN_TRY(auto const issued, convention::issue(session, act, id_in(call), version, figures.dump()));
    return written_json(issued.id, issued.version);
  });
}

Result<Json> post_reopening(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "why"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const why, body.text("why"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const opened, convention::reopen(session, act, id_in(call), version, why));
    return written_json(opened.id, opened.version);
  });
}

Result<Json> post_document(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"form"}));
  BASSIN_TRY(auto const form, word_in(body, "form", "pdf, page, docx, odt", convention::parse_form));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const told, report_answer(session, call, id_in(call)));
    auto const document = base::new_uuid();
    Json const payload{{"document", document}, {"form", id_of(form)}, {"report", told}};
    BASSIN_TRY(auto const job, jobs::enqueue(session, report_kind_name, payload.dump(), call.reader.agent, casework.now()));
    BASSIN_TRY(auto const made, convention::ask_document(session, act, document, id_in(call), form, job));
    return document_json(session, call, made);
  });
}

Result<Json> get_documents(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto list, documents_json(session, call, id_in(call)));
    return Json{{"documents", std::move(list)}};
  });
}

// bilan-2026-01-01-2026-12-31.pdf
std::string name_of(convention::ReportFile const& file) {
  auto const form = file.document.form;
  bool const page = form == convention::Form::page;
  return fmt::format("bilan{}-{}-{}.{}", page ? "-une-page" : "", to_iso(file.report.period.from), to_iso(file.report.period.to),
                     page ? "pdf" : id_of(form));
}

Result<http::Response> get_file(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto file,
             casework.store->read([&](sql::Session& session) { return convention::document_file(session, call.reader, id_in(call)); }));
  return file_response(file.document.form, name_of(file), std::move(file.bytes));
}

}  // namespace

void add_report_endpoints(Routes& routes, Casework const& casework) {
  using access::Need;
  using http::Method;
  auto const add = [&](Method method, std::string_view path, Need need, auto endpoint) {
    routes.add({method, path, need, http::Lane::store}, [&casework, endpoint](Call const& call) { return endpoint(call, casework); });
  };
  add(Method::get, "/api/v1/conventions/{id}/figures", Need::see_conventions, get_figures);
  add(Method::get, "/api/v1/conventions/{id}/reports", Need::see_conventions, get_reports);
  add(Method::post, "/api/v1/conventions/{id}/reports", Need::run_conventions, post_report);
  add(Method::get, "/api/v1/reports/{id}", Need::see_conventions, get_report);
  add(Method::put, "/api/v1/reports/{id}", Need::run_conventions, put_report);
  add(Method::remove, "/api/v1/reports/{id}", Need::run_conventions, delete_report);
  add(Method::put, "/api/v1/reports/{id}/blocks", Need::run_conventions, put_block);
  add(Method::post, "/api/v1/reports/{id}/issue", Need::run_conventions, post_issue);
  add(Method::post, "/api/v1/reports/{id}/reopening", Need::run_conventions, post_reopening);
  add(Method::get, "/api/v1/reports/{id}/documents", Need::see_conventions, get_documents);
  add(Method::post, "/api/v1/reports/{id}/documents", Need::see_conventions, post_document);
  routes.add_raw({Method::get, "/api/v1/report-documents/{id}", Need::see_conventions, http::Lane::store},
                 [&casework](Call const& call) { return get_file(call, casework); });
}

}  // namespace bassin::service
