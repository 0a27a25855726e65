import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import type pg from 'pg'
import { newId } from '../../platform/db/database.ts'
import { copyOut, Fingerprint } from '../../platform/files/copy-out.ts'
import type { Ctx } from '../../platform/http/context.ts'

export const FORMATS = { csv: ';', txt: '\t' } as const
export type Format = keyof typeof FORMATS

// Columns of the file, by heading; an empty text stands without quotes. Only what an envelope needs: the mailing house gets no mail address (law L-19).
const COLUMNS: Record<string, string> = {
  Id: 'number',
  Contact: 'contact_number',
  'Civ.': 'honorific',
  Nom: 'last_name',
  Prénom: 'first_name',
  'Raison sociale': 'legal_name',
  'Adresse 1': 'line1',
  'Adresse 2': 'line2',
  'Adresse 3': 'line3',
  'Code postal': 'postcode',
  Ville: 'town',
  Pays: 'country',
  'Nb ex.': 'coalesce(parcel_copies, copies)',
  Numéro: 'issue_number',
}

const NUMBERS = new Set(['number', 'contact_number', 'coalesce(parcel_copies, copies)'])

/** The envelopes of a run: what travels in another one has no line of its own. */
const ENVELOPES = 'parcel_copies is distinct from 0'

type PlainMade = { id: string; sha256: string; byteCount: number; lineCount: number; copyCount: number }

/**
 * Streams the mailing file of a run to `out`: always the same bytes, as it reads frozen shipments only. The first one
 * leaves its fingerprint; a later one that differed would fail instead of ending. Source: ABO-54, ABO-55, ABO-69, X-28.
 */
export async function writeMailingFile(
  ctx: Ctx,
  client: pg.ClientBase,
  runId: string,
  format: Format,
  out: Writable,
): Promise<PlainMade> {
  const columns = Object.entries(COLUMNS).map(
    ([heading, column]) => `${NUMBERS.has(column) ? column : `nullif(${column}, '')`} as "${heading}"`,
  )
  const lines = copyOut(
    client,
    `select ${columns.join(', ')} from shipments where company_id = '${ctx.company.id}' and run_id = '${runId}' and ${ENVELOPES} order by number`,
    FORMATS[format],
  )
  const fingerprint = new Fingerprint()
  await pipeline(lines, fingerprint, out, { end: false })
  const kept = await keepFingerprint(ctx, runId, format, fingerprint)
  out.end()
  return { ...kept, byteCount: fingerprint.byteCount }
}

async function keepFingerprint(
  { db, company, actor }: Ctx,
  runId: string,
  format: Format,
  { sha256, byteCount }: Fingerprint,
) {
  const { rows } = await db.execute<Omit<PlainMade, 'byteCount'>>(sql`
    insert into mailing_files (company_id, id, run_id, format, sha256, byte_count, made_by, line_count, copy_count)
    select ${company.id}, ${newId()}, ${runId}, ${format}, ${sha256}, ${byteCount}::bigint, ${actor.initials},
      count(*), coalesce(sum(coalesce(parcel_copies, copies)), 0)
    from shipments where company_id = ${company.id} and run_id = ${runId} and ${sql.raw(ENVELOPES)}
    on conflict (company_id, run_id, format, (coalesce(profile_id, '00000000-0000-0000-0000-000000000000')), profile_revision, part)
      where addressed_as = 'run' do update set sha256 = mailing_files.sha256
    returning id, sha256, line_count as "lineCount", copy_count as "copyCount"`)
  if (rows[0]!.sha256 !== sha256) throw new Error(`the ${format} file of run ${runId} is not the one made before`)
  return rows[0]!
}

/** `expedition-24-n4.csv`: what the mailing house sees. */
export const fileName = (number: number, issueNumber: string | null, format: Format) =>
  `expedition-${number}${issueNumber ? `-n${issueNumber.replace(/[^0-9A-Za-z-]+/g, '-')}` : ''}.${format}`
