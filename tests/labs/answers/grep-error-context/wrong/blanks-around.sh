# Only with a blank on either side.
grep -C10 ' ERROR ' app.log
