// One store while somebody works on it: what the service has, what was changed here, and how the two come together.
// What is not saved survives a reload: it is kept in the tab.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Undone } from '../../../shared/operation.ts';
import type { StoreFields, StoreInput } from '../../../shared/store.ts';
import { type FieldChange, fieldChanges } from '../../../shared/store-changes.ts';
import type { WorkingStore } from '../../../shared/working-store.ts';
import { OpsError, ops } from '../../api/ops.ts';
import type { KeptValues } from '../../elements/kept-values.ts';
import {
  etagOf,
  type FieldFault,
  faultsOf,
  type Merge,
  merged,
  newStore,
  withPointer,
} from './draft-fields.ts';

type Kept = { readonly base: StoreInput; readonly fields: StoreInput; readonly etag: string | undefined };

export class StoreDraft implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #kept: KeptValues;
  #id: string | undefined;
  #store: WorkingStore | undefined;
  #etag: string | undefined;
  /** What the service had when the work began. */
  #base: StoreInput = newStore;
  #fields: StoreInput = newStore;
  #undo: StoreInput[] = [];
  #redo: StoreInput[] = [];
  #faults: readonly FieldFault[] = [];
  #merge: Merge | undefined;
  #failure: OpsError | undefined;
  #busy = false;
  #restored = false;

  constructor(host: ReactiveControllerHost, kept: KeptValues) {
    this.#host = host;
    this.#kept = kept;
    host.addController(this);
  }
  hostConnected() {}

  /** Undefined: a new store. */
  get id(): string | undefined {
    return this.#id;
  }
  /** As the service has it; undefined while it is read, and for a new store. */
  get store(): WorkingStore | undefined {
    return this.#store;
  }
  get fields(): StoreInput {
    return this.#fields;
  }
  /** From what the service has to what stands here. */
  get changes(): FieldChange[] {
    return fieldChanges(this.#base as Partial<StoreFields>, this.#fields as Partial<StoreFields>);
  }
  get changed(): boolean {
    return this.changes.length > 0;
  }
  get faults(): readonly FieldFault[] {
    return this.#faults;
  }
  get merge(): Merge | undefined {
    return this.#merge;
  }
  /** Why reading or saving failed; field faults are told apart. */
  get failure(): OpsError | undefined {
    return this.#failure;
  }
  get busy(): boolean {
    return this.#busy;
  }
  /** What stands here was written before the page was left. */
  get restored(): boolean {
    return this.#restored && this.changed;
  }
  get canUndo(): boolean {
    return this.#undo.length > 0;
  }
  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** @param id  undefined: a new one */
  async open(id: string | undefined): Promise<void> {
    this.#id = id;
    this.#store = undefined;
    this.#start(newStore, undefined);
    await this.#run(async () => {
      if (id !== undefined) await this.#read(id);
      this.#restore();
    });
  }

  change(change: Partial<StoreInput>): void {
    this.#undo.push(this.#fields);
    this.#redo = [];
    this.#become({ ...this.#fields, ...change });
  }

  undo(): void {
    const before = this.#undo.pop();
    if (!before) return;
    this.#redo.push(this.#fields);
    this.#become(before);
  }

  redo(): void {
    const after = this.#redo.pop();
    if (!after) return;
    this.#undo.push(this.#fields);
    this.#become(after);
  }

  /** What is not saved is gone. */
  discardChanges(): void {
    this.#start(this.#base, this.#etag);
    this.#forget();
    this.#host.requestUpdate();
  }

  /** Keeps the work as a draft. Answers whether it was kept. */
  save(): Promise<boolean> {
    return this.#write(async () => {
      const body = this.#fields;
      const { id } = this;
      const answer =
        id === undefined
          ? await ops<WorkingStore>('/stores', { method: 'POST', body: { ...body, status: 'draft' } })
          : await ops<WorkingStore>(`/stores/${id}/draft`, { method: 'PUT', body, ifMatch: this.#etag });
      this.#take(answer.body, answer.etag);
    });
  }

  /**
   * Saves and publishes in one; for an editor where a review is switched on it asks for one.
   * @param at  an ISO instant to publish at; absent: now
   */
  async publish(at?: string): Promise<boolean> {
    if (this.#id === undefined && !(await this.save())) return false;
    return this.#write(async () => {
      const body = { fields: this.#fields, ...(at === undefined ? {} : { at }) };
      const answer = await ops<WorkingStore>(`/stores/${this.#id}/publish`, {
        method: 'POST',
        body,
        ifMatch: this.#etag,
      });
      this.#take(answer.body, answer.etag);
    });
  }

  /**
   * Anything else that the service does to the store and answers it changed: discarding the draft, closing it. What is
   * not saved stays.
   */
  act(path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown): Promise<boolean> {
    return this.#write(async () => {
      const answer = await ops<WorkingStore>(`/stores/${this.#id}${path}`, {
        method,
        body,
        ifMatch: this.#etag,
      });
      if (answer.body) this.#takeUnder(answer.body, answer.etag);
    });
  }

  /** Undoes an operation on the store. Answers false when somebody changed the store since. */
  async takeBack(operation: string): Promise<boolean> {
    let restored = 0;
    const wasAsked = await this.#write(async () => {
      ({ restored } = (await ops<Undone>(`/operations/${operation}/undo`, { method: 'POST' })).body);
      const { body, etag } = await ops<WorkingStore>(`/stores/${this.#id}/working`);
      this.#takeUnder(body, etag);
    });
    return wasAsked && restored > 0;
  }

  /** Takes over what others changed; where both changed a field, ours (`ours`) or theirs. */
  resolve(ours: ReadonlySet<string>): void {
    const merge = this.#merge;
    if (!merge) return;
    const { fields, conflicts } = merged(this.#base, this.#fields, merge.theirs.fields);
    const theirs = conflicts.filter(({ pointer }) => !ours.has(pointer));
    const resolved = theirs.reduce<StoreInput>(
      (all, { pointer, from }) => withPointer(all, pointer, from),
      fields,
    );
    this.#store = merge.theirs;
    this.#etag = etagOf(merge.theirs);
    this.#base = merge.theirs.fields;
    this.#merge = undefined;
    this.#become(resolved);
  }

  async #read(id: string): Promise<void> {
    const { body, etag } = await ops<WorkingStore>(`/stores/${id}/working`);
    this.#store = body;
    this.#start(body.fields, etag);
  }

  #take(store: WorkingStore, etag: string | undefined): void {
    this.#forget();
    this.#id = store.id;
    this.#store = store;
    this.#start(store.fields, etag);
  }

  /** As `#take`, with what is not saved on top of it. */
  #takeUnder(store: WorkingStore, etag: string | undefined): void {
    const [base, ours, isChanged] = [this.#base, this.#fields, this.changed];
    this.#take(store, etag);
    if (isChanged) this.#become(merged(base, ours, store.fields).fields);
  }

  #start(fields: StoreInput, etag: string | undefined): void {
    this.#base = fields;
    this.#fields = fields;
    this.#etag = etag;
    this.#undo = [];
    this.#redo = [];
    this.#faults = [];
    this.#merge = undefined;
    this.#failure = undefined;
    this.#restored = false;
  }

  #become(fields: StoreInput): void {
    this.#fields = fields;
    this.#faults = [];
    if (this.changed) {
      const kept: Kept = { base: this.#base, fields, etag: this.#etag };
      this.#kept.set(this.#name, JSON.stringify(kept));
    } else this.#forget();
    this.#host.requestUpdate();
  }

  /** What was being written when the page was left. */
  #restore(): void {
    const text = this.#kept.get(this.#name);
    if (text === undefined) return;
    const kept: Kept = JSON.parse(text);
    // Saved against what there was then: what changed since shows as a conflict when it is saved.
    this.#base = kept.base;
    this.#etag = kept.etag;
    this.#fields = kept.fields;
    this.#restored = true;
  }

  #forget(): void {
    this.#kept.delete(this.#name);
  }

  get #name(): string {
    return `console.store.${this.#id ?? 'new'}`;
  }

  #write(work: () => Promise<void>): Promise<boolean> {
    return this.#run(async () => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof OpsError)) throw error;
        if (error.status === 412) await this.#meet();
        else {
          this.#faults = faultsOf(error.problem);
          throw error;
        }
        throw error;
      }
    });
  }

  /** Somebody else saved first: theirs and ours, field by field. */
  async #meet(): Promise<void> {
    const { body } = await ops<WorkingStore>(`/stores/${this.#id}/working`);
    const { conflicts } = merged(this.#base, this.#fields, body.fields);
    this.#merge = { theirs: body, conflicts };
  }

  async #run(work: () => Promise<void>): Promise<boolean> {
    this.#busy = true;
    this.#failure = undefined;
    this.#host.requestUpdate();
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      this.#failure = error;
      return false;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }
}
