# loses: other-java
pkill java
