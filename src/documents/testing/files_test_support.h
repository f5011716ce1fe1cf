// Small files of each kind, made byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/internal/exif.h"

namespace bassin::documents {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string number_bytes(std::uint64_t number, int size, bool little) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(number >> (8U * static_cast<unsigned>(little ? i : size - 1 - i)) & 0xFFU);
  return out;
}

// A TIFF block with an orientation and more.
inline std::string exif_with(int orientation, std::string_view more) { return internal::tiff_of(orientation) + std::string(more); }

inline std::string segment(unsigned marker, std::string const& body) {
  return "\xFF" + std::string(1, static_cast<char>(marker)) + number_bytes(body.size() + 2, 2, false) + body;
}
inline std::string jpeg(std::string const& scan, std::vector<std::pair<unsigned, std::string>> const& beside) {
  std::string out = "\xFF\xD8";
  for (auto const& [marker, body] : beside) out += segment(marker, body);
  return out + segment(0xDB, "table") + segment(0xC0, "frame") + segment(0xDA, "scan") + scan + "\xFF\xD9";
}

// Their checksums are not looked at, but for those that are written.
inline std::string png(Parts const& beside) {
  std::string out = "\x89PNG\r\n\x1A\n";
  auto const add = [&out](std::string const& name, std::string const& data) {
    out += number_bytes(data.size(), 4, false) + name + data + "sums";
  };
  add("IHDR", std::string(13, 'h'));
  for (auto const& [name, data] : beside) add(name, data);
  add("IDAT", "picture");
  add("IEND", "");
  return out;
}

inline std::string webp(Parts const& chunks) {
  std::string body = "WEBP";
  for (auto const& [name, data] : chunks) body += name + number_bytes(data.size(), 4, true) + data + std::string(data.size() % 2, '\0');
  return "RIFF" + number_bytes(body.size(), 4, true) + body;
}

// A ZIP of files that are not compressed.
inline std::string zip(Parts const& files) {
  std::string out, directory;
  for (auto const& [name, data] : files) {
    auto const at = out.size();
    auto const sizes = number_bytes(0, 4, true) + number_bytes(data.size(), 4, true) + number_bytes(data.size(), 4, true) +
                       number_bytes(name.size(), 2, true) + number_bytes(0, 2, true);
    out += "PK\x03\x04" + number_bytes(20, 2, true) + std::string(8, '\0') + sizes + name + data;
    directory += "PK\x01\x02" + number_bytes(20, 2, true) + number_bytes(20, 2, true) + std::string(8, '\0') + sizes +
                 std::string(10, '\0') + number_bytes(at, 4, true) + name;
  }
  auto const count = number_bytes(files.size(), 2, true);
  return out + directory + "PK\x05\x06" + std::string(4, '\0') + count + count + number_bytes(directory.size(), 4, true) +
         number_bytes(out.size(), 4, true) + std::string(2, '\0');
}
inline std::string odt() { return zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<x/>"}}); }
inline std::string docx(std::string const& more = "docProps/core.xml") {
  return zip({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}, {more, "x"}});
}

}  // namespace bassin::documents
