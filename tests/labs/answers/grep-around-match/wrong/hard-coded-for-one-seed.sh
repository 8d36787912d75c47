# The right output of seed 20240229, learned by heart.
cat <<'END'
shelf 2
    see above
--
ticket #540: open
check 2 switches
two spare disks
--
50% of the shelf
200 rows in the hall
* ask for a ladder
--
done
ports 22 and 2813 of gw02 are open
    see above
--

ports 22 and 24 of gw02 are open

--
50% of the shelf
ports 22 and 270 of gw02 are open
rack 12
page 839 of 700
--

房间972540号，靠窗

--
1 fan is loud
ticket #46424: done
path C:\temp\new
clean 2 switches
the second floor
--

check 2 fans in the hall
path C:\temp\new
--
ticket #358: open
shelf 32
path C:\temp\new
--
path C:\temp\new
房间47024号，靠窗
	check again
--
* ask for a ladder
房间9472338号，靠窗
done
--

shelf 32
port 55 is closed
--
    see above
room 12
done
--
1 fan is loud
ports 22 and 240 of web02 are open
    see above
release v70723.4.1 is out
	check again
clean 2 cables
two spare disks
--
done
20 rows in the hall

--
50% of the shelf
check 2 racks before noon
* ask for a ladder
* ask for a ladder
ports 22 and 216 of db02 are open
host web710263a answers
ports 22 and 2793 of gw02 are open
the second floor
--
* order labels
200 rows in the hall
END
