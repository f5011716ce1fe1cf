#include "crisis/report_likeness.h"

#include <algorithm>

#include "crisis/internal/case_rows.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using base::Result;

Result<std::vector<Case>> cases_where(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                      std::string_view column, std::vector<std::string> const& wanted) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  std::vector<Case> out;
  if (wanted.empty()) return out;
  auto const count = std::min(wanted.size(), cases_asked_most);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back("v" + std::to_string(i));
  std::vector<sql::Named> values{{"crisis", crisis}};
  auto text = "select " + std::string(internal::case_columns) + " from crisis_case where crisis = :crisis and " + std::string(column);
  for (std::size_t i = 0; i < count; ++i) {
    text += (i == 0 ? " in (:" : ", :") + names[i];
    values.emplace_back(names[i], wanted[i]);
  }
  BASSIN_TRY(auto const rows, session.rows(text + ")", sql::Session::Values(values)));
  for (auto const& row : rows) out.push_back(internal::case_of(row));
  return out;
}

}  // namespace

Result<std::vector<Case>> cases_of_businesses(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                              std::vector<std::string> const& businesses) {
  return cases_where(session, reader, crisis, "business", businesses);
}

Result<std::vector<Case>> cases_of_ids(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                       std::vector<std::string> const& ids) {
  return cases_where(session, reader, crisis, "id", ids);
}

Result<std::vector<Callback>> callbacks_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows,
             session.rows("select c.business, a.words from damage_report r join damage_answer a on a.report = r.id join crisis_case c on "
                          "c.id = r.record where r.crisis = :crisis and r.state = 'matched' and a.question = 'callback' and a.words <> '' "
                          "order by r.received_at desc, r.id desc limit :most",
                          {{"crisis", crisis}, {"most", callbacks_most}}));
  std::vector<Callback> out;
  for (auto const& row : rows) out.push_back({row.text("business"), row.text("words")});
  return out;
}

Result<std::vector<TypedSiret>> sirets_typed(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(
      auto const rows,
      session.rows("select distinct c.id, r.siret from damage_report r join crisis_case c on c.id = r.record where r.crisis = :crisis "
                   "and r.state = 'matched' and r.siret <> '' and r.siret <> c.business order by c.id, r.siret limit :most",
                   {{"crisis", crisis}, {"most", callbacks_most}}));
  std::vector<TypedSiret> out;
  for (auto const& row : rows) out.push_back({row.text("id"), row.text("siret")});
  return out;
}

}  // namespace bassin::crisis
