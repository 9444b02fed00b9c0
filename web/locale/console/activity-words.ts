// The words of the console's activity: operations, and stores that were deleted.
import type { Language } from '../../../shared/language.ts';
import type { OperationKind } from '../../../shared/operation.ts';

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
  show: '查看门店',
  undo: '撤销',
  undone: '已撤销',
  undoSure: (count: string) => `撤销会让 ${count} 家门店恢复原样，继续？`,
  undid: '撤销了之前的操作',
  restored: (count: string) => `${count} 家恢复原样`,
  stayed: (count: string) => `${count} 家后来又改过，保持不变`,
  more: '更早的',
  none: '还没有操作',
  deleted: '最近删除的门店',
  deletedMore: '90 天内可以恢复。',
  restore: '恢复',
  nothingDeleted: '没有',
  loading: '正在读取…',
  failed: '没有成功',
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
  stores: (count) => `${count} stores`,
  show: 'Show stores',
  undo: 'Undo',
  undone: 'Undone',
  undoSure: (count) => `Undoing it puts ${count} stores back to what they were. Go on?`,
  undid: 'Undid an earlier one',
  restored: (count) => `${count} are as they were`,
  stayed: (count) => `${count} were changed since and stay`,
  more: 'Earlier',
  none: 'Nothing yet',
  deleted: 'Stores deleted lately',
  deletedMore: 'They can be brought back for 90 days.',
  restore: 'Restore',
  nothingDeleted: 'None',
  loading: 'Reading…',
  failed: 'Not done',
};

export const activityWords: Readonly<Record<Language, ActivityWords>> = { 'zh-CN': chinese, en: english };
