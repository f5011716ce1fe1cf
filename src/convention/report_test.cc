#include "convention/report.h"

#include "convention/report_document.h"
#include "convention/testing/parties_test_support.h"

namespace bassin::convention {
namespace {

using sql::Session;

base::Date day(std::string_view iso) { return base::parse_date(iso).value(); }
Period const year{day("2018-01-01"), day("2018-12-31")};

class Reports : public WithParties {
 protected:
  access::Reader const keeper_ = reader(pays_);
  access::Reader const chamber_ = reader(cci_);
  std::string const convention_ = framework();
  std::string const id_ = write([&](Session& s) { return draft_report(s, as(keeper_), convention_, "Bilan 2018", year); }).id;

  FullReport found(access::Reader const& who) {
    return read([&](Session& s) { return find_report(s, who, id_); });
  }
  Block block(access::Reader const& who, std::string section, std::string text, std::int64_t version = 0) {
    return write([&](Session& s) { return write_block(s, as(who), id_, {std::move(section), std::move(text), version, "", ""}); });
  }
  std::string block_refused(access::Reader const& who, std::string section, std::int64_t version = 0) {
    return refusal([&](Session& s) { return write_block(s, as(who), id_, {std::move(section), "Un texte", version, "", ""}); });
  }
  Report issued(std::int64_t version, std::string const& figures = R"({"whole":1})") {
    return write([&](Session& s) { return issue(s, as(keeper_), id_, version, figures); });
  }
};
INSTANTIATE_TEST_SUITE_P(Both, Reports, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(Reports, AreReadByAllPartiesAndByNobodyElse) {
  EXPECT_EQ(found(chamber_).report.title, "Bilan 2018");
  EXPECT_EQ(found(chamber_).report.period.to, year.to);
  auto const neighbour = reader(neighbour_);
  EXPECT_EQ(refusal([&](Session& s) { return find_report(s, neighbour, id_); }), "convention.unknown_report");
  EXPECT_EQ(refusal([&](Session& s) { return reports_of(s, neighbour, convention_); }), "convention.unknown");
  EXPECT_EQ(read([&](Session& s) { return reports_of(s, chamber_, convention_); }).size(), 1U);
}

TEST_P(Reports, AreDraftedByCoordinatorsOfTheKeeperAlone) {
  auto const draft_by = [&](access::Reader const& who) {
    return refusal([&](Session& s) { return draft_report(s, as(who), convention_, "Bilan", year); });
  };
  EXPECT_EQ(draft_by(chamber_), "convention.not_yours");
  EXPECT_EQ(draft_by(reader(pays_, access::Role::adviser)), "convention.not_yours");
  EXPECT_EQ(refusal([&](Session& s) { return draft_report(s, as(keeper_), convention_, " ", year); }), "text.empty");
  EXPECT_EQ(refusal([&](Session& s) {
              return draft_report(s, as(keeper_), convention_, "Bilan", {year.to, year.from});
            }),
            "convention.bad_value");
}

TEST_P(Reports, HoldWhatTheCoordinatorWritesAndWhatEachPartyWritesOfItself) {
  auto const axis = text_of(convention_).axes[0].id;
  block(keeper_, "opening", "Une année de rencontres.\nEt de crues.");
  block(keeper_, "axis:" + axis, "Trente visites.");
  block(chamber_, "party:" + cci_, "La CCI a ouvert deux permanences.");
  auto const it = found(chamber_);
  ASSERT_EQ(it.blocks.size(), 3U);
  EXPECT_EQ(it.blocks[1].section, "opening");
  EXPECT_EQ(it.blocks[1].text, "Une année de rencontres.\nEt de crues.");
  EXPECT_EQ(it.blocks[2].changed_by, chamber_.agent);
  EXPECT_EQ(block_refused(chamber_, "opening", 1), "convention.not_yours");
  EXPECT_EQ(block_refused(chamber_, "party:" + cma_), "convention.not_yours");
  EXPECT_EQ(block_refused(reader(cci_, access::Role::adviser), "party:" + cci_, 1), "convention.not_yours");
  EXPECT_EQ(block_refused(keeper_, "party:" + neighbour_), "convention.bad_value");
  EXPECT_EQ(block_refused(keeper_, "axis:" + cci_), "convention.bad_value");
  EXPECT_EQ(block_refused(keeper_, "axis:"), "convention.bad_value");
}

TEST_P(Reports, LetNobodyOverwriteAWordInSilence) {
  block(keeper_, "opening", "Premier jet");
  EXPECT_EQ(block_refused(keeper_, "opening", 0), "convention.changed");
  EXPECT_EQ(block(keeper_, "opening", "", 1).version, 2);
  EXPECT_EQ(refusal([&](Session& s) { return change_report(s, as(keeper_), id_, 7, "Autre", year); }), "convention.changed");
}

TEST_P(Reports, StayAsTheyWereIssued) {
  block(keeper_, "opening", "Une année");
  EXPECT_EQ(refusal([&](Session& s) { return issue(s, as(chamber_), id_, 1, "{}"); }), "convention.not_yours");
  auto const it = issued(1);
  EXPECT_EQ(it.status, Issue::issued);
  EXPECT_EQ(found(chamber_).figures, R"({"whole":1})");
  EXPECT_EQ(found(chamber_).report.issued_by, keeper_.agent);
  EXPECT_EQ(block_refused(keeper_, "opening", 1), "convention.report_issued");
  EXPECT_EQ(refusal([&](Session& s) { return change_report(s, as(keeper_), id_, 2, "Autre", year); }), "convention.report_issued");
  EXPECT_EQ(refusal([&](Session& s) { return remove_report(s, as(keeper_), id_, 2); }), "convention.report_issued");
  EXPECT_EQ(refusal([&](Session& s) { return reopen(s, as(keeper_), id_, 2, ""); }), "text.empty");
  write([&](Session& s) { return reopen(s, as(keeper_), id_, 2, "Une visite comptée deux fois"); });
  EXPECT_EQ(found(chamber_).figures, "");
  EXPECT_EQ(refusal([&](Session& s) { return reopen(s, as(keeper_), id_, 3, "Encore"); }), "convention.report_not_issued");
}

TEST_P(Reports, GoWithTheirWordsAndDocuments) {
  block(keeper_, "opening", "Une année");
  write([&](Session& s) { return ask_document(s, as(keeper_), "d1", id_, Form::pdf, "job"); });
  write([&](Session& s) -> base::Result<bool> {
    BASSIN_DO(remove_report(s, as(keeper_), id_, 1));
    return true;
  });
  EXPECT_EQ(refusal([&](Session& s) { return find_report(s, keeper_, id_); }), "convention.unknown_report");
  EXPECT_FALSE(write([&](Session& s) { return keep_document(s, "d1", "%PDF", base::Instant{1}); }));
}

TEST_P(Reports, HaveOneDocumentOfEachFormTheLatest) {
  auto const file = [&](access::Reader const& who, std::string const& id) {
    return refusal([&](Session& s) { return document_file(s, who, id); });
  };
  write([&](Session& s) { return ask_document(s, as(chamber_), "d1", id_, Form::pdf, "job 1"); });
  EXPECT_EQ(file(chamber_, "d1"), "convention.unknown_document");
  write([&](Session& s) { return ask_document(s, as(chamber_), "d2", id_, Form::pdf, "job 2"); });
  write([&](Session& s) { return ask_document(s, as(chamber_), "d3", id_, Form::odt, "job 3"); });
  EXPECT_FALSE(read([&](Session& s) { return is_awaited(s, "d1"); }));
  EXPECT_TRUE(read([&](Session& s) { return is_awaited(s, "d2"); }));
  EXPECT_FALSE(write([&](Session& s) { return keep_document(s, "d1", "too late", base::Instant{1}); }));
  std::string const bytes("%PDF\0\xff\x01 end", 11);
  EXPECT_TRUE(write([&](Session& s) { return keep_document(s, "d2", bytes, base::Instant{1}); }));
  auto const all = read([&](Session& s) { return documents_of(s, keeper_, id_); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, "d2");
  EXPECT_NE(all[0].made_at, "");
  EXPECT_EQ(all[1].form, Form::odt);
  EXPECT_EQ(read([&](Session& s) { return document_file(s, keeper_, "d2"); }).bytes, bytes);
  EXPECT_EQ(file(reader(neighbour_), "d2"), "convention.unknown_document");
}

}  // namespace
}  // namespace bassin::convention
