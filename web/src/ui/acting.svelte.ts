// What a page does and then says: the server's refusal in its own words, or what was done.
import {Refused} from '../api/client';
import {m} from '../messages';

export class Acting {
  said = $state('');
  busy = $state(false);

  // `again`: what is read anew afterwards, refused or not.
  async act(action: () => Promise<unknown>, done: string, again: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await action();
      this.said = done;
    } catch (error) {
      this.said = error instanceof Refused && error.status > 0 ? error.message : m.failure.unreachable;
    }
    await again();
    this.busy = false;
  }
}
