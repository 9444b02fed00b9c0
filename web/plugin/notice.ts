// What the panel says, in words: how the search stands, what became of the answer, and what concerns another customer.
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import { kilometresInWords, timeInWords } from '../locale/formats.ts';
import { panelWords } from '../locale/panel-words.ts';
import type { Remark } from './answer-flow.ts';
import { customerInWords } from './customer-words.ts';
import { type Delivery, type Inquiry, isFiltered, lastPutFor } from './inquiry.ts';
import type { PutReason } from './put-rule.ts';

export type Notice = {
  readonly tone: 'quiet' | 'good' | 'warn' | 'bad';
  readonly text: string;
  /** The way on that the notice itself offers. */
  readonly action?: 'retry-put' | 'dismiss';
};

/** How far the answer has come; undefined while there is nothing to say. */
export function deliveryNotice(inquiry: Inquiry, language: Language): Notice | undefined {
  const words = panelWords[language];
  const { delivery } = inquiry;
  switch (delivery.state) {
    case 'none':
      return undefined;
    case 'ready':
      return {
        tone: delivery.reason === 'choose' ? 'quiet' : 'warn',
        text: reasonInWords(delivery.reason, inquiry, language),
      };
    case 'dropped':
      return { tone: 'warn', text: words.dropped };
    case 'putting':
      return { tone: 'quiet', text: words.putting };
    case 'done':
      return outcomeNotice(delivery, language);
  }
}

function reasonInWords(
  reason: PutReason,
  { place, search, ...inquiry }: Inquiry,
  language: Language,
): string {
  const words = panelWords[language].ready;
  switch (reason) {
    case 'again': {
      const put = place && lastPutFor({ ...inquiry, place, search }, place.position);
      return words.again(put ? timeInWords(put.at, language) : '');
    }
    case 'far': {
      const nearest = search.state === 'found' ? search.answer.stores[0] : undefined;
      return words.far(distanceInWords(nearest?.distanceMeters ?? 0, language));
    }
    default:
      return words[reason];
  }
}

function outcomeNotice(
  { attempt, outcome, at }: Extract<Delivery, { state: 'done' }>,
  language: Language,
): Notice {
  const words = panelWords[language];
  const time = timeInWords(at, language);
  const retry = attempt.intention?.current ? { action: 'retry-put' as const } : {};
  switch (outcome.outcome) {
    case 'ok':
      return outcome.userUnknown
        ? { tone: 'warn', text: words.putUserUnknown(time) }
        : { tone: 'good', text: words.put(time) };
    case 'rejected':
      return { tone: 'bad', text: words.rejected(outcome.code, outcome.message), ...retry };
    case 'unknown':
      return { tone: 'warn', text: words.unknown, ...retry };
    case 'no-host':
      return { tone: 'warn', text: words.noHost };
    case 'invalid':
      return { tone: 'bad', text: words.invalid(outcome.reason) };
    case 'cancelled':
      return { tone: 'warn', text: words.cancelled };
  }
}

/** What the agent should hear although it is not about the conversation that is shown. */
export function remarkNotice(remark: Remark, language: Language): Notice {
  const words = panelWords[language];
  switch (remark.kind) {
    case 'dropped':
      return {
        tone: 'warn',
        text: words.droppedFor(customerInWords(remark.conversation, words)),
        action: 'dismiss',
      };
    case 'bad-event':
      return { tone: 'warn', text: words.badEvent(remark.refusal), action: 'dismiss' };
    case 'outcome': {
      const customer = customerInWords(remark.conversation, words);
      const { outcome } = remark.outcome;
      if (outcome === 'ok') return { tone: 'quiet', text: words.putFor(customer), action: 'dismiss' };
      const say = outcome === 'unknown' ? words.maybePutFor : words.notPutFor;
      return { tone: 'warn', text: say(customer), action: 'dismiss' };
    }
  }
}

/**
 * How the search stands, in the line above the list. `announced` is what is read out: the same, but without a countdown,
 * and also where the place of the list says it in large.
 */
export function searchNotice(
  { search, area, filter }: Pick<Inquiry, 'search' | 'area' | 'filter'>,
  now: number,
  language: Language,
): Notice & { readonly announced: string } {
  const words = panelWords[language];
  const said = (text: string, tone: Notice['tone'] = 'quiet', announced = text) => ({
    tone,
    text,
    announced,
  });
  switch (search.state) {
    case 'none':
      return said('');
    case 'running':
      return said(search.slow ? words.slow : words.running);
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((search.until - now) / 1000));
      return said(words.waiting(seconds), 'warn', words.waitingAnnounced);
    }
    case 'failed':
      return said('', 'quiet', search.failure.kind === 'declined' ? words.declined : words.unreachable);
    case 'found': {
      if (search.answer.stores.length === 0) {
        return said('', 'quiet', isFiltered(filter) ? words.nothingMatches : words.emptyCatalogue);
      }
      if (search.lastKnown) return said(words.lastKnown(timeInWords(search.at, language)), 'warn');
      const { widened } = search.answer.reach;
      return said(reachInWords(search.answer, area !== undefined, language), widened ? 'warn' : 'quiet');
    }
  }
}

function reachInWords({ reach, stores }: NearbyAnswer, isArea: boolean, language: Language): string {
  const words = panelWords[language];
  if (reach.radiusMeters === null) return words.anywhere(stores.length);
  const kilometres = kilometresInWords(reach.radiusMeters, language);
  if (isArea) return words.foundInArea(stores.length, kilometres);
  return reach.widened
    ? words.widened(kilometresInWords(reach.askedRadiusMeters, language), kilometres)
    : words.found(stores.length, kilometres);
}
