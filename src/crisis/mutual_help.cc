#include "crisis/mutual_help.h"

#include <fmt/format.h>

#include <array>

#include "access/record_json.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/help_rows.h"
#include "crisis/internal/rooms.h"
#include "reference/geography.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;

constexpr std::array<std::string_view, 2> sides{"need", "offer"};
constexpr std::array<std::string_view, help_kind_count> kinds{"premises", "storage",   "hands",     "pumping", "electricity",
                                                              "cleaning", "equipment", "transport", "other"};
constexpr std::array<std::string_view, 4> states{"agreed", "given", "over", "failed"};

Error bad_value(std::string_view field, std::string allowed) {
  return Error("crisis.bad_value", {{"field", std::string(field)}, {"allowed", std::move(allowed)}});
}

Result<void> check_quantity(std::optional<std::int64_t> quantity) {
  if (quantity && (*quantity < 1 || *quantity > help_quantity_most)) return bad_value("quantity", fmt::format("1…{}", help_quantity_most));
  return {};
}

Result<HelpFacts> clean(HelpFacts it) {
  BASSIN_TRY(it.what, base::clean("what", it.what, base::line_most));
  BASSIN_TRY(it.reach, base::clean_or_empty("reach", it.reach, base::line_most));
  if (it.record.empty()) {
    BASSIN_TRY(it.who, base::clean("who", it.who, base::line_most));
  } else if (!it.who.empty()) {
    return bad_value("who", "\"\"");
  }
  BASSIN_DO(check_quantity(it.quantity));
  if (!it.commune.empty() && reference::geography().versions(it.commune).empty()) return bad_value("commune", "77142");
  if (it.from && it.until && *it.until < *it.from) return bad_value("until", base::to_iso(*it.from) + " …");
  return it;
}

Result<AgreementFacts> clean(AgreementFacts it) {
  BASSIN_DO(check_quantity(it.quantity));
  BASSIN_TRY(it.note, base::clean_or_empty("note", it.note, base::reason_most, base::Lines::several));
  return it;
}

// Its room is writable by the agent; that another room has it is not told.
Result<HelpPost> writable_post(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const found, internal::help_post(session, id));
  if (!found) return Error("crisis.unknown_help", {{"id", id}});
  auto const room = internal::writable(session, act.reader, found->crisis);
  if (!room.ok() && room.error().code == "crisis.unknown") return Error("crisis.unknown_help", {{"id", id}});
  if (!room.ok()) return room.error();
  return *found;
}

// Nobody else has the line of the case that it is of.
Result<void> check_line_of(sql::Session& session, Act const& act, std::string const& crisis, std::string const& record) {
  if (record.empty()) return {};
  BASSIN_TRY(auto const found, internal::writable_case(session, act.reader, record));
  if (found.it.crisis != crisis) return Error("crisis.unknown_case", {{"id", record}});
  return internal::check_line(found.it, act.reader, base::to_iso(act.actor.at));
}

// What an offer has beside the agreement of that id; nothing where nobody counts it.
Result<std::optional<std::int64_t>> left_of(sql::Session& session, HelpPost const& offer, std::string const& beside) {
  if (!offer.facts.quantity) return std::optional<std::int64_t>();
  BASSIN_TRY(auto const row,
             session.row("select cast(coalesce(sum(quantity), 0) as bigint) as taken, count(*) - count(quantity) as whole from "
                         "crisis_agreement where offer = :offer and id <> :beside and state in ('agreed', 'given')",
                         {{"offer", offer.id}, {"beside", beside}}));
  if (row->integer("whole") > 0) return std::optional<std::int64_t>(0);
  return std::optional(std::max<std::int64_t>(0, *offer.facts.quantity - row->integer("taken")));
}

// What a need lacks beside that agreement, at least one: who agrees on more than it asks may.
Result<std::optional<std::int64_t>> lacks_of(sql::Session& session, HelpPost const& need, std::string const& beside) {
  if (!need.facts.quantity) return std::optional<std::int64_t>();
  BASSIN_TRY(auto const row, session.row("select cast(coalesce(sum(quantity), 0) as bigint) as agreed from crisis_agreement where need = "
                                         ":need and id <> :beside and state in ('agreed', 'given', 'over')",
                                         {{"need", need.id}, {"beside", beside}}));
  return std::optional(std::max<std::int64_t>(1, *need.facts.quantity - row->integer("agreed")));
}

// How much of the offer it is; nothing where neither side counts.
Result<std::optional<std::int64_t>> quantity_of(sql::Session& session, HelpPost const& need, HelpPost const& offer, Agreement const& it) {
  BASSIN_TRY(auto const left, left_of(session, offer, it.id));
  bool const holds = it.facts.state == HelpState::agreed || it.facts.state == HelpState::given;
  if (!left || !holds) return it.facts.quantity;
  BASSIN_TRY(auto const lacks, lacks_of(session, need, it.id));
  auto const asked = it.facts.quantity ? *it.facts.quantity : std::min(*left, lacks.value_or(*left));
  if (asked < 1 || asked > *left) return Error("crisis.help_taken", {{"left", std::to_string(*left)}});
  return std::optional(asked);
}

}  // namespace

std::string_view id_of(HelpSide side) { return sides[static_cast<std::size_t>(side)]; }
std::optional<HelpSide> parse_help_side(std::string_view id) { return base::parse_id<HelpSide>(sides, id); }
std::string_view id_of(HelpKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<HelpKind> parse_help_kind(std::string_view id) { return base::parse_id<HelpKind>(kinds, id); }
std::string_view id_of(HelpState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<HelpState> parse_help_state(std::string_view id) { return base::parse_id<HelpState>(states, id); }

Result<HelpBoard> help_of(sql::Session& session, access::Reader const& reader, std::string const& crisis, std::string const& record) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  return internal::help_board(session, crisis, record);
}

Result<HelpPost> note_help(sql::Session& session, Act const& act, std::string const& crisis, HelpFacts const& facts) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::writable(session, act.reader, crisis));
  HelpPost made{base::new_uuid(), crisis, {}, act.reader.organisation, act.reader.agent, 1, base::to_iso(act.actor.at), ""};
  BASSIN_TRY(made.facts, clean(facts));
  BASSIN_DO(check_line_of(session, act, crisis, made.facts.record));
  BASSIN_TRY(auto const there, session.row("select count(*) as n from crisis_help where crisis = :crisis", {{"crisis", crisis}}));
  if (there->integer("n") >= help_posts_most) return Error("crisis.too_much_help", {{"most", std::to_string(help_posts_most)}});
  BASSIN_DO(internal::insert_help(session, made));
  if (!made.facts.record.empty()) BASSIN_DO(internal::set_begun(session, made.facts.record));
  BASSIN_DO(access::record(session, act, "crisis_help.noted", "crisis_help", made.id, "", internal::json_of(made)));
  return made;
}

Result<HelpPost> change_help(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, HelpFacts const& facts) {
  BASSIN_TRY(auto const before, writable_post(session, act, id));
  BASSIN_DO(check_line_of(session, act, before.crisis, before.facts.record));
  if (before.version != version) return Error("crisis.changed", {{"now", internal::json_of(before)}});
  auto after = before;
  after.facts = facts;
  after.facts.side = before.facts.side;
  after.facts.kind = before.facts.kind;
  after.facts.record = before.facts.record;
  BASSIN_TRY(after.facts, clean(after.facts));
  if (after.facts.side == HelpSide::offer && after.facts.quantity) {
    BASSIN_TRY(auto const row, session.row("select cast(coalesce(sum(quantity), 0) as bigint) as taken from crisis_agreement where offer = "
                                           ":offer and state in ('agreed', 'given')",
                                           {{"offer", id}}));
    auto const taken = row->integer("taken");
    if (*after.facts.quantity < taken) return Error("crisis.help_promised", {{"taken", std::to_string(taken)}});
  }
  after.organisation = act.reader.organisation;
  after.agent = act.reader.agent;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::save_help(session, after));
  BASSIN_DO(access::record(session, act, "crisis_help.changed", "crisis_help", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<void> remove_help(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, writable_post(session, act, id));
  BASSIN_DO(check_line_of(session, act, before.crisis, before.facts.record));
  if (before.version != version) return Error("crisis.changed", {{"now", internal::json_of(before)}});
  BASSIN_TRY(auto const row, session.row("select 1 as there from crisis_agreement where need = :id or offer = :id limit 1", {{"id", id}}));
  if (row) return Error("crisis.help_agreed");
  BASSIN_DO(session.run("delete from crisis_help where id = :id", {{"id", id}}));
  // Nothing finds it again at the anonymisation: what was typed goes at once.
  BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis_help", id));
  return access::record(session, act, "crisis_help.removed", "crisis_help", id,
                        access::text_of({{"crisis", before.crisis}, {"kind", id_of(before.facts.kind)}}), "");
}

Result<Agreement> agree(sql::Session& session, Act const& act, std::string const& need, std::string const& offer,
                        AgreementFacts const& facts) {
  BASSIN_TRY(auto const asks, writable_post(session, act, need));
  BASSIN_TRY(auto const gives, internal::help_post(session, offer));
  if (!gives || gives->crisis != asks.crisis) return Error("crisis.unknown_help", {{"id", offer}});
  if (asks.facts.side != HelpSide::need || asks.facts.withdrawn) return bad_value("need", "need");
  if (gives->facts.side != HelpSide::offer || gives->facts.withdrawn) return bad_value("offer", "offer");
  if (gives->facts.kind != asks.facts.kind) return bad_value("offer", std::string(id_of(asks.facts.kind)));
  Agreement made{base::new_uuid(), asks.crisis, need, offer, {}, act.reader.organisation, act.reader.agent, 1, base::to_iso(act.actor.at)};
  BASSIN_TRY(made.facts, clean(facts));
  BASSIN_TRY(made.facts.quantity, quantity_of(session, asks, *gives, made));
  BASSIN_TRY(auto const added, internal::insert_agreement(session, made));
  if (added == 0) return Error("crisis.agreed_already");
  BASSIN_DO(access::record(session, act, "crisis_agreement.made", "crisis_agreement", made.id, "", internal::json_of(made)));
  return made;
}

Result<Agreement> change_agreement(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                   AgreementFacts const& facts) {
  BASSIN_TRY(auto const before, internal::agreement(session, id));
  if (!before) return Error("crisis.unknown_agreement", {{"id", id}});
  auto const need = writable_post(session, act, before->need);
  if (!need.ok() && need.error().code == "crisis.unknown_help") return Error("crisis.unknown_agreement", {{"id", id}});
  if (!need.ok()) return need.error();
  if (before->version != version) return Error("crisis.changed", {{"now", internal::json_of(*before)}});
  BASSIN_TRY(auto const offer, internal::help_post(session, before->offer));
  auto after = *before;
  BASSIN_TRY(after.facts, clean(facts));
  BASSIN_TRY(after.facts.quantity, quantity_of(session, need.value(), *offer, after));
  after.organisation = act.reader.organisation;
  after.agent = act.reader.agent;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::save_agreement(session, after));
  BASSIN_DO(access::record(session, act, "crisis_agreement.changed", "crisis_agreement", id, internal::json_of(*before),
                           internal::json_of(after)));
  return after;
}

}  // namespace bassin::crisis
