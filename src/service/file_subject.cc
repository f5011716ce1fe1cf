#include "service/file_subject.h"

#include <algorithm>
#include <charconv>

#include "query/row.h"
#include "query/unit_rows.h"
#include "query/view.h"
#include "service/casework_source.h"
#include "service/question.h"
#include "sql/store.h"
#include "support/file_key.h"
#include "support/projects.h"

namespace bassin::service {

using base::Error;
using base::Result;
using support::KeyKind;
using support::Subject;

namespace {

constexpr std::size_t id_length = 36;
constexpr std::size_t siren_length = 9;

bool is_siren(std::string_view text) {
  return text.size() == siren_length && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view after(std::string_view key, std::string_view prefix) { return key.substr(prefix.size()); }

std::string const& code_of(query::Row const& row) { return row.commune.empty() ? row.commune_code : row.commune; }

// Each row as the reader may see its place.
Result<std::vector<query::Row>> rows_as_seen(Call const& call, query::View const& view, std::vector<std::uint32_t> const& numbers) {
  BASSIN_TRY(auto rows, query::read_rows(view, numbers, registry::Audience::open));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const audience = audience_of(call.reader, {code_of(rows[i])});
    if (audience == registry::Audience::open) continue;
    std::uint32_t const one[] = {numbers[i]};
    BASSIN_TRY(auto seen, query::read_rows(view, one, audience));
    rows[i] = std::move(seen[0]);
  }
  return rows;
}

// Whose name one row keeps back is not told by another.
void mask_names(std::vector<query::Row>& rows) {
  bool const kept = std::any_of(rows.begin(), rows.end(), [](auto const& row) {
    return row.name.presence == registry::Presence::masked || row.unit_name.presence == registry::Presence::masked;
  });
  if (!kept) return;
  for (auto& row : rows) row.name = row.unit_name = {{}, registry::Presence::masked};
}

Result<Subject> unit_subject(Call const& call, Casework const& casework, std::string const& key) {
  BASSIN_TRY(auto const file, unit_file(call, casework, after(key, support::unit_prefix)));
  auto const served = std::find_if(file.rows.begin(), file.rows.end(),
                                   [&](auto const& row) { return access::sight_of(call.reader, {code_of(row)}) == access::Sight::agent; });
  return Subject{key, code_of(served == file.rows.end() ? file.rows[0] : *served)};
}

Result<Subject> project_subject(Call const& call, Casework const& casework, std::string const& key) {
  std::string const id(after(key, support::project_prefix));
  BASSIN_TRY(auto const seen, casework.store->read([&](sql::Session& session) {
    return support::find_project(session, call.reader, call.context.today(), id);
  }));
  if (seen.level < access::Level::content) return Error("support.unknown_project", {{"id", id}});
  return Subject{key, seen.project.facts.commune};
}

}  // namespace

std::optional<std::string> file_key_in(std::string_view text) {
  auto const kind = support::kind_of_key(text);
  bool const unit = kind == KeyKind::unit && is_siren(after(text, support::unit_prefix));
  bool const project = kind == KeyKind::project && after(text, support::project_prefix).size() == id_length;
  if (!unit && !project) return std::nullopt;
  return std::string(text);
}

Result<Subject> file_subject_of(Call const& call, Casework const& casework, std::string_view text) {
  auto const key = file_key_in(text);
  if (!key) return subject_of(call, casework, text);
  if (support::kind_of_key(*key) == KeyKind::unit) return unit_subject(call, casework, *key);
  return project_subject(call, casework, *key);
}

Result<UnitFile> unit_file(Call const& call, Casework const& casework, std::string_view siren) {
  Error const unknown("query.unknown_business", {{"id", std::string(siren.substr(0, 100))}});
  std::uint32_t number = 0;
  if (!is_siren(siren)) return unknown;
  std::from_chars(siren.data(), siren.data() + siren.size(), number);
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return Error("service.not_ready");
  BASSIN_TRY(auto const found, query::rows_of_unit(*seeing.view, number));
  if (found.rows.empty()) return unknown;
  UnitFile out;
  BASSIN_TRY(out.rows, rows_as_seen(call, *seeing.view, found.rows));
  mask_names(out.rows);
  out.total = found.total;
  return out;
}

Result<std::map<std::string, FileTitle>> file_titles(Call const& call, Casework const& casework, sql::Session& session,
                                                     std::set<std::string> const& keys) {
  std::map<std::string, FileTitle> out;
  std::set<std::string> ids;
  for (auto const& key : keys) {
    auto const kind = support::kind_of_key(key);
    if (kind == KeyKind::project) ids.emplace(after(key, support::project_prefix));
    if (kind != KeyKind::unit) continue;
    auto const file = unit_file(call, casework, after(key, support::unit_prefix));
    if (file.ok()) {
      auto const& name = file->rows[0].unit_name;
      out[key] = {name.text, name.presence == registry::Presence::masked, code_of(file->rows[0])};
    }
  }
  BASSIN_TRY(auto const projects, support::named_projects(session, call.reader, call.context.today(), ids));
  for (auto const& it : projects) out[it.key()] = {it.facts.name, false, it.facts.commune};
  return out;
}

}  // namespace bassin::service
