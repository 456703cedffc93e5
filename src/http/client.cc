#include "http/client.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "http/core.h"

namespace diemcau::http {
namespace {

namespace bhttp = beast::http;
using Resolver = asio::ip::basic_resolver<tcp, Executor>;

BeastRequest make_message(const OutgoingRequest& request) {
  BeastRequest message(bhttp::verb::post, request.url.target, 11);
  message.set(bhttp::field::host, request.url.authority());
  message.set(bhttp::field::connection, "close");
  for (const auto& [name, value] : request.headers) message.set(name, value);
  message.body() = request.body;
  message.prepare_payload();
  return message;
}

// The machine's authorities (SSL_CERT_FILE and SSL_CERT_DIR say others). Made at the first use.
asio::ssl::context& client_context(Core& core) {
  if (!core.client_tls) {
    core.client_tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(core.client_tls->native_handle(), TLS1_2_VERSION);
    error_code ignored;
    core.client_tls->set_default_verify_paths(ignored);
  }
  return *core.client_tls;
}

template <class Stream>
Awaitable<int> exchange(Stream& stream, const OutgoingRequest& request, error_code& error) {
  const BeastRequest message = make_message(request);
  beast::get_lowest_layer(stream).expires_after(request.timeout);
  co_await bhttp::async_write(stream, message, asio::redirect_error(kUseAwaitable, error));
  if (error) co_return 0;
  beast::flat_buffer buffer;
  bhttp::response_parser<bhttp::empty_body> parser;
  beast::get_lowest_layer(stream).expires_after(request.timeout);
  co_await bhttp::async_read_header(stream, buffer, parser,
                                    asio::redirect_error(kUseAwaitable, error));
  // What else the server says is not looked at.
  if (error) co_return 0;
  co_return parser.get().result_int();
}

Awaitable<void> shake_hands(TlsStream& stream, const OutgoingRequest& request, error_code& error) {
  const std::string& host = request.url.host;
  // RFC 6066 section 3: a name, never an address.
  if (!SocketAddress::parse(host, 0).ok())
    SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
  stream.set_verify_mode(asio::ssl::verify_peer);
  stream.set_verify_callback(asio::ssl::host_name_verification(host));
  beast::get_lowest_layer(stream).expires_after(request.timeout);
  co_await stream.async_handshake(asio::ssl::stream_base::client,
                                  asio::redirect_error(kUseAwaitable, error));
}

Awaitable<int> exchange_secured(Core& core, PlainStream stream, const OutgoingRequest& request,
                                error_code& error) {
  TlsStream secured(std::move(stream), client_context(core));
  co_await shake_hands(secured, request, error);
  if (error) co_return 0;
  const int status = co_await exchange(secured, request, error);
  co_return status;
}

Awaitable<OutgoingAnswer> ask(Core& core, const OutgoingRequest& request) {
  error_code error;
  Resolver resolver(core.io.get_executor());
  // Names are looked up in a thread of Asio's; only the resolver's own deadline ends that.
  const auto endpoints =
      co_await resolver.async_resolve(request.url.host, std::to_string(request.url.port),
                                      asio::redirect_error(kUseAwaitable, error));
  if (error) co_return OutgoingAnswer{0, "the name cannot be looked up: " + error.message()};
  PlainStream stream(core.io.get_executor());
  stream.expires_after(request.timeout);
  co_await stream.async_connect(endpoints, asio::redirect_error(kUseAwaitable, error));
  if (error) co_return OutgoingAnswer{0, "cannot connect: " + error.message()};
  int status = 0;
  if (request.url.secure) {
    status = co_await exchange_secured(core, std::move(stream), request, error);
  } else {
    status = co_await exchange(stream, request, error);
  }
  if (error) co_return OutgoingAnswer{0, error.message()};
  co_return OutgoingAnswer{status, {}};
}

}  // namespace

Awaitable<void> send_request(Core& core, OutgoingRequest request, OnAnswer on_answer) {
  const OutgoingAnswer answer = co_await ask(core, request);
  if (!core.stopping) core.notify(on_answer, answer);
}

}  // namespace diemcau::http
