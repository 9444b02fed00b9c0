import { css } from 'lit';

/**
 * What Leaflet's panes and tiles need: it says with class names what it wants drawn how, and leaves the rest to a style
 * sheet. Inside the shadow root, which none of the page's reaches.
 */
export const leafletStyles = css`
  .leaflet-container {
    overflow: hidden;
    touch-action: none;
    -webkit-tap-highlight-color: transparent;
  }
  .leaflet-pane,
  .leaflet-layer,
  .leaflet-tile-container,
  .leaflet-tile,
  .anchor {
    position: absolute;
    left: 0;
    top: 0;
  }
  .leaflet-pane {
    z-index: 400;
  }
  .leaflet-tile-pane {
    z-index: 200;
  }
  .leaflet-marker-pane {
    z-index: 600;
  }
  .leaflet-tile,
  .anchor {
    user-select: none;
    -webkit-user-drag: none;
  }
  .leaflet-tile-container {
    pointer-events: none;
  }
  .leaflet-tile {
    visibility: hidden;
  }
  .leaflet-tile-loaded {
    visibility: inherit;
  }
  /* Without it light seams show between tiles that are scaled. */
  img.leaflet-tile {
    mix-blend-mode: plus-lighter;
  }
  .leaflet-zoom-animated {
    transform-origin: 0 0;
  }
  .leaflet-map-pane,
  .leaflet-zoom-anim .leaflet-zoom-animated {
    will-change: transform;
  }
  .leaflet-zoom-anim .leaflet-zoom-animated {
    transition: transform 0.25s cubic-bezier(0, 0, 0.25, 1);
  }
  .leaflet-zoom-anim .leaflet-tile,
  .leaflet-pan-anim .leaflet-tile {
    transition: none;
  }
  .leaflet-grab {
    cursor: grab;
  }
  .leaflet-dragging .leaflet-grab,
  .leaflet-dragging .pin {
    cursor: grabbing;
  }
`;
