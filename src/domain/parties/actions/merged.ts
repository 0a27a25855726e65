import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { directoryName } from '../rules/name.ts'
import { parties } from '../tables.ts'

/** A contact that was merged into another is only read: what is to change is the one kept, which the refusal names. Source: CIR-19. */
export async function refuseMerged({ db, company }: Ctx, { mergedIntoId }: { mergedIntoId: string | null }) {
  if (!mergedIntoId) return
  const [kept] = await db
    .select()
    .from(parties)
    .where(and(eq(parties.companyId, company.id), eq(parties.id, mergedIntoId)))
  refuse('parties.wasMerged', { values: { number: kept!.number, name: directoryName(kept!) } })
}
