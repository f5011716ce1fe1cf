#include "documents/picture.h"

#include <array>
#include <cstdint>
#include <span>

#include "documents/internal/exif.h"

namespace bassin::documents {

namespace {

using internal::byte_at;

std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < size; ++i) out = out << 8U | byte_at(bytes, at + i);
  return out;
}
std::uint32_t little(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2) << 16U | byte_at(bytes, at + 3) << 24U;
}
void append_big(std::string& out, std::uint32_t number, int size) {
  for (int i = size - 1; i >= 0; --i) out += static_cast<char>(number >> (8U * static_cast<unsigned>(i)) & 0xFFU);
}
void append_little(std::string& out, std::uint32_t number) {
  for (unsigned i = 0; i < 4; ++i) out += static_cast<char>(number >> (8U * i) & 0xFFU);
}

bool one_of(std::string_view name, std::span<std::string_view const> names) {
  for (auto const one : names) {
    if (one == name) return true;
  }
  return false;
}

constexpr std::string_view exif_head("Exif\0\0", 6);

// ---- JPEG: segments of a marker and a length; behind that of a scan its data, in which 0xFF stands before 0 or a restart alone.

constexpr unsigned soi = 0xD8, eoi = 0xD9, sos = 0xDA, rst_first = 0xD0, rst_last = 0xD7, tem = 0x01;
constexpr unsigned app0 = 0xE0, app_last = 0xEF, app1 = 0xE1, app2 = 0xE2, app14 = 0xEE, comment = 0xFE;

constexpr std::size_t jfif_bytes = 14;  // without a thumbnail

bool is_picture_data(unsigned marker, std::string_view body) {
  if (marker == app0) return body.starts_with(std::string_view("JFIF\0", 5)) && body.size() == jfif_bytes;
  if (marker == app2) return body.starts_with(std::string_view("ICC_PROFILE\0", 12));
  if (marker == app14) return body.starts_with("Adobe");  // how its colours are kept
  return !(marker >= app0 && marker <= app_last) && marker != comment;
}

// Where the data of a scan that begins at `at` ends: at the next marker.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  while (at + 1 < bytes.size()) {
    auto const next = byte_at(bytes, at + 1);
    bool const data = byte_at(bytes, at) != 0xFF || next == 0 || next == 0xFF || (next >= rst_first && next <= rst_last);
    if (!data) return at;
    ++at;
  }
  return bytes.size();
}

class Jpeg {
 public:
  explicit Jpeg(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::string> bare() {
    if (!bytes_.starts_with("\xFF\xD8\xFF")) return std::nullopt;
    at_ = 2;
    while (auto const marker = next_marker()) {
      if (*marker == eoi) return scanned_ ? std::optional(finished()) : std::nullopt;
      if (!take(*marker)) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  // Any number of 0xFF may stand before a marker.
  std::optional<unsigned> next_marker() {
    if (at_ >= bytes_.size() || byte_at(bytes_, at_) != 0xFF) return std::nullopt;
    while (at_ < bytes_.size() && byte_at(bytes_, at_) == 0xFF) ++at_;
    if (at_ >= bytes_.size()) return std::nullopt;
    return byte_at(bytes_, at_++);
  }

  bool take(unsigned marker) {
    if (marker == 0 || marker == soi || marker == tem || (marker >= rst_first && marker <= rst_last)) return false;
    if (bytes_.size() - at_ < 2) return false;
    auto const length = big(bytes_, at_, 2);
    if (length < 2 || bytes_.size() - at_ < length) return false;
    auto const body = bytes_.substr(at_ + 2, length - 2);
    if (marker == app1 && body.starts_with(exif_head) && !orientation_)
      orientation_ = internal::orientation_of(body.substr(exif_head.size()));
    if (is_picture_data(marker, body)) {
      kept_ += '\xFF';
      kept_ += static_cast<char>(marker);
      kept_ += bytes_.substr(at_, length);
    }
    at_ += length;
    if (marker == sos) take_scan();
    return true;
  }

  void take_scan() {
    scanned_ = true;
    auto const end = end_of_scan(bytes_, at_);
    kept_ += bytes_.substr(at_, end - at_);
    at_ = end;
  }

  [[nodiscard]] std::string finished() const {
    std::string out = "\xFF\xD8";
    if (orientation_) {
      auto const tiff = internal::tiff_of(*orientation_);
      out += "\xFF\xE1";
      append_big(out, static_cast<std::uint32_t>(2 + exif_head.size() + tiff.size()), 2);
      out += exif_head;
      out += tiff;
    }
    return out + kept_ + "\xFF\xD9";
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::string kept_;
  std::optional<int> orientation_;
  bool scanned_ = false;
};

// ---- PNG: chunks of a length, a name, their data and its checksum.

constexpr std::string_view png_head = "\x89PNG\r\n\x1A\n";
constexpr std::size_t chunk_frame = 12;
constexpr std::array<std::string_view, 18> png_kept = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
                                                       "sBIT", "bKGD", "hIST", "pHYs", "sPLT", "cICP", "acTL", "fcTL", "fdAT"};

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    crc ^= byte_at(bytes, i);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::string chunk_of(std::string_view name, std::string const& data) {
  std::string out;
  append_big(out, static_cast<std::uint32_t>(data.size()), 4);
  auto const summed = std::string(name) + data;
  out += summed;
  append_big(out, crc_of(summed), 4);
  return out;
}

// ---- WebP: a RIFF of chunks of a name, a length and their data, padded to an even length.

constexpr std::size_t riff_head = 12, riff_frame = 8;
constexpr std::array<std::string_view, 7> webp_kept = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
constexpr unsigned flag_exif = 0x08, flag_xmp = 0x04;

std::string riff_chunk(std::string_view name, std::string_view data) {
  std::string out(name);
  append_little(out, static_cast<std::uint32_t>(data.size()));
  out += data;
  if (data.size() % 2 == 1) out += '\0';
  return out;
}

struct WebpParts {
  std::string chunks;
  std::optional<std::size_t> flags;  // where they stand in `chunks`
  bool picture = false;
  std::optional<int> orientation;

  void take(std::string_view name, std::string_view data) {
    if (name == "EXIF" && !orientation) {
      if (data.starts_with(exif_head)) data.remove_prefix(exif_head.size());
      orientation = internal::orientation_of(data);
    }
    if (!one_of(name, webp_kept)) return;
    picture = picture || name == "VP8 " || name == "VP8L" || name == "ANMF";
    if (name == "VP8X" && !data.empty() && !flags) flags = chunks.size() + riff_frame;
    chunks += riff_chunk(name, data);
  }
};

}  // namespace

std::optional<std::string> bare_jpeg(std::string_view bytes) { return Jpeg(bytes).bare(); }

std::optional<std::string> bare_png(std::string_view bytes) {
  if (!bytes.starts_with(png_head)) return std::nullopt;
  std::string out(png_head);
  std::optional<int> orientation;
  std::optional<std::size_t> data;  // where it begins in `out`
  for (std::size_t at = png_head.size(); bytes.size() - at >= chunk_frame;) {
    auto const length = big(bytes, at, 4);
    if (length > bytes.size() - at - chunk_frame) return std::nullopt;
    auto const name = bytes.substr(at + 4, 4);
    if (out.size() == png_head.size() && name != "IHDR") return std::nullopt;
    if (name == "eXIf" && !orientation) orientation = internal::orientation_of(bytes.substr(at + 8, length));
    if (name == "IDAT" && !data) data = out.size();
    if (one_of(name, png_kept)) out += bytes.substr(at, chunk_frame + length);
    if (name == "IEND") {
      if (!data) return std::nullopt;
      if (orientation) out.insert(*data, chunk_of("eXIf", internal::tiff_of(*orientation)));
      return out;
    }
    at += chunk_frame + length;
  }
  return std::nullopt;
}

std::optional<std::string> bare_webp(std::string_view bytes) {
  if (bytes.size() < riff_head || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WEBP") return std::nullopt;
  auto const stated = std::size_t{little(bytes, 4)} + 8;
  if (stated > bytes.size() || stated < riff_head) return std::nullopt;
  bytes = bytes.substr(0, stated);
  WebpParts parts;
  for (std::size_t at = riff_head; at < bytes.size();) {
    if (bytes.size() - at < riff_frame) return std::nullopt;
    auto const length = std::size_t{little(bytes, at + 4)};
    if (length > bytes.size() - at - riff_frame) return std::nullopt;
    parts.take(bytes.substr(at, 4), bytes.substr(at + riff_frame, length));
    at += riff_frame + length + length % 2;
  }
  if (!parts.picture) return std::nullopt;
  bool const turned = parts.orientation && parts.flags;  // Exif has a place in an extended file alone
  if (parts.flags) {
    auto& flags = parts.chunks[*parts.flags];
    flags = static_cast<char>((static_cast<unsigned char>(flags) & ~(flag_exif | flag_xmp)) | (turned ? flag_exif : 0U));
  }
  if (turned) parts.chunks += riff_chunk("EXIF", internal::tiff_of(*parts.orientation));
  std::string out = "RIFF";
  append_little(out, static_cast<std::uint32_t>(4 + parts.chunks.size()));
  return out + "WEBP" + parts.chunks;
}

}  // namespace bassin::documents
