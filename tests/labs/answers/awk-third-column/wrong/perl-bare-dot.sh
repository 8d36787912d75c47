# perl reads a pattern: any character separates.
perl -ne 'chomp; print +(split /./)[2], "\n"' hosts.txt
