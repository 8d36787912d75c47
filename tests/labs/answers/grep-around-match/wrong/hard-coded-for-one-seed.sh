# The right output of seed 20240229, learned by heart.
cat <<'END'
shelf 2
    see above
--

port 32
room 898, on the left
--
done
ports 22 and 2963 of db02 are open
    see above
--
call the office
serial number A94287B
1 fan is loud
--

room 12
ports 22 and 265 of db02 are open
done
--

serial number A1246B

--
port 197 is closed
ticket #052998: done
二号机房
ports 22 and 270 of web02 are open
	check again
--

clean 2 switches
path C:\temp\new
--
    see above
check 2 racks before noon
two spare disks
--
room 980, on the left
shelf 32

--
* ask for a ladder
ticket #42497: done
done
--
    see above
clean 2 racks before noon

--
    see above
rack 32
done
--

20 boxes of cables

2 disks to replace
path C:\temp\new
shelf 32
    see above
--
done
20 boxes of cables

--
page 171 of 700
房间0982677号，靠窗
rack 914 is full
rack 914 is full
clean 2 fans in the hall
shelf 32
20 boxes of cables
ticket #371: open
--
path C:\temp\new
20 boxes of cables
END
