// What the server has sent ahead of its epoch, until that epoch is painted.

/** @template {{ epoch: number }} T */
export class Waiting {
  /** @param {number} most  of more, those that came first are dropped */
  constructor(most) {
    this.most = most;
    /** @type {T[]} In the order in which they came. */
    this.list = [];
  }

  /**
   * Take one in, in place of one of the same epoch.
   *
   * @param {T} one
   */
  add(one) {
    const others = this.list.filter(({ epoch }) => epoch !== one.epoch);
    this.list = [...others, one].slice(-this.most);
  }

  clear() {
    this.list = [];
  }

  /**
   * Return what holds at an epoch: while a run plays the newest that is not later; where it stands,
   * only what is of this very epoch.
   *
   * @param {number} epoch
   * @param {boolean} exactly
   * @returns {T | undefined}
   */
  at(epoch, exactly) {
    if (exactly) return this.list.find((one) => one.epoch === epoch);
    /** @type {T | undefined} */
    let found;
    for (const one of this.list)
      if (one.epoch <= epoch && one.epoch >= (found?.epoch ?? 0)) found = one;
    return found;
  }
}
