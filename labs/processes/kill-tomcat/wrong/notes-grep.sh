# loses: others other-java
ps -ef | grep '[t]omcat' | awk '{print $2}' | xargs kill
