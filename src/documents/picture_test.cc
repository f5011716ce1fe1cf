// Pictures lose what was written beside them, and nothing else.
#include "documents/picture.h"

#include <gtest/gtest.h>

#include "documents/internal/exif.h"
#include "documents/testing/files_test_support.h"

namespace bassin::documents {
namespace {

constexpr std::string_view secret = "GPS 48.8575 2.8797 Dupont";

bool tells(std::optional<std::string> const& picture) { return picture->find("Dupont") != std::string::npos; }

TEST(Jpeg, LosesPlaceAuthorAndWhatFollowsButStaysTheSamePicture) {
  auto const scan = std::string("\x01\x02\xFF\x00\x03\xFF\xD0\x04", 8);
  auto const plain = jpeg(scan, {});
  auto const bare = bare_jpeg(jpeg(scan, {{0xE1, std::string("Exif\0\0", 6) + std::string(secret)},
                                          {0xE1, "http://ns.adobe.com/xap/1.0/" + std::string(secret)},
                                          {0xED, "Photoshop 3.0" + std::string(secret)},
                                          {0xE2, "MPF" + std::string(secret)},
                                          {0xFE, std::string(secret)}}) +
                              "a film behind it: " + std::string(secret));
  ASSERT_TRUE(bare);
  EXPECT_FALSE(tells(bare));
  EXPECT_EQ(*bare, plain);
  EXPECT_EQ(bare_jpeg(*bare), bare) << "a bare one stays as it is";
}

TEST(Jpeg, KeepsColoursAndWhichWayUpItIsHeld) {
  std::string const profile("ICC_PROFILE\0 the colours", 24);
  for (int way = 1; way <= 8; ++way) {
    auto const given = jpeg("\x01", {{0xE1, std::string("Exif\0\0", 6) + exif_with(way, secret)}, {0xE2, profile}, {0xEE, "Adobe"}});
    auto const bare = bare_jpeg(given);
    ASSERT_TRUE(bare);
    EXPECT_FALSE(tells(bare));
    EXPECT_NE(bare->find("colours"), std::string::npos);
    auto const exif = bare->find(std::string("Exif\0\0", 6));
    ASSERT_EQ(exif != std::string::npos, way != 1);
    EXPECT_EQ(bare_jpeg(*bare), bare);
    if (way == 1) continue;
    EXPECT_EQ(internal::orientation_of(std::string_view(*bare).substr(exif + 6)), way);
  }
}

TEST(Jpeg, OneThatIsNotWholeIsRefused) {
  auto const whole = jpeg("\x01\x02", {{0xE1, "x"}});
  for (std::size_t cut = 0; cut < whole.size(); ++cut) EXPECT_FALSE(bare_jpeg(whole.substr(0, cut))) << cut;
  EXPECT_FALSE(bare_jpeg("\xFF\xD8\xFF\xD9")) << "no picture in it";
}

TEST(Png, LosesTextAndTimeAndWhatFollows) {
  auto const plain = png({});
  auto const bare =
      bare_png(png({{"tEXt", std::string(secret)}, {"iTXt", std::string(secret)}, {"tIME", "2026"}, {"prVt", std::string(secret)}}) +
               std::string(secret));
  ASSERT_TRUE(bare);
  EXPECT_EQ(*bare, plain);
  auto const turned = bare_png(png({{"eXIf", exif_with(6, secret)}}));
  ASSERT_TRUE(turned);
  EXPECT_FALSE(tells(turned));
  EXPECT_NE(turned->find("eXIf"), std::string::npos);
  EXPECT_EQ(bare_png(*turned), turned);
  for (std::size_t cut = 0; cut < plain.size(); ++cut) EXPECT_FALSE(bare_png(std::string_view(plain).substr(0, cut))) << cut;
}

TEST(Webp, LosesExifAndXmpAndTheirFlags) {
  auto const plain = webp({{"VP8X", std::string("\x10\0\0\0\0\0\0\0\0\0", 10)}, {"VP8 ", "picture"}});
  auto const bare = bare_webp(webp({{"VP8X", std::string("\x1C\0\0\0\0\0\0\0\0\0", 10)},
                                    {"VP8 ", "picture"},
                                    {"EXIF", exif_with(1, secret)},
                                    {"XMP ", std::string(secret)},
                                    {"odd ", std::string(secret)}}) +
                              std::string(secret));
  ASSERT_TRUE(bare);
  EXPECT_EQ(*bare, plain);
  auto const turned =
      bare_webp(webp({{"VP8X", std::string("\x08\0\0\0\0\0\0\0\0\0", 10)}, {"VP8L", "picture"}, {"EXIF", exif_with(8, secret)}}));
  ASSERT_TRUE(turned);
  EXPECT_FALSE(tells(turned));
  EXPECT_EQ(turned->at(20), '\x08');
  EXPECT_EQ(bare_webp(*turned), turned);
  for (std::size_t cut = 0; cut < plain.size(); ++cut) EXPECT_FALSE(bare_webp(std::string_view(plain).substr(0, cut))) << cut;
}

TEST(Orientation, IsReadInBothOrdersAndNotOutside) {
  EXPECT_EQ(internal::orientation_of(internal::tiff_of(3)), 3);
  EXPECT_EQ(internal::orientation_of(std::string_view("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0", 22)), 6);
  EXPECT_FALSE(internal::orientation_of("II*"));
  EXPECT_FALSE(internal::orientation_of(std::string_view("II*\0\xFF\xFF\xFF\xFF", 8)));
  EXPECT_FALSE(internal::orientation_of(internal::tiff_of(9)));
}

}  // namespace
}  // namespace bassin::documents
