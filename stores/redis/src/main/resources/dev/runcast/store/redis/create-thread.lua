-- owner, id, metadata
return create_thread(ARGV[2], ARGV[3], ARGV[4], '0', now()) and 1 or 0
