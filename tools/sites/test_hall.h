#pragma once

#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "congestion/line_model.h"
#include "livekit/control.h"
#include "shard/shard.h"
#include "site_session.h"
#include "transport/dtls_context.h"

namespace diemcau::sites {

// The real server, control and one shard, and any number of sites, joined by a network in virtual
// time: the whole platform without a socket. For tests.
class TestHall {
 public:
  static constexpr Duration kDelay = 5ms;  // each way

  explicit TestHall(uint64_t seed);
  ~TestHall();

  SiteSession& add_site(SiteConfig config);
  void run(Duration duration);
  // The process dies: WebSockets break, datagrams fall into nothing.
  void kill_server();
  void start_server();

  // Part of the datagrams, both ways, that is lost.
  void set_loss(double loss) { loss_ = loss; }
  // The way down to a site goes through a line of its own.
  void set_line(const SiteSession& site, const congestion::LineModel::Shape& shape);
  Instant now() const { return now_; }

 private:
  struct Server;
  struct Wire;
  struct Datagram {
    Instant arrival;
    uint64_t order = 0;
    Path path;  // as the receiver sees it
    std::vector<uint8_t> bytes;
    bool operator<(const Datagram& other) const {
      return std::tie(other.arrival, other.order) < std::tie(arrival, order);
    }
  };
  using Queue = std::priority_queue<Datagram>;

  void step();
  void step_server();
  void step_sites();
  void step_site(Wire& wire);
  Wire* wire_of(livekit::ConnectionId connection);
  void carry_out(livekit::ShardMessage& message);
  void carry_out(const livekit::SendFrame& frame);
  void carry_out(const livekit::CloseConnection& close);
  void carry_out(const livekit::RoomEvent&) {}     // nobody follows the rooms here
  void carry_out(const livekit::CallAnswered&) {}  // no backend calls here
  void send_batch(const shard::Batch& batch);
  void open(Wire& wire);
  void send(Queue& queue, const Path& seen_as, Bytes bytes);
  bool take(Queue& queue, Datagram& out);

  Instant now_{Duration(100s)};
  RepeatableRandom random_;
  SeededRandom network_;
  transport::DtlsContext server_context_;
  transport::DtlsContext site_context_;
  double loss_ = 0;
  std::map<SocketAddress, congestion::LineModel> lines_;
  uint64_t order_ = 0;
  uint64_t last_connection_ = 0;
  Queue to_server_;
  Queue to_sites_;
  std::unique_ptr<Server> server_;
  std::vector<std::unique_ptr<Wire>> wires_;
};

// Pictures of a few packets, a keyframe every 15; speech of 50 packets a second.
Clip make_test_clip();

}  // namespace diemcau::sites
