-- owner, limit
return runs_fields(redis.call('ZREVRANGE', prefix .. 'owner-runs:' .. ARGV[2], 0, tonumber(ARGV[3]) - 1))
