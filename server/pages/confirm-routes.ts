// The link of a store's manager. Whoever has it is nobody to the rest of the service: it shows one store, confirms that
// one, and proposes changes to that one, which somebody reviews.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Store } from '../../shared/store.ts';
import { publicBase } from '../public-base.ts';
import { CONFIRM_LINKS, readConfirmToken } from '../quality/confirm-link.ts';
import { confirmStores } from '../quality/confirming.ts';
import { propose } from '../quality/proposal.ts';
import type { Author } from '../storage/repository.ts';
import { confirmPage, type Filled, LONGEST } from './confirm-page.ts';
import { confirmWords } from './confirm-words.ts';
import { languageOf } from './language.ts';
import { pageDirectives } from './layout.ts';
import { messagePage } from './message-page.ts';
import { sendPage } from './send-page.ts';

const FORM = 'application/x-www-form-urlencoded';
const LARGEST_FORM_BYTES = 16_384;

const confirm: FastifyPluginAsyncTypebox = async (app) => {
  const key = app.secretOf(CONFIRM_LINKS);
  app.addContentTypeParser(
    FORM,
    { parseAs: 'string', bodyLimit: LARGEST_FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  const config = {
    access: 'open' as const,
    headers: app.securityHeaders({ ...pageDirectives, 'form-action': ["'self'"] }),
  };
  const schema = { params: Type.Object({ token: Type.String({ maxLength: 130 }) }), hide: true };

  type Asked = FastifyRequest<{ Params: { token: string } }>;
  const send = (request: FastifyRequest, reply: FastifyReply, page: string) =>
    // The address is the key to it.
    sendPage(request, reply, page, { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  const say = (
    request: FastifyRequest,
    reply: FastifyReply,
    what: 'wrong' | 'expired' | 'gone' | 'thanks' | 'sent',
  ) => {
    const language = languageOf(request);
    const words = confirmWords[language];
    return send(request, reply, messagePage(language, words[what], words[`${what}More`]));
  };
  const readerOf = (request: FastifyRequest) => ({
    language: languageOf(request),
    at: new Date(),
    base: publicBase(request),
  });

  /** The store of the link, or what is said instead. */
  async function storeOf(request: Asked): Promise<Store | 'wrong' | 'expired' | 'gone'> {
    const read = readConfirmToken(key, request.params.token, new Date());
    if (read.state !== 'valid') return read.state;
    const store = await app.storage.stores.get(read.storeId);
    return store?.status === 'published' ? store : 'gone';
  }
  const STATUS = { wrong: 404, expired: 410, gone: 410 } as const;

  app.get('/:token', { config, schema }, async (request, reply) => {
    const store = await storeOf(request);
    if (typeof store === 'string') return say(request, reply.code(STATUS[store]), store);
    return send(request, reply, confirmPage(store, readerOf(request)));
  });

  app.post('/:token', { config, schema }, async (request, reply) => {
    const store = await storeOf(request);
    if (typeof store === 'string') return say(request, reply.code(STATUS[store]), store);
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const again = (notice: 'nothing' | 'invalid' | 'changed', filled?: Filled) =>
      send(
        request,
        reply.code(notice === 'changed' ? 409 : 422),
        confirmPage(store, readerOf(request), { notice, ...(filled ? { filled } : {}) }),
      );
    const filled = filledIn(form);
    const answer = form.get('answer');
    if (answer === 'right') {
      // What was confirmed is what was shown.
      if (form.get('version') !== `${store.version}`) return again('changed');
      await confirmStores(app.storage, [store.id], managerOf(store));
      return say(request, reply, 'thanks');
    }
    const isClosed = form.get('closed') === 'yes';
    const isFilled = Object.values(filled).some((text) => text !== '');
    if (answer !== 'change' || !(isFilled || isClosed)) return again('nothing', filled);
    if (isFilled && !(await propose(app.storage, store.id, filled, managerOf(store)))) {
      return again('invalid', filled);
    }
    // Nobody closes a store by a link: it waits where reports wait.
    if (isClosed) await app.storage.quality.report({ store: store.id, reason: 'closed', note: '店长' });
    return say(request, reply, 'sent');
  });
};
export default confirm;

/** Nobody signed in for it: the link did, which is one store's. */
const managerOf = ({ name, branch }: Store): Author => ({
  kind: 'system',
  name: `店长 ${name}${branch ? `（${branch}）` : ''}`,
});

function filledIn(form: URLSearchParams): Filled {
  const text = (name: keyof typeof LONGEST) =>
    (form.get(name) ?? '').replaceAll('\r\n', '\n').trim().slice(0, LONGEST[name]);
  return { street: text('street'), phones: text('phones'), hours: text('hours'), note: text('note') };
}
