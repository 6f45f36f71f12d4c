-- limit
return runs_fields(redis.call('ZRANGEBYSCORE', prefix .. 'leases', '-inf', text(now()), 'LIMIT', 0, ARGV[2]))
