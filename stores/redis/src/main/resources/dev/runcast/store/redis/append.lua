-- id, epoch, number of the first event, how many events and bytes are kept, events…
-- Returns nothing, or 'lost', or the number of the event that is missing.
local id = ARGV[2]
if not is_owned(id, ARGV[3]) then
  return 'lost'
end
local run = redis.call('HMGET', key('run', id), 'first', 'last', 'bytes')
local first, last, bytes = tonumber(run[1]), tonumber(run[2]), tonumber(run[3])
local number = tonumber(ARGV[4])
if number > last + 1 then
  return text(last + 1)
end
local before = last
for i = 7, #ARGV do
  if number > last then
    redis.call('XADD', key('events', id), text(number) .. '-0', 'e', ARGV[i])
    bytes = bytes + #ARGV[i]
    last = number
  end
  number = number + 1
end
if last == before then
  return ''
end
local max_events, max_bytes = tonumber(ARGV[5]), tonumber(ARGV[6])
local kept_from = first
while first < last and (last - first + 1 > max_events or bytes > max_bytes) do
  local place = text(first) .. '-0'
  bytes = bytes - #redis.call('XRANGE', key('events', id), place, place)[1][2][2]
  first = first + 1
end
if first > kept_from then
  redis.call('XTRIM', key('events', id), 'MINID', text(first) .. '-0')
end
redis.call('HSET', key('run', id), 'first', text(first), 'last', text(last), 'bytes', text(bytes))
tell('events', id)
return ''
