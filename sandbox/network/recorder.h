// Records every frame of a network, seen from outside: what an answer is judged by, whatever the guests say they saw.
// Started by the hub.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sandbox/os/fd.h"

namespace shellab {

// Runs on the one thread of its executor. Ends with the value, with Stop, or once it is full; until then it keeps the
// hub's namespace alive.
class Recorder : public std::enable_shared_from_this<Recorder> {
 public:
  // `socket` is an unbound AF_PACKET socket of the hub's, `bridge` the network's device there. Throws OsError.
  Recorder(const boost::asio::any_io_executor& executor, Fd socket, int bridge, std::size_t max_bytes);
  ~Recorder();

  // Keeps reading in the background.
  void Start();
  // No frames are recorded after it; what was recorded stays. Throws OsError.
  void Stop();

  // All frames so far as a pcap file with nanoseconds (pcap-savefile(5)), each once, also those that the kernel has put
  // into the socket and nobody has read yet. Frames are as the kernel passes them on: with TCP's segmentation offload
  // larger than the network's, and with checksums still to be computed. Throws OsError.
  std::string Pcap();
  // Whether the file would have grown past its limit: the first frame that did not fit and all later ones are missing.
  bool truncated() const { return truncated_; }
  // How many frames were lost before that since they came faster than they were read (packet(7), PACKET_STATISTICS).
  std::uint64_t dropped();

 private:
  void WaitForFrames();
  bool ReadFrame();
  void ReadAll();
  void Close();
  void Keep(const std::uint8_t* frame, std::size_t size, const struct msghdr& message, std::size_t length);

  boost::asio::posix::stream_descriptor socket_;
  std::size_t max_bytes_;
  std::string file_;
  std::vector<std::uint8_t> buffer_;
  bool truncated_ = false;
  std::uint64_t dropped_ = 0;
};

}  // namespace shellab
