// What the log says of a request: its id, method, route pattern, status and time. Never an address with its values:
// those hold tickets, coordinates and ids of customers.
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { traceOf } from './tracing/tracing.ts';

const routeOf = (request: FastifyRequest) => ({
  method: request.method,
  route: request.routeOptions.url ?? '(none)',
});

export class RequestLog extends LogController {
  /** One line a request is enough: the one of its end. */
  override incomingRequest() {}
  override routeNotFound() {}

  override requestCompleted(error: Error | null, request: FastifyRequest, reply: FastifyReply) {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    const line = { ...routeOf(request), status: reply.statusCode, milliseconds, ...traceOf(request) };
    if (error) request.log.error({ ...line, err: error }, 'request broken off');
    else request.log.info(line, 'request');
  }
}

/** For whatever else logs a whole request or reply. */
export const logSerializers = {
  req: routeOf,
  res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
};
