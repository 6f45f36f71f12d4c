-- owner, id
local name = thread_name(ARGV[2], ARGV[3])
if redis.call('EXISTS', key('thread', name)) == 0 then
  return {}
end
use_thread(ARGV[2], ARGV[3], now())
return {thread_fields(name)}
