-- owner
local threads = {}
for i, id in ipairs(redis.call('ZRANGE', prefix .. 'owner-threads:' .. ARGV[2], 0, -1)) do
  threads[i] = thread_fields(thread_name(ARGV[2], id))
end
return threads
