/** Who deals with the messages of an inbox. */
export interface InboxReader<Message> {
  /** What must be there before the message can be dealt with; null when it can. */
  awaitedFor(message: Message): Promise<void> | null;
  take(message: Message): void;
  /** Nothing will be done with the message any more. */
  drop(message: Message): void;
  /** While something is awaited. */
  setWaiting(isWaiting: boolean): void;
  /** Whether nothing matters any more. */
  isOver(): boolean;
  /** What was awaited failed, or what came after it. */
  failed(error: unknown): void;
}

/** Messages that are dealt with in order, each when what it needs is there: at once if nothing is missing. */
export class Inbox<Message> {
  readonly #messages: Message[] = [];
  readonly #reader: InboxReader<Message>;
  #isWaiting = false;

  constructor(reader: InboxReader<Message>) {
    this.#reader = reader;
  }

  /** Throws what dealing with the message throws, unless it has to wait. */
  add(message: Message): void {
    this.#messages.push(message);
    if (!this.#isWaiting) this.#work();
  }

  #work(): void {
    for (let [message] = this.#messages; message !== undefined; [message] = this.#messages) {
      const awaited = this.#reader.awaitedFor(message);
      if (awaited !== null) {
        this.#wait(awaited);
        return;
      }
      this.#messages.shift();
      this.#reader.take(message);
    }
  }

  #wait(awaited: Promise<void>): void {
    this.#isWaiting = true;
    this.#reader.setWaiting(true);
    awaited.then(
      () => this.#goOn(),
      (error: unknown) => this.#reader.failed(error),
    );
  }

  #goOn(): void {
    this.#isWaiting = false;
    this.#reader.setWaiting(false);
    if (this.#reader.isOver()) {
      for (const message of this.#messages.splice(0)) this.#reader.drop(message);
      return;
    }
    try {
      this.#work();
    } catch (error) {
      this.#reader.failed(error);
    }
  }
}
