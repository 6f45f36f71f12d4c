-- What all scripts begin with. ARGV[1] is the prefix of all keys. Times are milliseconds since 1970, by the clock of Redis.
--
-- <prefix>run:<id>                a hash: a run. It has a lease as long as it goes on
-- <prefix>events:<id>             a stream: the events of a run, with their numbers as ids
-- <prefix>thread:<id>:<owner>     a hash: a thread
-- <prefix>runs:<id>:<owner>       a sorted set: the runs of a thread, by their order
-- <prefix>open:<id>:<owner>       a sorted set: those of them that go on
-- <prefix>owner-runs:<owner>      a sorted set: the runs of a principal, by their order
-- <prefix>owner-threads:<owner>   a sorted set: the threads of a principal, but for those that were created with a run
-- <prefix>leases, ended, idle     sorted sets: runs by the ends of their leases, runs by the times of their ends, threads by their last use
-- <prefix>cancelled               a set: runs that are to be cancelled, and go on
-- <prefix>order                   counts the runs
-- <prefix>changes                 a channel: what has changed
local prefix = ARGV[1]

local function text(number)
  return string.format('%.0f', number)
end

local function now()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function key(kind, name)
  return prefix .. kind .. ':' .. name
end

local function thread_name(owner, id)
  return id .. ':' .. owner
end

local function tell(...)
  redis.call('PUBLISH', prefix .. 'changes', table.concat({...}, ' '))
end

-- Returns whether the run of a lease may be written by its owner.
local function is_owned(id, epoch)
  local run = redis.call('HMGET', key('run', id), 'epoch', 'lease')
  return run[1] == epoch and run[2] ~= false
end

local function use_thread(owner, id, time)
  local name = thread_name(owner, id)
  if redis.call('HGET', key('thread', name), 'isOfOneRun') == '0' then
    redis.call('ZADD', prefix .. 'idle', text(time), name)
  end
end

local function create_thread(owner, id, metadata, is_of_one_run, time)
  local name = thread_name(owner, id)
  if redis.call('EXISTS', key('thread', name)) == 1 then
    return false
  end
  redis.call('HSET', key('thread', name), 'owner', owner, 'id', id, 'metadata', metadata, 'isOfOneRun', is_of_one_run,
    'hasFailed', '0', 'createdAt', text(time), 'updatedAt', text(time))
  if is_of_one_run == '0' then
    redis.call('ZADD', prefix .. 'owner-threads:' .. owner, text(time), id)
    use_thread(owner, id, time)
  end
  return true
end

local function forget_thread(owner, id)
  local name = thread_name(owner, id)
  redis.call('DEL', key('thread', name), key('runs', name), key('open', name))
  redis.call('ZREM', prefix .. 'owner-threads:' .. owner, id)
  redis.call('ZREM', prefix .. 'idle', name)
end

local function delete_run(id)
  local run = redis.call('HMGET', key('run', id), 'owner', 'thread', 'threadIsOwn', 'lease')
  if not run[1] then
    return
  end
  local name = thread_name(run[1], run[2])
  redis.call('DEL', key('run', id), key('events', id))
  redis.call('ZREM', prefix .. 'leases', id)
  redis.call('ZREM', prefix .. 'ended', id)
  redis.call('SREM', prefix .. 'cancelled', id)
  redis.call('ZREM', prefix .. 'owner-runs:' .. run[1], id)
  redis.call('ZREM', key('runs', name), id)
  redis.call('ZREM', key('open', name), id)
  if run[3] == '1' then
    forget_thread(run[1], run[2])
  end
  if run[4] then
    tell('ended', id, run[2], run[1])
  else
    tell('events', id)
  end
end

-- Deletes a thread and its runs that have ended. Those that go on are deleted when they end.
local function delete_thread(owner, id)
  local name = thread_name(owner, id)
  for _, run in ipairs(redis.call('ZRANGE', key('runs', name), 0, -1)) do
    if redis.call('HEXISTS', key('run', run), 'lease') == 1 then
      redis.call('HSET', key('run', run), 'isOrphan', '1', 'threadIsOwn', '0')
    else
      delete_run(run)
    end
  end
  forget_thread(owner, id)
end

-- Returns a thread as a list of its fields.
local function thread_fields(name)
  local fields = redis.call('HGETALL', key('thread', name))
  fields[#fields + 1] = 'isBusy'
  fields[#fields + 1] = redis.call('EXISTS', key('open', name)) == 1 and '1' or '0'
  return fields
end

-- Returns runs as lists of their fields.
local function runs_fields(ids)
  local runs = {}
  for i, id in ipairs(ids) do
    runs[i] = redis.call('HGETALL', key('run', id))
  end
  return runs
end
