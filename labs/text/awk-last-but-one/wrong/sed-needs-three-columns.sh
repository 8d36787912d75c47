# loses: column
sed -E 's/.*,([^,]*),[^,]*$/\1/' test.txt
