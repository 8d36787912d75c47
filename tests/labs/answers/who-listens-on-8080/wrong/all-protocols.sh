ss -lnp | grep ':8080 ' | grep -o 'pid=[0-9]*' | cut -d= -f2 | xargs kill
