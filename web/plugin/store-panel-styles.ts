import { css } from 'lit';

/**
 * The panel at home in 420 by 600: header, map, what was found, three whole rows, notice, put bar, nothing of it
 * scrolled away. A wide tab sets the map beside the list; a low one scrolls as a whole.
 */
export const storePanelStyles = css`
  :host {
    display: block;
    height: 100dvh;
    overflow: auto;
    container-type: inline-size;
    background: var(--surface-sunken);
    color: var(--text);
    font: 14px / 20px var(--font);
  }
  main {
    display: grid;
    grid-template:
      'header' auto
      'map' minmax(160px, 2fr)
      'reach' auto
      'list' minmax(216px, 3fr)
      'notice' auto
      'bar' auto
      'demo' auto / minmax(0, 1fr);
    height: 100%;
    min-height: 540px;
  }
  main.folded {
    grid-template-rows: auto 0 auto minmax(216px, 1fr) auto auto auto;
    min-height: 380px;
  }
  panel-header {
    grid-area: header;
  }
  .map {
    grid-area: map;
    position: relative;
    min-height: 0;
    overflow: hidden;
  }
  store-map {
    display: block;
    height: 100%;
  }
  .map.idle store-map {
    visibility: hidden;
  }
  .idle-picture {
    position: absolute;
    inset: 0;
    width: min(240px, 60%);
    height: 100%;
    margin: auto;
    fill: none;
    stroke: var(--line-strong);
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.5;
    opacity: 0.6;
  }
  .reach {
    grid-area: reach;
    display: flex;
    justify-content: space-between;
    gap: 8px;
    min-height: 28px;
    padding: 4px 12px;
    border-block: 1px solid var(--line);
    color: var(--text-quiet);
    font-size: 13px;
  }
  .reach p {
    margin: 0;
  }
  .reach .warn {
    color: var(--warn);
  }
  list-pane {
    grid-area: list;
    overflow: auto;
    background: var(--surface);
  }
  panel-notice {
    grid-area: notice;
  }
  put-bar {
    grid-area: bar;
  }
  .demo {
    grid-area: demo;
    margin: 0;
    background: var(--warn-surface);
    color: var(--warn);
    font-size: 12px;
    line-height: 22px;
    text-align: center;
  }
  @container (min-width: 720px) {
    main,
    main.folded {
      grid-template:
        'header map' auto
        'reach map' auto
        'list map' minmax(216px, 1fr)
        'notice map' auto
        'bar map' auto
        'demo map' auto / 420px minmax(0, 1fr);
    }
    main.folded {
      grid-template-columns: minmax(0, 1fr) 0;
    }
  }
`;
