import { css, html, LitElement, nothing } from 'lit';
import { COVER_SIZES, type CoverVariant } from '../../../shared/cover.ts';
import { middle, type Rectangle } from '../../../shared/cover-crop.ts';
import type { Language } from '../../../shared/language.ts';
import { coverWords } from '../../locale/console/cover-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { firstFrame, moved, resized, widest } from './crop-frame.ts';

/** A part of the picture was chosen, in shares of it; undefined: none, it is not wanted. */
export class CropEvent extends Event {
  readonly focus: Rectangle | undefined;
  constructor(focus: Rectangle | undefined) {
    super('crop');
    this.focus = focus;
  }
}

const STEP = 0.01;
const LARGE_STEP = 0.05;
const SHARP_WIDTH = 900;
const ZOOM_STEPS = 100;

/**
 * A picture with a frame that is dragged, or moved by keys, and what the cover's sizes are going to show.
 * @fires crop  CropEvent
 * @fires error  the picture cannot be shown
 */
export class CoverCrop extends LitElement {
  static override properties = {
    language: {},
    address: {},
    busy: { type: Boolean },
    picture: { state: true },
    frame: { state: true },
  };
  declare language: Language;
  /** Of the picture: a data address, or one of the service's. */
  declare address: string;
  declare busy: boolean;
  declare picture: HTMLImageElement | undefined;
  declare frame: Rectangle;
  #grip: { readonly x: number; readonly y: number; readonly frame: Rectangle } | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .stage {
        position: relative;
        justify-self: start;
        max-width: 100%;
        overflow: hidden;
        background: var(--surface-sunken);
        line-height: 0;
        touch-action: none;
        user-select: none;
      }
      .stage img {
        max-width: 100%;
        max-height: 340px;
      }
      .frame,
      .frame:hover {
        position: absolute;
        min-height: 0;
        padding: 0;
        border: 2px solid #fff;
        border-radius: 0;
        background: none;
        box-shadow: 0 0 0 2000px #0009;
        cursor: move;
      }
      .frame:focus-visible {
        outline-offset: -5px;
        outline-width: 3px;
      }
      .frame::after {
        content: '';
        position: absolute;
        top: 0;
        bottom: 0;
        left: 50%;
        aspect-ratio: 1;
        transform: translateX(-50%);
        border-inline: 1px dashed #fffc;
      }
      label {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      input[type='range'] {
        flex: 1;
        max-width: 320px;
        accent-color: var(--accent);
      }
      .shown {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 12px;
      }
      canvas {
        display: block;
        border-radius: 4px;
      }
      .large {
        width: 270px;
        max-width: 100%;
      }
      .small {
        width: 80px;
      }
      small {
        color: var(--text-quiet);
      }
      .warn {
        color: var(--warn);
      }
      .row {
        display: flex;
        gap: 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.address = '';
    this.busy = false;
    this.frame = { x: 0, y: 0, width: 1, height: 1 };
  }

  override render() {
    const words = coverWords[this.language];
    const { picture, frame } = this;
    const wide = picture ? Math.round(frame.width * picture.naturalWidth) : SHARP_WIDTH;
    return html`
      <div class="stage">
        <img src=${this.address} alt="" draggable="false" @load=${this.#loaded} @error=${this.#failed} />
        ${
          picture
            ? html`<button
                type="button"
                class="frame"
                aria-label=${words.frame}
                @pointerdown=${this.#gripped}
                @pointermove=${this.#dragged}
                @pointerup=${this.#released}
                @pointercancel=${this.#released}
                @keydown=${this.#pressed}
              ></button>`
            : nothing
        }
      </div>
      ${
        picture
          ? html`<small>${words.frameHint}</small>
              <label
                ><span>${words.zoom}</span
                ><input
                  type="range"
                  min="10"
                  max=${ZOOM_STEPS}
                  .value=${String(Math.round((frame.width / widest(sizeOf(picture))) * ZOOM_STEPS))}
                  @input=${this.#zoomed}
              /></label>
              ${wide < SHARP_WIDTH ? html`<small class="warn" role="status">${words.blurry(wide)}</small>` : nothing}
              <div class="shown">
                <div>
                  <canvas class="large" width="900" height="383"></canvas
                  ><small>${words.large}</small>
                </div>
                <div><canvas class="small" width="200" height="200"></canvas><small>${words.small}</small></div>
              </div>`
          : nothing
      }
      <div class="row">
        <button
          type="button"
          class="primary"
          ?disabled=${!picture || this.busy}
          @click=${() => this.dispatchEvent(new CropEvent(this.frame))}
        >
          ${words.use}
        </button>
        <button type="button" @click=${() => this.dispatchEvent(new CropEvent(undefined))}>
          ${words.cancel}
        </button>
      </div>
    `;
  }

  override updated() {
    const { picture, frame } = this;
    const shown = this.renderRoot.querySelector<HTMLElement>('.frame');
    if (!picture || !shown) return;
    for (const [side, part] of [
      ['left', frame.x],
      ['top', frame.y],
      ['width', frame.width],
      ['height', frame.height],
    ] as const) {
      shown.style[side] = `${part * 100}%`;
    }
    this.#draw('.large', '900x383', picture);
    this.#draw('.small', '200x200', picture);
  }

  /** What the service is going to cut. */
  #draw(selector: string, variant: CoverVariant, picture: HTMLImageElement) {
    const context = this.renderRoot.querySelector<HTMLCanvasElement>(selector)?.getContext('2d');
    const [width, height] = COVER_SIZES[variant];
    const { naturalWidth, naturalHeight } = picture;
    const part = middle(
      {
        x: this.frame.x * naturalWidth,
        y: this.frame.y * naturalHeight,
        width: this.frame.width * naturalWidth,
        height: this.frame.height * naturalHeight,
      },
      width / height,
    );
    context?.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, width, height);
  }

  #loaded(event: Event) {
    const picture = event.target as HTMLImageElement;
    this.picture = picture;
    this.frame = firstFrame(sizeOf(picture));
    this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.frame')?.focus());
  }

  #failed() {
    this.dispatchEvent(new Event('error'));
  }

  #gripped(event: PointerEvent) {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#grip = { x: event.clientX, y: event.clientY, frame: this.frame };
  }

  #dragged(event: PointerEvent) {
    const { picture } = this;
    if (!this.#grip || !picture) return;
    const right = (event.clientX - this.#grip.x) / picture.width;
    const down = (event.clientY - this.#grip.y) / picture.height;
    this.frame = moved(this.#grip.frame, right, down);
  }

  #released() {
    this.#grip = undefined;
  }

  #pressed(event: KeyboardEvent) {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const [right, down] = MOVES[event.key] ?? [0, 0];
    if (right !== 0 || down !== 0) this.frame = moved(this.frame, right * step, down * step);
    else if (event.key === '+' || event.key === '=') this.#resize(this.frame.width * (1 - LARGE_STEP));
    else if (event.key === '-') this.#resize(this.frame.width * (1 + LARGE_STEP));
    else return;
    event.preventDefault();
  }

  #zoomed(event: Event) {
    const { picture } = this;
    const share = Number((event.target as HTMLInputElement).value) / ZOOM_STEPS;
    if (picture) this.#resize(share * widest(sizeOf(picture)));
  }

  #resize(width: number) {
    if (this.picture) this.frame = resized(this.frame, width, sizeOf(this.picture));
  }
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const sizeOf = ({ naturalWidth, naturalHeight }: HTMLImageElement) => ({
  width: naturalWidth,
  height: naturalHeight,
});

customElements.define('cover-crop', CoverCrop);
