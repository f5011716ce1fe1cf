#include "crisis/owner_photos.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/uuid.h"
#include "crisis/anonymise.h"
#include "crisis/documents.h"
#include "crisis/public_form.h"
#include "crisis/testing/room_test_support.h"
#include "documents/documents.h"
#include "documents/testing/files_test_support.h"
#include "partners/secret.h"

namespace bassin::crisis {
namespace {

using sql::Session;

class OwnerPhotos : public InARoom {
 protected:
  OwnerPhotos() {
    form_ = write([&](Session& s) { return open_form(s, as(maud_), room_.id, "Crue", false); });
    sent_ = report();
  }

  static base::Instant moment(std::int64_t hours) { return base::Instant{1'780'000'000'000}.plus_seconds(hours * 3600); }
  static access::Actor owner(std::int64_t hours) { return {"", "", "POST /api/v1/damage-forms", moment(hours)}; }
  OwnersReceived report() {
    ReportFacts facts;
    facts.id = base::new_uuid();
    facts.typed.name = "Chez Léa";
    facts.seen_at = moment(0);
    facts.answers = {{"trading", "", Standing::given, "closed", {}, {}, {}}};
    auto const challenge = read([&](Session& s) { return new_challenge(s, form_.code, moment(0)); });
    Proof proof{challenge.text, "0"};
    for (int counter = 0; !is_solved(proof, facts.id); ++counter) proof.counter = std::to_string(counter);
    return write([&](Session& s) { return receive_from_owner(s, owner(0), form_.code, facts, proof); });
  }
  UploadKey key() const { return {form_.code, sent_.report.id, sent_.upload.token}; }
  static std::string picture(int number) {
    return documents::jpeg("data" + std::to_string(number), {{0xE1, std::string("Exif\0\0", 6) + documents::exif_with(1, "jeton planté")}});
  }
  static OwnerPhoto photo(int number, std::string id = base::new_uuid()) {
    auto const bytes = picture(number);
    return {std::move(id), partners::hash_of_text(bytes), bytes.size(), ""};
  }
  base::Result<OwnerPhoto> put(OwnerPhoto const& it, int number, std::int64_t hours = 1) {
    auto const content = documents::read_content("Mme Exemple.jpg", picture(number)).value();
    return store_->write([&](Session& s) { return receive_photo(s, owner(hours), key(), it, content); });
  }
  std::string refused(OwnerPhoto const& it, std::int64_t hours = 1) {
    auto const got = put(it, 0, hours);
    return got.ok() ? "" : std::string(got.error().code);
  }
  std::vector<documents::Document> kept() {
    std::vector<DamageReport> const all{sent_.report};
    return read([&](Session& s) { return papers_of(s, all); });
  }
  std::int64_t rows(std::string const& table) {
    return read([&](Session& s) { return s.row("select count(*) as n from " + table); })->integer("n");
  }

  PublicForm form_;
  OwnersReceived sent_;
};
INSTANTIATE_TEST_SUITE_P(Both, OwnerPhotos, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

TEST_P(OwnerPhotos, ArriveOnceHoweverOftenTheyAreSent) {
  auto const it = photo(1);
  std::vector<std::thread> phones;
  for (int i = 0; i < 6; ++i) phones.emplace_back([&] { EXPECT_TRUE(put(it, 1).ok()); });
  for (auto& one : phones) one.join();
  ASSERT_EQ(kept().size(), 1U);
  auto const document = kept().front();
  EXPECT_EQ(document.name, "photo-1.jpg") << "nobody needs what a phone calls it";
  EXPECT_EQ(document.organisation, pays_) << "who answers for what is sent";
  EXPECT_EQ(document.agent, "");
  EXPECT_EQ(document.sum, partners::hash_of_text(documents::jpeg("data1", {}))) << "made bare";
  auto const arrived = read([&](Session& s) { return photos_of_owner(s, key(), moment(2)); });
  ASSERT_EQ(arrived.size(), 1U);
  EXPECT_EQ(arrived[0].sum, it.sum) << "of what was sent";
  EXPECT_EQ(refused(photo(2, it.id)), "crisis.photo_differs");
}

TEST_P(OwnerPhotos, AreTakenForADayAndSixOfThem) {
  for (int number = 1; number <= static_cast<int>(photos_most); ++number) EXPECT_TRUE(put(photo(number), number).ok());
  EXPECT_EQ(refused(photo(9)), "crisis.photos_full");
  sent_ = report();
  auto large = photo(9);
  large.size = photo_bytes_most + 1;
  EXPECT_EQ(refused(large), "crisis.photos_full");
  EXPECT_EQ(refused({"7", "", 1, ""}), "crisis.bad_value");
  EXPECT_EQ(refused(photo(9), 24), "crisis.upload_over");
  EXPECT_EQ(sent_.upload.until, base::to_iso(moment(24)));
  EXPECT_TRUE(put(photo(9), 9, 23).ok());
}

TEST_P(OwnerPhotos, WantTheTokenOfTheirReport) {
  auto const other = report();
  for (std::string const& wrong :
       {std::string(), std::string("."), std::string("-9223372036854775808.x"), std::string("9223372036854775807.x"), other.upload.token,
        sent_.upload.token + "x", "1" + sent_.upload.token, sent_.upload.token.substr(0, sent_.upload.token.find('.'))}) {
    sent_.upload.token = wrong;
    EXPECT_EQ(refused(photo(1)), "crisis.bad_upload") << wrong;
    EXPECT_EQ(refusal([&](Session& s) { return photos_of_owner(s, key(), moment(1)); }), "crisis.bad_upload");
  }
  EXPECT_EQ(rows("document"), 0);
}

TEST_P(OwnerPhotos, EndWithTheForm) {
  auto const it = photo(1);
  EXPECT_TRUE(put(it, 1).ok());
  write([&](Session& s) { return end_form(s, as(maud_), room_.id); });
  EXPECT_TRUE(put(it, 1).ok()) << "the answer that was lost on the way";
  EXPECT_EQ(refused(photo(2)), "crisis.no_form");
  form_ = write([&](Session& s) { return open_form(s, as(maud_), room_.id, "Crue", true); });
  EXPECT_EQ(refused(photo(2)), "crisis.bad_upload");
}

TEST_P(OwnerPhotos, AreErasedWhenTheCrisisIsMadeAnonymous) {
  EXPECT_TRUE(put(photo(1), 1).ok());
  auto const content = documents::read_content("Chez Léa.jpg", picture(2)).value();
  auto const standing = read([&](Session& s) { return standing_with(s, paul_, sent_.report.id); });
  EXPECT_TRUE(standing.reads && standing.attaches && !standing.changes_all);
  documents::Subject const subject{documents::Of::damage_report, sent_.report.id};
  write([&](Session& s) { return documents::attach(s, as(paul_), subject, "", standing, content, {}); });
  EXPECT_EQ(kept().size(), 2U);
  EXPECT_EQ(refusal([&](Session& s) { return standing_with(s, ines_, sent_.report.id); }), "crisis.unknown_damage_report");
  EXPECT_EQ(refusal([&](Session& s) { return standing_with(s, maud_, base::new_uuid()); }), "crisis.unknown_damage_report");
  room_ = read([&](Session& s) { return find_crisis(s, maud_, room_.id); });
  write([&](Session& s) { return set_state(s, as(maud_), room_.id, room_.version, State::closed); });
  EXPECT_FALSE(read([&](Session& s) { return standing_with(s, paul_, sent_.report.id); }).attaches);
  EXPECT_TRUE(read([&](Session& s) { return standing_with(s, maud_, sent_.report.id); }).changes_all);
  EXPECT_EQ(write([&](Session& s) { return anonymise_one(s, "2999-01-01"); }), 1U);
  EXPECT_EQ(rows("document") + rows("document_piece") + rows("damage_photo"), 0);
  EXPECT_EQ(rows("audit where kind = 'document' and (before_values <> '' or after_values <> '')"), 0);
}

}  // namespace
}  // namespace bassin::crisis
