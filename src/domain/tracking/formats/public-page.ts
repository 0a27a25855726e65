import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { publicLabels } from '../labels/public.ts'
import type { PublicTrack } from '../queries/public.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1b1e; --paper: #fff; --quiet: #5c5f66; --line: #ced4da; --done: #2b8a3e; --now: #1864ab }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ecef; --paper: #1a1b1e; --quiet: #a6a7ab; --line: #495057; --done: #69db7c; --now: #74c0fc } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem }
p { margin: .25rem 0; color: var(--quiet) }
p.told { color: var(--ink); font-weight: 600; margin-top: 1rem }
ol { list-style: none; margin: 2rem 0 0; padding: 0 }
li { position: relative; padding: 0 0 1.5rem 2rem }
li::before { content: ""; position: absolute; left: .25rem; top: .4rem; width: .75rem; height: .75rem; box-sizing: border-box; border: 2px solid var(--line); border-radius: 50%; background: var(--paper); z-index: 1 }
li:not(:last-child)::after { content: ""; position: absolute; left: calc(.625rem - 1px); top: .5rem; bottom: -.4rem; border-left: 2px solid var(--line) }
li.done::before { background: var(--done); border-color: var(--done) }
li.done:not(:last-child)::after { border-color: var(--done) }
li.now::before { background: var(--now); border-color: var(--now) }
li.now strong { color: var(--now) }
li span { color: var(--quiet); font-size: .9375rem }
`

/** The page of an order for its customer, in the language of the order: whole, without script, for any device. */
export function publicPage(track: PublicTrack): string {
  const words = publicLabels[track.language]
  const on = (iso: string) => formatDay(day(iso), track.language)
  const about = [
    words.orderedOn(on(track.orderedOn)),
    ...(track.deliverOn !== null && track.stageKind === 'normal' ? [words.deliverOn(on(track.deliverOn))] : []),
  ]
  return page(track.language, words.title(track.number), [
    `<p>${escaped(track.company)}</p>`,
    `<h1>${escaped(words.title(track.number))}</h1>`,
    ...about.map(line => `<p>${escaped(line)}</p>`),
    ...standing(track, on(track.enteredOn)),
  ])
}

/** What is told of a link that leads nowhere. */
export function unknownPage(language: Language): string {
  const words = publicLabels[language]
  return page(language, words.unknown, [`<h1>${escaped(words.unknown)}</h1>`, `<p>${escaped(words.ask)}</p>`])
}

function standing({ language, stageKind, stageId, stages }: PublicTrack, since: string): string[] {
  const words = publicLabels[language]
  if (stageKind === 'cancelled') return [`<p class="told">${escaped(words.cancelled(since))}</p>`]
  const told = stageKind === 'final' ? [`<p class="told">${escaped(words.finished(since))}</p>`] : []
  const current = stages.findIndex(({ id }) => id === stageId)
  const items = stages.map(({ name }, at) => {
    const isDone = at < current || stageKind === 'final'
    if (isDone) return `<li class="done"><strong>${escaped(name)}</strong><br><span>${words.done}</span></li>`
    if (at > current) return `<li><strong>${escaped(name)}</strong><br><span>${words.toCome}</span></li>`
    const now = `${words.now}, ${words.since(since)}`
    return `<li class="now" aria-current="step"><strong>${escaped(name)}</strong><br><span>${escaped(now)}</span></li>`
  })
  return [...told, `<ol aria-label="${escaped(words.stages)}">${items.join('')}</ol>`]
}

const page = (language: Language, title: string, body: readonly string[]) => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body><main>
${body.join('\n')}
</main></body>
</html>
`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, sign => ENTITIES[sign]!)
