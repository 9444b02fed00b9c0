import { css } from 'lit';

export const storeMapStyles = css`
  .map.picking {
    cursor: crosshair;
  }
  :host {
    display: block;
    position: relative;
    contain: layout paint;
  }
  .map {
    --paper: #f6f4ef;
    --ink: #2b2f33;
    --halo: #ffffff;
    --ring: #4a6b87;
    --pin: #067d43;
    --pin-selected: #c2410c;
    --on-pin: #ffffff;
    --customer: #1a66d0;
    --chip: #ffffff;
    position: absolute;
    inset: 0;
    background: var(--paper);
    color: var(--ink);
    font: 12px/1.3 var(--font, system-ui, sans-serif);
  }
  .map.dark {
    --paper: #22262b;
    --ink: #e2e5e8;
    --halo: #14171a;
    --ring: #7d9db8;
    --pin: #2fae6b;
    --pin-selected: #ff9a57;
    --on-pin: #06170e;
    --customer: #5aa2ff;
    --chip: #2a2e33;
  }
  .map:focus-visible {
    outline: 2px solid var(--focus, #0b6bcb);
    outline-offset: -2px;
  }

  .anchor {
    width: 0;
    height: 0;
  }

  /* The head is a disc of 26 px; turned by an eighth, its one square corner is the tip that stands on the point. */
  .pin {
    all: unset;
    position: absolute;
    left: -13px;
    bottom: 5.4px;
    width: 26px;
    height: 26px;
    cursor: pointer;
    color: var(--on-pin);
  }
  .pin::before {
    content: '';
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    border: 1.5px solid var(--halo);
    border-radius: 50% 50% 50% 0;
    background: var(--pin);
    box-shadow: -1px 1px 3px #0005;
    rotate: -45deg;
  }
  .pin.stacked::before {
    border-radius: 50%;
  }
  .pin .number {
    position: absolute;
    inset: 0;
    font: 600 13px/26px system-ui, sans-serif;
    text-align: center;
  }
  .pin .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .pin .name {
    display: none;
    position: absolute;
    left: 28px;
    top: 5px;
    max-width: 118px;
    padding: 0 4px;
    border-radius: 4px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    background: color-mix(in srgb, var(--chip) 82%, transparent);
    color: var(--ink);
    font: 500 12px/16px system-ui, sans-serif;
  }
  .pin.name-left .name {
    left: auto;
    right: 28px;
  }
  .pin.named .name {
    display: block;
  }
  .pin.hovered,
  .pin[aria-pressed='true'] {
    scale: 1.18;
    transform-origin: 50% 120%;
  }
  .pin[aria-pressed='true']::before {
    background: var(--pin-selected);
  }
  .pin:focus-visible::before {
    outline: 2px solid var(--focus, #0b6bcb);
    outline-offset: 2px;
  }
  .pin.hovered .name,
  .pin[aria-pressed='true'] .name {
    display: block;
    background: var(--chip);
    box-shadow: 0 1px 3px #0004;
  }

  .customer {
    position: absolute;
    left: -8px;
    top: -8px;
    box-sizing: border-box;
    width: 16px;
    height: 16px;
    border: 3px solid #fff;
    border-radius: 50%;
    background: var(--customer);
    box-shadow:
      0 0 0 1px var(--customer),
      0 0 0 8px color-mix(in srgb, var(--customer) 22%, transparent);
  }
  .customer span {
    position: absolute;
    left: 50%;
    top: 15px;
    translate: -50% 0;
    padding: 0 4px;
    border-radius: 4px;
    white-space: nowrap;
    background: color-mix(in srgb, var(--chip) 82%, transparent);
    color: var(--customer);
    font: 600 12px/16px system-ui, sans-serif;
  }

  .leaflet-rings-pane {
    z-index: 350;
  }
  .rings,
  .customer {
    pointer-events: none;
  }
  .rings svg {
    position: absolute;
    overflow: visible;
  }
  .ring {
    fill: none;
    stroke: var(--ring);
    stroke-width: 1.25;
    stroke-dasharray: 5 4;
  }
  .ring-label {
    position: absolute;
    translate: -50% -50%;
    padding: 0 5px;
    border-radius: 8px;
    background: var(--paper);
    color: var(--ring);
    font: 500 11px/16px system-ui, sans-serif;
    white-space: nowrap;
  }

  .map.dark .web-tiles {
    filter: brightness(0.72);
  }
  .stands-in {
    position: absolute;
    z-index: 1000;
    left: 8px;
    top: 8px;
    max-width: calc(100% - 64px);
    box-sizing: border-box;
    padding: 1px 6px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--paper) 86%, transparent);
    color: var(--ink);
    font: 11px/16px system-ui, sans-serif;
    pointer-events: none;
  }
  .stands-in:empty {
    display: none;
  }

  .zoom-buttons {
    position: absolute;
    z-index: 1000;
    top: 10px;
    right: 10px;
    display: grid;
    border-radius: 6px;
    box-shadow: 0 1px 4px #0004;
    overflow: hidden;
    cursor: auto;
  }
  .zoom-buttons button {
    all: unset;
    width: 30px;
    height: 30px;
    background: var(--chip);
    color: var(--ink);
    font: 500 20px/28px system-ui, sans-serif;
    text-align: center;
    cursor: pointer;
  }
  .zoom-buttons button + button {
    border-top: 1px solid color-mix(in srgb, var(--ink) 14%, transparent);
  }
  .zoom-buttons button:focus-visible {
    outline: 2px solid var(--focus, #0b6bcb);
    outline-offset: -2px;
  }
  .zoom-buttons button:disabled {
    color: color-mix(in srgb, var(--ink) 40%, transparent);
    cursor: default;
  }
  .scale-line {
    position: absolute;
    z-index: 1000;
    left: 5px;
    bottom: 5px;
    box-sizing: border-box;
    padding: 0 4px;
    border: solid var(--ink);
    border-width: 0 1px 1px;
    background: color-mix(in srgb, var(--paper) 70%, transparent);
    color: var(--ink);
    font: 11px/14px system-ui, sans-serif;
    white-space: nowrap;
    pointer-events: none;
  }
  .attribution {
    position: absolute;
    z-index: 1000;
    right: 0;
    bottom: 0;
    padding: 0 5px;
    background: color-mix(in srgb, var(--paper) 80%, transparent);
    color: var(--ink);
    font: 10px/15px system-ui, sans-serif;
    cursor: auto;
  }
  .attribution a {
    color: inherit;
    text-decoration: none;
  }
  .attribution a:hover,
  .attribution a:focus-visible {
    text-decoration: underline;
  }
`;
