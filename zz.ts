import { readPage } from '#app/ingest/sources/page/read-page.ts'
import fs from 'node:fs'
for (const f of process.argv.slice(2)) {
  console.log('=====', f)
  try {
    const s = readPage(fs.readFileSync(f, 'utf8'), /html?$/.test(f) ? 'html' : 'text', f.split('/').at(-1)!)
    for await (const e of s.entries) {
      const c: any = e.candidate ?? e
      console.log(
        `${e.place.line} ${e.candidate ? '' : '[' + (e as any).action + '] '}${c.heldOn} | ${c.title} | ${(c.speakers ?? []).map((x: any) => `${x.role === 'speaker' ? '' : x.role + ':'}${x.person.honorific ?? ''} ${x.person.name} (${x.affiliation ?? ''})`).join('; ')} | R ${(c.recordings ?? []).map((r: any) => r.address ?? r.availability)} D ${(c.documents ?? []).map((r: any) => r.kind + ':' + (r.address ?? r.availability))}`,
      )
      if (process.env.V) console.log('    body:', c.body)
      for (const p of e.problems) console.log('     !', p.line, p.text)
    }
    for (const r of s.remarks ?? []) console.log('   -', r.line, r.text)
  } catch (e: any) {
    console.log(e.name, e.message)
  }
}
