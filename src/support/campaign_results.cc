#include <algorithm>
#include <set>

#include "access/visibility.h"
#include "base/plain_text.h"
#include "sql/session.h"
#include "support/campaign_work.h"
#include "support/contact_reading.h"
#include "support/internal/campaign_rows.h"
#include "support/internal/contact_rows.h"
#include "support/oppositions.h"
#include "support/reminders.h"

namespace bassin::support {

namespace {

using access::Json;
using base::Date;
using base::Error;
using base::Result;

bool still_to_try(TargetState state) {
  return state == TargetState::waiting || state == TargetState::no_answer || state == TargetState::call_back;
}

// Whether that may come of a target in its state.
bool fits(Means means, TargetState from, TargetState to) {
  bool const ends = to == TargetState::answered || to == TargetState::wrong || to == TargetState::refused;
  if (is_mailing(means)) return from == TargetState::sent && ends;
  bool const tried = to == TargetState::no_answer || to == TargetState::call_back || to == TargetState::reached;
  return still_to_try(from) && (ends || tried);
}

bool is_contact(TargetState state) {
  return state == TargetState::reached || state == TargetState::answered || state == TargetState::refused;
}

Error bad_value(std::string field, std::string allowed) {
  return {"support.bad_value", {{"field", std::move(field)}, {"allowed", std::move(allowed)}}};
}

Result<TargetResult> clean(TargetResult result, Date today) {
  BASSIN_TRY(result.note, base::clean_or_empty("note", result.note, base::reason_most, base::Lines::several));
  bool const known = result.answer == "yes" || result.answer == "no" || result.answer == "other";
  if (result.state == TargetState::answered && !known) return bad_value("answer", "yes, no, other");
  if (result.state != TargetState::answered) result.answer.clear();
  if (result.on > today) return bad_value("on", "≤ " + to_iso(today));
  bool const again = result.state == TargetState::call_back;
  if (again && (!result.call_back_on || *result.call_back_on < today)) return bad_value("callBackOn", "≥ " + to_iso(today));
  return result;
}

// Whom one reached: the one that was named, or the best.
Result<Via> via_of(Reachable const& reachable, TargetResult const& result) {
  if (reachable.aside == Aside::opposed) return Error("campaign.opposed");
  if (reachable.aside != Aside::none) return Error("campaign.no_way", {{"reason", std::string(id_of(reachable.aside))}});
  if (result.contact.empty()) return reachable.via.empty() ? Via{} : reachable.via[0];
  auto const found = std::find_if(reachable.via.begin(), reachable.via.end(), [&](Via const& it) {
    return it.contact == result.contact && (result.channel.empty() || it.channel == result.channel);
  });
  if (found == reachable.via.end()) return Error("campaign.not_through");
  return *found;
}

// That a call was to be made again is done with.
Result<void> finish_call_back(sql::Session& session, Act const& act, Target& target) {
  auto const id = std::exchange(target.reminder, "");
  if (id.empty()) return {};
  BASSIN_TRY(auto const row, session.row("select version from reminder where id = :id and done_at is null", {{"id", id}}));
  if (!row) return {};
  auto const done = finish_reminder(session, act, id, row->integer("version"), true);
  // A colleague's, who sees to it.
  if (!done.ok() && done.error().code != "support.not_yours") return done.error();
  return {};
}

Result<void> call_back(sql::Session& session, Act const& act, Campaign const& campaign, TargetResult const& result, Target& target) {
  if (result.state != TargetState::call_back) return {};
  target.call_back_on = to_iso(*result.call_back_on);
  auto const text = campaign.facts.title + (result.note.empty() ? "" : "\n" + result.note);
  BASSIN_TRY(auto const made, remind(session, act, {target.business, target.commune}, {text, *result.call_back_on, act.reader.agent}));
  target.reminder = made.id;
  return {};
}

// Who refused: the contact of the target as the reader is shown it; nothing where it is gone, or was none.
Result<std::optional<Contact>> contact_of(sql::Session& session, Act const& act, Date today, Target const& target) {
  if (target.contact.empty()) return std::optional<Contact>();
  auto found = find_contact(session, act.reader, today, target.contact);
  if (found.ok()) return std::optional(std::move(found).value());
  if (found.error().code == "support.unknown_contact") return std::optional<Contact>();
  return found.error();
}

// The mark of the number or address by which the target was reached: honoured also where the reader is not shown it any more.
Result<std::string> mark_reached(sql::Session& session, Target const& target) {
  if (target.channel.empty()) return std::string();
  BASSIN_TRY(auto const row, session.row("select mark from contact_channel where id = :id", {{"id", target.channel}}));
  return row ? row->text("mark") : std::string();
}

// All of the person's that bear on it, as far as they are shown.
std::set<std::string> marks_shown(std::optional<Contact> const& contact, NewOpposition const& said) {
  std::set<std::string> out;
  if (!contact) return out;
  for (auto const& it : contact->channels)
    if (!said.medium || *said.medium == it.kind) out.insert(mark_of(it.kind, it.normal));
  return out;
}

// Of one's own organisation's contact, whose id is told.
Result<std::string> oppose_own(sql::Session& session, Act const& act, Contact const& contact, NewOpposition const& said) {
  BASSIN_TRY([[maybe_unused]] auto const next, oppose(session, act, contact.id, contact.version, said));
  BASSIN_TRY(auto const row, session.row("select id from opposition where contact = :id order by id desc limit 1", {{"id", contact.id}}));
  return row->text("id");
}

// What the person does not want; by post and visit it is all contact.
NewOpposition said_of(Campaign const& campaign, Refused const& refused, Date on) {
  bool const by_number = campaign.facts.means == Means::email || campaign.facts.means == Means::call;
  NewOpposition out;
  if (refused.this_purpose) out.purpose = campaign.facts.purpose;
  out.on = to_iso(on);
  out.how = refused.how.empty() ? campaign.facts.title : refused.how;
  if (by_number && refused.what != Refused::What::all)
    out.medium = campaign.facts.means == Means::email ? ChannelKind::email : ChannelKind::phone;
  return out;
}

// Of a person whom the organisation has no record of, or none with a number: one is made, so that it is honoured.
Result<void> oppose_named(sql::Session& session, Act const& act, Campaign const& campaign, std::string const& name,
                          NewOpposition const& said, Target& target) {
  if (name.empty()) return Error("campaign.who");
  BASSIN_TRY(auto const made, add_contact(session, act, {target.business, target.commune}, {name, campaign.facts.kept_in, "", "", {}}));
  BASSIN_TRY(target.opposition, oppose_own(session, act, made, said));
  target.contact = made.id;
  return {};
}

Result<void> refuse(sql::Session& session, Act const& act, Campaign const& campaign, Date today, TargetResult const& result,
                    Target& target) {
  if (result.state != TargetState::refused) return {};
  BASSIN_TRY(auto const contact, contact_of(session, act, today, target));
  BASSIN_TRY(auto const reached, mark_reached(session, target));
  auto said = said_of(campaign, result.refused, result.on);
  bool const this_one = !reached.empty() && result.refused.what == Refused::What::channel;
  bool const has_it =
      contact && std::any_of(contact->channels.begin(), contact->channels.end(), [&](auto const& it) { return it.id == target.channel; });
  if (contact && contact->own && (has_it || !this_one)) {
    if (this_one) said.medium.reset();
    said.channel = this_one ? target.channel : "";
    BASSIN_TRY(target.opposition, oppose_own(session, act, *contact, said));
    return {};
  }
  auto marks = this_one ? std::set<std::string>() : marks_shown(contact, said);
  if (!reached.empty()) marks.insert(reached);
  if (!marks.empty()) {
    BASSIN_TRY(target.opposition, oppose_unnamed(session, act, {marks.begin(), marks.end()}, said));
    return {};
  }
  return oppose_named(session, act, campaign, contact ? contact->name : result.refused.person, said, target);
}

Result<void> check_held(Act const& act, Target const& target) {
  bool const other = !target.held_by.empty() && target.held_by != act.reader.agent && target.held_until >= base::to_iso(act.actor.at);
  if (other) return Error("campaign.held");
  return {};
}

// What came of a call or a visit, or of trying.
Result<void> take_attempt(sql::Session& session, Act const& act, Campaign const& campaign, Date today, TargetResult const& result,
                          Target& target) {
  BASSIN_TRY(auto const reachable, internal::reach_now(session, act, campaign, today, target));
  BASSIN_TRY(auto const via, via_of(reachable, result));
  target.contact = via.contact;
  target.channel = via.channel;
  ++target.attempts;
  BASSIN_DO(finish_call_back(session, act, target));
  target.call_back_on.clear();
  if (is_contact(result.state)) {
    BASSIN_DO(internal::note_contact(session, act, campaign, today, via, {result.on, result.minutes, result.note}, target));
  }
  return call_back(session, act, campaign, result, target);
}

Result<void> delete_made_exchange(sql::Session& session, Act const& act, Target& target) {
  auto const id = std::exchange(target.exchange, "");
  if (id.empty()) return {};
  auto const done = delete_exchange(session, act, id, 1);
  if (!done.ok() && done.error().code != "support.unknown_exchange") return done.error();
  return {};
}

Result<void> delete_made_reminder(sql::Session& session, Act const& act, Target& target) {
  auto const id = std::exchange(target.reminder, "");
  if (id.empty()) return {};
  auto const done = delete_reminder(session, act, id, 1);
  bool const stays = !done.ok() && (done.error().code == "support.unknown_reminder" || done.error().code == "support.changed");
  if (!done.ok() && !stays) return done.error();
  return {};
}

Result<void> withdraw_made_opposition(sql::Session& session, Act const& act, Target& target) {
  auto const id = std::exchange(target.opposition, "");
  if (id.empty()) return {};
  auto const done = withdraw_opposition(session, act, id);
  bool const gone = !done.ok() && (done.error().code == "support.unknown_opposition" || done.error().code == "support.unknown_contact");
  if (!done.ok() && !gone) return done.error();
  return {};
}

Result<void> take_back(sql::Session& session, Act const& act, Means means, Target& target) {
  bool const keeps_exchange = is_mailing(means) && target.state != TargetState::sent;
  BASSIN_DO(withdraw_made_opposition(session, act, target));
  BASSIN_DO(delete_made_reminder(session, act, target));
  if (!keeps_exchange) BASSIN_DO(delete_made_exchange(session, act, target));
  if (target.attempts > 0) --target.attempts;
  target.state = keeps_exchange ? TargetState::sent : target.attempts > 0 ? TargetState::no_answer : TargetState::waiting;
  target.answer = target.note = target.call_back_on = "";
  if (!keeps_exchange) target.on = target.agent = "";
  return {};
}

// What was said of the target goes out of the trail too.
Result<void> undo(sql::Session& session, Act const& act, Campaign const& campaign, Target& target) {
  auto const before = access::text_of({{"campaign", target.campaign}, {"state", id_of(target.state)}, {"on", target.on}});
  BASSIN_DO(take_back(session, act, campaign.facts.means, target));
  BASSIN_DO(internal::keep_target(session, act, target));
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, "campaign_target", target.id));
  return access::record(session, act, "campaign.result_undone", "campaign_target", target.id, before,
                        access::text_of(internal::json_of(target)), target.business);
}

}  // namespace

Result<Target> enter_result(sql::Session& session, Act const& act, Campaign const& campaign, Date today, std::string const& id,
                            std::int64_t version, TargetResult const& given) {
  BASSIN_DO(internal::check_running(campaign));
  BASSIN_TRY(auto const result, clean(given, today));
  BASSIN_TRY(auto target, internal::current_target(session, campaign, id, version));
  BASSIN_DO(check_held(act, target));
  auto const means = campaign.facts.means;
  if (target.state == TargetState::aside) {
    if (target.aside == Aside::opposed) return Error("campaign.opposed");
    return Error("campaign.no_way", {{"reason", std::string(id_of(target.aside))}});
  }
  if (!fits(means, target.state, result.state)) return Error("campaign.not_a_result", {{"state", std::string(id_of(result.state))}});
  auto const before = access::text_of(internal::json_of(target));
  if (!is_mailing(means)) BASSIN_DO(take_attempt(session, act, campaign, today, result, target));
  BASSIN_DO(refuse(session, act, campaign, today, result, target));
  target.state = result.state;
  target.answer = result.answer;
  target.note = result.note;
  target.on = to_iso(result.on);
  target.agent = act.reader.agent;
  target.held_by = target.held_until = "";
  BASSIN_DO(internal::keep_target(session, act, target));
  BASSIN_DO(access::record(session, act, "campaign.result", "campaign_target", target.id, before,
                           access::text_of(internal::json_of(target)), target.business));
  return target;
}

Result<Target> undo_result(sql::Session& session, Act const& act, Campaign const& campaign, std::string const& id, std::int64_t version) {
  BASSIN_DO(internal::check_running(campaign));
  BASSIN_TRY(auto target, internal::current_target(session, campaign, id, version));
  if (target.state == TargetState::waiting || target.state == TargetState::aside || target.agent.empty())
    return Error("campaign.no_result");
  if (!access::may_change(act.reader, act.reader.organisation, target.agent)) return Error("support.not_yours");
  BASSIN_DO(undo(session, act, campaign, target));
  return target;
}

Result<UndoneBlock> undo_sent(sql::Session& session, Act const& act, Campaign const& campaign, std::int64_t after) {
  BASSIN_DO(internal::check_running(campaign));
  BASSIN_DO(internal::check_may_run(act, campaign));
  BASSIN_TRY(auto targets,
             internal::targets_where(session, "t.campaign = :campaign and t.state = 'sent' and t.exchange <> '' and t.number > :after",
                                     {{"campaign", campaign.id}, {"after", after}}, sent_block));
  UndoneBlock out;
  for (auto& target : targets) {
    BASSIN_TRY(auto const row, session.row("select version, agent from exchange where id = :id", {{"id", target.exchange}}));
    bool const stays =
        row && (row->integer("version") != 1 || !access::may_change(act.reader, act.reader.organisation, row->text("agent")));
    if (stays) {
      ++out.left;
      continue;
    }
    BASSIN_DO(undo(session, act, campaign, target));
    ++out.undone;
  }
  out.after = targets.size() == sent_block ? targets.back().number : 0;
  return out;
}

}  // namespace bassin::support
