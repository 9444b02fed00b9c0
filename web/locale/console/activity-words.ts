// The words of the console's activity: operations, and stores that were deleted.
import type { Language } from '../../../shared/language.ts';
import type { OperationKind } from '../../../shared/operation.ts';
import { storesInEnglish } from './store-count.ts';

const chinese = {
  title: '操作记录',
  kinds: {
    create: '新建',
    edit: '编辑草稿',
    publish: '发布',
    close: '关店',
    reopen: '重新开店',
    closure: '暂停或恢复营业',
    delete: '删除',
    restore: '恢复',
    bulk: '批量修改',
    holidays: '节假日',
    import: '导入',
    confirm: '确认信息',
    undo: '撤销',
    write: '写入',
  } satisfies Record<OperationKind, string>,
  stores: (count: string) => `${count} 家`,
  undo: '撤销',
  undone: '已撤销',
  undoSure: (count: string) => `让 ${count} 家门店恢复原样？`,
  undoSureMore: '后来又改过的门店保持不变。撤销本身也可以撤销。',
  more: '更早的',
  none: '还没有操作',
  deleted: '最近删除的门店',
  deletedMore: '90 天内可以恢复。',
  restore: '恢复',
  nothingDeleted: '没有',
};

export type ActivityWords = typeof chinese;

const english: ActivityWords = {
  title: 'Activity',
  kinds: {
    create: 'Created',
    edit: 'Draft edited',
    publish: 'Published',
    close: 'Closed for good',
    reopen: 'Reopened',
    closure: 'Closed or opened for a while',
    delete: 'Deleted',
    restore: 'Restored',
    bulk: 'Bulk change',
    holidays: 'Holidays',
    import: 'Import',
    confirm: 'Confirmed',
    undo: 'Undone',
    write: 'Written',
  },
  stores: (count) => storesInEnglish(count),
  undo: 'Undo',
  undone: 'Undone',
  undoSure: (count) => `Put ${storesInEnglish(count)} back as they were?`,
  undoSureMore: 'Stores that were changed since stay as they are. This can be undone in turn.',
  more: 'Earlier',
  none: 'Nothing yet',
  deleted: 'Stores deleted lately',
  deletedMore: 'They can be brought back for 90 days.',
  restore: 'Restore',
  nothingDeleted: 'None',
};

export const activityWords: Readonly<Record<Language, ActivityWords>> = { 'zh-CN': chinese, en: english };
