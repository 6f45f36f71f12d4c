-- id, term. Returns a list of the run, or of nothing if another one owns it.
local lease = redis.call('HGET', key('run', ARGV[2]), 'lease')
local time = now()
if not lease or tonumber(lease) > time then
  return {}
end
local until_time = text(time + tonumber(ARGV[3]))
redis.call('HSET', key('run', ARGV[2]), 'lease', until_time)
redis.call('ZADD', prefix .. 'leases', until_time, ARGV[2])
redis.call('HINCRBY', key('run', ARGV[2]), 'epoch', 1)
return runs_fields({ARGV[2]})
