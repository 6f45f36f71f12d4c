-- owner, id
if redis.call('HGET', key('run', ARGV[3]), 'owner') ~= ARGV[2] then
  return {}
end
return runs_fields({ARGV[3]})
