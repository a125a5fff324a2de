import { useScriptMark } from './script-mark.tsx'

/** Stands for `module` in the page until the page has been shown once. */
const LATE = 'late-module'

// A frame is on the screen some time after it was drawn: scripts that were asked for between the two would compete with
// it. Where a browser does not tell when it was shown, the next task after drawing has to do; and where it says that it
// does and keeps it to itself, or shows the page only later, three seconds after everything has come.
const START = `(function(){
function start(){
document.querySelectorAll('link[rel=${LATE}]').forEach(function(link){link.rel='modulepreload'})
document.querySelectorAll('script[type=${LATE}]').forEach(function(late){
var script=document.createElement('script')
script.type='module'
script.textContent=late.textContent
late.replaceWith(script)
})}
addEventListener('load',function(){setTimeout(start,3000)})
var told=window.PerformanceObserver&&PerformanceObserver.supportedEntryTypes
if(!told||told.indexOf('paint')<0)return requestAnimationFrame(function(){setTimeout(start)})
new PerformanceObserver(function(paints,observer){
if(!paints.getEntriesByName('first-contentful-paint').length)return
observer.disconnect()
start()
}).observe({type:'paint',buffered:true})
})()`

/** Starts the scripts that `makeScriptsLate` has held back. Rendered after them. */
export function StartLateScripts() {
  return <script nonce={useScriptMark()} dangerouslySetInnerHTML={{ __html: START }} />
}

/**
 * Lets the words of a finished page come before its scripts: on a slow line the font and the styles have it to themselves
 * until the first frame is shown. `page` has a character for each byte.
 */
export function makeScriptsLate(page: string): string {
  return page
    .replaceAll('<link rel="modulepreload"', `<link rel="${LATE}"`)
    .replaceAll('<script type="module" async="">', `<script type="${LATE}">`)
}
