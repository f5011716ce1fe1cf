#include "http/internal/session.h"

#include <algorithm>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <charconv>
#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

#include "http/target.h"

namespace bassin::http::internal {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using Clock = std::chrono::steady_clock;
using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;
using Parser = wire::request_parser<wire::string_body>;

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

// What stands last: a proxy puts its own behind what the client sent, in the same line or in one below (HAProxy).
std::string_view last_stated(Request const& request, std::string_view name) {
  auto const found =
      std::find_if(request.headers.rbegin(), request.headers.rend(), [name](auto const& it) { return same_name(it.first, name); });
  if (found == request.headers.rend()) return {};
  std::string_view const list = found->second;
  auto const comma = list.rfind(',');
  auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  while (last.ends_with(' ')) last.remove_suffix(1);
  return last;
}

// The address alone, of "1.2.3.4", "1.2.3.4:5678", "2001:db8::1" and "[2001:db8::1]:5678"; "" where it is none.
std::string forwarded_client(std::string_view stated) {
  auto const end = stated.find(']');
  if (stated.starts_with('[') && end != std::string_view::npos) {
    stated = stated.substr(1, end - 1);
  } else if (std::count(stated.begin(), stated.end(), ':') == 1) {
    stated = stated.substr(0, stated.find(':'));
  }
  boost::system::error_code error;
  auto const address = asio::ip::make_address(std::string(stated), error);
  return error ? std::string() : address.to_string();
}

// Whether it leaves no doubt whom it is for and where its body ends: what another server on the way reads otherwise could hide a second
// request in the first (RFC 9112, 3.2 and 6.3).
bool is_clear(Parser const& parser) {
  auto const& message = parser.get();
  if (message.version() >= 11 && message.count(wire::field::host) != 1) return false;
  auto const codings = message.count(wire::field::transfer_encoding);
  return codings == 0 || (codings == 1 && parser.chunked() && beast::iequals(message[wire::field::transfer_encoding], "chunked"));
}

// The status that answers what went wrong while reading; 0: nothing can be answered.
unsigned status_of(beast::error_code const& error) {
  if (error == wire::error::header_limit) return 431;
  if (error == wire::error::body_limit) return 413;
  if (error == beast::error::timeout || error == wire::error::end_of_stream || error == wire::error::partial_message) return 0;
  return error.category() == wire::make_error_code(wire::error::bad_method).category() ? 400 : 0;
}

template <class Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
 public:
  static constexpr bool tls = std::is_same_v<Stream, TlsStream>;

  template <class... More>
  Session(std::shared_ptr<Exchange> exchange, asio::ip::tcp::socket socket, More&... more)
      : exchange_(std::move(exchange)), stream_(std::move(socket), more...) {
    boost::system::error_code none;
    auto const peer = lowest().socket().remote_endpoint(none);
    if (!none) peer_ = peer.address().to_string(none);
  }
  ~Session() override { exchange_->leave(this, peer_); }

  void start() {
    if (!exchange_->enter(this->shared_from_this(), peer_)) return;
    asio::dispatch(stream_.get_executor(), [self = this->shared_from_this()] { self->greet(); });
  }

  void finish() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] {
      self->last_ = true;
      if (self->waiting_) self->close();
    });
  }
  void abort() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] { self->close(); });
  }

 private:
  [[nodiscard]] beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }
  [[nodiscard]] ServerSettings const& settings() const { return exchange_->settings(); }

  void greet() {
    if constexpr (tls) {
      lowest().expires_after(settings().header_time);
      stream_.async_handshake(asio::ssl::stream_base::server, [self = this->shared_from_this()](beast::error_code error) {
        if (!error) self->read();
      });
    } else {
      read();
    }
  }

  // Waits for the first byte as long as a connection may be idle, then for the rest of the header.
  void read() {
    if (last_ || exchange_->closing()) return close();
    parser_.emplace();
    parser_->header_limit(settings().header_bytes);
    parser_->body_limit(exchange_->body_limit());
    waiting_ = buffer_.size() == 0;
    if (!waiting_) return read_header();
    lowest().expires_after(settings().idle_time);
    wire::async_read_some(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
      self->waiting_ = false;
      if (error) return self->refuse(error);
      self->read_header();
    });
  }

  void read_header() {
    waiting_ = false;
    started_ = Clock::now();
    if (parser_->is_header_done()) return read_body();
    lowest().expires_after(settings().header_time);
    wire::async_read_header(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->refuse(error);
      self->read_body();
    });
  }

  // Few routes take more than the rest: what is too much for this one is refused before its body is read.
  [[nodiscard]] std::uint64_t limit_of_route() {
    if (exchange_->body_limit() == settings().body_bytes) return settings().body_bytes;
    auto const& message = parser_->get();
    auto const target = parse_target(view_of(message.target()));
    return exchange_->body_limit(parse_method(view_of(message.method_string())), target ? target->path : "");
  }

  void read_body() {
    if (!is_clear(*parser_)) return refuse(make_error_code(wire::error::bad_transfer_encoding));
    auto const limit = limit_of_route();
    auto const stated = parser_->content_length();
    if (stated.value_or(0) > limit) return refuse(413);
    parser_->body_limit(limit);
    if (parser_->is_done()) return take();
    auto const expected = stated.value_or(limit);
    if (expected <= settings().body_bytes) return receive_body(settings().body_time);
    admit_large(settings().body_time + std::chrono::seconds(expected / (std::uint64_t{64} * 1024)));
  }

  // Who sends much is asked for before any of it is read, and no more of it is held at once than there are places.
  void admit_large(std::chrono::milliseconds time) {
    lowest().expires_never();
    auto const request = std::make_shared<Request>(head_of(parser_->get()));
    exchange_->admit_large(request, [self = this->shared_from_this(), time](unsigned status) {
      asio::dispatch(self->stream_.get_executor(), [self, time, status] {
        if (status != 0) return self->refuse(status);
        self->large_ = self->exchange_->place_for_large();
        if (!self->large_) return self->refuse(503);
        self->receive_body(time);
      });
    });
  }

  void receive_body(std::chrono::milliseconds time) {
    lowest().expires_after(time);
    if (beast::iequals(parser_->get()[wire::field::expect], "100-continue")) return invite_body(time);
    wire::async_read(stream_, buffer_, *parser_, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->refuse(error);
      self->take();
    });
  }

  void invite_body(std::chrono::milliseconds time) {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    parser_->get().erase(wire::field::expect);
    asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()),
                      [self = this->shared_from_this(), time](beast::error_code error, std::size_t) {
                        if (!error) self->receive_body(time);
                      });
  }

  void refuse(beast::error_code const& error) {
    auto const status = status_of(error);
    if (status == 0) return close();
    refuse(status);
  }
  void refuse(unsigned status) {
    last_ = true;
    Request request;
    request.method = Method::other;
    request.client = peer_;
    write(exchange_->failure(status, request), {}, Method::other);
  }

  // What was read becomes a request of ours, and is answered.
  void take() {
    auto message = parser_->release();
    last_ = last_ || !message.keep_alive();
    chunks_ = message.version() >= 11;
    auto request = head_of(message);
    auto const target = parse_target(view_of(message.target()));
    if (!target) return write(exchange_->failure(400, request), {}, request.method);
    request.path = target->path;
    request.query = target->query;
    request.body = std::move(message.body());
    // The answer may take its time: only reading and writing are bounded.
    lowest().expires_never();
    auto const method = request.method;
    exchange_->answer(std::move(request),
                      [self = this->shared_from_this(), method](Response response, std::string_view pattern, Lane lane) {
                        asio::dispatch(self->stream_.get_executor(), [self, method, pattern, lane, answer = std::move(response)]() mutable {
                          self->lane_ = lane;
                          self->write(std::move(answer), pattern, method);
                        });
                      });
  }

  // All but target and body.
  [[nodiscard]] Request head_of(Parser::value_type const& message) const {
    Request request;
    request.method = parse_method(view_of(message.method_string()));
    for (auto const& field : message) request.headers.emplace_back(view_of(field.name_string()), view_of(field.value()));
    request.client = peer_;
    request.secure = tls;
    if (settings().behind_proxy) believe_proxy(request);
    return request;
  }

  static void believe_proxy(Request& request) {
    if (auto client = forwarded_client(last_stated(request, "X-Forwarded-For")); !client.empty()) request.client = std::move(client);
    if (auto const scheme = last_stated(request, "X-Forwarded-Proto"); !scheme.empty()) request.secure = scheme == "https";
  }

  void write(Response response, std::string_view pattern, Method method) {
    response_ = std::move(response);
    auto const bytes = response_.bytes();
    head_.emplace(wire::int_to_status(response_.status), 11U);
    head_->result(response_.status);
    for (auto const& [name, value] : response_.headers) head_->insert(name, value);
    bool const has_body = response_.status >= 200 && response_.status != 204 && response_.status != 304;
    bool const streams = has_body && response_.stream;
    if (has_body && !streams) head_->set(wire::field::content_length, std::to_string(bytes.size()));
    // Without chunks, the end of the connection is the end of the body.
    if (streams && chunks_) head_->set(wire::field::transfer_encoding, "chunked");
    last_ = last_ || exchange_->closing() || (streams && !chunks_);
    head_->keep_alive(!last_);
    serializer_.emplace(*head_);
    pattern_ = pattern;
    method_ = method;
    body_ = has_body && method != Method::head ? bytes : std::string_view{};
    if (!streams || method == Method::head) response_.stream = nullptr;
    sent_ = 0;
    lowest().expires_after(settings().write_time + std::chrono::seconds(body_.size() / (std::size_t{16} * 1024)));
    wire::async_write_header(stream_, *serializer_, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return self->close();
      if (!self->response_.stream) return self->write_body();
      self->source_ = std::make_shared<BodyStream>(std::move(self->response_.stream));
      self->pull();
    });
  }

  // The next piece of a stream is made in its lane, while nothing of it waits to be sent.
  void pull() {
    lowest().expires_never();
    bool const taken = exchange_->resume(lane_, [self = this->shared_from_this(), source = source_] {
      auto piece = next_of(*source);
      asio::dispatch(self->stream_.get_executor(), [self, piece = std::move(piece)]() mutable { self->write_piece(std::move(piece)); });
    });
    if (!taken) close();
  }

  static std::optional<std::string> next_of(BodyStream const& source) {
    try {
      return source();
    } catch (std::exception const&) {
      return std::nullopt;
    }
  }

  void write_piece(std::optional<std::string> piece) {
    if (!piece) return close();
    piece_ = std::move(*piece);
    bool const ends = piece_.empty();
    if (ends && !chunks_) return written();
    chunk_head_ = chunks_ ? chunk_head(piece_.size()) : std::string();
    static constexpr std::string_view line_end = "\r\n";
    auto const tail = chunks_ ? line_end : std::string_view();
    std::array<asio::const_buffer, 3> const parts{asio::buffer(chunk_head_), asio::buffer(piece_), asio::buffer(tail.data(), tail.size())};
    lowest().expires_after(settings().write_time + std::chrono::seconds(piece_.size() / (std::size_t{16} * 1024)));
    asio::async_write(stream_, parts, [self = this->shared_from_this(), ends](beast::error_code error, std::size_t) {
      if (error) return self->close();
      self->sent_ += self->piece_.size();
      if (ends) return self->written();
      self->pull();
    });
  }

  static std::string chunk_head(std::size_t bytes) {
    std::array<char, 20> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), bytes, 16).ptr;
    return std::string(digits.data(), end) + "\r\n";
  }

  void write_body() {
    if (body_.empty()) return written();
    asio::async_write(stream_, asio::buffer(body_.data(), body_.size()),
                      [self = this->shared_from_this()](beast::error_code error, std::size_t) {
                        if (error) return self->close();
                        self->written();
                      });
  }

  void written() {
    auto const time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_);
    exchange_->finished({method_, pattern_, response_.status, body_.size() + sent_, time});
    response_ = Response{};
    source_.reset();
    large_.reset();
    if (last_) return shut();
    read();
  }

  // The peer learns that nothing follows; what it still sends is thrown away for a while, or it would not read our answer.
  void shut() {
    boost::system::error_code ignored;
    lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    lowest().expires_after(std::chrono::seconds(1));
    drain(0);
  }
  void drain(std::size_t drained) {
    constexpr std::size_t most = std::size_t{4} << 20U;
    if (drained > most) return close();
    lowest().async_read_some(asio::buffer(scrap_), [self = this->shared_from_this(), drained](beast::error_code error, std::size_t count) {
      if (error) return self->close();
      self->drain(drained + count);
    });
  }

  void close() {
    large_.reset();
    source_.reset();  // what a stream holds is let go at once, whatever still keeps the connection
    lowest().close();
  }

  std::shared_ptr<Exchange> exchange_;
  Stream stream_;
  std::string peer_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Response response_;
  std::optional<wire::response<wire::empty_body>> head_;
  std::optional<wire::response_serializer<wire::empty_body>> serializer_;
  std::string_view body_, pattern_;
  Method method_ = Method::get;
  Lane lane_ = Lane::query;
  std::shared_ptr<BodyStream> source_;  // of the stream that is being sent
  std::shared_ptr<void> large_;         // the place of the body that is being read or answered
  std::string piece_, chunk_head_;
  std::uint64_t sent_ = 0;  // of a stream
  bool chunks_ = true;      // the client knows chunked transfer
  Clock::time_point started_ = Clock::now();
  bool last_ = false;     // no request after this one
  bool waiting_ = false;  // for the first byte of a request
  std::array<char, 4096> scrap_{};
};

}  // namespace

void serve(asio::ip::tcp::socket socket, asio::ssl::context* tls, std::shared_ptr<Exchange> exchange) {
  if (tls != nullptr) {
    std::make_shared<Session<TlsStream>>(std::move(exchange), std::move(socket), *tls)->start();
  } else {
    std::make_shared<Session<PlainStream>>(std::move(exchange), std::move(socket))->start();
  }
}

}  // namespace bassin::http::internal
