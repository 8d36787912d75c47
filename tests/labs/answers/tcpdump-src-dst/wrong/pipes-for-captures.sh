# Not captures at all: what lies there is none, nor can it be read to an end.
mkfifo from.pcap
ln -s /dev/zero to.pcap
