-- id
if redis.call('HEXISTS', key('run', ARGV[2]), 'lease') == 1 then
  redis.call('SADD', prefix .. 'cancelled', ARGV[2])
  tell('cancelled', ARGV[2])
end
return 1
