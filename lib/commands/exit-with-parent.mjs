// Preloaded (`node --import`) into every process that a command starts, and by those into theirs: when the parent is
// gone, even by kill -9, this process stops as if it had been asked to. Not an IPC channel: listening on one keeps a
// process alive that has done its work.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 500).unref();
