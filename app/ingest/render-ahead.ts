/** The HTML of a text. */
export type Render = (markdown: string) => Promise<string>

/** Enough for every worker to have one to do and one to come, and far fewer than may wait for a worker. */
const AT_ONCE = 4

/**
 * A `render` that has begun with these texts before it is asked for them, in their order and a few at once: whoever asks
 * for one after another finds most of them done. What fails, fails for whoever asks for it.
 */
export function renderAhead(texts: Iterable<string>, render: Render): Render {
  const begun = new Map<string, Promise<string>>()
  const coming = new Set(texts).values()

  function begin(text: string): Promise<string> {
    const rendering = begun.get(text) ?? render(text)
    begun.set(text, rendering)
    return rendering
  }

  function goOn(): void {
    for (const text of coming) {
      if (begun.has(text)) continue
      void begin(text).then(goOn, goOn)
      return
    }
  }

  for (let lane = 0; lane < AT_ONCE; lane++) goOn()
  return begin
}
