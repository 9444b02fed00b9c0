// The first run, step by step: what the agent does, and what passes between the client and the plugin meanwhile. A
// step is over when it has really happened.
import type { Simulation } from './simulation.ts';

export type Step = 'locate' | 'read' | 'send' | 'switch' | 'done';

const steps: readonly { readonly step: Step; readonly isOver: (simulation: Simulation) => boolean }[] = [
  {
    step: 'locate',
    isOver: ({ log }) => log.entries.some(({ argument }) => argument.includes('"OnMapMsgClick"')),
  },
  { step: 'read', isOver: ({ conversations }) => conversations.some(({ draft }) => draft.cards.length > 0) },
  {
    step: 'send',
    isOver: ({ conversations }) =>
      conversations.some(({ bubbles }) =>
        bubbles.some(({ from, content }) => from === 'agent' && content.type === 'news'),
      ),
  },
  {
    step: 'switch',
    isOver: ({ conversations, front }) => front !== conversations[0]!.customer.openid,
  },
];

/** Which step the person is at. Steps are taken in their order, and never back. */
export class GuidedRun {
  #passed = 0;

  get step(): Step {
    return steps[this.#passed]?.step ?? 'done';
  }

  /** From 1. */
  get number(): number {
    return Math.min(this.#passed + 1, steps.length);
  }

  get length(): number {
    return steps.length;
  }

  /** Goes on as far as what has happened allows. */
  follow(simulation: Simulation): void {
    while (steps[this.#passed]?.isOver(simulation)) this.#passed++;
  }
}
