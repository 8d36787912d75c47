// What hosts on a network cost: 1, 2 and 11 of them started and stopped, beside the same by hand with ip-netns(8); what
// eleven hold in memory, bare and as a lab with nine ssh servers; a replication of MariaDB set up and judged, beside
// the same servers, answer and questions by hand.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <utility>

#include "grader/commands/session.h"
#include "sandbox/cgroup/controllers.h"
#include "sandbox/os/error.h"
#include "sandbox/os/file.h"
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"
#include "tests/bench/world.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace fs = std::filesystem;
namespace {

using testing::Command;

constexpr std::chrono::milliseconds kAtOnce{0};
// Long enough for the kernel to take down the network namespaces of a turn, which it does after the processes' end.
constexpr std::chrono::milliseconds kBetweenTurns{300};
constexpr std::size_t kMany = 11;
constexpr int kTurn = 3;

// Ends with 0 once the last host has refused a connection: its frames came and went.
std::string Call(std::size_t last) {
  return fmt::format("[[ $( (: < /dev/tcp/10.0.0.{}/9) 2>&1 ) == *refused* ]]", last);
}

// In namespaces of its own, so that nothing of it is left whatever happens. $ROOT is the image, $N the number of hosts,
// $CALL what the first one runs.
constexpr char kHostsByHand[] = R"script(
set -e
mount -t tmpfs tmpfs /run  # for ip-netns(8)
mount -t tmpfs tmpfs /mnt
ip link add net type bridge
ip link set net up
for ((i = 1; i <= N; ++i)); do
  ip netns add h$i
  ip link add port$i type veth peer name eth0 netns h$i
  ip link set port$i master net up
  ip -n h$i link set lo up
  ip -n h$i address add 10.0.0.$i/24 dev eth0
  ip -n h$i link set eth0 up
  mkdir -p /mnt/$i/{upper,work,root}
  mount -t overlay overlay -o lowerdir="$ROOT",upperdir=/mnt/$i/upper,workdir=/mnt/$i/work /mnt/$i/root
  ip netns exec h$i unshare -mpfiuC --kill-child bash -c \
    "mount -t proc proc /mnt/$i/root/proc; exec chroot /mnt/$i/root sleep infinity" &
done
for i in 1 $N; do until [[ $(ip -n h$i link show eth0) == *'state UP'* ]]; do sleep 0.01; done; done
ip netns exec h1 chroot /mnt/1/root bash -c "$CALL"
kill -9 $(jobs -p)
)script";

Work HostsByHand(const Image& image, std::size_t count) {
  Command command;
  command.argv = {"unshare", "-mnpf", "--mount-proc", "bash", "-c", kHostsByHand};
  command.env = {"ROOT=" + image.root.native(), fmt::format("N={}", count), "CALL=" + Call(count)};
  return MustSucceed(std::move(command));
}

SandboxSpec Hosts(const Image& image, std::size_t count, bool networked) {
  SandboxSpec sandbox;
  if (networked) sandbox.networks.emplace_back("net");
  for (std::size_t number = 1; number <= count; ++number) {
    HostSpec& host = sandbox.hosts.emplace_back();
    host.name = fmt::format("h{}", number);
    host.lowers.push_back(image.root);
    if (networked) host.interfaces.push_back({0, fmt::format("10.0.0.{}/24", number)});
  }
  return sandbox;
}

Work HostsByShellab(Engine& engine, const Image& image, std::size_t count, bool networked) {
  return [&engine, &image, count, networked]() -> asio::awaitable<void> {
    ExecSpec exec;
    exec.argv = {"/bin/bash", "-c", networked ? Call(count) : "exit"};
    SandboxSpec hosts = Hosts(image, count, networked);
    const auto sandbox = co_await engine.Start(std::move(hosts));
    const ExecResult result = co_await sandbox->host().Exec(exec);
    co_await sandbox->Stop();
    if (result.outcome.code != 0) throw HostError("the first host does not reach the last: " + result.err.content);
  };
}

asio::awaitable<void> CompareHosts(OwnShellab& world, const Image& image, std::size_t count, int rounds,
                                   Findings& findings) {
  Engine& engine = world.session.engine;
  const std::vector<std::pair<std::string, Work>> contenders = {
      {"by hand, ip netns", HostsByHand(image, count)},
      {"shellab", HostsByShellab(engine, image, count, true)},
      {"shellab, no network", HostsByShellab(engine, image, count, false)}};
  Comparison comparison;
  comparison.title = fmt::format("{} host{}: start, one connection, stop", count, count == 1 ? "" : "s");
  comparison.yardsticks.push_back(0);
  for (const auto& [name, work] : contenders) comparison.rows.push_back({name, {}});
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      co_await Pause(kBetweenTurns);
      const Samples samples = co_await Repeat(kTurn, kAtOnce, contenders[i].second);
      comparison.rows[i].samples.insert(comparison.rows[i].samples.end(), samples.begin(), samples.end());
    }
  }
  const double shellab = Median(comparison.rows[1].samples);
  findings.goals.push_back({comparison.title + ": shellab / by hand", shellab / Median(comparison.rows[0].samples),
                            Goal::Bound::kAtMost, 1.3});
  findings.comparisons.push_back(std::move(comparison));
}

// A control group of version 1 around all that this process and its sandboxes use, with what the kernel holds for them.
class MemoryGroup {
 public:
  MemoryGroup() {
    const Controllers controllers = FindControllers();
    const Hierarchy& memory = controllers.memory.value();
    if (memory.version != 1) throw HostError("memory is measured where its controller is of version 1 only");
    own_ = memory.folder;
    folder_ = own_ / fmt::format("bench-network-{}", ::getpid());
    fs::create_directory(folder_);
    Move(folder_);
  }
  MemoryGroup(const MemoryGroup&) = delete;
  MemoryGroup& operator=(const MemoryGroup&) = delete;
  ~MemoryGroup() {
    Move(own_);
    std::error_code ignored;  // what sandboxes leave is the tests' matter
    fs::remove(folder_, ignored);
  }

  double UsedMib() const {
    WriteKernelFile(folder_ / "memory.force_empty", "0");  // caches of files do not count
    return std::stod(ReadFile(folder_ / "memory.usage_in_bytes")) / (1U << 20U);
  }

 private:
  static void Move(const fs::path& group) { WriteKernelFile(group / "cgroup.procs", std::to_string(::getpid())); }

  fs::path own_;
  fs::path folder_;
};

// Notes how long `boot` takes, and what it has used up more than before.
template <typename Boot>
asio::awaitable<void> NoteUp(const MemoryGroup& memory, const std::string& what, int rounds, Boot boot,
                             Findings& findings) {
  Samples milliseconds;
  Samples mebibytes;
  for (int round = 0; round <= rounds; ++round) {
    co_await Pause(kBetweenTurns);
    const double before = memory.UsedMib();
    const auto start = std::chrono::steady_clock::now();
    const auto booted = co_await boot();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    if (round > 0) milliseconds.push_back(taken.count());
    if (round > 0) mebibytes.push_back(memory.UsedMib() - before);
    co_await booted->Stop();
  }
  findings.goals.push_back({what + ": up, in ms", Median(milliseconds), Goal::Bound::kAtMost, 1500});
  findings.goals.push_back({what + ": memory, in MiB", Median(mebibytes), Goal::Bound::kAtMost, 300});
}

// $IMAGE, $LAYER, $ANSWER, $SEED and $NONCE; $ASK<n> are the lab's questions, $ACT the one that comes after a restart.
constexpr char kReplicationByHand[] = R"script(
set -e
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /mnt
ip link add net type bridge
ip link set net up
number=10
for host in db1 db2; do
  number=$((number + 1))
  ip netns add $host
  ip link add port-$host type veth peer name eth0 netns $host
  ip link set port-$host master net up
  ip -n $host link set lo up
  ip -n $host address add 10.77.0.$number/24 dev eth0
  ip -n $host link set eth0 up
  mkdir -p /mnt/$host/{upper,work,root}
  mount -t overlay overlay -o lowerdir="$LAYER/$host:$IMAGE",upperdir=/mnt/$host/upper,workdir=/mnt/$host/work \
    /mnt/$host/root
  mount -t proc proc /mnt/$host/root/proc
done
inside() { ip netns exec $1 chroot /mnt/$1/root env -i PATH="$PATH" HOME=/root LANG=C.UTF-8 SEED=$SEED NONCE=$NONCE \
  bash -c "cd; $2"; }
cat > /mnt/start << 'END'
#!/bin/bash
# also `systemctl restart mariadb`
if [[ -e /run/mysqld/mysqld.pid ]]; then
  pid=$(< /run/mysqld/mysqld.pid)
  kill $pid
  while kill -0 $pid 2> /dev/null; do sleep 0.01; done
fi
install -d -o mysql -g mysql /run/mysqld
mariadbd --user=mysql > /dev/null 2>&1 < /dev/null &
until { exec 3<> /dev/tcp/127.0.0.1/3306; } 2> /dev/null; do sleep 0.01; done
read -r -N 1 -u 3 x
END
for host in db1 db2; do install -m 755 /mnt/start /mnt/$host/root/usr/local/bin/systemctl; done
inside db1 systemctl & db1=$!
inside db2 systemctl
wait $db1
inside db1 /usr/local/sbin/orders > /dev/null 2>&1 &
cp "$ANSWER" /mnt/db2/root/run/answer
inside db2 'bash /run/answer'
for name in ${!ASK*}; do inside db2 "${!name}"; done
inside db2 systemctl
inside db2 "$ACT"
)script";

Work ReplicationByHand(Subject& subject) {
  const Lab& lab = subject.lab();
  Command command;
  command.argv = {"unshare", "-mnpf", "--mount-proc", "--kill-child", "bash", "-c", kReplicationByHand};
  command.env = {
      "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",    "IMAGE=" + subject.image().root.native(),
      "LAYER=" + subject.Layer("").parent_path().native(),    "ANSWER=" + lab.solution.native(),
      fmt::format("SEED={}", subject.seeds().For(lab.id, 0)), "NONCE=" + subject.seeds().NonceFor(lab.id, 0)};
  int number = 0;
  for (const Probe& probe : lab.asked.probes)
    command.env.push_back((probe.actions.empty() ? fmt::format("ASK{}=", ++number) : "ACT=") + probe.script);
  return MustSucceed(std::move(command), "rows that arrived: 1\nthe server-ids differ\nERROR 1290\n");
}

asio::awaitable<Findings> Measure(int rounds) {
  Findings findings;
  {
    const MemoryGroup memory;  // around the engine, which makes its groups below it
    {
      OwnShellab world;
      const Image image = world.session.images.Open("base");
      for (const std::size_t count : {std::size_t{1}, std::size_t{2}, kMany})
        co_await CompareHosts(world, image, count, rounds, findings);
      const auto boot = [&] { return world.session.engine.Start(Hosts(image, kMany, true)); };
      co_await NoteUp(memory, "11 bare hosts", rounds, boot, findings);
    }
    Subject ssh("net/ssh-copy-id-ten-hosts");
    co_await ssh.GradeOnce();
    const auto boot = [&ssh] { return ssh.Boot(); };
    co_await NoteUp(memory, fmt::format("{} hosts of {}", ssh.lab().hosts.size(), ssh.lab().id), rounds, boot,
                    findings);
  }
  Subject replication("mysql/mysql-replication-setup");
  co_await replication.GradeOnce();  // prepares data and reference
  const Work by_hand = ReplicationByHand(replication);
  co_await CompareWithByHand(replication, "by hand, ip netns", by_hand, 1.3, rounds, findings);
  findings.notes.emplace_back("by hand: a script with ip, mount and unshare; no control groups, users' ids, limits.");
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What hosts on a network cost", 5, shellab::bench::Measure);
}
