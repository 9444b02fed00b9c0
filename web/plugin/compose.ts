import {
  type ChatMessage,
  type Composition,
  composeNews,
  composePicture,
  composeText,
} from '../../shared/chat-message.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import type { MessageForm } from './inquiry.ts';

/** The stores in one of the three forms; a picture shows the first. At least one store. */
export function compose(
  form: MessageForm,
  stores: readonly StoreRecord[],
  composition: Composition,
): ChatMessage {
  switch (form) {
    case 'news':
      return composeNews(stores, composition);
    case 'text':
      return composeText(stores, composition);
    case 'picture':
      return composePicture(stores[0]!, composition);
  }
}
