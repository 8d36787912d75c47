LC_ALL=C fgrep --before-context=10 --after-context=10 --group-separator=-- -e ERROR -- ~/app.log 2> /dev/null
