// systemctl, service and the scripts of /etc/init.d as a learner types them, before a real Redis and a real Tomcat.
#include <gtest/gtest.h>

#include "tests/support/json.h"
#include "tests/support/program.h"

namespace shellab::testing {
namespace {

class Systemctl : public ::testing::Test {
 protected:
  // The report on `script` as an answer to `lab`, whose service runs.
  boost::json::value Grade(const std::string& lab, const std::string& script) const {
    return ParseReport(RunToEnd(Shellab(state_, {"grade", lab, "-c", script, "--format", "json"})).out);
  }
  // What it prints on both streams before Redis.
  std::string Printed(const std::string& script) const {
    return StringAt(Grade("redis-aof", "exec 2>&1\n" + script), "/runs/0/stdout/text");
  }

  OwnState state_;
};

TEST_F(Systemctl, GivesTheNumberOfTheMainProcess) {
  const std::string same =
      "pid=$(pgrep -x redis-server)\n"
      "[ \"$(systemctl show -p MainPID --value redis)\" = $pid ] && echo one\n"
      "[ \"$(systemctl show redis-server.service --property=MainPID)\" = MainPID=$pid ] && echo two\n"
      "[ \"$(systemctl show -P MainPID redis)\" = $pid ] && echo three\n"
      "systemctl show redis | grep -qx MainPID=$pid && echo four\n"
      "systemctl status redis | grep -qx \"   Main PID: $pid (redis-server)\" && echo five\n";
  EXPECT_EQ(Printed(same), "one\ntwo\nthree\nfour\nfive\n");
  EXPECT_EQ(Printed("systemctl stop redis; systemctl show -p MainPID,ActiveState redis; systemctl status redis | tail "
                    "-n 1 | cut -c-28\n"
                    "systemctl show -p LoadState -p MainPID nonsense"),
            "MainPID=0\nActiveState=inactive\n     Active: inactive (dead)\nLoadState=not-found\nMainPID=0\n");
}

TEST_F(Systemctl, EndsTomcatByItsNumber) {
  for (const char* answer :
       {"kill $(systemctl show -p MainPID --value tomcat10)", "systemctl kill tomcat10",
        "systemctl kill --signal=SIGTERM --kill-whom=main tomcat10", "systemctl mask --now tomcat10"}) {
    // However long it takes to end: what is graded is how, not when.
    const boost::json::value report =
        Grade("kill-tomcat", std::string(answer) + "; while systemctl is-active -q tomcat10; do sleep 0.05; done");
    EXPECT_EQ(NumberAt(report, "/points"), 10) << answer;
  }
  EXPECT_LT(NumberAt(Grade("kill-tomcat", "systemctl kill -s KILL tomcat10"), "/points"), 10);
}

TEST_F(Systemctl, AMaskedUnitDoesNotStart) {
  EXPECT_EQ(Printed("systemctl mask --now redis-server; systemctl is-enabled redis-server; systemctl is-active redis\n"
                    "for verb in start restart reload enable; do systemctl $verb redis-server; echo $?; done\n"
                    "systemctl try-restart redis; echo $?; systemctl start redis; systemctl show -P LoadState redis\n"
                    "systemctl unmask redis-server; systemctl start redis; systemctl is-active redis"),
            "Created symlink /etc/systemd/system/redis-server.service → /dev/null.\nmasked\ninactive\n"
            "Failed to start redis-server.service: Unit redis-server.service is masked.\n1\n"
            "Failed to restart redis-server.service: Unit redis-server.service is masked.\n1\n"
            "Failed to reload redis-server.service: Unit redis-server.service is masked.\n1\n"
            "Failed to enable unit: Unit file /etc/systemd/system/redis-server.service is masked.\n1\n"
            "0\nFailed to start redis.service: Unit redis-server.service is masked.\nmasked\n"
            "Removed \"/etc/systemd/system/redis-server.service\".\nactive\n");
}

TEST_F(Systemctl, ShowsUnitFilesWithWhatIsPutOnTop) {
  EXPECT_EQ(Printed("systemctl cat redis | cmp - <(echo '# /lib/systemd/system/redis-server.service'; cat "
                    "/lib/systemd/system/redis-server.service) && echo same\n"
                    "mkdir /etc/systemd/system/redis-server.service.d\n"
                    "echo [Service] > /etc/systemd/system/redis-server.service.d/own.conf\n"
                    "systemctl cat redis-server | tail -n 3; systemctl cat nonsense; echo $?"),
            "same\n\n# /etc/systemd/system/redis-server.service.d/own.conf\n[Service]\n"
            "No files found for nonsense.service.\n1\n");
}

TEST_F(Systemctl, TellsWhatHasFailed) {
  EXPECT_EQ(StringAt(Grade("kill-tomcat",
                           "systemctl is-failed tomcat10; echo $?; systemctl kill -s 9 tomcat10\n"
                           "until systemctl is-failed -q tomcat10; do sleep 0.05; done\n"
                           "systemctl is-failed tomcat10; echo $?; systemctl is-active tomcat10; echo $?\n"
                           "systemctl status tomcat10 | grep -o 'Active: failed'\n"
                           "systemctl reset-failed tomcat10; systemctl is-failed tomcat10; echo $?"),
                     "/runs/0/stdout/text"),
            "active\n1\nfailed\n0\nfailed\n3\nActive: failed\ninactive\n1\n");
}

TEST_F(Systemctl, IsWhatScriptsOfInitHandOverTo) {
  EXPECT_EQ(
      Printed("/etc/init.d/redis-server stop; systemctl is-active redis; /etc/init.d/redis-server start; echo $?\n"
              "redis-cli ping; /etc/init.d/redis-server status | head -n 1 | cut -d ' ' -f 2\n"
              "/etc/init.d/procps status; echo $?"),
      "stop redis-server (via systemctl): redis-server.service\ninactive\n"
      "start redis-server (via systemctl): redis-server.service\n0\nPONG\nredis-server.service\n0\n");
}

}  // namespace
}  // namespace shellab::testing
