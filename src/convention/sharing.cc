#include "convention/sharing.h"

#include <algorithm>

#include "convention/internal/opening.h"
#include "convention/internal/records.h"
#include "convention/internal/substitutes.h"

namespace bassin::convention {

namespace {

using access::Grant;
using base::Date;
using base::Result;

using LastDay = std::optional<Date>;  // nothing: without end
LastDay sooner(LastDay const& a, LastDay const& b) { return !a ? b : !b ? a : std::min(*a, *b); }
Date later(Date a, std::optional<Date> const& b) { return b ? std::max(a, *b) : a; }

struct Span {
  Date from;
  LastDay to;
  [[nodiscard]] bool empty() const { return to && *to < from; }
};

Span common(Span const& whole, Party const& owner, Party const& reader) {
  return {later(later(whole.from, owner.joined_on), reader.joined_on), sooner(sooner(whole.to, owner.left_on), reader.left_on)};
}

// One grant as long as the level stays the same.
void add_grants(std::vector<Grant>& out, Span const& span, std::string const& reader, RecordKind kind, std::string const& owner,
                std::vector<Statement> const& statements) {
  if (span.empty()) return;
  Grant open{owner, reader, kind, access::default_level, span.from, span.to};
  for (auto const& it : statements) {
    auto const level = it.level(kind, reader);
    if (it.from <= open.from) {
      open.level = level;
      continue;
    }
    if (span.to && it.from > *span.to) break;
    if (level == open.level) continue;
    auto before = open;
    before.to = Date{it.from.days - 1};
    out.push_back(std::move(before));
    open.from = it.from;
    open.level = level;
  }
  out.push_back(std::move(open));
}

// The days on which it binds anybody.
std::optional<Span> bound(Convention const& it) {
  auto const term = it.term();
  bool const binds = it.status == Status::signed_by_all || it.status == Status::denounced;
  if (!binds || !term || it.kind == Kind::amendment) return std::nullopt;
  return Span{later(term->starts_on, it.signed_on), last_day_of_all(*term)};
}

std::vector<access::SharedPlace> places_of(Convention const& it, std::vector<Commune> const& perimeter) {
  std::vector<access::SharedPlace> out;
  auto const written = it.starts_on && it.signed_on ? std::max(*it.starts_on, *it.signed_on) : Date{};
  for (auto const& commune : perimeter)
    out.push_back({commune.code, commune.from_day.value_or(written), commune.from_day, commune.until_day});
  return out;
}

}  // namespace

Level Statement::level(RecordKind kind, std::string const& reader) const {
  auto out = access::default_level;
  for (auto const& it : shown) {
    if (it.kind != kind) continue;
    if (it.reader == reader) return it.level;
    if (it.reader.empty()) out = it.level;
  }
  return out;
}

std::vector<Statement> statements_on(std::string const& owner, std::vector<Statement> const& all) {
  std::vector<Statement> out;
  for (auto const& it : all) {
    if (it.owner != owner) continue;
    while (!out.empty() && out.back().from >= it.from) out.pop_back();
    out.push_back(it);
  }
  return out;
}

Level level_on(std::vector<Statement> const& all, std::string const& owner, RecordKind kind, std::string const& reader, Date day) {
  auto out = access::default_level;
  for (auto const& it : statements_on(owner, all)) {
    if (it.from <= day) out = it.level(kind, reader);
  }
  return out;
}

std::vector<Grant> grants_of(Convention const& convention, std::vector<Party> const& parties, std::vector<Statement> const& statements) {
  std::vector<Grant> out;
  auto const whole = bound(convention);
  if (!whole) return out;
  for (auto const& owner : parties) {
    auto const stated = statements_on(owner.organisation, statements);
    for (auto const& reader : parties) {
      if (reader.organisation == owner.organisation) continue;
      auto const span = common(*whole, owner, reader);
      for (std::size_t kind = 0; kind < access::record_kind_count; ++kind)
        add_grants(out, span, reader.organisation, static_cast<RecordKind>(kind), owner.organisation, stated);
    }
  }
  return out;
}

Result<void> internal::write_sharing(sql::Session& session, Convention const& it) {
  if (it.kind == Kind::amendment) return {};
  BASSIN_TRY(auto const parties, read_parties(session, it.id));
  BASSIN_TRY(auto const perimeter, read_perimeter(session, it.id));
  BASSIN_TRY(auto const statements, read_statements(session, it.kind == Kind::annual ? it.parent : it.id));
  auto const grants = grants_of(it, parties, statements);
  auto const places = places_of(it, perimeter);
  BASSIN_DO(access::set_sharing(session, it.id, grants, places));
  return write_substitutes(session, it.id, {parties, grants, places});
}

Result<std::size_t> refresh_sharing(sql::Session& session) {
  BASSIN_TRY(auto const changed, access::claim_places(session));
  if (!changed) return std::size_t{0};
  static std::string const statement =
      "select " + std::string(internal::columns) + " from convention where status in ('signed', 'denounced') order by id";
  BASSIN_TRY(auto const rows, session.rows(statement));
  for (auto const& row : rows) BASSIN_DO(internal::write_sharing(session, internal::convention_of(row)));
  return rows.size();
}

}  // namespace bassin::convention
