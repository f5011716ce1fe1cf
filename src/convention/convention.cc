#include "convention/convention.h"

#include <algorithm>
#include <array>

#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, kind_count> kind_ids = {"framework", "annual", "service", "amendment"};
constexpr std::array<std::string_view, status_count> status_ids = {"draft", "deliberating", "signed", "denounced", "abandoned"};

template <class T, std::size_t n>
std::optional<T> parse(std::array<std::string_view, n> const& ids, std::string_view id) {
  auto const* const found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) return std::nullopt;
  return static_cast<T>(found - ids.begin());
}

// ",id,id,", for a condition over a column.
std::string list_of(std::vector<std::string> const& ids) {
  std::string out = ",";
  for (auto const& id : ids) out += id + ",";
  return out;
}

bool is_member(access::Reader const& reader) { return reader.standing == access::Reader::Standing::member && !reader.organisation.empty(); }

}  // namespace

std::string_view id_of(Kind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view id) { return parse<Kind>(kind_ids, id); }
std::string_view id_of(Status status) { return status_ids[static_cast<std::size_t>(status)]; }
std::optional<Status> parse_status(std::string_view id) { return parse<Status>(status_ids, id); }

std::optional<Term> Convention::term() const {
  if (!starts_on || !ends_on) return std::nullopt;
  return Term{*starts_on, *ends_on, renewal, renewal_months, renewals_most, notice_months, last_day_early};
}

Result<std::vector<Convention>> conventions_of(sql::Session& session, access::Reader const& reader) {
  static std::string const statement =
      "select " + std::string(internal::columns) +
      " from convention where :lineage like '%,' || keeper || ',%' or id in (select convention from convention_party where :lineage like "
      "'%,' || organisation || ',%') order by id desc";
  std::vector<Convention> out;
  if (!is_member(reader)) return out;
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, reader.organisation));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"lineage", list_of(lineage)}}));
  for (auto const& row : rows) out.push_back(internal::convention_of(row));
  return out;
}

Result<Text> find_convention(sql::Session& session, access::Reader const& reader, std::string const& id) {
  if (!is_member(reader)) return Error("convention.unknown", {{"id", id}});
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, reader.organisation));
  Text out;
  BASSIN_TRY(out.convention, internal::read_convention(session, id));
  BASSIN_TRY(bool const seen, internal::sees(session, lineage, out.convention));
  if (!seen) return Error("convention.unknown", {{"id", id}});
  BASSIN_TRY(out.parties, internal::read_parties(session, id));
  BASSIN_TRY(out.perimeter, internal::read_perimeter(session, id));
  BASSIN_TRY(out.axes, internal::read_axes(session, id));
  return out;
}

Result<bool> may_keep(sql::Session& session, access::Reader const& reader, Convention const& convention) {
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, reader.organisation));
  return internal::runs(reader, lineage, convention.keeper);
}

}  // namespace bassin::convention
