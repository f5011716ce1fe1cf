#include "convention/file_text.h"

#include <sodium.h>

namespace bassin::convention {

namespace {

constexpr int variant = sodium_base64_VARIANT_ORIGINAL;

}  // namespace

std::string as_text(std::string const& bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), variant);
  out.pop_back();  // its zero
  return out;
}

std::string as_bytes(std::string const& text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  bool const read = sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr, &size,
                                      nullptr, variant) == 0;
  out.resize(read ? size : 0);
  return out;
}

}  // namespace bassin::convention
