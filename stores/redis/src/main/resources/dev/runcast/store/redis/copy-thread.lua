-- owner, id, id of the copy
local fields = {'stateRun', 'stateRunnable', 'stateMetadata', 'stateValues', 'stateAt'}
local original = key('thread', thread_name(ARGV[2], ARGV[3]))
local metadata = redis.call('HGET', original, 'metadata')
if not metadata or not create_thread(ARGV[2], ARGV[4], metadata, '0', now()) then
  return 0
end
for i, value in ipairs(redis.call('HMGET', original, unpack(fields))) do
  if value then
    redis.call('HSET', key('thread', thread_name(ARGV[2], ARGV[4])), fields[i], value)
  end
end
return 1
