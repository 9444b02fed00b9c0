// What is to be done to many stores, as the form holds it, and the bulk change that it comes to.
import type { BulkChange } from '../../../shared/bulk.ts';

export const LIST_FIELDS = ['categories', 'services', 'tags'] as const;
export type ListField = (typeof LIST_FIELDS)[number];
export const LIST_EDITS = ['keep', 'add', 'remove', 'set', 'clear'] as const;
export const TEXT_EDITS = ['keep', 'set', 'clear'] as const;
export const AFTERWARDS = ['drafts', 'publishes', 'later'] as const;

export type ListEdit = { readonly how: (typeof LIST_EDITS)[number]; readonly values: readonly string[] };
export type TextEdit = {
  readonly how: (typeof TEXT_EDITS)[number];
  readonly value?: string | undefined;
};

export type BulkEdits = { readonly [Field in ListField]: ListEdit } & {
  readonly openingHours: TextEdit;
  /** What the hours could not say; stands as it is where it is undefined. */
  readonly openingHoursNote: string | undefined;
  readonly website: TextEdit;
  readonly linkTo: 'keep' | 'page' | 'website';
  /** What becomes of the changed stores. */
  readonly afterwards: (typeof AFTERWARDS)[number];
  /** With `later`: an ISO instant. */
  readonly at: string | undefined;
};

const untouched: ListEdit = { how: 'keep', values: [] };
export const NO_EDITS: BulkEdits = {
  categories: untouched,
  services: untouched,
  tags: untouched,
  openingHours: { how: 'keep' },
  openingHoursNote: undefined,
  website: { how: 'keep' },
  linkTo: 'keep',
  afterwards: 'drafts',
  at: undefined,
};

/** Undefined when it would change nothing, or what is to be set is not given yet. */
export function bulkChangeOf(edits: BulkEdits): BulkChange | undefined {
  const { linkTo, afterwards, at } = edits;
  const lists = (how: 'add' | 'remove' | 'set') =>
    Object.fromEntries(
      LIST_FIELDS.flatMap((field) => {
        const { how: own, values } = edits[field];
        if (own === 'clear' && how === 'set') return [[field, []]];
        return own === how && values.length > 0 ? [[field, [...values]]] : [];
      }),
    );
  const note = edits.openingHours.how === 'set' ? edits.openingHoursNote : undefined;
  const set = {
    ...lists('set'),
    ...text('openingHours', edits.openingHours),
    ...(note === undefined ? {} : { openingHoursNote: note }),
    ...text('website', edits.website),
    ...(linkTo === 'keep' ? {} : { linkTo }),
  };
  const parts = Object.entries({ set, add: lists('add'), remove: lists('remove') }).filter(
    ([, fields]) => Object.keys(fields).length > 0,
  );
  if (parts.length === 0 || (afterwards === 'later' && at === undefined)) return undefined;
  return {
    ...Object.fromEntries(parts),
    ...(afterwards === 'drafts' ? {} : { action: 'publish' as const }),
    ...(afterwards === 'later' ? { publishAt: at } : {}),
  };
}

function text(field: 'openingHours' | 'website', { how, value }: TextEdit) {
  if (how === 'clear') return { [field]: null };
  return how === 'set' && value ? { [field]: value } : {};
}
