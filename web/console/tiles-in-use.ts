import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PluginSettings, ShownTiles } from '../../shared/settings.ts';
import { ops } from '../api/ops.ts';

/** The map that the service is set up with, for the maps of an element: streets to place stores by. */
export class TilesInUse implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #shown: ShownTiles | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** As `tiles` of <catalogue-map>. Undefined until the service said, and for the map that is shipped with the page. */
  get shown(): ShownTiles | undefined {
    return this.#shown;
  }

  async hostConnected() {
    try {
      this.#shown = (await ops<PluginSettings>('/settings/plugin')).body.tiles ?? undefined;
      this.#host.requestUpdate();
    } catch {
      // The map that is shipped with the page does.
    }
  }
}
