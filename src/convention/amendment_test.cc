#include "convention/amendment.h"

#include <algorithm>
#include <map>
#include <random>

#include "access/sharing.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }

ChangeDraft change(ChangeKind kind, std::string subject = "", std::string_view on = "") {
  ChangeDraft out;
  out.kind = kind;
  out.subject = std::move(subject);
  if (!on.empty()) out.on = day(on);
  return out;
}
ChangeDraft retitled(std::string title) {
  auto out = change(ChangeKind::title);
  out.text.title = std::move(title);
  return out;
}
ChangeDraft prolonged(std::string ends_on) {
  auto out = change(ChangeKind::term);
  out.text.ends_on = std::move(ends_on);
  return out;
}
ChangeDraft with_commune(std::string code, std::string label, std::string_view on) {
  auto out = change(ChangeKind::commune_added, std::move(code), on);
  out.label = std::move(label);
  return out;
}
ChangeDraft with_axis(ChangeKind kind, std::string id, std::string code, std::string title) {
  auto out = change(kind, std::move(id));
  out.axis = {"", std::move(code), std::move(title), "", {}};
  return out;
}

class Amendments : public WithParties {
 protected:
  std::string drafted() {
    TextChange text;
    text.title = "Avenant";
    text.starts_on = "2019-01-01";
    return write([&](Session& s) { return draft(s, as(keeper_), Kind::amendment, id_, text); }).id;
  }
  std::string refused_changes(std::string const& amendment, std::vector<ChangeDraft> const& changes) {
    return refusal([&](Session& s) { return set_changes(s, as(keeper_), amendment, version_of(amendment), changes); });
  }
  std::string refused_signature(std::string const& amendment) {
    for (auto const& party : text_of(amendment).parties) deliberate(amendment, party.organisation);
    write([&](Session& s) { return submit(s, as(keeper_), amendment, version_of(amendment)); });
    auto const code = refusal([&](Session& s) { return sign(s, as(keeper_), amendment, version_of(amendment), day("2018-12-20")); });
    if (!code.empty()) write([&](Session& s) { return take_back(s, as(keeper_), amendment, version_of(amendment)); });
    return code;
  }
  void amend(std::vector<ChangeDraft> const& changes) {
    auto const amendment = drafted();
    ASSERT_EQ(refused_changes(amendment, changes), "");
    ASSERT_EQ(refused_signature(amendment), "");
  }
  std::vector<Change> changes(std::string const& amendment) {
    return read([&](Session& s) { return changes_of(s, keeper_, amendment); });
  }
  std::string seen(std::string const& reader_of, std::string_view owner, std::string_view on, std::string_view commune = "77142") {
    auto const sharing = read([&](Session& s) { return access::Sharing::read(s, reader(reader_of), day(on)); });
    return std::string(id_of(sharing.level({owner, access::RecordKind::exchange, commune})));
  }

  std::string id_ = signed_framework();
  access::Reader keeper_ = reader(pays_), chamber_ = reader(cci_);
};
INSTANTIATE_TEST_SUITE_P(Both, Amendments, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Amendments, SayWhatWasAndWhatComes) {
  auto const amendment = drafted();
  auto reworded = with_axis(ChangeKind::axis_reworded, text_of(id_).axes[0].id, "1", "Économie de proximité");
  EXPECT_EQ(refused_changes(amendment, {retitled("Convention révisée"), prolonged("2021-12-31"), reworded}), "");
  auto const told = changes(amendment);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].before, "\"Convention de partenariat\"");
  EXPECT_EQ(told[0].after, "\"Convention révisée\"");
  EXPECT_NE(told[1].before.find("2020-12-31"), std::string::npos);
  EXPECT_NE(told[1].after.find("2021-12-31"), std::string::npos);
  EXPECT_NE(told[1].after.find("\"notice_months\":3"), std::string::npos) << "what is not given stays";
  EXPECT_NE(told[2].before.find("Développement économique"), std::string::npos);
  EXPECT_EQ(text_of(id_).convention.title, "Convention de partenariat") << "nothing before it is signed";
  EXPECT_EQ(refused_changes(amendment, {retitled("Convention de partenariat")}), "") << "what changes nothing is no change";
  EXPECT_TRUE(changes(amendment).empty());
  EXPECT_EQ(refused_signature(amendment), "convention.needs_change");
}

TEST_P(Amendments, AreCarriedOutByTheirSignature) {
  auto const version = version_of(id_);
  auto const axes = text_of(id_).axes;
  amend({retitled("Convention révisée"), prolonged("2021-12-31"), with_commune("77284", "Meaux", "2019-01-01"),
         change(ChangeKind::commune_removed, "77171", "2019-01-01"), with_axis(ChangeKind::axis_added, "", "3", "Création"),
         with_axis(ChangeKind::axis_reworded, axes[0].id, "1", "Économie"), change(ChangeKind::axis_removed, axes[1].id, "2019-01-01")});
  auto const text = text_of(id_);
  EXPECT_EQ(text.convention.title, "Convention révisée");
  EXPECT_EQ(to_iso(*text.convention.ends_on), "2021-12-31");
  EXPECT_EQ(text.convention.version, version + 1);
  EXPECT_EQ(text.convention.status, Status::signed_by_all);
  ASSERT_EQ(text.perimeter.size(), 3u);
  EXPECT_EQ(to_iso(*text.perimeter[1].until_day), "2018-12-31") << "Esbly";
  EXPECT_EQ(to_iso(*text.perimeter[2].from_day), "2019-01-01") << "Meaux";
  ASSERT_EQ(text.axes.size(), 3u);
  EXPECT_EQ(text.axes[0].title, "Économie");
  EXPECT_EQ(text.axes[1].title, "Création");
  EXPECT_EQ(to_iso(*text.axes[2].removed_on), "2019-01-01");
  // What it opens follows.
  EXPECT_EQ(seen(cci_, pays_, "2018-12-31", "77171"), "header");
  EXPECT_EQ(seen(cci_, pays_, "2019-01-01", "77171"), "nothing");
  EXPECT_EQ(seen(cci_, pays_, "2018-12-31", "77284"), "nothing");
  EXPECT_EQ(seen(cci_, pays_, "2019-01-01", "77284"), "header");
  EXPECT_EQ(seen(cci_, pays_, "2021-12-31"), "header");
}

TEST_P(Amendments, PartiesJoinAndLeave) {
  auto const amendment = drafted();
  EXPECT_EQ(refused_changes(amendment, {change(ChangeKind::party_joins, neighbour_, "2019-01-01"),
                                        change(ChangeKind::party_leaves, agri_, "2018-12-31")}),
            "");
  auto const voters = text_of(amendment).parties;
  EXPECT_EQ(voters.back().organisation, neighbour_) << "who joins votes";
  EXPECT_EQ(refused_signature(amendment), "");
  auto const parties = text_of(id_).parties;
  ASSERT_EQ(parties.size(), 5u);
  EXPECT_EQ(to_iso(*parties[3].left_on), "2018-12-31");
  EXPECT_EQ(to_iso(*parties[4].joined_on), "2019-01-01");
  EXPECT_EQ(parties[4].body, "assemblée") << "what its body decided of the amendment";
  EXPECT_EQ(text_of(id_, reader(neighbour_)).convention.id, id_) << "it reads the convention now";
  EXPECT_EQ(seen(neighbour_, cci_, "2018-12-31"), "nothing");
  EXPECT_EQ(seen(neighbour_, cci_, "2019-01-01"), "header");
  EXPECT_EQ(seen(agri_, cci_, "2018-12-31"), "header");
  EXPECT_EQ(seen(agri_, cci_, "2019-01-01"), "nothing");
}

TEST_P(Amendments, AllThatAreBoundVote) {
  auto const amendment = drafted();
  EXPECT_EQ(refused_changes(amendment, {retitled("Autre")}), "");
  write([&](Session& s) { return set_parties(s, as(keeper_), amendment, version_of(amendment), {pays_, cci_, cma_}); });
  EXPECT_EQ(refused_signature(amendment), "convention.needs_all_parties");
}

TEST_P(Amendments, OneThatFindsSomethingElseIsRefused) {
  auto const first = drafted(), second = drafted(), other = drafted();
  EXPECT_EQ(refused_changes(first, {prolonged("2021-12-31"), retitled("Un")}), "");
  EXPECT_EQ(refused_changes(second, {prolonged("2022-12-31")}), "");
  EXPECT_EQ(refused_changes(other, {with_commune("77284", "Meaux", "2019-01-01")}), "");
  EXPECT_EQ(refused_signature(first), "");
  EXPECT_EQ(refused_signature(second), "convention.changed_meanwhile");
  EXPECT_EQ(to_iso(*text_of(id_).convention.ends_on), "2021-12-31");
  EXPECT_FALSE(holds(text_of(id_), changes(second).front()));
  EXPECT_EQ(refused_signature(other), "") << "it touches something else";
  EXPECT_EQ(refused_changes(second, {prolonged("2022-12-31")}), "") << "made again";
  EXPECT_EQ(refused_signature(second), "");
  EXPECT_EQ(to_iso(*text_of(id_).convention.ends_on), "2022-12-31");
}

TEST_P(Amendments, RefuseWhatCannotBe) {
  auto const amendment = drafted();
  auto const axes = text_of(id_).axes;
  std::vector<std::pair<std::vector<ChangeDraft>, std::string>> const table = {
      {{change(ChangeKind::party_joins, cci_, "2019-01-01")}, "convention.twice"},
      {{change(ChangeKind::party_joins, "nobody", "2019-01-01")}, "partners.unknown_organisation"},
      {{change(ChangeKind::party_joins, neighbour_)}, "convention.bad_value"},
      {{change(ChangeKind::party_leaves, neighbour_, "2019-01-01")}, "convention.unknown_party"},
      {{change(ChangeKind::party_leaves, pays_, "2019-01-01")}, "convention.keeper_stays"},
      {{change(ChangeKind::party_leaves, cci_, "2019-01-01"), change(ChangeKind::party_leaves, cma_, "2019-01-01"),
        change(ChangeKind::party_leaves, agri_, "2019-01-01")},
       "convention.needs_parties"},
      {{with_commune("77142", "Crécy-la-Chapelle", "2019-01-01")}, "convention.twice"},
      {{change(ChangeKind::commune_removed, "77284", "2019-01-01")}, "convention.bad_value"},
      {{change(ChangeKind::commune_removed, "77142", "2019-01-01"), change(ChangeKind::commune_removed, "77171", "2019-01-01")},
       "convention.needs_perimeter"},
      {{with_axis(ChangeKind::axis_reworded, "none", "1", "X")}, "convention.unknown_axis"},
      {{with_axis(ChangeKind::axis_added, "", "1", "X")}, "convention.twice"},
      {{with_axis(ChangeKind::axis_reworded, axes[0].id, "9", "X"), change(ChangeKind::axis_removed, axes[0].id, "2019-01-01")},
       "convention.twice"},
      {{change(ChangeKind::axis_removed, axes[0].id, "2019-01-01"), change(ChangeKind::axis_removed, axes[1].id, "2019-01-01")},
       "convention.needs_axis"},
      {{prolonged("2017-01-01")}, "convention.bad_value"},
      {{prolonged("")}, "convention.needs_dates"},
      {{retitled("a"), retitled("b")}, "convention.twice"},
      {{retitled("")}, "text.empty"},
  };
  for (auto const& [changes, code] : table) EXPECT_EQ(refused_changes(amendment, changes), code) << id_of(changes[0].kind);
  EXPECT_EQ(refusal([&](Session& s) { return set_changes(s, as(chamber_), amendment, version_of(amendment), {}); }),
            "convention.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return set_changes(s, as(keeper_), amendment, 7, {}); }), "convention.changed");
  EXPECT_EQ(refused_changes(id_, {retitled("X")}), "convention.not_an_amendment");
  EXPECT_EQ(refusal([&](Session& s) { return changes_of(s, keeper_, id_); }), "convention.not_an_amendment");
  EXPECT_EQ(refused_changes(amendment, {retitled("X")}), "");
  write([&](Session& s) { return submit(s, as(keeper_), amendment, version_of(amendment)); });
  EXPECT_EQ(refused_changes(amendment, {retitled("Y")}), "convention.not_a_draft");
}

TEST_P(Amendments, AreNotCarriedOutOnWhatIsDenounced) {
  auto const amendment = drafted();
  EXPECT_EQ(refused_changes(amendment, {prolonged("2022-12-31")}), "");
  write([&](Session& s) { return denounce(s, as(keeper_), id_, version_of(id_), {cci_, day("2018-05-10"), {}, ""}); });
  EXPECT_EQ(refused_signature(amendment), "convention.wrong_status");
}

// Any list of changes, one amendment after another: the convention becomes what a plain table of its things says, what the preview said it
// would, and what stands after it is what the next one finds.
TEST_P(Amendments, CarriedOutEqualDrafted) {
  std::mt19937 chance(504);
  auto const below = [&chance](std::size_t most) { return chance() % most; };
  std::map<std::string, std::string> communes = {{"77142", "Crécy-la-Chapelle"}, {"77171", "Esbly"}}, axes;  // those that count now
  std::string title = text_of(id_).convention.title, ends_on = "2020-12-31";
  for (auto const& axis : text_of(id_).axes) axes[axis.code] = axis.title;
  std::vector<std::string> const codes = {"77142", "77171", "77284", "77049", "77015"};
  for (int round = 0; round < 12; ++round) {
    auto const on = to_iso(base::Date{day("2018-06-01").days + 30 * round});
    std::vector<ChangeDraft> list;
    if (below(2) == 0) list.push_back(retitled(title = "Titre " + std::to_string(round)));
    if (below(2) == 0) list.push_back(prolonged(ends_on = std::to_string(2021 + round) + "-12-31"));
    auto const code = codes[below(codes.size())];
    if (communes.count(code) == 0) {
      communes[code] = "Commune";
      list.push_back(with_commune(code, "Commune", on));
    } else if (communes.size() > 1) {
      communes.erase(code);
      list.push_back(change(ChangeKind::commune_removed, code, on));
    }
    for (auto const& axis : text_of(id_).axes) {
      if (axis.removed_on) continue;
      auto const pick = below(4);
      if (pick == 0 && axes.size() > 1) {
        axes.erase(axis.code);
        list.push_back(change(ChangeKind::axis_removed, axis.id, on));
      } else if (pick == 1) {
        axes[axis.code] = "Axe " + std::to_string(round);
        list.push_back(with_axis(ChangeKind::axis_reworded, axis.id, axis.code, axes[axis.code]));
      }
    }
    if (below(2) == 0) {
      auto const fresh = "N" + std::to_string(round);
      axes[fresh] = "Nouvel axe";
      list.push_back(with_axis(ChangeKind::axis_added, "", fresh, "Nouvel axe"));
    }
    std::shuffle(list.begin(), list.end(), chance);
    if (list.empty()) continue;
    auto const amendment = drafted();
    ASSERT_EQ(refused_changes(amendment, list), "");
    auto const preview = carried_out(text_of(id_), changes(amendment)).value();
    ASSERT_EQ(refused_signature(amendment), "");
    auto const text = text_of(id_);
    EXPECT_EQ(text.convention.title, title);
    EXPECT_EQ(to_iso(*text.convention.ends_on), ends_on);
    std::map<std::string, std::string> communes_now, axes_now;
    for (auto const& it : text.perimeter) {
      if (!it.until_day) communes_now[it.code] = it.label;
    }
    for (auto const& it : text.axes) {
      if (!it.removed_on) axes_now[it.code] = it.title;
    }
    EXPECT_EQ(communes_now, communes);
    EXPECT_EQ(axes_now, axes);
    EXPECT_EQ(preview.convention.title, text.convention.title);
    EXPECT_EQ(preview.perimeter.size(), text.perimeter.size());
    EXPECT_EQ(preview.axes.size(), text.axes.size());
  }
}

}  // namespace
}  // namespace bassin::convention
