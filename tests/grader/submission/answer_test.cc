#include "grader/submission/answer.h"

#include <gtest/gtest.h>

#include <string>

#include "grader/usage_error.h"
#include "sandbox/os/file.h"

namespace shellab {
namespace {

TEST(LooksLikeSql, TakesStatementsInAnyCase) {
  for (const char* script : {
           "SELECT name FROM city",
           "select * from city;\n",
           "Select*From city",
           "select(1)",
           "select 'inner', name from city",
           "select -1",
           "select\n  name\nfrom city",
           "select name in ('a', 'b') from city",
           "SELECT x in (1) FROM t",
           "(SELECT 1) UNION (SELECT 2)",
           "\n\n  \t\r\n-- a comment\n/* one\n more */ # and one\n  SELECT 1",
           "--\nSELECT 1",
           "# loses: rows\nSELECT 1",
           "\xEF\xBB\xBFSELECT 1",
           "INSERT INTO t VALUES (1)",
           "update city set name = 'x'",
           "delete from city",
           "WITH a AS (SELECT 1) SELECT * FROM a",
           "create table t (i int)",
           "ALTER TABLE t ADD INDEX (i)",
           "drop table t",
           "use world;\nselect 1;",
           "USE `world`;",
           "show tables",
           "grant all on *.* to a@b",
           "revoke all on *.* from a@b",
           "call p()",
           "start transaction; select 1",
           "START\nTRANSACTION;",
           "begin;\nselect 1;",
           "BEGIN",
           "truncate table t",
           "TRUNCATE t;",
           "replace into t values (1)",
           "SET @n = 10; SELECT @n",
           "set @n := 10; select @n",
           "SET names utf8mb4; SELECT 1",
           "SET SESSION sql_mode = ''; SELECT 1",
           "set autocommit=0;",
           "SET sql_mode := ''",
           "PREPARE s FROM 'SELECT 1'; EXECUTE s",
           "EXECUTE IMMEDIATE 'SELECT 1'",
           "VALUES (1), (2)",
           "values(1)",
           "DELIMITER //\nCREATE PROCEDURE p() SELECT 1//\n",
           "delimiter ;;",
           "ANALYZE TABLE t",
           "ANALYZE FORMAT=JSON SELECT 1",
           "DO SLEEP(0)",
           "EXPLAIN SELECT 1",
           "explain extended select 1",
           "desc country",
           "DESCRIBE country;",
           "BEGIN NOT ATOMIC SELECT 1; END",
           "commit",
           "LOCK TABLES t READ",
           "load data infile 'x' into table t",
           "RENAME TABLE a TO b",
       })
    EXPECT_TRUE(LooksLikeSql(script)) << script;
}

TEST(LooksLikeSql, LeavesScriptsToTheShell) {
  for (const char* script : {
           "",
           "\n",
           "-- nothing but a comment",
           "/* without an end SELECT 1",
           "#!/bin/bash\nSELECT 1",
           "mariadb world -e 'SELECT 1'",
           "mysql world <<< 'SELECT 1'",
           "echo 'SELECT 1' | mariadb world",
           "# SELECT 1\nmariadb world < q",
           "cat <<END\nSELECT 1\nEND",
           "select x in a b c; do echo $x; done",
           "select x in \"$@\"; do break; done",
           "select  name  in *; do break; done",
           "select x; do break; done",
           "select x\ndo break; done",
           "(select x in a; do break; done)",
           "truncate -s 0 file",
           "truncate --size=0 file",
           "show() { mariadb world; }\nshow",
           "use () { :; }",
           "with=1\necho $with",
           "update-alternatives --list awk",
           "selects x",
           "start mariadb",
           "startx",
           "dropdb world",
           "./select.sh",
           "set -e\nmariadb world -e 'SELECT 1'",
           "set -euo pipefail",
           "set +e",
           "set -- a b",
           "set a b c",
           "set",
           "set \"$@\"",
           "set $(ls)",
           "rename 's/a/b/' *",
           "lock file",
           "load",
           "check",
           "execute() { mariadb world; }",
           "values=(1 2)",
           "desc=1",
           "do-release-upgrade",
           "/usr/bin/mariadb world -e 'SELECT 1'",
       })
    EXPECT_FALSE(LooksLikeSql(script)) << script;
}

class Reading : public ::testing::Test {
 protected:
  Answer Read(const std::string& name, std::string_view content) const {
    WriteFileAtomically(folder_.path() / name, content);
    return ReadAnswer(folder_.path() / name);
  }
  TempDir folder_{::testing::TempDir()};
};

TEST_F(Reading, TheNameOrTheFirstWordSaysThatItIsSql) {
  EXPECT_TRUE(Read("alice.sql", "SET @limit = 10;\nSELECT @limit;").is_sql);
  EXPECT_TRUE(Read("alice.SQL", "explain select 1").is_sql);
  EXPECT_TRUE(Read("alice.sh", "SELECT 1;\n").is_sql);
  EXPECT_TRUE(Read("alice.txt", "select 1;\n").is_sql);
  EXPECT_FALSE(Read("alice.sh", "mariadb world -e 'SELECT 1'\n").is_sql);
  EXPECT_FALSE(Read("sql", "mariadb world -e 'SELECT 1'\n").is_sql);
  EXPECT_EQ(Read("alice.sql", "SELECT 1").learner, "alice");
  EXPECT_EQ(Read("alice.sql", "SELECT 1").script, "SELECT 1");
}

TEST(CommandAnswer, TheFirstWordSaysThatItIsSql) {
  EXPECT_TRUE(CommandAnswer("select count(*) from city").is_sql);
  EXPECT_FALSE(CommandAnswer("mariadb world -e 'select 1'").is_sql);
  EXPECT_EQ(CommandAnswer("select 1").script, "select 1\n");
}

}  // namespace
}  // namespace shellab
