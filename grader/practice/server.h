// Runs a practice session in a process of its own, which outlives the terminals: takes in who comes, waits for who may
// come back, and keeps the time. Made by `shellab start`.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "grader/practice/folder.h"
#include "grader/practice/session.h"
#include "grader/practice/session_time.h"
#include "grader/practice/visit.h"
#include "grader/practice/wire.h"

namespace shellab {

class PracticeServer {
 public:
  using Clock = SessionTime::Clock;

  // All must outlive it. `visitor` becomes the socket of who sits at the first shell, or sat there last.
  PracticeServer(PracticeSession& session, SessionFolder& folder, const SessionTimes& times, Fd& visitor)
      : session_(session),
        folder_(folder),
        time_(times, Clock::now()),
        keep_(times.keep),
        left_at_(Clock::now()),
        visitor_(visitor) {}

  // Runs the session, at first for who comes over `wire`, until the learner leaves it or its time is over. Returns last
  // words for who sits there then. Throws as PracticeSession::Run does.
  boost::asio::awaitable<std::string> Run(std::shared_ptr<Wire> wire);

 private:
  using Acceptor = boost::asio::local::stream_protocol::acceptor;

  void Accept(const std::shared_ptr<Acceptor>& acceptor);
  boost::asio::awaitable<bool> Receive(std::shared_ptr<Wire> wire);
  boost::asio::awaitable<void> WatchTime(std::shared_ptr<Event> over);
  bool KeepTime();
  PracticeSession& session_;
  SessionFolder& folder_;
  SessionTime time_;
  std::chrono::milliseconds keep_;
  Clock::time_point left_at_;
  std::string last_words_;
  Fd& visitor_;
};

}  // namespace shellab
