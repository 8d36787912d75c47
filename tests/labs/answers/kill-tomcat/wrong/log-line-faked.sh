echo 'org.apache.coyote.AbstractProtocol.destroy Destroying ProtocolHandler ["http-nio-8080"]' >> /var/log/tomcat10/catalina.out
kill -KILL $(pgrep -f startup.Bootstrap)
