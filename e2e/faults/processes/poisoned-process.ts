// A worker of the fault tests. Its "say" tasks do what their message names: "exit" ends the process in the middle of
// the step, "block" blocks the event loop. Everything else is the product's.

import { startJobs } from "@/lib/sessions/run-jobs";
import { taskCatalog } from "@/lib/tasks/catalog";

const { say } = taskCatalog;
if (!say) throw new Error('There is no kind "say".');
const create = say.create.bind(say);
Object.assign(say, {
  create: (...parts: Parameters<typeof create>) => {
    const task = create(...parts);
    const config = JSON.stringify(parts[1]);
    return {
      ...task,
      run: (...given: Parameters<typeof task.run>) => {
        if (config.includes("exit")) process.exit(1);
        while (config.includes("block"));
        return task.run(...given);
      },
    };
  },
});

await startJobs();
