import tokens from '#app/styles/tokens.css?raw'

/** The four colours of a month's cover, as `#rrggbb`. */
export type CoverColours = { sky: string; disc: string; ink: string; far: string }

/**
 * The colours of a month (two digits) by daylight, from the site's own style sheet: what is drawn on the server looks like
 * what a page shows.
 */
export function coverColours(month: string): CoverColours {
  const colour = (name: string) => siteColour(`m${month}-${name}`)
  return { sky: colour('sky'), disc: colour('disc'), ink: colour('ink'), far: colour('far') }
}

/** A colour of the site by daylight, by the name of its token without dashes: `paper`. In the sheet the light ones come first. */
export function siteColour(name: string): string {
  const [, value] = new RegExp(`--${name}:\\s*(#[0-9a-f]{3,6})\\b`, 'i').exec(tokens) ?? []
  if (value === undefined) throw new Error(`The style sheet has no colour --${name}.`)
  return value
}
