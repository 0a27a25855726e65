import type { Ctx } from '../../../platform/http/context.ts'
import { type MailedFile, mailedForms, type ReadMail } from '../formats/read-mail.ts'
import type { MailedReply } from '../formats/read-reply.ts'
import { foundIn } from '../rules/faults.ts'
import type { Outcome } from './note-mail.ts'
import { takeCatalogue } from './partner-catalogues.ts'
import type { Partner } from './partners.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import { refusedHere } from './refused-here.ts'
import { type SignedAnswer, takeAnswers } from './take-answer.ts'
import { takeMailedInvitation } from './take-invitation.ts'
import { type SignedOrder, type Taking, takeOrders } from './take-order.ts'
import { takeReplies } from './take-replies.ts'
import { signersOf, verified } from './verify.ts'

type Read = ReadDocument | { kind: 'reply'; reply: MailedReply }
/** A file of a mail that may be a document, and what it says. */
export type MailedDocument = { file: MailedFile; mail: ReadMail; read: Read }

type Given = MailedDocument & { place: number }
/** Its signature stands for these bytes, which may be another form of the file. */
type SignedDocument = { partner: Partner; edition: number; place: number; read: Read }

/**
 * What becomes of documents, each by itself, in their order: one that fails stops no other. Those of one kind that follow each
 * other are taken together, by as many statements for many as for one; what an invitation changes counts for those after it.
 */
export async function takeDocuments(
  ctx: Ctx,
  documents: readonly MailedDocument[],
  how: Taking = {},
): Promise<Outcome[]> {
  const given = documents.map((one, place) => ({ ...one, place }))
  const outcomes: Outcome[] = []
  for (let from = 0; from < given.length; ) {
    const { kind } = given[from]!.read
    const end = given.findIndex(({ read }, at) => at > from && read.kind !== kind)
    const run = given.slice(from, end < 0 ? undefined : end)
    for (const [at, outcome] of (await takeRun(ctx, run, how)).entries()) outcomes[from + at] = outcome
    from += run.length
  }
  return outcomes
}

/** What these files of a mail say; needs no transaction. */
export const documentsOf = (mail: ReadMail, files: readonly MailedFile[] = mail.documents): MailedDocument[] =>
  files.map(file => ({ file, mail, read: readOf(file) }))

/** Whatever happens while one is read stops no other: it waits for somebody. */
function readOf({ content, reply }: MailedFile): Read {
  if (reply) return { kind: 'reply', reply }
  try {
    return readDocument(content)
  } catch (error) {
    return { kind: 'none', fault: { code: 'exchange.failed', place: '', found: foundIn(error) } }
  }
}

async function takeRun(ctx: Ctx, run: readonly Given[], how: Taking): Promise<Outcome[]> {
  const { kind } = run[0]!.read
  if (kind === 'none') return unreadables(ctx, run)
  if (kind === 'reply') return takenReplies(ctx, run)
  if (kind === 'invitation') return oneByOne(run, one => takenInvitation(ctx, one))
  const outcomes = new Map<number, Outcome>()
  const signers = await signersOf(ctx, signaturesOf(run))
  const signed: SignedDocument[] = []
  const all = await Promise.all(
    run.map(({ file, mail }) => verified(mailedForms(file.content), mail.signaturesOf(file.name), signers)),
  )
  for (const [at, { file, read, place }] of run.entries()) {
    const found = all[at]!
    // It came back with a bounce or a reply.
    if ('isOurs' in found) outcomes.set(place, { ...named(read), state: 'ignored', reason: 'exchange.isOurs' })
    else if ('reason' in found) outcomes.set(place, { ...named(read), state: 'quarantined', ...found })
    else {
      const { partner, signed: by, bytes } = found
      signed.push({ partner, edition: by.revision, place, read: bytes === file.content ? read : readDocument(bytes) })
    }
  }
  for (const [at, outcome] of (await takeSigned(ctx, signed, how)).entries()) outcomes.set(signed[at]!.place, outcome)
  return run.map(({ place }) => outcomes.get(place)!)
}

function* signaturesOf(run: readonly Given[]) {
  for (const { file, mail } of run) yield* mail.signaturesOf(file.name)
}

/** One that answers nothing of ours is a mail as any other. */
async function takenReplies(ctx: Ctx, run: readonly Given[]): Promise<Outcome[]> {
  const replies = run.flatMap(({ read }) => (read.kind === 'reply' ? [read.reply] : []))
  return (await takeReplies(ctx, replies)).map((taken, at) => taken ?? withoutDocuments(run[at]!.mail))
}

/** What is noted of a mail that holds no document. */
export const withoutDocuments = ({ fault }: ReadMail): Outcome =>
  fault === null
    ? { kind: 'none', state: 'ignored' }
    : { kind: 'none', state: 'quarantined', reason: `exchange.${fault}` }

const named = (read: Read): Pick<Outcome, 'kind' | 'number'> =>
  'number' in read ? { kind: read.kind, number: read.number } : { kind: read.kind }

/** That it was changed on its way, by the signature that came with it, says more than what cannot be read of it. */
async function unreadables(ctx: Ctx, run: readonly Given[]): Promise<Outcome[]> {
  const own = run.map(({ file, mail }) => [mail.signatureOf(file.name) ?? []].flat())
  const signers = await signersOf(ctx, own.flat())
  const all = await Promise.all(run.map(({ file }, at) => verified(mailedForms(file.content), own[at]!, signers)))
  return run.map((one, at) => {
    const found = all[at]!
    const isChanged = 'reason' in found && found.reason === 'exchange.changed'
    return isChanged ? { kind: 'none', state: 'quarantined', ...found } : unreadable(one)
  })
}

function unreadable({ read, file: { name } }: Given): Outcome {
  if (read.kind !== 'none') throw new Error('it could be read')
  const { code: reason, place, found } = read.fault
  return { kind: 'none', state: 'quarantined', reason, values: { name, place, found } }
}

async function takeSigned(ctx: Ctx, signed: readonly SignedDocument[], how: Taking): Promise<Outcome[]> {
  const taken = await takenOf(ctx, signed, how)
  return signed.map(({ partner, edition, read }, at) => ({
    ...{ ...named(read), edition, partnerId: partner.id },
    ...taken[at]!,
  }))
}

/** All are of one kind. */
async function takenOf(ctx: Ctx, signed: readonly SignedDocument[], how: Taking): Promise<Omit<Outcome, 'kind'>[]> {
  const orders = signed.flatMap(({ read, ...by }): SignedOrder[] => (read.kind === 'order' ? [{ ...by, ...read }] : []))
  if (orders.length > 0) return takeOrders(ctx, orders, how)
  const answers = signed.flatMap(({ read, ...by }): SignedAnswer[] =>
    read.kind === 'answer' || read.kind === 'despatch' ? [{ ...by, ...read }] : [],
  )
  if (answers.length > 0) return takeAnswers(ctx, answers)
  return oneByOne(signed, ({ partner, edition, read }) => {
    if (read.kind !== 'catalogue') throw new Error(`nothing takes what was read as ${read.kind}`)
    return ctx.attempt(part => takeCatalogue(part, partner, { ...read, edition })).catch(refusedHere)
  })
}

/** Who a mail says its sender is: a key to confirm when we know it, else somebody has to say which contact it is. */
async function takenInvitation(ctx: Ctx, { file: { name, content }, mail }: Given): Promise<Outcome> {
  const taken = await ctx
    .attempt(part => takeMailedInvitation(part, content, mail.signaturesOf(name), mail.from))
    .catch(refusedHere)
  return { kind: 'invitation', ...taken }
}

async function oneByOne<One, Result>(all: readonly One[], act: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const one of all) results.push(await act(one))
  return results
}
