# loses: other-java
killall java
