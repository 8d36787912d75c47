// When a world is worth another look, by the processor time that its programs have used: without that nothing in it
// changes. Used by the practice session, which tells findings while a program runs.
#pragma once

#include <algorithm>
#include <chrono>

namespace shellab {

class LookPace {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = std::chrono::microseconds;

  // How often to ask.
  static constexpr std::chrono::milliseconds kTick{200};
  // Looking takes at most a twentieth of the time.
  static constexpr int kTimesTheCost = 20;

  // Whether to look now, the world's programs having used `cpu` so far.
  bool Wants(Clock::time_point now, Time cpu) {
    if (!looked_) return true;
    const Time used = cpu - cpu_;
    if (!asked_) thaw_ = std::min(thaw_, used);
    asked_ = true;
    return now >= next_ && (used > Idle() || !settled_);
  }
  // A look has begun and ended, for whatever reason; when it began they had used `cpu`: what they did until they were
  // stopped was seen, what they do from then on was not, and cannot be told from it.
  void Looked(Clock::time_point begun, Clock::time_point ended, Time cpu) {
    // A program may be stopped just before its last step, which takes no more than going on does: where something ran,
    // one more look sees that.
    settled_ = looked_ && cpu - cpu_ <= Idle();
    looked_ = true;
    asked_ = false;
    cpu_ = cpu;
    next_ = ended + std::max<Clock::duration>(kTick, kTimesTheCost * (ended - begun));
  }

 private:
  // A look stops the programs, and each runs for a moment to stop and when it may go on: no reason to look again. The
  // least that was ever used after a look is that; what a shell does by itself takes a multiple, what it starts more
  // than a millisecond.
  Time Idle() const { return std::clamp<Time>(2 * thaw_, Time(50), Time(500)); }

  bool looked_ = false;
  bool asked_ = true;     // since the last look
  bool settled_ = false;  // nothing ran between the last two looks
  Time cpu_{0};           // used when it began
  Time thaw_ = Time::max() / 2;
  Clock::time_point next_;
};

}  // namespace shellab
