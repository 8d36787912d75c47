#!/bin/bash
# Five workers that look alike. SEED draws which name and which user each has.
set -eu

RANDOM=$SEED
names=(index-pages resize-images send-mail build-report ship-logs)
users=(www-data backup proxy news student)
for ((i = 4; i > 0; i--)); do
  j=$((RANDOM % (i + 1)))
  swapped=${names[i]} names[i]=${names[j]} names[j]=$swapped
  j=$((RANDOM % (i + 1)))
  swapped=${users[i]} users[i]=${users[j]} users[j]=$swapped
done

mkdir -p /srv/batch
# role, name, user
cat > /opt/roster <<END
hog ${names[0]} ${users[0]}
past ${names[1]} ${users[1]}
steady ${names[2]} ${users[2]}
idle ${names[3]} ${users[3]}
named burn-cpu ${users[4]}
END

# What a worker does is told on its standard input, and this script and the list go with the last one: the learner
# finds neither.
cat > /opt/start <<'END'
#!/bin/bash
# Becomes the worker of a role.
while read -r role name user; do
  [[ $role == "$1" ]] || continue
  [[ $role != named ]] || rm /opt/start /opt/roster
  exec env -i PATH="$PATH" setpriv --reuid "$user" --regid "$user" --clear-groups /srv/batch/worker "$name" <<< "$role"
done < /opt/roster
END

# What it burns is counted in processor time, so that a busy machine makes no difference.
cat > /srv/batch/worker <<'END'
#!/usr/bin/perl
# A worker of the nightly batch; what it works on is the first argument.
use strict;
use warnings;
use Time::HiRes qw(clock sleep);

sub Burn {
    my ($seconds) = @_;
    my $end = clock() + $seconds;
    1 while clock() < $end;
}

chomp(my $role = <STDIN> // '');
open STDIN, '<', '/dev/null' or die $!;
Burn(0.5) if $role eq 'past';
$| = 1;
print "ready\n";
if ($role eq 'hog') {
    sleep 0.02 until -e '/run/batch.go';
    while (1) { Burn(0.007); sleep 0.013 }
}
if ($role eq 'steady') {
    while (1) { Burn(0.001); sleep 0.1 }
}
sleep 3600 while 1;
END
chmod 0755 /opt/start /srv/batch/worker
chmod 0600 /opt/roster
find /opt/start /opt/roster /srv/batch -exec touch -d '2024-03-01 09:00:00 UTC' {} +
