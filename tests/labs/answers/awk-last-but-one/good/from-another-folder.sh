# Changes into another folder and names the file by its absolute path.
cd /tmp || exit
awk -F, '{print $(NF-1)}' /home/student/test.txt
