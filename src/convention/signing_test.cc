#include "convention/signing.h"

#include <functional>
#include <map>
#include <random>

#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

class Signing : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  access::Reader const chamber_ = reader(cci_);

  std::string refused_signature(std::string const& id) {
    return refusal([&](Session& s) { return sign(s, as(keeper_), id, version_of(id), day("2017-12-20")); });
  }
  void submit_it(std::string const& id) {
    write([&](Session& s) { return submit(s, as(keeper_), id, version_of(id)); });
  }
  void take_it_back(std::string const& id) {
    write([&](Session& s) { return take_back(s, as(keeper_), id, version_of(id)); });
  }
  std::string refused_vote(access::Reader const& who, std::string const& id, std::string const& party, Deliberation const& said) {
    return refusal([&](Session& s) { return note_deliberation(s, as(who), id, version_of(id), party, said); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Signing, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Signing, WantsEverythingThatBinds) {
  auto const id = write([&](Session& s) {
                    TextChange text;
                    text.title = "Convention";
                    return draft(s, as(keeper_), Kind::framework, "", text);
                  }).id;
  EXPECT_EQ(refused_signature(id), "convention.wrong_status") << "no body has voted a draft";
  // What lacks is said one after the other, as one mends it.
  auto const lacking = [&](std::string const& what, auto&& mend) {
    submit_it(id);
    EXPECT_EQ(refused_signature(id), what);
    take_it_back(id);
    mend();
  };
  lacking("convention.needs_parties", [&] {
    write([&](Session& s) { return set_parties(s, as(keeper_), id, version_of(id), {pays_, cci_}); });
  });
  lacking("convention.needs_dates",
          [&] { write([&](Session& s) { return change_text(s, as(keeper_), id, version_of(id), three_years()); }); });
  lacking("convention.needs_deliberation", [&] { deliberate(id, pays_); });
  lacking("convention.needs_deliberation", [&] { deliberate(id, cci_); });
  lacking("convention.needs_perimeter", [&] {
    write([&](Session& s) { return set_perimeter(s, as(keeper_), id, version_of(id), {{"77142", "Crécy-la-Chapelle", {}, {}}}); });
  });
  lacking("convention.needs_axis", [&] {
    write([&](Session& s) { return set_axes(s, as(keeper_), id, version_of(id), {{"", "1", "Animation", "", {}}}); });
  });
  submit_it(id);
  EXPECT_EQ(refused_signature(id), "");
  EXPECT_EQ(text_of(id).convention.status, Status::signed_by_all);
  EXPECT_EQ(to_iso(*text_of(id).convention.signed_on), "2017-12-20");
}

TEST_P(Signing, TheTextStandsStillFromTheVoteOn) {
  auto const id = framework();
  submit_it(id);
  auto const refused = [&] {
    return refusal([&](Session& s) { return change_text(s, as(keeper_), id, version_of(id), three_years("Autre")); });
  };
  EXPECT_EQ(refused(), "convention.not_a_draft");
  take_it_back(id);
  EXPECT_EQ(refused(), "");
  auto const done = signed_framework();
  EXPECT_EQ(refusal([&](Session& s) { return set_axes(s, as(keeper_), done, version_of(done), {}); }), "convention.not_a_draft");
  EXPECT_EQ(refusal([&](Session& s) { return take_back(s, as(keeper_), done, version_of(done)); }), "convention.wrong_status");
}

TEST_P(Signing, APartyNotesItsOwnVote) {
  auto const id = framework();
  Deliberation const said{"assemblée générale", "AG-7", "2017-12-01", "2017-12-05", "M. Exemple", "Président"};
  EXPECT_EQ(refused_vote(chamber_, id, cci_, said), "");
  EXPECT_EQ(refused_vote(chamber_, id, cma_, said), "convention.not_yours");
  EXPECT_EQ(refused_vote(reader(cci_, access::Role::adviser), id, cci_, said), "convention.not_yours");
  EXPECT_EQ(refused_vote(reader(neighbour_), id, cci_, said), "convention.unknown");
  EXPECT_EQ(refused_vote(keeper_, id, neighbour_, said), "convention.unknown_party");
  auto early = said;
  early.transmitted_on = "2017-11-30";
  EXPECT_EQ(refused_vote(chamber_, id, cci_, early), "convention.bad_value") << "sent before it was voted";
  auto const party = text_of(id).parties[1];
  EXPECT_EQ(party.body, "assemblée générale");
  EXPECT_EQ(to_iso(*party.transmitted_on), "2017-12-05");
}

TEST_P(Signing, OnceSignedAVoteIsOnlySentOn) {
  auto const id = signed_framework();
  Deliberation said{"assemblée", "2017-12", "2017-12-14", "2018-01-03", "Mme Exemple", "Présidente"};
  EXPECT_EQ(refused_vote(chamber_, id, cci_, said), "");
  said.on = "2017-12-15";
  EXPECT_EQ(refused_vote(chamber_, id, cci_, said), "convention.wrong_status");
}

TEST_P(Signing, DenouncedItEndsForAll) {
  auto const id = signed_framework();
  EXPECT_EQ(refusal([&](Session& s) {
              return denounce(s, as(keeper_), id, version_of(id), {neighbour_, day("2019-05-10"), {}, ""});
            }),
            "convention.unknown_party");
  EXPECT_EQ(refusal([&](Session& s) {
              return denounce(s, as(keeper_), id, version_of(id), {cci_, day("2019-05-10"), day("2019-05-01"), ""});
            }),
            "convention.bad_value")
      << "over before it was received";
  write([&](Session& s) { return denounce(s, as(keeper_), id, version_of(id), {cci_, day("2019-05-10"), {}, "Moyens réduits"}); });
  auto const it = text_of(id).convention;
  EXPECT_EQ(it.status, Status::denounced);
  EXPECT_EQ(it.denounced_by, cci_);
  EXPECT_EQ(to_iso(*it.last_day_early), "2019-08-10") << "three months of notice";
  EXPECT_EQ(phase_on(*it.term(), day("2019-08-11")), Phase::over);
}

TEST_P(Signing, OnePartyMayLeave) {
  auto const id = signed_framework();
  auto const leaves = [&](std::string const& party) {
    return refusal([&](Session& s) { return leave(s, as(keeper_), id, version_of(id), {party, day("2019-05-10"), {}, "Fusion"}); });
  };
  EXPECT_EQ(leaves(pays_), "convention.keeper_stays");
  EXPECT_EQ(leaves(agri_), "");
  EXPECT_EQ(leaves(agri_), "convention.unknown_party") << "has left already";
  EXPECT_EQ(leaves(cma_), "");
  EXPECT_EQ(leaves(cci_), "convention.needs_parties");
  auto const parties = text_of(id).parties;
  EXPECT_EQ(to_iso(*parties[3].left_on), "2019-08-10");
  EXPECT_EQ(parties[3].left_why, "Fusion");
  EXPECT_EQ(text_of(id, reader(agri_)).convention.title, "Convention de partenariat") << "what it was a party to stays readable";
}

// Any order of steps: only those of the table go through, and whatever happens, a convention is signed with all that binds.
TEST_P(Signing, OnlyTheStepsOfTheTable) {
  std::map<std::string, std::map<Status, Status>> const table = {
      {"submit", {{Status::draft, Status::deliberating}}},
      {"take_back", {{Status::deliberating, Status::draft}}},
      {"sign", {{Status::deliberating, Status::signed_by_all}}},
      {"denounce", {{Status::signed_by_all, Status::denounced}}},
      {"abandon", {{Status::draft, Status::abandoned}, {Status::deliberating, Status::abandoned}}}};
  std::map<std::string, std::function<base::Result<Convention>(Session&, std::string const&, std::int64_t)>> const steps = {
      {"submit", [&](Session& s, auto const& id, auto version) { return submit(s, as(keeper_), id, version); }},
      {"take_back", [&](Session& s, auto const& id, auto version) { return take_back(s, as(keeper_), id, version); }},
      {"sign", [&](Session& s, auto const& id, auto version) { return sign(s, as(keeper_), id, version, day("2017-12-20")); }},
      {"denounce",
       [&](Session& s, auto const& id, auto version) { return denounce(s, as(keeper_), id, version, {pays_, day("2019-01-01"), {}, ""}); }},
      {"abandon", [&](Session& s, auto const& id, auto version) { return abandon(s, as(keeper_), id, version); }}};
  std::vector<std::string> names;
  for (auto const& [name, unused] : table) names.push_back(name);
  std::mt19937 chance(3);
  for (int round = 0; round < 8; ++round) {
    auto const id = framework();
    for (auto const& party : {pays_, cci_, cma_, agri_}) deliberate(id, party);
    auto status = Status::draft;
    for (int step = 0; step < 12; ++step) {
      auto const& name = names[chance() % names.size()];
      auto const& allowed = table.at(name);
      auto const to = allowed.find(status);
      auto const code = refusal([&](Session& s) { return steps.at(name)(s, id, version_of(id)); });
      EXPECT_EQ(code, to == allowed.end() ? "convention.wrong_status" : "") << name << " from " << id_of(status);
      if (to != allowed.end()) status = to->second;
      EXPECT_EQ(text_of(id).convention.status, status);
    }
  }
}

}  // namespace
}  // namespace bassin::convention
