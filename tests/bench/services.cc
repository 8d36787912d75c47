// What grading beside a real server costs: a database restored and a Tomcat ended, each graded warm beside the same
// server, started, used and asked by hand in a bare unshare(1) on the same prepared data; how many MariaDB sandboxes
// run beside each other before that stops to pay; what one holds in memory.
#include <fmt/format.h>

#include <sstream>
#include <utility>

#include "grader/world.h"
#include "sandbox/os/file.h"
#include "tests/bench/measure.h"
#include "tests/bench/subject.h"

namespace shellab::bench {
namespace asio = boost::asio;
namespace {

using std::chrono::milliseconds;
using testing::Command;

constexpr milliseconds kAtOnce{0};
constexpr std::size_t kAnswersATurn = 16;

// `script` by bash as root in the image with the layer over it, in namespaces of its own, without shellab.
Command Bare(Subject& subject, const std::string& script) {
  Command command;
  const std::string mounts = fmt::format(
      "set -e; ip link set lo up; mount -t tmpfs tmpfs /mnt; cd /mnt; mkdir upper work root; "
      "mount -t overlay overlay -o lowerdir={}:{},upperdir=upper,workdir=work root; mount -t proc proc root/proc; "
      "cp \"$ANSWER\" root/run/answer; exec chroot root /bin/bash -c \"$SCRIPT\"",
      subject.Layer().native(), subject.image().root.native());
  command.argv = {"unshare", "-mpfinuC", "bash", "-c", mounts};
  command.env = {"SCRIPT=set -e; export PATH=/usr/sbin:/usr/bin:/sbin:/bin; " + script,
                 "ANSWER=" + subject.lab().solution.native()};
  return command;
}

constexpr char kDatabaseByHand[] =
    "install -d -o mysql -g mysql /run/mysqld; mariadbd --user=mysql > /dev/null 2>&1 & "
    "until { exec 3<> /dev/tcp/127.0.0.1/3306; } 2> /dev/null; do sleep 0.002; done; read -r -N 1 -u 3 x; exec 3>&-; "
    "cd ~student; setpriv --reuid student --regid student --init-groups env HOME=/home/student USER=student bash "
    "/run/answer; mariadb -N world -e 'SELECT COUNT(*) FROM city' > /dev/null; kill -9 %1";

constexpr char kTomcatByHand[] =
    "export CATALINA_HOME=/usr/share/tomcat10 CATALINA_BASE=/var/lib/tomcat10 CATALINA_TMPDIR=/tmp; chmod 1777 /tmp; "
    "setpriv --reuid tomcat --regid tomcat --init-groups /bin/sh /usr/libexec/tomcat10/tomcat-start.sh > /dev/null "
    "2>&1 & "
    "until { exec 3<> /dev/tcp/127.0.0.1/8080 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && read -r x <&3; } 2> "
    "/dev/null; "
    "do sleep 0.002; done; exec 3>&-; kill %1; wait %1 || true";

asio::awaitable<void> CompareJobs(Subject& subject, int rounds, Findings& findings) {
  Comparison comparison;
  comparison.title = "an answer of many to " + subject.lab().id;
  comparison.yardsticks.push_back(0);
  for (const std::size_t jobs : {1U, 2U, 4U, 8U, 16U}) {
    const Work work = [&subject, jobs] { return subject.GradeMany(kAnswersATurn, jobs); };
    Row row{fmt::format("-j{}", jobs), {}};
    const Samples samples = co_await Repeat(std::max(1, rounds / 3), kAtOnce, work);
    for (const double sample : samples) row.samples.push_back(sample / static_cast<double>(kAnswersATurn));
    comparison.rows.push_back(std::move(row));
  }
  findings.comparisons.push_back(std::move(comparison));
  findings.notes.push_back(
      fmt::format("{}: {} prepared layer for all of these answers", subject.lab().id, subject.Layers()));
}

// The memory that the servers of one world hold, in MiB (proc_pid_status(5), VmRSS).
asio::awaitable<void> NoteMemory(Subject& subject, Findings& findings) {
  const auto world = co_await subject.Boot();
  double resident = 0;
  for (const SeenProcess& process : world->Processes()) {
    std::istringstream status(ReadFile(fmt::format("/proc/{}/status", process.id.pid)));
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("VmRSS:")) resident += std::stod(line.substr(6)) / 1024;
  }
  co_await world->Stop();
  findings.notes.push_back(fmt::format("memory: the services of {} hold {:.0f} MiB (RSS)", subject.lab().id, resident));
}

asio::awaitable<Findings> Measure(int rounds) {
  Findings findings;
  {
    Subject database("mysql/mysqldump-restore");
    co_await database.GradeOnce();  // prepares data and reference
    const Work by_hand = MustSucceed(Bare(database, kDatabaseByHand));
    co_await CompareWithByHand(database, "by hand, unshare", by_hand, 1.5, rounds, findings);
    co_await NoteMemory(database, findings);
    co_await CompareJobs(database, rounds, findings);
  }
  Subject tomcat("processes/kill-tomcat");
  co_await tomcat.GradeOnce();
  const Work by_hand = MustSucceed(Bare(tomcat, kTomcatByHand));
  co_await CompareWithByHand(tomcat, "by hand, unshare", by_hand, 1.3, rounds, findings);
  co_await NoteMemory(tomcat, findings);
  co_return findings;
}

}  // namespace
}  // namespace shellab::bench

int main(int argc, char** argv) {
  return shellab::bench::Main(argc, argv, "What grading beside a real server costs", 6, shellab::bench::Measure);
}
