#include "json/bounds.h"

#include <nlohmann/json.hpp>

namespace bassin::json {

namespace {

using Json = nlohmann::json;

// A parse with a callback would say the same, and search each list through from its start whenever an object in it ends
// (json_sax_dom_callback_parser::end_object of nlohmann-json 3.11).
class Look : public nlohmann::json_sax<Json> {
 public:
  explicit Look(Bounds const& bounds) : bounds_(bounds) {}

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, string_t const&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return ++objects_ <= bounds_.objects && deeper(); }
  bool key(string_t&) override { return ++names_ <= bounds_.names; }
  bool end_object() override { return back(); }
  bool start_array(std::size_t) override { return deeper(); }
  bool end_array() override { return back(); }
  bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) override { return false; }

 private:
  bool deeper() { return ++depth_ <= bounds_.depth; }
  bool back() {
    --depth_;
    return true;
  }

  Bounds bounds_;
  std::size_t depth_ = 0, names_ = 0, objects_ = 0;
};

}  // namespace

bool within(std::string_view text, Bounds const& bounds) {
  Look look(bounds);
  return Json::sax_parse(text.begin(), text.end(), &look);
}

}  // namespace bassin::json
