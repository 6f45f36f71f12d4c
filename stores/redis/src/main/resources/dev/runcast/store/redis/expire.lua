-- for how long ended runs are kept, and idle threads. Returns how many things it deleted; there may be more.
local time = now()
local runs = redis.call('ZRANGEBYSCORE', prefix .. 'ended', '-inf', text(time - tonumber(ARGV[2])), 'LIMIT', 0, 100)
for _, id in ipairs(runs) do
  delete_run(id)
end
local deleted = #runs
local idle = redis.call('ZRANGEBYSCORE', prefix .. 'idle', '-inf', text(time - tonumber(ARGV[3])), 'LIMIT', 0, 100)
for _, name in ipairs(idle) do
  if redis.call('EXISTS', key('open', name)) == 1 then
    redis.call('ZADD', prefix .. 'idle', text(time), name) -- It is in use.
  else
    local thread = redis.call('HMGET', key('thread', name), 'owner', 'id')
    delete_thread(thread[1], thread[2])
  end
  deleted = deleted + 1
end
return deleted
