#!/usr/bin/python3
path = "app.conf"
text = open(path).read()
with open(path, "w") as file:
    file.write(text.replace("/opt/tomcat", "/usr/local/tomcat"))
