#include "app/report_job.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/casework.h"
#include "app/child.h"
#include "app/upload_file.h"
#include "base/file.h"
#include "convention/report_document.h"
#include "crisis/case_letters.h"
#include "crisis/report_file.h"
#include "grids/document.h"
#include "printing/grid_page.h"
#include "printing/letter_page.h"
#include "printing/report_page.h"
#include "service/report_job.h"
#include "sql/store.h"

namespace bassin::app {

namespace {

using base::Error;
using base::Result;
using convention::Form;

constexpr std::string_view pdf_program = "/usr/bin/weasyprint", text_program = "/usr/bin/pandoc";
constexpr double seconds_most = 120;
constexpr std::size_t bytes_most = 64U << 20U;
constexpr std::size_t told_most = 300;  // of what a program says of its failure

printing::Layout layout_of(Form form) {
  switch (form) {
    case Form::pdf: return printing::Layout::whole;
    case Form::page: return printing::Layout::one_page;
    case Form::docx:
    case Form::odt: break;
  }
  return printing::Layout::editable;
}

// Its result goes to the standard output. Neither is told of any other file.
std::vector<std::string> command_for(Form form, std::string const& page) {
  if (layout_of(form) != printing::Layout::editable) return {std::string(pdf_program), "--quiet", "--encoding", "utf-8", page, "-"};
  return {std::string(text_program), "--from", "html", "--to", std::string(id_of(form)), "--output", "-", page};
}

Result<std::string> run(Form form, std::string const& page, base::FileSystem& files) {
  auto const command = command_for(form, page);
  auto const& program = command.front();
  if (!files.exists(program)) return Error("report.no_program", {{"program", program}});
  ChildLimits limits;
  limits.seconds = seconds_most;
  limits.output_bytes = bytes_most;
  auto output = run_child(command, limits);
  if (!output.ok()) return Error("report.program_failed", {{"program", program}, {"reason", std::string(output.error().code)}});
  auto& it = output.value();
  if (it.exit_code != 0 || it.out.empty())
    return Error("report.program_failed",
                 {{"program", program}, {"reason", std::to_string(it.exit_code) + " " + it.err.substr(0, told_most)}});
  return std::move(it.out);
}

// What a file is made of, by its name in the payload.
struct Subject {
  char const* name;
  Result<bool> (*is_awaited)(sql::Session&, std::string const&);
  std::string (*page)(nlohmann::json const&, printing::Layout);
  Result<bool> (*keep)(sql::Session&, std::string const&, std::string const&, base::Instant);
};
constexpr Subject subjects[] = {
    {"report", convention::is_awaited, printing::report_page, convention::keep_document},
    {"grid", grids::is_awaited, printing::grid_page, grids::keep_document},
    {"situation", crisis::report_file_is_awaited, printing::situation_page, crisis::keep_report_file},
    {"letter", crisis::letter_is_awaited, printing::letter_page, crisis::keep_letter},
};

Subject const& subject_of(nlohmann::json const& payload) {
  auto const* const found =
      std::find_if(std::begin(subjects), std::end(subjects), [&](auto const& it) { return payload.contains(it.name); });
  return found == std::end(subjects) ? subjects[0] : *found;
}

Result<void> make(jobs::Attempt const& attempt, sql::Store& store, base::FileSystem& files, std::string const& place) {
  auto const payload = nlohmann::json::parse(attempt.job.payload);
  auto const document = payload.at("document").get<std::string>();
  // Asked for again and again, it is made once.
  auto const subject = subject_of(payload);
  BASSIN_TRY(bool const awaited, store.read([&](sql::Session& session) { return subject.is_awaited(session, document); }));
  if (!awaited) return {};
  auto const form = convention::parse_form(payload.at("form").get<std::string>()).value_or(Form::pdf);
  auto const html = subject.page(payload.at(subject.name), layout_of(form));
  BASSIN_TRY(auto const page, UploadFile::write(files, place, "bilan.html", html));
  BASSIN_TRY(auto const bytes, run(form, page->path(), files));
  // False: another one was asked for meanwhile, and has a job of its own.
  BASSIN_TRY([[maybe_unused]] auto const kept,
             store.write([&](sql::Session& session) { return subject.keep(session, document, bytes, now()); }));
  return {};
}

}  // namespace

jobs::Kind report_kind(sql::Store& store, base::FileSystem& files, std::string place) {
  // More than one attempt is for a server that was killed in the middle.
  return {.name = std::string(service::report_kind_name),
          .run = [&store, &files, place = std::move(place)](jobs::Attempt const& attempt) { return make(attempt, store, files, place); },
          .most_attempts = 2,
          .may_pass = nullptr};
}

}  // namespace bassin::app
