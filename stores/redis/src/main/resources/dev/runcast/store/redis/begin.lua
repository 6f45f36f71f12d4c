-- id, epoch
if not is_owned(ARGV[2], ARGV[3]) then
  return 0
end
if redis.call('HGET', key('run', ARGV[2]), 'status') ~= 'RUNNING' then
  redis.call('HSET', key('run', ARGV[2]), 'status', 'RUNNING', 'updatedAt', text(now()))
end
return 1
