import { css } from 'lit';

/** How the marks of the catalogue look, on top of the map's own style. */
export const catalogueMapStyles = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    overflow: hidden;
  }
  .anchor > button {
    position: absolute;
    padding: 0;
    border: 2px solid #fff;
    border-radius: 50%;
    translate: -50% -50%;
    box-shadow: 0 1px 3px rgb(0 0 0 / 40%);
    cursor: pointer;
  }
  .mark {
    width: 16px;
    height: 16px;
    background: var(--accent);
  }
  .mark.draft {
    background: var(--warn);
  }
  .mark.closed {
    background: var(--line-strong);
  }
  .mark.hovered,
  .mark.selected {
    width: 22px;
    height: 22px;
    outline: 3px solid var(--focus);
  }
  .mark.lettered {
    width: 24px;
    height: 24px;
    color: #fff;
    font: 600 13px / 1 var(--font);
  }
  .cluster {
    width: 32px;
    height: 32px;
    background: #067d43;
    color: #fff;
    font: 600 12px / 1 var(--font);
  }
  .mark.missed,
  .cluster.missed {
    background: #b3261e;
  }
  .cluster.some {
    width: 38px;
    height: 38px;
  }
  .cluster.many {
    width: 46px;
    height: 46px;
  }
  .anchor > button.place {
    width: 24px;
    height: 24px;
    border-radius: 50% 50% 50% 0;
    background: var(--bad);
    translate: -50% -130%;
    rotate: -45deg;
    cursor: default;
  }
  .movable > button.place {
    outline: 3px solid var(--focus);
    cursor: move;
    touch-action: none;
  }
  .anchor > .old-place {
    position: absolute;
    width: 12px;
    height: 12px;
    border: 2px dashed var(--bad);
    border-radius: 50%;
    translate: -50% -50%;
  }
`;
