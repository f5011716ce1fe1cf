// Server: the listening socket, the threads of the sockets, start and stop.
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "http/internal/session.h"
#include "http/server.h"

namespace bassin::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

base::Error address_error(ServerSettings const& settings, error_code const& error) {
  return base::Error("http.address", {{"address", settings.address}, {"port", std::to_string(settings.port)}, {"reason", error.message()}});
}

base::Result<std::shared_ptr<asio::ssl::context>> tls_context(ServerSettings const& settings) {
  if (settings.certificate.empty()) return std::shared_ptr<asio::ssl::context>();
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
  error_code error;
  auto const failed = [&](std::string const& file) { return base::Error("http.tls", {{"file", file}, {"reason", error.message()}}); };
  context->use_certificate_chain_file(settings.certificate, error);
  if (error) return failed(settings.certificate);
  context->use_private_key_file(settings.private_key, asio::ssl::context::pem, error);
  if (error) return failed(settings.private_key);
  return context;
}

class Listener final : public Server {
 public:
  Listener(ServerSettings const& settings, Site site)
      : exchange_(std::make_shared<internal::Exchange>(settings, std::move(site))),
        strand_(asio::make_strand(context_)),
        acceptor_(strand_),
        pause_(strand_) {}
  ~Listener() override { stop(std::chrono::milliseconds(0)); }

  [[nodiscard]] base::Result<void> listen() {
    auto const& settings = exchange_->settings();
    BASSIN_TRY(tls_, tls_context(settings));
    error_code error;
    auto const address = asio::ip::make_address(settings.address, error);
    if (error) return address_error(settings, error);
    asio::ip::tcp::endpoint const endpoint(address, settings.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    if (error) return address_error(settings, error);
    accept();
    for (std::size_t i = 0; i < settings.socket_threads; ++i) threads_.emplace_back([this] { context_.run(); });
    return {};
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  [[nodiscard]] std::size_t connections() const override { return exchange_->connections(); }

  [[nodiscard]] base::Result<void> renew_certificate() override {
    BASSIN_TRY(auto fresh, tls_context(exchange_->settings()));
    // A connection holds what it was begun with.
    asio::post(strand_, [this, fresh = std::move(fresh)] { tls_ = fresh; });
    return {};
  }

  void stop(std::chrono::milliseconds grace) override {
    if (stopped_.exchange(true)) return;
    exchange_->close();
    asio::post(strand_, [this] {
      error_code ignored;
      acceptor_.close(ignored);
      pause_.cancel();
    });
    for (auto const& connection : exchange_->all()) connection->finish();
    wait_for_connections(grace);
    exchange_->stop_lanes();
    for (auto const& connection : exchange_->all()) connection->abort();
    wait_for_connections(std::chrono::seconds(1));
    context_.stop();
    for (auto& thread : threads_) thread.join();
  }

 private:
  void wait_for_connections(std::chrono::milliseconds most) const {
    auto const end = std::chrono::steady_clock::now() + most;
    while (exchange_->connections() != 0 && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  void accept() {
    acceptor_.async_accept(asio::make_strand(context_), [this](error_code error, asio::ip::tcp::socket socket) {
      if (!acceptor_.is_open() || error == asio::error::operation_aborted) return;
      if (error) return rest();
      socket.set_option(asio::ip::tcp::no_delay(true), error);
      internal::serve(std::move(socket), tls_.get(), exchange_);
      accept();
    });
  }
  // No descriptor left, or the like: trying again at once would only burn the processor.
  void rest() {
    pause_.expires_after(std::chrono::milliseconds(50));
    pause_.async_wait([this](error_code error) {
      if (!error) accept();
    });
  }

  std::shared_ptr<asio::ssl::context> tls_;  // once there are threads: of the acceptor's strand
  std::shared_ptr<internal::Exchange> exchange_;
  asio::io_context context_;
  // A request that a lane works on leaves nothing for the sockets' threads to wait for; they must not end over it.
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
  asio::strand<asio::io_context::executor_type> strand_;  // of the acceptor and the pause
  asio::ip::tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::uint16_t port_ = 0;
  std::vector<std::thread> threads_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Server>> Server::start(ServerSettings const& settings, Site site) {
  auto listener = std::make_unique<Listener>(settings, std::move(site));
  BASSIN_DO(listener->listen());
  return std::unique_ptr<Server>(std::move(listener));
}

}  // namespace bassin::http
