-- id, owner, thread, threadIsOwn, waits, term, runnable, metadata, attributes, request
-- Returns a list of the run, or of the id of the run that is in the way, or of nothing if the thread is not there.
local id, owner, thread, is_own = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if redis.call('EXISTS', key('run', id)) == 1 then
  return runs_fields({id}) -- The outcome of the first call was not known.
end
local time = now()
local name = thread_name(owner, thread)
if is_own == '1' then
  create_thread(owner, thread, '{}', '1', time)
elseif redis.call('EXISTS', key('thread', name)) == 0 then
  return {}
end
if ARGV[6] == '0' then
  local busy = redis.call('ZRANGE', key('open', name), 0, 0)
  if busy[1] then
    return busy
  end
end
local order = redis.call('INCR', prefix .. 'order')
local until_time = text(time + tonumber(ARGV[7]))
redis.call('HSET', key('run', id), 'id', id, 'owner', owner, 'thread', thread, 'threadIsOwn', is_own, 'runnable', ARGV[8],
  'metadata', ARGV[9], 'attributes', ARGV[10], 'request', ARGV[11], 'status', 'PENDING', 'epoch', '1', 'lease', until_time,
  'first', '1', 'last', '0', 'bytes', '0', 'createdAt', text(time), 'updatedAt', text(time))
redis.call('ZADD', prefix .. 'leases', until_time, id)
redis.call('ZADD', prefix .. 'owner-runs:' .. owner, order, id)
redis.call('ZADD', key('runs', name), order, id)
redis.call('ZADD', key('open', name), order, id)
redis.call('HSET', key('thread', name), 'updatedAt', text(time))
use_thread(owner, thread, time)
return runs_fields({id})
