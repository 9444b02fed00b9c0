import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AnswerFlow } from './answer-flow.ts';

/** Passes on to the flow what the agent does anywhere in the panel, as the events of its elements say it. */
export class AgentActions implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #flow: () => AnswerFlow;
  #connected = new AbortController();

  constructor(host: ReactiveControllerHost & HTMLElement, flow: () => AnswerFlow) {
    this.#host = host;
    this.#flow = flow;
    host.addController(this);
  }

  hostConnected() {
    const flow = this.#flow();
    const { places } = flow;
    const actions: Partial<{
      [Type in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[Type]) => void;
    }> = {
      put: ({ form }) => void flow.put(form),
      'store-select': ({ store: { id } }) => flow.select([id], !flow.inquiry.selected.includes(id)),
      'stores-pick': ({ ids, picked }) => flow.select(ids, picked),
      narrow: ({ change }) => void flow.narrow(change),
      'place-text': ({ text, submitted }) => (submitted ? void places.lookUp(text) : places.draft(text)),
      datum: ({ datum }) => void places.measureBy(datum),
      candidate: ({ candidate }) => (candidate ? void places.goToCandidate(candidate) : places.closeLookup()),
    };
    this.#connected = new AbortController();
    for (const [type, act] of Object.entries(actions)) {
      this.#host.addEventListener(type, act as EventListener, this.#connected);
    }
  }

  hostDisconnected() {
    this.#connected.abort();
  }
}
