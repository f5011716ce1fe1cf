#include "http/compress.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace bassin::http {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view take_until(std::string_view& text, char mark) {
  auto const at = text.find(mark);
  auto const part = trimmed(text.substr(0, at));
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

// "q=0", "q=0.000": not at all.
bool is_refused(std::string_view parameters) {
  while (!parameters.empty()) {
    auto const parameter = take_until(parameters, ';');
    if (parameter.size() < 3 || !same_name(parameter.substr(0, 2), "q=")) continue;
    auto const weight = parameter.substr(2);
    return std::all_of(weight.begin(), weight.end(), [](char c) { return c == '0' || c == '.'; });
  }
  return false;
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> any;
  while (!accept_encoding.empty()) {
    auto item = take_until(accept_encoding, ',');
    auto const name = take_until(item, ';');
    if (same_name(name, "gzip")) return !is_refused(item);
    if (name == "*") any = !is_refused(item);
  }
  return any.value_or(false);
}

bool is_compressible(std::string_view content_type) {
  constexpr std::array<std::string_view, 5> types = {"application/json", "application/geo+json", "application/javascript",
                                                     "application/vnd.mapbox-vector-tile", "image/svg+xml"};
  auto const type = take_until(content_type, ';');
  return type.starts_with("text/") || std::find(types.begin(), types.end(), type) != types.end();
}

std::optional<std::string> gzip(std::string_view bytes, int level) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  constexpr int memory_level = 8;
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) return std::nullopt;
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  auto const done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) return std::nullopt;
  return out;
}

void compress(Request const& request, Response& response) {
  auto const bytes = response.bytes();
  constexpr std::size_t most = std::size_t{1} << 30U;  // zlib counts what it is given in 32 bits
  if (bytes.size() < compress_from || bytes.size() > most || !is_compressible(response.header("Content-Type"))) return;
  if (!response.header("Content-Encoding").empty()) return;
  response.set_header("Vary", "Accept-Encoding");
  if (!accepts_gzip(request.header("Accept-Encoding").value_or(""))) return;
  auto packed = gzip(bytes);
  if (!packed || packed->size() >= bytes.size()) return;
  response.shared_body.reset();
  response.body = std::move(*packed);
  response.set_header("Content-Encoding", "gzip");
}

}  // namespace bassin::http
