// One import as it goes on: read once, then followed as the service tells of it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  cancelImport,
  confirmImport,
  decideImport,
  getImport,
  type ImportJob,
  type ImportOptions,
} from '../../api/imports.ts';
import { OpsError, opsAddress } from '../../api/ops.ts';

export class WatchedImport implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #job: ImportJob | undefined;
  #failure: OpsError | undefined;
  #events: EventSource | undefined;
  #busy = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }
  hostConnected() {
    if (this.#job) this.#follow();
  }
  hostDisconnected() {
    this.#events?.close();
  }

  get job(): ImportJob | undefined {
    return this.#job;
  }
  /** Why the last request was declined. */
  get failure(): OpsError | undefined {
    return this.#failure;
  }
  get busy(): boolean {
    return this.#busy;
  }

  open(id: string): Promise<void> {
    this.#job = undefined;
    return this.#run(() => getImport(id));
  }
  decide(options: ImportOptions): Promise<void> {
    return this.#run(() => decideImport(this.#job!.id, options));
  }
  confirm(): Promise<void> {
    return this.#run(() => confirmImport(this.#job!.id, this.#job!.generation));
  }
  cancel(): Promise<void> {
    return this.#run(() => cancelImport(this.#job!.id));
  }

  async #run(request: () => Promise<ImportJob>): Promise<void> {
    this.#busy = true;
    this.#failure = undefined;
    this.#host.requestUpdate();
    try {
      this.#job = await request();
      this.#follow();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      this.#failure = error;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  /** While something is going on. The browser connects anew by itself; when the stream has ended, all is told. */
  #follow(): void {
    this.#events?.close();
    const job = this.#job;
    if (!job || (job.state !== 'reading' && job.state !== 'applying')) return;
    const events = new EventSource(opsAddress(`/imports/${job.id}/events`));
    this.#events = events;
    events.addEventListener('import', ({ data }) => {
      const told: ImportJob = JSON.parse(data);
      this.#job = told;
      if (told.state !== 'reading' && told.state !== 'applying') events.close();
      this.#host.requestUpdate();
    });
  }
}
