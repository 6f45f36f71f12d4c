-- id
delete_run(ARGV[2])
return 1
