# sed prints a match and ten lines after it.
sed -n '/ERROR/,+10p' app.log
