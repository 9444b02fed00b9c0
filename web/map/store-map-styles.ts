import leafletText from 'leaflet/dist/leaflet.css' with { type: 'text' };
import { css, unsafeCSS } from 'lit';

/** Leaflet's own rules have to be inside the shadow root too: none of the page's reach it. */
export const leafletStyles = unsafeCSS(leafletText);

export const storeMapStyles = css`
  :host {
    display: block;
    position: relative;
    min-height: 120px;
    contain: layout paint;
  }
  .map {
    position: absolute;
    inset: 0;
    background: #f2efe9;
    font: inherit;
  }
  .pin-anchor {
    width: 0;
    height: 0;
  }
  .pin {
    position: absolute;
    left: -13px;
    bottom: 0;
    width: 26px;
    height: 26px;
    padding: 0;
    border: 2px solid #fff;
    border-radius: 13px 13px 13px 0;
    transform-origin: 0 100%;
    background: #07855b;
    color: #fff;
    font: 600 13px/22px system-ui, sans-serif;
    cursor: pointer;
  }
  .pin .name {
    display: none;
  }
  .pin[aria-pressed='true'],
  .pin.hovered {
    background: #d9480f;
  }
  .customer {
    position: absolute;
    left: -9px;
    top: -9px;
    width: 12px;
    height: 12px;
    border: 3px solid #fff;
    border-radius: 50%;
    background: #1f6feb;
  }
`;
