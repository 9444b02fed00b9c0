/** What is asked and what asks for it, whichever comes first. */
export class AnswerQueue<Asked> {
  readonly asked: Asked[] = [];
  readonly #waiting: ((asked: Asked) => void)[] = [];
  #answered = 0;

  readonly take = (asked: Asked) => {
    this.asked.push(asked);
    this.#waiting.shift()?.(asked);
  };

  async next(): Promise<Asked> {
    return this.asked[this.#answered++] ?? (await new Promise((resolve) => this.#waiting.push(resolve)));
  }
}
