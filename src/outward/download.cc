#include "outward/download.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "outward/internal/partial_file.h"
#include "outward/internal/transfer.h"

namespace bassin::outward {

namespace {

using base::Error;
using base::Result;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  auto const first = text.find_first_not_of(blank);
  return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// What the head of an answer says about its body.
struct Head {
  Validators validators;
  std::uint64_t length = 0;                  // of the body; 0: not said
  std::optional<std::uint64_t> range_start;  // of a part
  std::uint64_t range_total = 0;

  void take(std::string_view line) {
    if (line.starts_with("HTTP/")) *this = {};
    auto const colon = line.find(':');
    if (colon == std::string_view::npos) return;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    auto const value = trimmed(line.substr(colon + 1));
    if (name == "etag") validators.etag = value;
    if (name == "last-modified") validators.last_modified = value;
    if (name == "content-length") length = number_of(value);
    if (name == "content-range" && value.starts_with("bytes ")) take_range(value.substr(6));
  }

 private:
  void take_range(std::string_view value) {
    auto const slash = value.find('/');
    if (slash == std::string_view::npos || value.starts_with('*')) return;
    range_start = number_of(value);
    range_total = number_of(value.substr(slash + 1));
  }
};

bool may_pass(Error const& error) {
  if (error.code == "outward.status") {
    auto const status = error.value("status");
    return status == "408" || status == "429" || status.starts_with('5');
  }
  return error.code == "outward.unreachable" || error.code == "outward.timeout" || error.code == "outward.cut_short";
}

class Download {
 public:
  Download(DownloadOrder const& order, base::FileSystem& files, std::stop_token const& stop)
      : order_(order), stop_(stop), partial_(files, order.url, order.path) {}

  Result<Downloaded> run() {
    for (int attempt = 1;; ++attempt) {
      auto done = once();
      if (done.ok() || !may_pass(done.error()) || attempt >= order_.attempts) return done;
      if (!pause(attempt)) return Error("outward.stopped");
    }
  }

 private:
  // False when the stop comes first.
  bool pause(int attempt) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    auto const seconds = std::chrono::duration<double>(order_.pause_seconds * std::pow(2, attempt - 1));
    wake.wait_for(lock, stop_, seconds, [] { return false; });
    return !stop_.stop_requested();
  }

  Result<Downloaded> once() {
    held_ = partial_.held();
    auto const complete = partial_.complete();
    auto url = order_.url;
    for (int redirects = 0;; ++redirects) {
      if (redirects > order_.most_redirects) return Error("outward.redirects", {{"url", order_.url}});
      BASSIN_TRY(auto const address, web_address(url, order_.plain_allowed));
      BASSIN_TRY(auto const status, ask(address, complete, url));
      if (status >= 300 && status < 400 && !url.empty()) continue;
      if (status == 304) return unchanged(complete);
      if (anew_) return begin_anew();
      if (status != 200 && status != 206) return Error("outward.status", {{"url", order_.url}, {"status", std::to_string(status)}});
      return finish();
    }
  }

  // Its status; `url` becomes where it redirects to, or empty.
  Result<long> ask(Address const& address, PartialFile::Held const& complete, std::string& url) {
    Transfer transfer(address.host, address.loopback, order_.ca_file, stop_);
    put_question(transfer, address, complete);
    head_ = {};
    begun_ = anew_ = false;
    fault_.reset();
    transfer.on_header([this](std::string_view line) { return head_.take(line), true; });
    transfer.on_body([&](std::string_view bytes) { return take(transfer.status(), bytes); });
    if (order_.progress) transfer.on_progress([this](std::uint64_t, std::uint64_t) { tell(); });
    auto failed = transfer.perform();
    auto const status = transfer.status();
    if (!failed && status == 200 && !begun_) (void)take(status, "");  // an empty file
    anew_ = anew_ || (status == 416 && held_.bytes > 0);
    if (auto const closed = partial_.close(); !closed.ok() && !fault_) fault_ = closed.error();
    if (fault_) return *fault_;
    if (failed && !anew_) return *failed;
    url = transfer.redirect();
    return status;
  }

  void put_question(Transfer& transfer, Address const& address, PartialFile::Held const& complete) const {
    transfer.set(CURLOPT_PROTOCOLS_STR, "http,https");
    transfer.set(CURLOPT_URL, address.url.c_str());
    transfer.set(CURLOPT_CONNECTTIMEOUT_MS, std::lround(order_.connect_seconds * 1000));
    transfer.set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    transfer.set(CURLOPT_LOW_SPEED_TIME, std::max(1L, std::lround(order_.stalled_seconds)));
    if (!complete.validators.etag.empty()) transfer.add_header("If-None-Match: " + complete.validators.etag);
    if (!complete.validators.last_modified.empty()) transfer.add_header("If-Modified-Since: " + complete.validators.last_modified);
    if (held_.bytes == 0) return;
    transfer.add_header("Range: bytes=" + std::to_string(held_.bytes) + "-");
    transfer.add_header("If-Range: " + std::string(held_.proof()));
  }

  // Into the partial file; false ends the transfer, and `fault_` or `anew_` says why. Other answers' texts are passed over.
  bool take(long status, std::string_view bytes) {
    if (status != 200 && status != 206) return true;
    if (!begun_ && !begin(status)) return false;
    if (received_ + bytes.size() > order_.most_bytes) return fail(too_large());
    received_ += bytes.size();
    if (auto const written = partial_.append(bytes); !written.ok()) return fail(written.error());
    return true;
  }

  bool begin(long status) {
    begun_ = true;
    resumed_ = status == 206 ? held_.bytes : 0;
    received_ = resumed_;
    total_ = status == 206 ? head_.range_total : head_.length;
    bool const other_part = status == 206 && (held_.bytes == 0 || head_.range_start != held_.bytes || !same_file());
    if (other_part) {
      anew_ = true;
      return false;
    }
    if (total_ > order_.most_bytes) return fail(too_large());
    auto const open = status == 206 ? partial_.resume() : partial_.begin(head_.validators);
    return open.ok() || fail(open.error());
  }

  [[nodiscard]] bool same_file() const { return head_.validators.etag.empty() || head_.validators.etag == held_.validators.etag; }
  [[nodiscard]] Error too_large() const {
    return Error("outward.too_large", {{"host", order_.url}, {"limit", std::to_string(order_.most_bytes)}});
  }
  bool fail(Error error) {
    fault_ = std::move(error);
    return false;
  }
  void tell() const {
    if (begun_) order_.progress(received_, total_);
  }

  Result<Downloaded> begin_anew() {
    BASSIN_DO(partial_.drop());
    return once();
  }

  Result<Downloaded> unchanged(PartialFile::Held const& complete) {
    BASSIN_DO(partial_.drop());
    return Downloaded{.changed = false, .bytes = complete.bytes, .validators = complete.validators};
  }

  Result<Downloaded> finish() {
    if (total_ > 0 && received_ != total_) return Error("outward.cut_short", {{"host", order_.url}});
    BASSIN_TRY(auto const sum, partial_.finish(head_.validators));
    if (order_.progress) tell();
    return Downloaded{.bytes = received_, .resumed_from = resumed_, .checksum = sum, .validators = head_.validators};
  }

  DownloadOrder const& order_;
  std::stop_token const& stop_;
  PartialFile partial_;
  PartialFile::Held held_;
  Head head_;
  std::optional<Error> fault_;
  bool begun_ = false, anew_ = false;
  std::uint64_t received_ = 0, total_ = 0, resumed_ = 0;
};

}  // namespace

Result<Downloaded> download(DownloadOrder const& order, base::FileSystem& files, std::stop_token const& stop) {
  return Download(order, files, stop).run();
}

}  // namespace bassin::outward
