// What makes answers fast over HTTP: head and body leave in one piece of memory, by one write. Node's own way makes the head
// anew from every header, checks each, and hands head and body to the socket apart: that takes longer than finding the
// stores and writing the body.
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { giveBack, HEAD_ROOM } from './nearby/answer-room.ts';
import { requestLines } from './request-headers.ts';

/** Answers beyond this are worth compressing, which is done on the ordinary way. */
export const LONGEST_WHOLE = 16_384;

/** The part of a response that says its head was written; Node has had both fields since 2013, and documents neither. */
type Written = { _header: string | null; _headerSent: boolean };

const plain = /^[\x20-\x7e]*$/;

/** Sends answers whole, and says that a client has one. */
export class WholeAnswers {
  /** The first line, and what every answer has. */
  readonly #constant: Buffer;
  readonly #keepAlive: string;
  readonly #works: boolean;
  #second = 0;
  #date = '';

  /**
   * @param constant  headers that every answer has
   * @param keepAliveTimeout  milliseconds, of the HTTP server
   */
  constructor(constant: Readonly<Record<string, string>>, keepAliveTimeout: number) {
    this.#constant = Buffer.from(`HTTP/1.1 200 OK\r\n${lines(constant)}`, 'latin1');
    this.#keepAlive = `connection: keep-alive\r\nkeep-alive: timeout=${Math.floor(keepAliveTimeout / 1_000)}\r\n\r\n`;
    const response = new ServerResponse({} as IncomingMessage);
    this.#works = '_header' in response && '_headerSent' in response;
  }

  /**
   * Sends a body that has {@link HEAD_ROOM} before it, with the headers of the reply. Hooks after this are passed over.
   * @returns false, and does nothing, where something asks for the ordinary way
   */
  send(request: FastifyRequest, reply: FastifyReply, body: Buffer): boolean {
    const { raw } = reply;
    if (body.length > LONGEST_WHOLE || raw.statusCode !== 200 || !this.#isUsual(request.raw, raw))
      return false;
    const own = lines(reply.getHeaders());
    if (own === undefined) return false;
    const head = `${requestLines(request)}${own}content-length: ${body.length}\r\ndate: ${this.#now()}\r\n${this.#keepAlive}`;
    const headLength = this.#constant.length + head.length;
    if (headLength > HEAD_ROOM) return false;
    const whole = Buffer.from(body.buffer, body.byteOffset - headLength, headLength + body.length);
    this.#constant.copy(whole);
    whole.write(head, this.#constant.length, 'latin1');
    const { socket } = raw;
    write(reply, head, whole);
    // Most answers fit into what the system takes at once.
    if (socket?.writableLength === 0) giveBack(body);
    return true;
  }

  /**
   * Sends a 304 with the headers of the reply.
   * @returns false, and does nothing, where something asks for the ordinary way
   */
  sendHeld(request: FastifyRequest, reply: FastifyReply): boolean {
    if (!this.#isUsual(request.raw, reply.raw)) return false;
    const own = lines(reply.getHeaders());
    if (own === undefined) return false;
    const head = `HTTP/1.1 304 Not Modified\r\n${requestLines(request)}${own}date: ${this.#now()}\r\n${this.#keepAlive}`;
    write(reply, head, head);
    return true;
  }

  /**
   * HTTP/1.1 on a connection that stays, by Node's own response (the one of an injected request has no wire), and nobody
   * with a session, whose answers may carry a cookie.
   */
  #isUsual({ method, httpVersion, headers }: IncomingMessage, response: ServerResponse): boolean {
    return (
      this.#works &&
      response.constructor === ServerResponse &&
      method === 'GET' &&
      httpVersion === '1.1' &&
      response.shouldKeepAlive &&
      headers.cookie === undefined &&
      headers.expect === undefined &&
      headers.upgrade === undefined
    );
  }

  /** As RFC 9110 writes it, made once a second. */
  #now(): string {
    const second = Math.floor(Date.now() / 1_000);
    if (second !== this.#second) {
      this.#second = second;
      this.#date = new Date(second * 1_000).toUTCString();
    }
    return this.#date;
  }
}

/** Writes an answer that begins with its head. */
function write(reply: FastifyReply, head: string, whole: Buffer | string): void {
  const { raw } = reply;
  reply.hijack();
  (raw as unknown as Written)._header = head;
  (raw as unknown as Written)._headerSent = true;
  raw.end(whole, 'latin1');
}

/** Headers as they are sent; undefined when a value is not plain. */
function lines(headers: Readonly<Record<string, unknown>>): string | undefined {
  let text = '';
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'number') text += `${name}: ${value}\r\n`;
    else if (typeof value === 'string' && plain.test(value)) text += `${name}: ${value}\r\n`;
    else return undefined;
  }
  return text;
}
