#!/bin/bash
# Writes hosts.txt, the same for the same SEED on any day and host. Every file holds all that tells a right answer from
# a nearly right one, so each seed alone catches every mistake in wrong/.
set -eu

# gawk by name: it brings its own random(), so a seed gives the same numbers whatever the libc or the `awk` in use.
gawk '
function below(n) { return int(rand() * n) }

# One of the words of `list`, but not `unlike`.
function one(list, unlike,   words, n, picked) {
  n = split(list, words, "|")
  do picked = words[1 + below(n)]; while (picked == unlike)
  return picked
}

function octet(unlike,   picked) {
  do picked = 1 + below(254); while (picked == unlike)
  return picked
}

# An address whose third number is `value`. It differs from its neighbours, so that counting one field too few or too
# many shows on each line; so it is with all that row() makes.
function address(value) { return one("10|172|192", value) "." octet(value) "." value "." octet(value) }

# A name of `fields` parts whose third is `value`.
function name(fields, value,   text, i) {
  text = one(hosts) "." one(services, value) "." value
  if (fields > 3) text = text "." one(parts, value)
  for (i = 5; i <= fields; i++) text = text "." one(parts)
  return text
}

function row(shape,   value) {
  switch (shape) {
  case "address": return address(octet())
  case "zero": return address(0)
  # A blank and a name behind the address; behind a short name, where the blank falls into the third field.
  case "entry": return address(octet()) " " name(3 + below(3), one(sites))
  case "remark":
    return one(hosts) "." one(services) "." one("example|internal|test") " # " one("rack|room|shelf") " " octet()
  # The dot that a complete name may end with.
  case "short-dot": return one(hosts) "." one("localdomain|internal|test") "."
  case "dot": return name(3, one(parts)) "."
  case "no-site": return name(5, "")
  case "capitals": return name(5, one("DMZ|HQ|Lab7|DR"))
  case "foreign": return name(5, one("北京|上海|深圳|Orléans|Besançon"))
  case "three": return name(3, one(parts))
  case "five": return name(5, one(sites))
  case "eight": return name(8, one(sites))
  case "twins": value = one(sites); return name(5, value) "\n" name(4, value)
  }
  return below(8) ? name(4 + below(4), one(sites)) : name(5, "")
}

BEGIN {
  srand(ENVIRON["SEED"])
  hosts = "web01|web02|web03|db01|db02|cache01|gw01|mq01|mail|www|ns1|bastion|build-7"
  services = "shop|pay|search|ops|media|stats|auth|team-a"
  sites = "cn-north|cn-east|eu-west|us-1|lab|rack07|0042|az3"
  parts = "example|internal|corp|cloud|prod|test|net|org"

  count = split("address|address|address|zero|entry|entry|remark|remark|short-dot|dot|no-site|no-site|capitals" \
                "|foreign|three|five|eight|twins", shapes, "|")
  total = count + below(25)
  while (count < total) shapes[++count] = below(3) ? "any" : "address"
  for (i = count; i > 1; i--) {
    j = 1 + below(i)
    swapped = shapes[i]
    shapes[i] = shapes[j]
    shapes[j] = swapped
  }

  # The first and the last line hold a third field that is not empty, and not the same: sorted or reversed output is
  # never in the right order.
  print name(4 + below(4), one("cn-north|cn-east|lab"))
  for (i = 1; i <= count; i++) print row(shapes[i])
  print name(4 + below(4), one("eu-west|us-1|az3"))
}' > hosts.txt

chmod 0644 hosts.txt
chown student: hosts.txt
touch -d '2024-03-01 09:00:00 UTC' hosts.txt
