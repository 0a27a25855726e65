import { eq, sql } from 'drizzle-orm'
import { instantNow } from '../../../platform/clock.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { type Role, rightsOf } from '../../accounts/rules.ts'
import { memberships, users } from '../../accounts/tables.ts'
import { queueMessages } from '../../messaging/actions.ts'
import { failureWords, syncLabels } from '../labels/sync.ts'
import { type Standing, standings } from '../queries/standing.ts'
import { toBeTold } from '../rules/health.ts'
import { noteOfShop } from './shop-events.ts'
import { setState } from './state.ts'

/** Tells those who look after shops, once, that one does not answer or is silent for longer than usual. */
export async function tellWhenNeeded(ctx: Ctx, shopId: string) {
  const [standing] = await standings(ctx, shopId)
  const what = standing && toBeTold(standing, instantNow())
  if (!what) return
  await tellKeepers(ctx, standing, what, what === 'failing' ? standing.failingSince! : standing.cameAt!)
  await setState(ctx, shopId, { toldAt: sql`now()` })
  await noteOfShop(ctx, shopId, what === 'failing' ? 'toldFailing' : 'toldQuiet')
}

/** Mails everybody who may connect shops; the same `since` is told to each of them once. */
export async function tellKeepers(
  ctx: Ctx,
  shop: Standing,
  what: 'failing' | 'quiet' | 'differences',
  since: string,
  values: { count?: number } = {},
) {
  const words = syncLabels[ctx.language].alert
  const told = {
    shop: shop.name,
    address: shop.address,
    failure: shop.failure ? failureWords(ctx.language, shop.failure) : '',
    said: shop.failureSaid,
    since: words.instant(since, ctx.company.timeZone),
    count: values.count ?? 0,
    where: shop.deliversTo && `${shop.deliversTo}/${ctx.company.slug}/shop-health`,
  }
  await queueMessages(
    ctx,
    (await keepersOf(ctx)).map(to => ({
      purpose: 'shops.alert',
      onceKey: `${shop.id} ${what} ${since} ${to}`,
      to,
      subject: words.subject[what](told),
      text: words.text[what](told),
    })),
  )
}

async function keepersOf({ db, company }: Ctx): Promise<string[]> {
  const members = await db
    .select({ email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.companyId, company.id))
    .orderBy(users.email)
  return members.filter(({ role }) => rightsOf(role as Role).has('shops.write')).map(({ email }) => email)
}
