# Lines end as on Windows.
awk -F, -v ORS='\r\n' '{print $(NF-1)}' test.txt
