#!/bin/bash
# Writes test.txt, the same for the same SEED on any day and host. Every file holds all that tells a right answer from
# a nearly right one, so each seed alone catches every mistake in wrong/.
set -eu

# gawk by name: it brings its own random(), so a seed gives the same numbers whatever the libc or the `awk` in use.
gawk '
function below(n) { return int(rand() * n) }

function one(list,   words) { return words[1 + below(split(list, words, "|"))] }

# One to three digits, none of them a 2.
function digits(   text, i) {
  for (i = below(3); i >= 0; i--) text = text substr("134567890", 1 + below(9), 1)
  return text
}

function fill(text, number) {
  gsub(/@/, number, text)
  return text
}

# A line with a 2 as `form` says: at its start or end, alone, several times, or within a longer number or name.
function hit(form) {
  switch (form) {
  case "start": return one("2|20|200") " " one("disks to replace|boxes of cables|rows in the hall|keys on the ring")
  case "end": return one("rack|room|port|shelf") " " one("2|12|32")
  case "alone": return one("move|clean|check") " 2 " one("racks before noon|fans in the hall|cables|switches")
  case "twice": return "ports 22 and 2" digits() " of " one("gw|db|web") "02 are open"
  }
  return fill(one("host web@a answers|serial number A@B|release v@.4.1 is out|order no. @-x|房间@号，靠窗" \
                  "|ticket #@: done"),
              digits() "2" digits())
}

function other() {
  return fill(one("two spare disks|the second floor|call the office|二号机房|1 fan is loud|room @, on the left|done||" \
                  "|ticket #@: open|rack @ is full|* ask for a ladder|* order labels|path C:\\temp\\new|    see above" \
                  "|\tcheck again|50% of the shelf|page @ of 700|port @ is closed"), digits())
}

# Adds the next line that contains a 2, `distance` lines after the last one, and other lines between them.
function next_hit(distance, form,   i) {
  for (i = 1; i < distance; i++) line[++lines] = other()
  line[++lines] = hit(form ? form : one("start|end|alone|twice|inside"))
}

BEGIN {
  srand(ENVIRON["SEED"])
  special["done"] = "done"
  special["empty"] = ""
  special["indented"] = "    see above"
  special["backslash"] = "path C:\\temp\\new"
  special["star"] = "* ask for a ladder"

  # What every file has: how many lines lie from one 2 to the next; "same": with equal lines between them. A unit with
  # two distances has a 2 in its middle that stands alone, so that it shows whether this form is found and whether what
  # is around it comes out unchanged: form, line before, line after.
  count = split("1|1 1|2|2 2|3 same|4|5|6 5 start done empty|5 6 end indented done|7 5 alone empty backslash" \
                "|5 7 inside star done|6 6 twice done indented|5 5 inside empty empty", units, "|")
  total = count + below(8)
  while (count < total) units[++count] = 1 + below(9)
  for (i = count; i > 1; i--) {
    j = 1 + below(i)
    swapped = units[i]
    units[i] = units[j]
    units[j] = swapped
  }

  # The first and the last line contain a 2, and no other is near them.
  next_hit(1, "end")
  next_hit(4)
  for (i = 1; i <= count; i++) {
    delete unit
    split(units[i], unit, " ")
    next_hit(unit[1], unit[3])
    if (unit[2] == "same") line[lines - 1] = line[lines - 2]
    else if (unit[2]) {
      middle = lines
      next_hit(unit[2])
      if (unit[4]) line[middle - 1] = special[unit[4]]
      if (unit[5]) line[middle + 1] = special[unit[5]]
    }
  }
  next_hit(4, "start")
  for (i = 1; i <= lines; i++) print line[i]
}' > test.txt

chmod 0644 test.txt
chown student: test.txt
touch -d '2024-03-01 09:00:00 UTC' test.txt
