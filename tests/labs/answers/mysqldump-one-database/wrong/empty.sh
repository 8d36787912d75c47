: > world.sql
