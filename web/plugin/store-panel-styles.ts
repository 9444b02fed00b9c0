import { css } from 'lit';

/**
 * The panel at home in 420 by 600: header, map, what was found, three whole rows, notice, put bar, nothing of it
 * scrolled away. The tools, while open, take room from the map and from the third row. A wide tab sets the map beside the
 * list; a low one scrolls as a whole.
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
      'tools' auto
      'map' minmax(160px, 2fr)
      'reach' auto
      'list' minmax(216px, 3fr)
      'notice' auto
      'bar' auto
      'demo' auto / minmax(0, 1fr);
    height: 100%;
    min-height: 540px;
  }
  main.tools {
    grid-template-rows: auto auto minmax(104px, 2fr) auto minmax(148px, 3fr);
  }
  main.folded {
    grid-template-rows: auto auto 0 auto minmax(216px, 1fr);
    min-height: 420px;
  }
  panel-header {
    grid-area: header;
  }
  find-tools:not(:defined) {
    min-height: 96px;
    background: var(--skeleton);
  }
  find-tools {
    grid-area: tools;
  }
  map-pane {
    grid-area: map;
  }
  reach-line {
    grid-area: reach;
  }
  list-pane {
    grid-area: list;
    overflow: auto;
    background: var(--surface);
  }
  @container (min-width: 720px) {
    main,
    main.tools,
    main.folded {
      grid-template:
        'header map' auto
        'tools map' auto
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
