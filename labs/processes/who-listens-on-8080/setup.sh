#!/bin/bash
# The shop: six programs that look alike. SEED draws which name and which user the one on port 8080 has, and which the
# others; all traps are in every draw.
set -eu

RANDOM=$SEED
names=(orders billing search media stock reviews)
users=(www-data backup proxy news list irc)
for ((i = 5; i > 0; i--)); do
  j=$((RANDOM % (i + 1)))
  swapped=${names[i]} names[i]=${names[j]} names[j]=$swapped
  j=$((RANDOM % (i + 1)))
  swapped=${users[i]} users[i]=${users[j]} users[j]=$swapped
done

mkdir -p /srv/shop
# role, name, user, what it is said to listen on, what it listens on, and for the client what it is connected to
cat > /opt/roster <<END
listener ${names[0]} ${users[0]} 8000 tcp:8080
configured ${names[1]} ${users[1]} 8080 tcp:8180
longer ${names[2]} ${users[2]} 18080 tcp:18080
datagrams ${names[3]} ${users[3]} 5353 udp:8080
client ${names[4]} ${users[4]} 8081 tcp:8081:8080
neighbour ${names[5]} ${users[5]} 8082 tcp:8082
END
while read -r _ name _ port _; do
  printf 'name = %s\nport = %s\n' "$name" "$port" > "/srv/shop/$name.conf"
done < /opt/roster

# What a program does is told on its standard input, and this script and the list go with the last one: the learner
# finds neither.
cat > /opt/start <<'END'
#!/bin/bash
# Becomes the program of a role.
while read -r role name user said real; do
  [[ $role == "$1" ]] || continue
  [[ $role != configured ]] || rm /opt/start /opt/roster
  exec env -i PATH="$PATH" setpriv --reuid "$user" --regid "$user" --clear-groups \
    /srv/shop/server "$name" --port "$said" <<< "$real"
done < /opt/roster
END

cat > /srv/shop/server <<'END'
#!/usr/bin/perl
# A part of the shop, named by the first argument.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

chomp(my $orders = <STDIN>);
open STDIN, '<', '/dev/null' or die $!;
my ($protocol, $port, $peer_port) = split /:/, $orders;
my $socket = IO::Socket::INET->new(Proto => $protocol, LocalPort => $port, ReuseAddr => 1,
    $protocol eq 'tcp' ? (Listen => 16) : ()) or die "port $port: $@";
my $upstream = $peer_port && (IO::Socket::INET->new(PeerAddr => "127.0.0.1:$peer_port") or die "$peer_port: $@");
$| = 1;
print "ready\n";
if ($protocol eq 'udp') { sleep 3600 while 1 }
my @open;
while (my $peer = $socket->accept) {
    push @open, $peer;
    next if !IO::Select->new($peer)->can_read(0.1);
    sysread $peer, my $request, 4096;
    print $peer "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n$ARGV[0]\n";
    close pop @open;
}
END
chmod 0755 /opt/start /srv/shop/server
chmod 0600 /opt/roster
find /opt/start /opt/roster /srv/shop -exec touch -d '2024-03-01 09:00:00 UTC' {} +
