// Ends requests whose bodies do not come. Node's own limit counts a whole request, however much of it arrives, and a
// large file takes its time on a slow line: an upload may take as long as it moves, any other body a while.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerBrokenRequest } from './broken-request.ts';

export type BodyLimits = {
  /** How long a body may take; of an upload, after how long it is looked at again. */
  readonly milliseconds: number;
  /** What must come of an upload in that time. */
  readonly bytes: number;
};

/** A kilobyte a second: less is no line that people work on, but somebody who keeps connections busy. */
const LIMITS: BodyLimits = { milliseconds: 30_000, bytes: 30_000 };

export class BodyWatch {
  readonly #limits: BodyLimits;
  readonly #uploads = new WeakSet<IncomingMessage>();

  constructor(server: Server, limits = LIMITS) {
    this.#limits = limits;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { headers } = request;
      if (headers['transfer-encoding'] ?? headers['content-length']) this.#watch(request, response);
    });
  }

  /** The body of this request may take as long as it moves. */
  expectUpload(request: IncomingMessage): void {
    this.#uploads.add(request);
  }

  #watch(request: IncomingMessage, response: ServerResponse): void {
    const { milliseconds, bytes } = this.#limits;
    const { socket } = request;
    // What came together with the head counts as well.
    let before = 0;
    const timer = setInterval(() => {
      const came = socket.bytesRead - before;
      before = socket.bytesRead;
      // What came and waits for us does not make its sender slow.
      const isMoving = came >= bytes || request.readableLength > 0;
      if (request.complete || (isMoving && this.#uploads.has(request))) return;
      clearInterval(timer);
      if (!response.headersSent) answerBrokenRequest({ code: 'ERR_HTTP_REQUEST_TIMEOUT' }, socket);
      socket.destroySoon();
    }, milliseconds).unref();
    request.once('close', () => clearInterval(timer));
  }
}
