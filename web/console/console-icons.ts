// The console's icons (Lucide), as files of our own: the component library would fetch its icons from elsewhere.
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import calendar from './icons/calendar.svg';
import chartColumn from './icons/chart-column.svg';
import check from './icons/check.svg';
import chevronDown from './icons/chevron-down.svg';
import chevronLeft from './icons/chevron-left.svg';
import chevronRight from './icons/chevron-right.svg';
import circleCheck from './icons/circle-check.svg';
import circleHelp from './icons/circle-help.svg';
import clock from './icons/clock.svg';
import columns from './icons/columns-3.svg';
import copy from './icons/copy.svg';
import download from './icons/download.svg';
import ellipsis from './icons/ellipsis.svg';
import eye from './icons/eye.svg';
import filter from './icons/filter.svg';
import folderTree from './icons/folder-tree.svg';
import history from './icons/history.svg';
import image from './icons/image.svg';
import key from './icons/key-round.svg';
import list from './icons/list.svg';
import logOut from './icons/log-out.svg';
import map from './icons/map.svg';
import message from './icons/message-square-text.svg';
import move from './icons/move.svg';
import pencil from './icons/pencil.svg';
import plus from './icons/plus.svg';
import redo from './icons/redo-2.svg';
import rotate from './icons/rotate-ccw.svg';
import search from './icons/search.svg';
import settings from './icons/settings.svg';
import store from './icons/store.svg';
import tag from './icons/tag.svg';
import trash from './icons/trash-2.svg';
import triangleAlert from './icons/triangle-alert.svg';
import undo from './icons/undo-2.svg';
import upload from './icons/upload.svg';
import users from './icons/users.svg';
import x from './icons/x.svg';

const files: Readonly<Record<string, string>> = {
  calendar,
  'chart-column': chartColumn,
  check,
  'chevron-down': chevronDown,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'circle-check': circleCheck,
  'circle-help': circleHelp,
  clock,
  columns,
  copy,
  download,
  ellipsis,
  eye,
  filter,
  'folder-tree': folderTree,
  history,
  image,
  key,
  list,
  'log-out': logOut,
  map,
  message,
  move,
  pencil,
  plus,
  redo,
  rotate,
  search,
  settings,
  store,
  tag,
  trash,
  'triangle-alert': triangleAlert,
  undo,
  upload,
  users,
  x,
};

/** The names that the component library's own parts ask for, where they differ from ours. */
const synonyms: Readonly<Record<string, string>> = {
  xmark: 'x',
  'circle-xmark': 'x',
  minus: 'x',
  'circle-question': 'circle-help',
  'circle-info': 'circle-help',
  'triangle-exclamation': 'triangle-alert',
  'angle-down': 'chevron-down',
};

const resolver = (name: string) => new URL(files[synonyms[name] ?? name] ?? circleHelp, import.meta.url).href;

/** Call before the first element that shows an icon is defined. */
export function registerIcons(): void {
  registerIconLibrary('default', { resolver });
  registerIconLibrary('system', { resolver });
}
