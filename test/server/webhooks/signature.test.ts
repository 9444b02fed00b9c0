import { expect, it } from 'vitest';
import { shownSecret, signedHeaders } from '../../../server/webhooks/signature.ts';

// Signed by `openssl dgst -sha256 -mac HMAC -macopt hexkey:… -binary | base64` over `msg_1.1763784927.` and the body.
const BODY = '{"type":"ping","城市":"深圳"}';
const NEW = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const OLD = Buffer.from('0123456789abcdef0123456789abcdef');

it('a delivery is signed as Standard Webhooks has it, with both secrets while there are two', () => {
  expect(signedHeaders([NEW, OLD], 'msg_1', 1_763_784_927_999, BODY)).toEqual({
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1763784927',
    'webhook-signature':
      'v1,owZsSxcZ7AsFj2vjioARA1kXXRAU1UsDgRwYSXO8P5I= v1,54j/lHZs2x5r7ZXjXiP3iBYEvle5UnNBRWynGvaliXk=',
  });
});

it('a secret is shown in base64 after whsec_', () => {
  expect(shownSecret(NEW)).toBe('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
});
