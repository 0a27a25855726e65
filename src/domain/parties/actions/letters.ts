import { eq } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { type Letter, lettersPdf } from '../../../platform/print/letters.ts'
import type { Language } from '../../../values/labels.ts'
import { type Addressee, addressees, envelopeLines, withIds } from '../queries/addressees.ts'
import { letterTemplate } from '../queries/letter-templates.ts'
import { addresseeValues, type LetterValues, merged, placeAndDay } from '../rules/letters.ts'
import { SAMPLE, sampleValues } from '../rules/sample-letter.ts'
import { letterheads } from '../tables.ts'

/** A letter whose words are ready: to whom it goes, and what it says. */
export type WrittenLetter = { partyId: string; subject: string; text: string; language: Language }

/** The letters as one PDF, in their order, each with the head of the company and the address of its party today. */
export async function writtenLettersPdf(ctx: Ctx, letters: readonly WrittenLetter[]): Promise<Uint8Array> {
  const known = await partiesById(ctx, letters)
  return lettersPdf(await framed(ctx, letters, known))
}

/** One addressee of a template, and what its fields say besides those of the party. */
export type LetterRow = { partyId: string; values?: LetterValues }

/** A template filled for each row, as one PDF in the order of the rows. */
export async function letterPdf(ctx: Ctx, templateId: string, rows: readonly LetterRow[]): Promise<Uint8Array> {
  const template = (await letterTemplate(ctx, templateId)) ?? refuse('NOT_FOUND', { status: 404 })
  const known = await partiesById(ctx, rows)
  const { about, language } = template
  const letters = rows.flatMap(({ partyId, values }) => {
    const party = known.get(partyId)
    if (!party) return []
    const all = { ...addresseeValues(party, { language, today: ctx.today, company: ctx.company.name }), ...values }
    return [
      { partyId, language, subject: merged(template.subject, about, all), text: merged(template.body, about, all) },
    ]
  })
  return lettersPdf(await framed(ctx, letters, known))
}

/** A template as it will look, written to somebody made up. */
export async function sampleLetterPdf(ctx: Ctx, templateId: string): Promise<Uint8Array> {
  const { about, language, subject, body } =
    (await letterTemplate(ctx, templateId)) ?? refuse('NOT_FOUND', { status: 404 })
  const party = SAMPLE[language]
  const values = {
    ...addresseeValues(party, { language, today: ctx.today, company: ctx.company.name }),
    ...sampleValues(ctx.today, language),
  }
  const text = { subject: merged(subject, about, values), text: merged(body, about, values), language }
  return lettersPdf(await framed(ctx, [{ partyId: party.id, ...text }], new Map([[party.id, party]])))
}

async function partiesById(ctx: Ctx, rows: readonly { partyId: string }[]): Promise<Map<string, Addressee>> {
  const found = await addressees(ctx, withIds([...new Set(rows.map(({ partyId }) => partyId))]))
  return new Map(found.map(party => [party.id, party]))
}

async function framed(ctx: Ctx, letters: readonly WrittenLetter[], known: Map<string, Addressee>): Promise<Letter[]> {
  const { lines, town } = await letterhead(ctx)
  const sender = [ctx.company.name, ...lines.split('\n').filter(line => line.trim() !== '')]
  return letters.flatMap(({ partyId, subject, text, language }) => {
    const party = known.get(partyId)
    if (!party) return []
    return [
      {
        sender,
        addressee: envelopeLines(party),
        placeAndDay: placeAndDay(town, ctx.today, language),
        subject,
        text,
        language,
      },
    ]
  })
}

/** What stands at the head of letters below the name of the company; empty until somebody says it. */
export async function letterhead({ db, company }: Ctx): Promise<{ lines: string; town: string }> {
  const [found] = await db
    .select({ lines: letterheads.lines, town: letterheads.town })
    .from(letterheads)
    .where(eq(letterheads.companyId, company.id))
  return found ?? { lines: '', town: '' }
}

export async function saveLetterhead(ctx: Ctx, to: { lines: string; town: string }) {
  const from = await letterhead(ctx)
  await ctx.db
    .insert(letterheads)
    .values({ companyId: ctx.company.id, ...to })
    .onConflictDoUpdate({ target: letterheads.companyId, set: to })
  ctx.record({ record: 'letterheads', id: ctx.company.id, from, to })
}
