// A worker of a fault run whose "say" tasks do what their words say: "exit" ends the process in the middle of the step,
// "block" never gives the event loop back. Everything else, the sweep and the jobs included, is the product's.

import { startJobs } from "@/lib/sessions/run-jobs";
import { taskCatalog } from "@/lib/tasks/catalog";

const { say } = taskCatalog;
if (!say) throw new Error('There is no kind "say".');
const create = say.create.bind(say);
Object.assign(say, {
  create: (...parts: Parameters<typeof create>) => {
    const task = create(...parts);
    const words = JSON.stringify(parts[1]);
    return {
      ...task,
      run: (...given: Parameters<typeof task.run>) => {
        if (words.includes("exit")) process.exit(1);
        while (words.includes("block"));
        return task.run(...given);
      },
    };
  },
});

await startJobs();
