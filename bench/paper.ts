// Factur-X of one line a CPU second of the whole process, against a floor: the same PDF without data inside.
import { performance } from 'node:perf_hooks'
import { cii } from '../src/domain/invoicing/formats/cii.ts'
import { paperData } from '../src/domain/invoicing/printouts/paper-data.ts'
import { paperPdf } from '../src/domain/invoicing/printouts/paper-pdf.ts'
import { PAPER_TEMPLATE } from '../src/domain/invoicing/printouts/template.ts'
import { ciiTexts } from '../src/domain/invoicing/printouts/texts.ts'
import type { Paper } from '../src/domain/invoicing/rules/paper.ts'
import { aPaper, line } from '../src/domain/invoicing/testing/papers.ts'
import { renderPdf } from '../src/platform/print/typst.ts'

const COUNT = Number(process.env.BENCH_PAPERS ?? 1000)
const TARGET = 85
const AT_ONCE = 100

/** Every one is another invoice: nothing of one serves the next but fonts and template. */
const paper = (at: number, lines = 1): Paper =>
  aPaper({
    number: `FA-2026-${String(at).padStart(6, '0')}`,
    buyer: { ...aPaper().buyer, number: at, name: `Médiathèque n° ${at}` },
    lines: Array.from({ length: lines }, (_, n) =>
      line({ label: `Abonnement n° ${at}-${n}`, unitCents: 3400 + at + n }),
    ),
  })

type Measured = { perCpuSecond: number; cpu: number; wall: number; bytes: number }

async function measured(count: number, print: (at: number) => Promise<Uint8Array>): Promise<Measured> {
  const begun = performance.now()
  const cpu = process.cpuUsage()
  let bytes = 0
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => print(from + n))
    for (const pdf of await Promise.all(some)) bytes += pdf.byteLength
  }
  const { user, system } = process.cpuUsage(cpu)
  const spent = (user + system) / 1000
  return {
    perCpuSecond: Math.round((count / spent) * 1000),
    cpu: spent / count,
    wall: (performance.now() - begun) / count,
    bytes: Math.round(bytes / count),
  }
}

const plain = (at: number) =>
  renderPdf(PAPER_TEMPLATE, { ...paperData(paper(at), paper(at).seller!, null), logo: '', xml: '' }, { tagged: true })

const told = (what: string, { perCpuSecond, cpu, wall, bytes }: Measured) =>
  console.log(
    `${what}: ${perCpuSecond} a CPU second (${cpu.toFixed(2)} ms each, ${wall.toFixed(2)} ms by the clock, ${bytes} bytes)`,
  )

await measured(50, at => paperPdf(paper(at)))
const floor = await measured(COUNT, plain)
const facturX = await measured(COUNT, at => paperPdf(paper(at)))
told('PDF of one line without data', floor)
told('Factur-X of one line', facturX)
told('Factur-X of 12 lines', await measured(COUNT / 4, at => paperPdf(paper(at, 12))))
told('Factur-X of 60 lines', await measured(COUNT / 10, at => paperPdf(paper(at, 60))))
const begun = performance.now()
for (let at = 0; at < COUNT; at++) cii(paper(at), ciiTexts(paper(at)))
console.log(`data alone: ${((performance.now() - begun) / COUNT).toFixed(3)} ms each`)
console.log(`ratio to the floor ${(facturX.cpu / floor.cpu).toFixed(2)}; target ${TARGET} a CPU second`)
console.log(`memory at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
if (facturX.perCpuSecond < TARGET) process.exitCode = 1
