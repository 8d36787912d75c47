#!/bin/bash
# Five programs that look alike and hold files open. SEED draws which name and which user each has.
set -eu

RANDOM=$SEED
names=(orders billing search media stock)
users=(www-data backup proxy news list)
for ((i = 4; i > 0; i--)); do
  j=$((RANDOM % (i + 1)))
  swapped=${names[i]} names[i]=${names[j]} names[j]=$swapped
  j=$((RANDOM % (i + 1)))
  swapped=${users[i]} users[i]=${users[j]} users[j]=$swapped
done

mkdir -p /srv/shop/log /srv/shop/data
chmod 1777 /srv/shop/log
# A log as it is after rotation: the new file under the name of the one that was deleted.
printf 'GET /%s 200\n' "$SEED" > /srv/shop/log/access.log
chmod 0666 /srv/shop/log/access.log
# Large at first sight, and nothing but a hole. Its name contains what a careless search looks for.
truncate -s 200M /srv/shop/data/orders.deleted
chmod 0644 /srv/shop/data/orders.deleted

# role, name, user
cat > /opt/roster <<END
holder ${names[0]} ${users[0]}
small ${names[1]} ${users[1]}
small-too ${names[2]} ${users[2]}
writer ${names[3]} ${users[3]}
archive ${names[4]} ${users[4]}
END

# What a program does is told on its standard input, and this script and the list go with the last one: the learner
# finds neither.
cat > /opt/start <<'END'
#!/bin/bash
# Becomes the program of a role.
while read -r role name user; do
  [[ $role == "$1" ]] || continue
  [[ $role != small-too ]] || rm /opt/start /opt/roster
  exec env -i PATH="$PATH" setpriv --reuid "$user" --regid "$user" --clear-groups /srv/shop/server "$name" <<< "$role"
done < /opt/roster
END

cat > /srv/shop/server <<'END'
#!/usr/bin/perl
# A part of the shop, named by the first argument.
use strict;
use warnings;

chomp(my $role = <STDIN> // '');
open STDIN, '<', '/dev/null' or die $!;

# Writes a log of so many KiB and deletes it, as a rotation does that does not tell the program.
sub Rotated {
    my ($name, $kilobytes) = @_;
    open my $file, '>>', $name or die "$name: $!";
    my $line = ('GET / 200 ' x 6) . "127\n";
    for (1 .. $kilobytes / 64) { syswrite $file, $line x 1024 or die "$name: $!" }
    unlink $name or die "$name: $!";
    return $file;
}

my $file;
if ($role eq 'holder')    { $file = Rotated('/srv/shop/log/access.log.1', 50 << 10) }
if ($role eq 'small')     { $file = Rotated("/srv/shop/log/$ARGV[0].log", 128) }
if ($role eq 'small-too') { $file = Rotated('/var/tmp/upload', 256) }
if ($role eq 'writer')    { open $file, '>>', '/srv/shop/log/access.log' or die $! }
if ($role eq 'archive')   { open $file, '<', '/srv/shop/data/orders.deleted' or die $! }
$| = 1;
print "ready\n";
sleep 3600 while 1;
END
chmod 0755 /opt/start /srv/shop/server
chmod 0600 /opt/roster
find /opt/start /opt/roster /srv/shop -exec touch -d '2024-03-01 09:00:00 UTC' {} +
