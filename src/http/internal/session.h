// One connection: reads requests one after the other, has them answered, writes what comes back. The only sources that see
// Boost are those of internal/.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>

#include "http/internal/exchange.h"

namespace bassin::http::internal {

// What the server can do to a connection from outside; any thread.
class Connection {
 public:
  virtual ~Connection() = default;
  // Closes it now if it waits for a request, else after the answer under way.
  virtual void finish() = 0;
  // Closes it now.
  virtual void abort() = 0;
};

// Starts serving; `tls` null for plain text. The connection keeps itself alive and leaves exchange.connections at its end.
void serve(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context* tls, std::shared_ptr<Exchange> exchange);

}  // namespace bassin::http::internal
