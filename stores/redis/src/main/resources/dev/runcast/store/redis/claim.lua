-- id, term. Returns the epoch, or 0 if another one owns the run.
local lease = redis.call('HGET', key('run', ARGV[2]), 'lease')
local time = now()
if not lease or tonumber(lease) > time then
  return 0
end
local until_time = text(time + tonumber(ARGV[3]))
redis.call('HSET', key('run', ARGV[2]), 'lease', until_time)
redis.call('ZADD', prefix .. 'leases', until_time, ARGV[2])
return redis.call('HINCRBY', key('run', ARGV[2]), 'epoch', 1)
