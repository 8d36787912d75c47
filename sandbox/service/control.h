// A socket in the guest over which programs there ask for something: systemctl and service for a unit to be started or
// stopped, a practice session's `lab` for all it does. Whoever is at the other end is taken for hostile. Used by the
// Supervisor and the practice session.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "sandbox/os/fd.h"

namespace shellab {

// One request: "VERB UNIT" or "VERB UNIT ARGUMENT", and what ends it. Its answer is the exit code, a newline and
// what is to be printed.
struct ControlRequest {
  std::string verb;
  std::string unit;
  std::string argument;
  bool from_root = false;                                         // the guest's root asks
  std::function<void(int code, const std::string& text)> answer;  // once; who asked may be gone
};

// How requests come: where one ends, and how many bytes it may have.
struct ControlFraming {
  char end = '\n';
  std::size_t max_bytes = 256;
};

class Control : public std::enable_shared_from_this<Control> {
 public:
  // Takes the listening socket; `root` is the machine's id of the guest's root. `received` gets each whole request.
  Control(const boost::asio::any_io_executor& executor, Fd socket, std::uint32_t root,
          std::function<void(ControlRequest)> received, ControlFraming framing = {});
  // Starts to accept; once, right after it was made.
  void Accept();
  // Accepts no more and calls nobody any more.
  void Close();

  // Where the guest finds it.
  static constexpr char kPath[] = "/run/init.sock";

 private:
  class Connection;

  boost::asio::local::stream_protocol::acceptor acceptor_;
  std::uint32_t root_;
  std::function<void(ControlRequest)> received_;
  ControlFraming framing_;
  int open_ = 0;  // connections, until their answer was taken or given up
};

}  // namespace shellab
