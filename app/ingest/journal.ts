/** What changes in maps and sets while a batch is planned, so that it can be taken back when nothing of it is written. */
export class Journal {
  private readonly undo: (() => void)[] = []

  /** `undo` is called when the changes are taken back: the newest first. */
  note(undo: () => void): void {
    this.undo.push(undo)
  }

  set<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
    if (map.has(key)) {
      const before = map.get(key) as Value
      this.note(() => map.set(key, before))
    } else this.note(() => map.delete(key))
    map.set(key, value)
  }

  add<Value>(set: Set<Value>, value: Value): void {
    if (!set.has(value)) this.note(() => set.delete(value))
    set.add(value)
  }

  /** The changes stay: from here on the next ones are counted. */
  keep(): void {
    this.undo.length = 0
  }

  takeBack(): void {
    for (let step = this.undo.pop(); step !== undefined; step = this.undo.pop()) step()
  }
}
