// The one place that holds a handle of libcurl: addresses that may be asked, TLS that is verified, stops that are heard, and
// libcurl's codes as our errors.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"

namespace bassin::outward {

// Whether that host is this machine itself, as it is written: localhost, 127.x.x.x, ::1.
[[nodiscard]] bool is_loopback(std::string_view host);

struct Address {
  std::string url;
  std::string host;
  bool secure = true;
  bool loopback = false;
};

// "outward.bad_address" (url) for what is neither https nor http or names a user; "outward.plain_refused" (host) for http to
// another machine unless `plain_allowed`. With `base`, the text may be relative to it.
[[nodiscard]] base::Result<Address> web_address(std::string const& url, bool plain_allowed);

class Transfer {
 public:
  // Bytes of the answer, in order; false ends the transfer.
  using Sink = std::function<bool(std::string_view)>;

  Transfer(std::string host, bool loopback, std::string const& ca_file, std::stop_token stop);
  Transfer(Transfer const&) = delete;
  Transfer& operator=(Transfer const&) = delete;

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(handle_.get(), option, value);
  }
  // For the whole of it. libcurl alone would wait longer for a mail server that does not even answer QUIT.
  void limit_time(double seconds);
  void add_header(std::string const& line);
  void on_body(Sink sink) { body_ = std::move(sink); }
  // One line at a time, its end included.
  void on_header(Sink sink) { header_ = std::move(sink); }
  // Now and then, with bytes received and expected (0: unknown).
  void on_progress(std::function<void(std::uint64_t, std::uint64_t)> progress) { progress_ = std::move(progress); }

  // What went wrong, or nothing. A sink that answered false gives "outward.stopped": the caller knows better.
  [[nodiscard]] std::optional<base::Error> perform();

  [[nodiscard]] long status() const;
  [[nodiscard]] CURLcode code() const { return code_; }
  // Where the answer redirects to, absolute; empty for none.
  [[nodiscard]] std::string redirect() const;

 private:
  static std::size_t take_body(char const* bytes, std::size_t size, std::size_t count, void* self);
  static std::size_t take_header(char const* bytes, std::size_t size, std::size_t count, void* self);
  static int heard(void* self, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t);
  [[nodiscard]] bool late() const { return deadline_ && std::chrono::steady_clock::now() > *deadline_; }
  [[nodiscard]] base::Error error_of(CURLcode code) const;

  struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  std::unique_ptr<CURL, Close> handle_;
  std::unique_ptr<curl_slist, Close> headers_;
  std::string host_;
  std::stop_token stop_;
  Sink body_, header_;
  std::function<void(std::uint64_t, std::uint64_t)> progress_;
  CURLcode code_ = CURLE_OK;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  char reason_[CURL_ERROR_SIZE] = "";
};

}  // namespace bassin::outward
