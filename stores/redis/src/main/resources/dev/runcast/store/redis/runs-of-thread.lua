-- owner, thread
return runs_fields(redis.call('ZREVRANGE', key('runs', thread_name(ARGV[2], ARGV[3])), 0, -1))
