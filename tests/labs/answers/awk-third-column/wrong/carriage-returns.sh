# Lines end as on Windows.
awk -F. -v ORS='\r\n' '{print $3}' hosts.txt
