-- owner, id, expected, metadata
local thread = key('thread', thread_name(ARGV[2], ARGV[3]))
if redis.call('HGET', thread, 'metadata') ~= ARGV[4] then
  return 0
end
local time = now()
redis.call('HSET', thread, 'metadata', ARGV[5], 'updatedAt', text(time))
use_thread(ARGV[2], ARGV[3], time)
return 1
