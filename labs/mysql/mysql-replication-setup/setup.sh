#!/bin/bash
# db2 is a server as installed, but for the grader's account.
set -eu
mariadb -e "GRANT SELECT, INSERT, DELETE, CREATE, PROCESS ON *.* TO grader@'%' IDENTIFIED BY '$SEED'"
