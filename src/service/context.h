// What every endpoint is given, and the form in which it answers.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/date.h"
#include "base/error.h"
#include "base/result.h"
#include "http/message.h"
#include "reference/language.h"

namespace bassin::access {
struct Reader;
}

namespace bassin::service {

class CaseworkSource;
class ContourSource;
class LedgerCache;
class Metrics;
class RegisterSource;
class ZoneSource;

// The HTTP status of an error and what it says to a reader.
struct Spoken {
  unsigned status = 500;
  std::string message;
};

// A public map that browsers show below ours; empty: none.
struct Basemap {
  std::string tiles;  // "https://…/{z}/{x}/{y}.png"
  std::string attribution;
};

struct Context {
  RegisterSource const* registry = nullptr;
  CaseworkSource* casework = nullptr;  // null: nobody signs in, the register is all there is
  LedgerCache* ledger = nullptr;       // null: contributions are read each time
  Metrics* metrics = nullptr;          // null: nothing is counted
  ContourSource const* contours = nullptr;
  ZoneSource* zones = nullptr;  // null: there are none
  std::function<Spoken(base::Error const&, reference::Language)> speak;
  std::function<base::Date()> today;
  // Who asks, by the request's session; never waits for the store. Where none is given: a stranger. Errors: those of the store,
  // which was asked before.
  std::function<base::Result<access::Reader>(http::Request const&)> reader_of;
  Basemap basemap;
};

using Json = nlohmann::ordered_json;

// By Accept-Language: English where it comes before French, else French.
[[nodiscard]] reference::Language language_of(http::Request const& request);
[[nodiscard]] http::Response answer_of(base::Result<Json> const& result, Context const& context, http::Request const& request);
// For the server's own statuses (404, 413 …), in the same form.
[[nodiscard]] http::Response failure_of(unsigned status, Context const& context, http::Request const& request);

}  // namespace bassin::service
