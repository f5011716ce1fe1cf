#include "convention/convention.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/id_table.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"
#include "partners/organisation.h"

namespace bassin::convention {

namespace {

using base::Result;

constexpr std::array<std::string_view, kind_count> kind_ids = {"framework", "annual", "service", "amendment"};
constexpr std::array<std::string_view, status_count> status_ids = {"draft", "deliberating", "signed", "denounced", "abandoned"};

// Of conventions that the reader's organisation, or one that it took over, keeps or is a party to.
constexpr std::string_view seen =
    "(:lineage like '%,' || keeper || ',%' or id in (select convention from convention_party where :lineage like '%,' || organisation || "
    "',%'))";

}  // namespace

std::string_view id_of(Kind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::optional<Kind> parse_kind(std::string_view id) { return base::parse_id<Kind>(kind_ids, id); }
std::string_view id_of(Status status) { return status_ids[static_cast<std::size_t>(status)]; }
std::optional<Status> parse_status(std::string_view id) { return base::parse_id<Status>(status_ids, id); }

std::optional<Term> Convention::term() const {
  if (!starts_on || !ends_on) return std::nullopt;
  return Term{*starts_on, *ends_on, renewal, renewal_months, renewals_most, notice_months, last_day_early};
}

bool Rights::acts_for(std::string const& organisation) const {
  return std::find(organisations.begin(), organisations.end(), organisation) != organisations.end();
}

Result<Rights> rights_of(sql::Session& session, access::Reader const& reader) {
  Rights out;
  if (reader.standing != access::Reader::Standing::member || reader.organisation.empty()) return out;
  BASSIN_TRY(out.organisations, partners::lineage_of(session, reader.organisation));
  out.in_charge = reader.role == access::Role::administrator || reader.role == access::Role::coordinator;
  return out;
}

Result<std::vector<Convention>> conventions_of(sql::Session& session, access::Reader const& reader) {
  static std::string const statement = fmt::format("select {} from convention where {} order by id desc", internal::columns, seen);
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"lineage", internal::list_of(rights.organisations)}}));
  std::vector<Convention> out;
  for (auto const& row : rows) out.push_back(internal::convention_of(row));
  return out;
}

Result<std::map<std::string, std::vector<Party>>> present_parties(sql::Session& session, access::Reader const& reader) {
  static std::string const statement = fmt::format(
      "select convention, {} from convention_party where left_on is null and convention in (select id from convention where {}) order by "
      "convention, place",
      internal::party_columns, seen);
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"lineage", internal::list_of(rights.organisations)}}));
  std::map<std::string, std::vector<Party>> out;
  for (auto const& row : rows) out[row.text("convention")].push_back(internal::party_of(row));
  return out;
}

Result<Text> find_convention(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  Text out;
  BASSIN_TRY(out.convention, internal::seen_convention(session, rights, id));
  BASSIN_TRY(out.parties, internal::read_parties(session, id));
  BASSIN_TRY(out.perimeter, internal::read_perimeter(session, id));
  BASSIN_TRY(out.axes, internal::read_axes(session, id));
  return out;
}

}  // namespace bassin::convention
