#include "sandbox/network/recorder.h"

#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>

#include "sandbox/os/error.h"

namespace shellab {
namespace {

constexpr std::size_t kSnapLength = 262144;  // tcpdump's
constexpr int kSocketBytes = 16 << 20;
// How many frames are read in a row before other coroutines have their turn.
constexpr int kFramesATurn = 256;
constexpr std::size_t kMacBytes = 12;  // of receiver and sender; a VLAN's tag comes after them
constexpr std::size_t kTagBytes = 4;

// pcap-savefile(5).
struct FileHeader {
  std::uint32_t magic = 0xa1b23c4d;  // with nanoseconds
  std::uint16_t major = 2;
  std::uint16_t minor = 4;
  std::uint32_t reserved[2] = {0, 0};
  std::uint32_t snap_length = kSnapLength;
  std::uint32_t link_type = 1;  // Ethernet
};
struct FrameHeader {
  std::uint32_t seconds;
  std::uint32_t nanoseconds;
  std::uint32_t captured;
  std::uint32_t length;
};

template <typename T>
void Append(std::string& file, const T& value) {
  file.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// What the kernel says beside a frame.
struct Aside {
  timespec time{};
  tpacket_auxdata frame{};
};

Aside ReadAside(const msghdr& message) {
  Aside aside;
  auto* header = const_cast<msghdr*>(&message);  // CMSG_NXTHDR only reads it
  for (cmsghdr* control = CMSG_FIRSTHDR(header); control != nullptr; control = CMSG_NXTHDR(header, control)) {
    if (control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_TIMESTAMPNS)
      std::memcpy(&aside.time, CMSG_DATA(control), sizeof aside.time);
    if (control->cmsg_level == SOL_PACKET && control->cmsg_type == PACKET_AUXDATA)
      std::memcpy(&aside.frame, CMSG_DATA(control), sizeof aside.frame);
  }
  return aside;
}

void SetOption(int socket, int level, int option, const auto& value, const char* what) {
  CheckCall(::setsockopt(socket, level, option, &value, sizeof value), what);
}

}  // namespace

Recorder::Recorder(const boost::asio::any_io_executor& executor, Fd socket, int bridge, std::size_t max_bytes)
    : socket_(executor), max_bytes_(max_bytes), buffer_(kSnapLength) {
  const int fd = socket.get();
  SetOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, kSocketBytes, "enlarge a packet socket's buffer");
  SetOption(fd, SOL_SOCKET, SO_TIMESTAMPNS, 1, "have frames timestamped");
  SetOption(fd, SOL_PACKET, PACKET_AUXDATA, 1, "have VLAN tags told");
  packet_mreq promiscuous{};
  promiscuous.mr_ifindex = bridge;
  promiscuous.mr_type = PACKET_MR_PROMISC;
  SetOption(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, promiscuous, "see all frames of a network");
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = bridge;
  CheckCall(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), "record a network");
  socket_.assign(socket.Release());
  Append(file_, FileHeader{});
}

Recorder::~Recorder() { Close(); }

void Recorder::Start() { WaitForFrames(); }

void Recorder::WaitForFrames() {
  socket_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                     [weak = weak_from_this()](const boost::system::error_code& error) {
                       const auto self = weak.lock();
                       if (error || !self) return;
                       for (int frames = 0; frames < kFramesATurn && self->ReadFrame(); ++frames) {
                       }
                       if (self->socket_.is_open()) self->WaitForFrames();
                     });
}

void Recorder::Stop() {
  ReadAll();
  Close();
}

void Recorder::Close() {
  if (!socket_.is_open()) return;
  dropped();
  boost::system::error_code ignored;
  socket_.close(ignored);
}

// Returns whether there was one.
bool Recorder::ReadFrame() {
  if (!socket_.is_open()) return false;
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(timespec)) + CMSG_SPACE(sizeof(tpacket_auxdata))];
  iovec part{buffer_.data(), buffer_.size()};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t length = ::recvmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_TRUNC);
  if (length < 0) {
    if (errno == EAGAIN) return false;
    ThrowErrno("read a recorded frame");
  }
  const auto whole = static_cast<std::size_t>(length);
  Keep(buffer_.data(), std::min(whole, buffer_.size()), message, whole);
  return true;
}

void Recorder::Keep(const std::uint8_t* frame, std::size_t size, const msghdr& message, std::size_t length) {
  const Aside aside = ReadAside(message);
  // The kernel has taken the tag out of the frame.
  const bool tagged = (aside.frame.tp_status & TP_STATUS_VLAN_VALID) != 0 && size >= kMacBytes;
  const std::size_t tag_bytes = tagged ? kTagBytes : 0;
  if (file_.size() + sizeof(FrameHeader) + size + tag_bytes > max_bytes_) {
    truncated_ = true;
    Close();
    return;
  }
  Append(file_,
         FrameHeader{static_cast<std::uint32_t>(aside.time.tv_sec), static_cast<std::uint32_t>(aside.time.tv_nsec),
                     static_cast<std::uint32_t>(size + tag_bytes), static_cast<std::uint32_t>(length + tag_bytes)});
  const auto* bytes = reinterpret_cast<const char*>(frame);
  const std::size_t before_tag = tagged ? kMacBytes : 0;
  file_.append(bytes, before_tag);
  if (tagged) {
    const bool protocol_told = (aside.frame.tp_status & TP_STATUS_VLAN_TPID_VALID) != 0;
    Append(file_, htons(protocol_told ? aside.frame.tp_vlan_tpid : ETH_P_8021Q));
    Append(file_, htons(aside.frame.tp_vlan_tci));
  }
  file_.append(bytes + before_tag, size - before_tag);
}

void Recorder::ReadAll() {
  while (ReadFrame()) {
  }
}

std::string Recorder::Pcap() {
  ReadAll();
  return file_;
}

std::uint64_t Recorder::dropped() {
  if (!socket_.is_open()) return dropped_;
  tpacket_stats counts{};  // since they were asked for last
  socklen_t size = sizeof counts;
  CheckCall(::getsockopt(socket_.native_handle(), SOL_PACKET, PACKET_STATISTICS, &counts, &size),
            "ask for lost frames");
  return dropped_ += counts.tp_drops;
}

}  // namespace shellab
