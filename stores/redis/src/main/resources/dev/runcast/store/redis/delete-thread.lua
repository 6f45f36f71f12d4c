-- owner, id
delete_thread(ARGV[2], ARGV[3])
return 1
