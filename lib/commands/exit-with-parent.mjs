// Preloaded into every process that a command starts (`node --import`): when the parent is gone, even by kill -9, the
// channel to it closes, and this process stops as if it had been asked to.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
