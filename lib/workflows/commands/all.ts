import { addTask, insertOnEdge } from "./add-task";
import { duplicate, paste } from "./clipboard/paste";
import { connect, moveEdgeEnd, orderEdges, setCondition, setEdgeField } from "./connect";
import { deleteEdges, deleteParts } from "./delete-parts";
import { addGroup, addNote, moveTasks, placeTasks, setGroup, setNote } from "./layout-parts";
import { renameKey } from "./rename-key";
import { addSetting, deleteSetting, renameSetting, setSetting } from "./setting-commands";
import { changeTaskId, setConfig, setStart, setTaskField } from "./task-fields";
import { replaceText } from "./texts/replace-text";
import { applyFix, replaceDefinition, setWorkflowField } from "./workflow-fields";

/** Every command, by its name. */
export const commands = {
  addTask,
  insertOnEdge,
  connect,
  moveEdgeEnd,
  orderEdges,
  setCondition,
  setEdgeField,
  deleteEdges,
  setTaskField,
  setConfig,
  changeTaskId,
  setStart,
  deleteParts,
  duplicate,
  paste,
  moveTasks,
  placeTasks,
  addNote,
  setNote,
  addGroup,
  setGroup,
  addSetting,
  setSetting,
  renameSetting,
  deleteSetting,
  renameKey,
  replaceText,
  setWorkflowField,
  applyFix,
  replaceDefinition,
} as const;
