# Works on a copy in the home folder with sed -i and leaves it there.
cp test.txt work.txt
sed -i 's/,[^,]*$//; s/.*,//' work.txt
cat work.txt
