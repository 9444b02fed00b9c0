import { html, LitElement } from 'lit';
import { pageStyles } from '../page-styles.ts';
import '../webhooks/webhooks-section.ts';
import './keys-section.ts';
import './users-section.ts';

/** Who works here, which programs do, and which are told of changes. */
export class PeopleView extends LitElement {
  static override styles = pageStyles;

  override render() {
    return html`<users-section></users-section><keys-section></keys-section><webhooks-section></webhooks-section>`;
  }
}

customElements.define('people-view', PeopleView);
