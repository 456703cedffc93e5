import { StreamSender, type SenderParts } from '../stream_sender';
import type { Commands } from './commands';

export { refusalOf, type Refusal } from '../stream_sender';

// Sends what a person wants of one conference.
export class CommandSender extends StreamSender<Commands> {
  constructor(conference: number, parts: SenderParts) {
    super(`conference/${conference}`, parts);
  }
}
