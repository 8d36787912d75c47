# loses: stopped port graceful others other-java files
kill $(ps -ef | grep '[o]rg.apache.catalina' | awk '{print $1}')
