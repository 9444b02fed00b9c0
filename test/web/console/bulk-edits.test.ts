import { describe, expect, it } from 'vitest';
import { bulkChangeOf, NO_EDITS } from '../../../web/console/stores/bulk-edits.ts';

describe('what a form for many stores comes to', () => {
  it('is nothing while nothing is said', () => {
    expect(bulkChangeOf(NO_EDITS)).toBeUndefined();
    expect(bulkChangeOf({ ...NO_EDITS, afterwards: 'publishes' })).toBeUndefined();
    expect(bulkChangeOf({ ...NO_EDITS, tags: { how: 'add', values: [] } })).toBeUndefined();
    expect(bulkChangeOf({ ...NO_EDITS, website: { how: 'set', value: '' } })).toBeUndefined();
  });

  it('adds, removes and sets lists, each its own way, as drafts', () => {
    expect(
      bulkChangeOf({
        ...NO_EDITS,
        categories: { how: 'set', values: ['cafe'] },
        services: { how: 'remove', values: ['停车'] },
        tags: { how: 'add', values: ['国庆', '直营'] },
      }),
    ).toEqual({
      set: { categories: ['cafe'] },
      add: { tags: ['国庆', '直营'] },
      remove: { services: ['停车'] },
    });
  });

  it('clears what is to be cleared; what is set to nothing is not given yet', () => {
    expect(
      bulkChangeOf({
        ...NO_EDITS,
        services: { how: 'clear', values: ['停车'] },
        tags: { how: 'set', values: [] },
        openingHours: { how: 'clear' },
        website: { how: 'clear' },
      }),
    ).toEqual({ set: { services: [], openingHours: null, website: null } });
  });

  it('leaves the note about the hours alone, unless one is given with new hours', () => {
    const edits = { ...NO_EDITS, openingHours: { how: 'set', value: 'Mo-Su 10:00-22:00' } } as const;
    expect(bulkChangeOf(edits)).toEqual({ set: { openingHours: 'Mo-Su 10:00-22:00' } });
    expect(bulkChangeOf({ ...edits, openingHoursNote: '以商场为准' })).toEqual({
      set: { openingHours: 'Mo-Su 10:00-22:00', openingHoursNote: '以商场为准' },
    });
  });

  it('publishes with it, at once or at a date, and waits for the date', () => {
    const edits = { ...NO_EDITS, linkTo: 'website', afterwards: 'later' } as const;
    expect(bulkChangeOf(edits)).toBeUndefined();
    expect(bulkChangeOf({ ...edits, at: '2026-12-01T02:00:00.000Z' })).toEqual({
      set: { linkTo: 'website' },
      action: 'publish',
      publishAt: '2026-12-01T02:00:00.000Z',
    });
    expect(bulkChangeOf({ ...edits, afterwards: 'publishes' })).toEqual({
      set: { linkTo: 'website' },
      action: 'publish',
    });
  });
});
