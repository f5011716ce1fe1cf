// What a page does and then says: the server's refusal in its own words, or what was done.
import {refusal} from './refusal';

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
      this.said = refusal(error);
    }
    await again();
    this.busy = false;
  }
}
