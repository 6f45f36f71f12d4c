-- id, number of the last event that is not wanted, limit, how many characters
-- Returns the numbers of the first and the last event that are kept, whether the run has ended, and events. Nothing if there is no run.
local run = redis.call('HMGET', key('run', ARGV[2]), 'first', 'last', 'lease')
local after = tonumber(ARGV[3])
if not run[1] then
  return {}
end
local page = {run[1], run[2], run[3] and '0' or '1'}
local limit, size = tonumber(ARGV[4]), 0
while #page - 3 < limit and size < tonumber(ARGV[5]) do
  local entry = redis.call('XRANGE', key('events', ARGV[2]), text(after + 1) .. '-0', '+', 'COUNT', 1)[1]
  if not entry then
    break
  end
  page[#page + 1] = entry[2][2]
  size = size + #entry[2][2]
  after = after + 1
end
return page
