#!/bin/bash
# Five cache nodes that look alike. SEED draws which name and which user each has.
set -eu

RANDOM=$SEED
names=(users sessions products prices searches)
users=(www-data backup proxy news student)
for ((i = 4; i > 0; i--)); do
  j=$((RANDOM % (i + 1)))
  swapped=${names[i]} names[i]=${names[j]} names[j]=$swapped
  j=$((RANDOM % (i + 1)))
  swapped=${users[i]} users[i]=${users[j]} users[j]=$swapped
done

mkdir -p /srv/cache
# role, name, user
cat > /opt/roster <<END
hog ${names[0]} ${users[0]}
reserved ${names[1]} ${users[1]}
past ${names[2]} ${users[2]}
busy ${names[3]} ${users[3]}
named large-objects ${users[4]}
END

# What a node does is told on its standard input, and this script and the list go with the last one: the learner
# finds neither.
cat > /opt/start <<'END'
#!/bin/bash
# Becomes the node of a role.
while read -r role name user; do
  [[ $role == "$1" ]] || continue
  [[ $role != named ]] || rm /opt/start /opt/roster
  exec env -i PATH="$PATH" setpriv --reuid "$user" --regid "$user" --clear-groups /srv/cache/node "$name" <<< "$role"
done < /opt/roster
END

cat > /srv/cache/node <<'END'
#!/usr/bin/perl
# A node of the cache; what it keeps is the first argument.
use strict;
use warnings;
use Time::HiRes qw(clock sleep);

chomp(my $role = <STDIN> // '');
open STDIN, '<', '/dev/null' or die $!;
my $kept = '';

# Fills so many MiB, which are resident from then on.
sub Fill { vec($kept, ($_[0] << 20) - 1, 8) = 1 }

Fill(96) if $role eq 'hog';
Fill(12) if $role eq 'busy';
if ($role eq 'past') {
    Fill(128);
    undef $kept;
}
if ($role eq 'reserved') {
    # mmap(2) of 2 GiB on x86_64: PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE. Never touched.
    syscall(9, 0, 2 << 30, 3, 0x4022, -1, 0) != -1 or die "mmap: $!";
}
$| = 1;
print "ready\n";
if ($role eq 'busy') {
    while (1) {
        my $end = clock() + 0.004;
        1 while clock() < $end;
        sleep 0.05;
    }
}
sleep 3600 while 1;
END
chmod 0755 /opt/start /srv/cache/node
chmod 0600 /opt/roster
find /opt/start /opt/roster /srv/cache -exec touch -d '2024-03-01 09:00:00 UTC' {} +
