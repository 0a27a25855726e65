import type { Ctx } from '../../../platform/http/context.ts'
import { Refusal } from '../../../platform/http/refusal.ts'
import { papersOf } from '../queries/paper.ts'
import { brokenRules } from '../rules/en16931.ts'
import { type MissingMention, missingCodes, missingMentions } from '../rules/mentions.ts'
import { asIssued, type Paper } from '../rules/paper.ts'

/** What keeps a document from being issued: what the law wants on it, else the rules of e-invoices it breaks. */
export type Unready = { missing: readonly MissingMention[]; broken: readonly string[] }

/** Of these documents, those that may not be issued, by id; a statement a table, however many. Source: L-3, L-6. */
export const unreadyOf = async (ctx: Ctx, ids: readonly string[]) => unreadyAmong(await papersOf(ctx, ids))

/** Of documents already read, those that may not be issued. */
export function unreadyAmong(papers: ReadonlyMap<string, Paper>): Map<string, Unready> {
  const found = new Map<string, Unready>()
  for (const [id, paper] of papers) {
    const missing = missingMentions(paper)
    // What is missing breaks rules as well: it is said once.
    const broken = missing.length > 0 ? [] : brokenRules(asIssued(paper))
    if (missing.length > 0 || broken.length > 0) found.set(id, { missing, broken })
  }
  return found
}

/** Why it may not be issued. */
export const refusalOf = ({ missing, broken }: Unready): Refusal =>
  missing.length > 0
    ? new Refusal('invoicing.notReady', { values: { missing: missingCodes(missing) } })
    : breaksRule(broken[0]!)

export const breaksRule = (rule: string): Refusal => new Refusal('invoicing.breaksRule', { values: { rule } })
