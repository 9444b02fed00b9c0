// One piece of work for everybody who asks for the same thing at the same time.

type Flight<Result> = {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  asking: number;
};

export class Flights<Result> {
  readonly #flying = new Map<string, Flight<Result>>();

  /**
   * What `start` answers, started unless it is under way for the same key.
   * @param signal  this asker leaves; the work is given up when all have
   * @throws what `start` throws, or the reason of `signal`
   */
  join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const flight = this.#flying.get(key) ?? this.#begin(key, start);
    flight.asking++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        if (--flight.asking > 0) return;
        this.#end(key, flight);
        flight.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #begin(key: string, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const controller = new AbortController();
    const flight = { result: start(controller.signal), controller, asking: 0 };
    this.#flying.set(key, flight);
    const end = () => this.#end(key, flight);
    flight.result.then(end, end);
    return flight;
  }

  /** Whoever asks after this starts anew. */
  #end(key: string, flight: Flight<Result>) {
    if (this.#flying.get(key) === flight) this.#flying.delete(key);
  }
}
