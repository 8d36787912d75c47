perl -e 'print "CREATE USER \x27app\x27\@\x27127.0.0.1\x27 IDENTIFIED BY \x27s3cret\$Pot\x27;\nGRANT SELECT, INSERT, UPDATE ON world.* TO \x27app\x27\@\x27127.0.0.1\x27;\n"' > /tmp/statements
mysql < /tmp/statements
