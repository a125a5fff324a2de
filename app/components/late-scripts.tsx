/** Stands for `module` in the page until the page has been painted once. */
const LATE = 'late-module'

const START = `requestAnimationFrame(function(){setTimeout(function(){
document.querySelectorAll('link[rel=${LATE}]').forEach(function(link){link.rel='modulepreload'})
document.querySelectorAll('script[type=${LATE}]').forEach(function(late){
var script=document.createElement('script')
script.type='module'
script.textContent=late.textContent
late.replaceWith(script)
})})})`

/** Starts the scripts that `makeScriptsLate` has held back. Rendered after them. */
export function StartLateScripts() {
  return <script dangerouslySetInnerHTML={{ __html: START }} />
}

/**
 * Lets the words of a finished page come before its scripts: on a slow line the font and the styles have it to themselves
 * until the first frame is painted. `page` has a character for each byte.
 */
export function makeScriptsLate(page: string): string {
  return page
    .replaceAll('<link rel="modulepreload"', `<link rel="${LATE}"`)
    .replaceAll('<script type="module" async="">', `<script type="${LATE}">`)
}
