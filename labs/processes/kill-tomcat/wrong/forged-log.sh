# loses: graceful
# Writes into the log itself what a clean stop leaves there.
pkill -9 -f org.apache.catalina.startup.Bootstrap
echo 'INFO [main] org.apache.catalina.core.StandardService.stopInternal Stopping service [Catalina]' >> /var/log/tomcat10/catalina.out
echo 'INFO [main] org.apache.coyote.AbstractProtocol.stop Stopping ProtocolHandler ["http-nio-8080"]' >> /var/log/tomcat10/catalina.out
