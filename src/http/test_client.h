#pragma once

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

// A client for tests that shares no code with the server: plain sockets, OpenSSL, and RFC 6455
// frames by hand. Every wait has a deadline.
namespace diemcau::http {

inline constexpr int kTestDeadlineMs = 10'000;

struct TestResponse {
  int status = 0;
  std::string head;  // status line and headers
  std::string body;

  std::string header(std::string_view name) const {
    const std::string wanted = "\r\n" + std::string(name) + ": ";
    const auto at = std::search(head.begin(), head.end(), wanted.begin(), wanted.end(),
                                [](char a, char b) { return std::tolower(a) == std::tolower(b); });
    if (at == head.end()) return "";
    const auto begin = at + static_cast<std::ptrdiff_t>(wanted.size());
    return {begin, std::find(begin, head.end(), '\r')};
  }
};

struct TestFrame {
  int opcode = -1;  // -1: the connection ended
  std::string payload;
  int close_code() const {
    return payload.size() < 2 ? 0 : load_be16(reinterpret_cast<const uint8_t*>(payload.data()));
  }
};

class TestClient {
 public:
  struct Tls {
    std::string authority_pem;  // trusted; nothing else is
    std::string host;           // what the certificate must be for: a name or an address
  };

  explicit TestClient(uint16_t port, std::optional<Tls> tls = std::nullopt,
                      int receive_buffer = 0) {
    connect_to(port, receive_buffer);
    if (connected_ && tls) connected_ = secure(*tls);
  }
  ~TestClient() {
    if (ssl_ != nullptr) SSL_free(ssl_);
    if (context_ != nullptr) SSL_CTX_free(context_);
    ::close(socket_);
  }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool connected() const { return connected_; }
  std::string tls_error() const { return tls_error_; }
  void end_writing() { ::shutdown(socket_, SHUT_WR); }

  bool send(std::string_view text) {
    while (!text.empty()) {
      const int count = write_some(text);
      if (count <= 0) return false;
      text.remove_prefix(static_cast<size_t>(count));
    }
    return true;
  }

  // True once the server has closed; reads away what still comes.
  bool closed_by_server() {
    while (fill()) buffer_.clear();
    return ended_;
  }

  TestResponse response(bool head_only = false) {
    TestResponse result;
    size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return result;
    }
    result.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    result.status = std::atoi(result.head.c_str() + std::string("HTTP/1.1 ").size());
    const std::string length = result.header("content-length");
    const size_t size = head_only || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size && fill()) {
    }
    result.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return result;
  }

  TestResponse get(const std::string& target, const std::string& more_headers = "") {
    send("GET " + target + " HTTP/1.1\r\nHost: localhost:7880\r\n" + more_headers + "\r\n");
    return response();
  }

  TestResponse post(const std::string& target, const std::string& body,
                    const std::string& type = "application/json") {
    send("POST " + target + " HTTP/1.1\r\nHost: localhost:7880\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return response();
  }

  TestResponse open_websocket(const std::string& target, const std::string& more_headers = "") {
    return get(target,
               "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                   more_headers);
  }

  // RFC 6455, section 5.2, masked with zeros.
  bool send_frame(int opcode, std::string_view payload) { return send(frame_of(opcode, payload)); }

  static std::string frame_of(int opcode, std::string_view payload) {
    std::string frame(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
      frame += static_cast<char>(0x80 | payload.size());
    } else if (payload.size() < 65536) {
      uint8_t length[2];
      store_be16(length, static_cast<uint16_t>(payload.size()));
      frame += static_cast<char>(0x80 | 126);
      frame.append(reinterpret_cast<char*>(length), sizeof length);
    } else {
      uint8_t length[8];
      store_be64(length, payload.size());
      frame += static_cast<char>(0x80 | 127);
      frame.append(reinterpret_cast<char*>(length), sizeof length);
    }
    return frame + std::string(4, '\0') + std::string(payload);
  }

  TestFrame frame() {
    if (!have(2)) return {};
    const int opcode = buffer_[0] & 0x0f;
    const auto* raw = reinterpret_cast<const uint8_t*>(buffer_.data());
    size_t header = 2;
    size_t size = raw[1] & 0x7f;
    if (size == 126 || size == 127) {
      header += size == 126 ? 2 : 8;
      if (!have(header)) return {};
      raw = reinterpret_cast<const uint8_t*>(buffer_.data());
      size = size == 126 ? load_be16(raw + 2) : static_cast<size_t>(load_be64(raw + 2));
    }
    if (!have(header + size)) return {};
    TestFrame result{opcode, buffer_.substr(header, size)};
    buffer_.erase(0, header + size);
    return result;
  }

 private:
  void connect_to(uint16_t port, int receive_buffer) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer > 0) {
      ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    timeval deadline{kTestDeadlineMs / 1000, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof deadline);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &deadline, sizeof deadline);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }

  bool secure(const Tls& tls) {
    context_ = SSL_CTX_new(TLS_client_method());
    BIO* bio =
        BIO_new_mem_buf(tls.authority_pem.data(), static_cast<int>(tls.authority_pem.size()));
    X509* authority = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context_), authority);
    X509_free(authority);
    BIO_free(bio);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    ssl_ = SSL_new(context_);
    X509_VERIFY_PARAM* parameters = SSL_get0_param(ssl_);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, tls.host.c_str()) != 1) {
      X509_VERIFY_PARAM_set1_host(parameters, tls.host.c_str(), 0);
    }
    SSL_set_fd(ssl_, socket_);
    if (SSL_connect(ssl_) == 1) return true;
    tls_error_ = X509_verify_cert_error_string(SSL_get_verify_result(ssl_));
    return false;
  }

  int write_some(std::string_view text) {
    if (ssl_ != nullptr) return SSL_write(ssl_, text.data(), static_cast<int>(text.size()));
    return static_cast<int>(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL));
  }

  bool have(size_t size) {
    while (buffer_.size() < size) {
      if (!fill()) return false;
    }
    return true;
  }

  // False: the server closed, or nothing came before the deadline.
  bool fill() {
    char piece[64 * 1024];
    const int count = ssl_ != nullptr ? SSL_read(ssl_, piece, sizeof piece)
                                      : static_cast<int>(::recv(socket_, piece, sizeof piece, 0));
    if (count > 0) buffer_.append(piece, static_cast<size_t>(count));
    const bool timed_out = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (count <= 0 && !timed_out) ended_ = true;
    return count > 0;
  }

  int socket_ = -1;
  SSL_CTX* context_ = nullptr;
  SSL* ssl_ = nullptr;
  bool connected_ = false;
  bool ended_ = false;
  std::string tls_error_;
  std::string buffer_;
};

}  // namespace diemcau::http
