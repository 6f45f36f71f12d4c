-- id, epoch, status, result, whether there is a state, state
-- Returns the run as it has ended, or nothing if another one owns it.
local id = ARGV[2]
if not is_owned(id, ARGV[3]) then
  return {}
end
local time = text(now())
redis.call('HSET', key('run', id), 'status', ARGV[4], 'result', ARGV[5], 'updatedAt', time)
redis.call('HDEL', key('run', id), 'request', 'lease')
if ARGV[6] == '1' then
  redis.call('HSET', key('run', id), 'state', ARGV[7])
end
redis.call('ZREM', prefix .. 'leases', id)
redis.call('SREM', prefix .. 'cancelled', id)
redis.call('ZADD', prefix .. 'ended', time, id)
local run = redis.call('HGETALL', key('run', id))
local known = redis.call('HMGET', key('run', id), 'owner', 'thread', 'isOrphan', 'runnable', 'metadata')
if known[3] == '1' then
  delete_run(id)
else
  local name = thread_name(known[1], known[2])
  redis.call('ZREM', key('open', name), id)
  local has_failed = (ARGV[4] == 'ERROR' or ARGV[4] == 'TIMEOUT') and '1' or '0'
  redis.call('HSET', key('thread', name), 'hasFailed', has_failed, 'updatedAt', time)
  if ARGV[6] == '1' then
    redis.call('HSET', key('thread', name), 'stateRun', id, 'stateRunnable', known[4], 'stateMetadata', known[5],
      'stateValues', ARGV[7], 'stateAt', time)
  end
  use_thread(known[1], known[2], tonumber(time))
end
tell('ended', id, known[2], known[1])
return {run}
