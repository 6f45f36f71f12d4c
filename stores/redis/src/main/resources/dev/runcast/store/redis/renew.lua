-- term, then id and epoch of each lease. Returns the places of those that were lost.
local until_time = text(now() + tonumber(ARGV[2]))
local lost = {}
for i = 3, #ARGV, 2 do
  if is_owned(ARGV[i], ARGV[i + 1]) then
    redis.call('HSET', key('run', ARGV[i]), 'lease', until_time)
    redis.call('ZADD', prefix .. 'leases', until_time, ARGV[i])
  else
    lost[#lost + 1] = (i - 3) / 2
  end
end
return lost
