#include <gtest/gtest.h>
#include <zlib.h>

#include "http/compress.h"

namespace bassin::http {
namespace {

std::string unpacked(std::string_view packed) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  EXPECT_EQ(inflateInit2(&stream, gzip_window), Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Compress, ReadsWhatTheClientAccepts) {
  for (auto const* yes : {"gzip", "deflate, gzip;q=0.5", "GZIP", "*", "br;q=1, *;q=0.1"}) EXPECT_TRUE(accepts_gzip(yes)) << yes;
  for (auto const* no : {"", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "xgzip"}) EXPECT_FALSE(accepts_gzip(no)) << no;
}

Request asking(std::string accepted) {
  Request request;
  request.headers.emplace_back("accept-encoding", std::move(accepted));
  return request;
}

TEST(Compress, PacksTextAndNothingElse) {
  std::string const text(5000, 'a');
  auto response = make_response(200, "application/json; charset=utf-8", text);
  compress(asking("gzip"), response);
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(unpacked(response.body), text);

  auto plain = make_response(200, "application/json", text);
  compress(asking("br"), plain);
  EXPECT_EQ(plain.body, text);
  EXPECT_EQ(plain.header("Vary"), "Accept-Encoding") << "a cache must ask again for another client";

  auto image = make_response(200, "image/png", text);
  compress(asking("gzip"), image);
  EXPECT_EQ(image.body, text);
  auto small = make_response(200, "text/plain", "few bytes");
  compress(asking("gzip"), small);
  EXPECT_EQ(small.body, "few bytes");
}

TEST(Message, AHeaderNeverStartsAnother) {
  Response response;
  response.set_header("Content-Disposition", "attachment; filename=\"a\r\nSet-Cookie: x=1\"");
  EXPECT_EQ(response.headers[0].second, "attachment; filename=\"a  Set-Cookie: x=1\"");
}

}  // namespace
}  // namespace bassin::http
