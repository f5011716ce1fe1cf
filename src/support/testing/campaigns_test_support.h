// Campaigns of the intercommunality, and whom they may reach.
#pragma once

#include <string>
#include <vector>

#include "access/sharing.h"
#include "convention/action.h"
#include "convention/ledger.h"
#include "support/campaign_figures.h"
#include "support/campaign_work.h"
#include "support/contact_reading.h"
#include "support/oppositions.h"
#include "support/testing/agents_test_support.h"

namespace bassin::support {

class WithCampaigns : public WithAgents {
 protected:
  base::Date const today_ = day("2026-09-21");  // that of the clock
  access::Reader const anne_ = member(pays_, "anne@example.org");
  access::Reader const alain_ = member(pays_, "alain@example.org");
  access::Reader const chief_ = member(pays_, "chief@example.org", access::Role::coordinator);
  access::Reader const carole_ = member(cma_, "carole@example.org");
  access::Reader const analyst_ = member(pays_, "analyst@example.org", access::Role::analyst);

  access::Act as(access::Reader const& reader) {
    auto act = WithAgents::as(reader);
    act.actor.agent = reader.agent;
    act.actor.organisation = reader.organisation;
    return act;
  }
  static Subject subject(int number) { return {"100000001000" + std::to_string(10 + number), number % 2 == 0 ? "77142" : "77171"}; }

  static CampaignFacts round(Means means, Purpose purpose = Purpose::surveys) {
    CampaignFacts out;
    out.title = "Enquête cadre de vie";
    out.means = means;
    out.theme = Theme::surroundings;
    out.purpose = purpose;
    out.starts_on = day("2026-09-01");
    return out;
  }
  static NewChannel channel(ChannelKind kind, std::string value, std::vector<Purpose> purposes = {Purpose::surveys}) {
    return {kind, std::move(value), Origin::told, std::move(purposes), "", ""};
  }
  static NewChannel phone(int number, std::vector<Purpose> purposes = {Purpose::surveys}) {
    return channel(ChannelKind::phone, "01646300" + std::to_string(10 + number), std::move(purposes));
  }
  Contact person(access::Reader const& who, int business, std::vector<NewChannel> channels, std::string name = "Zoé Martin") {
    return write([&](sql::Session& s) {
      return add_contact(s, as(who), subject(business), {std::move(name), false, "", "gérante", std::move(channels)});
    });
  }
  std::int64_t opposes(access::Reader const& who, Contact const& contact, NewOpposition said = {{}, "", {}, "", "au marché"}) {
    return write([&](sql::Session& s) { return oppose(s, as(who), contact.id, contact.version, said); });
  }
  void open_contacts(access::Level level) {
    write([&](sql::Session& s) {
      return access::set_sharing(s, "c1", {{cma_, pays_, access::RecordKind::contact, level, day("2018-01-01"), {}}},
                                 {{"77142", day("2018-01-01"), {}, {}}, {"77171", day("2018-01-01"), {}, {}}});
    });
  }

  Campaign prepared(CampaignFacts const& facts, int businesses, std::string const& previous = "") {
    auto const made = write([&](sql::Session& s) { return add_campaign(s, as(anne_), facts, previous); });
    std::vector<Subject> subjects;
    for (int i = 0; i < businesses; ++i) subjects.push_back(subject(i));
    write([&](sql::Session& s) { return add_targets(s, as(anne_), made, today_, subjects); });
    return made;
  }
  Campaign running(CampaignFacts const& facts, int businesses) { return start(prepared(facts, businesses)); }
  Campaign start(Campaign const& it) {
    return write([&](sql::Session& s) { return set_campaign_state(s, as(anne_), it.id, it.version, CampaignState::running, today_); });
  }
  std::vector<Target> targets(Campaign const& it) {
    return read([&](sql::Session& s) { return targets_of(s, it, {}); });
  }
  Target target(Campaign const& it, std::int64_t number) { return targets(it).at(static_cast<std::size_t>(number - 1)); }
  Counted figures(Campaign const& it) {
    return read([&](sql::Session& s) { return campaign_figures(s, {it}); })[it.id].all;
  }
  TargetResult result(TargetState state, std::string answer = "") {
    TargetResult out;
    out.state = state;
    out.answer = std::move(answer);
    out.on = today_;
    if (state == TargetState::call_back) out.call_back_on = day("2026-09-28");
    return out;
  }
  Target enter(access::Reader const& who, Campaign const& it, std::int64_t number, TargetResult const& what) {
    auto const before = target(it, number);
    return write([&](sql::Session& s) { return enter_result(s, as(who), it, today_, before.id, before.version, what); });
  }
  std::string refused(access::Reader const& who, Campaign const& it, std::int64_t number, TargetResult const& what) {
    auto const before = target(it, number);
    return refusal([&](sql::Session& s) { return enter_result(s, as(who), it, today_, before.id, before.version, what); });
  }
  Target undone(access::Reader const& who, Campaign const& it, std::int64_t number) {
    auto const before = target(it, number);
    return write([&](sql::Session& s) { return undo_result(s, as(who), it, before.id, before.version); });
  }
  std::vector<Exchange> exchanges(int business) {
    auto const page = read([&](sql::Session& s) { return exchanges_with(s, anne_, today_, subject(business).business, {}); });
    std::vector<Exchange> out;
    for (auto const& it : page.exchanges) out.push_back(it.exchange);
    return out;
  }
  std::optional<Target> next(access::Reader const& who, Campaign const& it, std::int64_t after = 0) {
    return write([&](sql::Session& s) { return next_target(s, as(who), it, today_, after); });
  }
  std::vector<Line> lines(Campaign const& it) {
    return read([&](sql::Session& s) { return lines_of(s, anne_, it, today_); });
  }
  Checked file(Campaign const& it) {
    return write([&](sql::Session& s) { return file_targets(s, as(anne_), it, today_, {}); });
  }
  SentBlock send(Campaign const& it) {
    return write([&](sql::Session& s) { return note_sent(s, as(anne_), it, today_, today_, 0); });
  }
};

}  // namespace bassin::support
