#include "letters/choice.h"

#include <array>

#include "base/id_table.h"
#include "sql/session.h"

namespace bassin::letters {

namespace {

using base::Result;

constexpr std::array<std::string_view, letter_kind_count> kind_ids = {"silence", "digest"};

}  // namespace

std::string_view id_of(LetterKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }

std::optional<LetterKind> parse_letter_kind(std::string_view id) { return base::parse_id<LetterKind>(kind_ids, id); }

Result<bool> wants(sql::Session& session, std::string const& agent, LetterKind kind) {
  BASSIN_TRY(auto const row, session.row("select 1 as it from letter_refused where agent = :agent and kind = :kind",
                                         {{"agent", agent}, {"kind", id_of(kind)}}));
  return !row.has_value();
}

Result<std::set<std::string>> who_refused(sql::Session& session, LetterKind kind) {
  BASSIN_TRY(auto const rows, session.rows("select agent from letter_refused where kind = :kind", {{"kind", id_of(kind)}}));
  std::set<std::string> out;
  for (auto const& row : rows) out.insert(row.text("agent"));
  return out;
}

Result<void> choose(sql::Session& session, access::Act const& act, LetterKind kind, bool wanted) {
  std::string_view const statement = wanted ? "delete from letter_refused where agent = :agent and kind = :kind"
                                            : "insert into letter_refused (agent, kind) values (:agent, :kind) on conflict do nothing";
  BASSIN_TRY(auto const changed, session.execute(statement, {{"agent", act.reader.agent}, {"kind", id_of(kind)}}));
  if (changed == 0) return {};
  return access::record(session, act, wanted ? "letter.wanted" : "letter.refused", "letter", std::string(id_of(kind)), "", "",
                        act.reader.agent);
}

}  // namespace bassin::letters
