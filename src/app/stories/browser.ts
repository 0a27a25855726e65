import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'
import { type Person, raiseStage, type Stage, VALERIE } from './stage.ts'

const PLACES = [
  process.env.FACTEUR_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const PATIENCE_MS = 10_000

/** The Chromium of this machine; without one the stories are skipped. */
const chromiumPath = PLACES.find(path => path && existsSync(path))
export const noBrowser = chromiumPath === undefined
if (noBrowser) console.warn('Browser stories skipped: no Chromium found. Install it or name one in FACTEUR_CHROMIUM.')

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath!, args: FLAGS })

type Looks = { as?: Person | null; width?: number; height?: number; dark?: boolean; english?: boolean; touch?: boolean }
export type Visit = {
  page: Page
  context: BrowserContext
  /** What went wrong unseen: errors on the console, requests to anywhere else. */
  faults: string[]
  go(path: string): Promise<void>
}

/** A browser window of its own, by default that of the administrator at a desk. */
export async function aVisit(browser: Browser, { url }: Stage, looks: Looks = {}): Promise<Visit> {
  const { as = VALERIE, width = 1440, height = 900, dark = false, english = false, touch = false } = looks
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: touch,
    permissions: ['clipboard-read', 'clipboard-write'],
    timezoneId: 'Europe/Paris',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (english) await context.addInitScript(() => localStorage.setItem('facteur.language', '"en"'))
  if (as) await signIn(context, as)
  const page = await context.newPage()
  const faults = watched(page, url)
  return { page, context, faults, go: async path => void (await page.goto(path)) }
}

/** By the door that the form uses, for stories that are about something else. */
export async function signIn(context: BrowserContext, { email, password }: Person) {
  const answer = await context.request.post('/api/auth/sign-in/email', { data: { email, password } })
  expect(answer.status(), await answer.text()).toBe(200)
}

function watched(page: Page, url: string): string[] {
  const faults: string[] = []
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => {
    const refused = /Failed to load resource.*\b(401|403|409|422)\b/.test(message.text())
    if (message.type() === 'error' && !refused) faults.push(message.text())
  })
  page.on('request', request => {
    if (!/^(data|blob|chrome|chrome-extension):/.test(request.url()) && !request.url().startsWith(url))
      faults.push(`asked ${request.url()}`)
  })
  return faults
}

/**
 * The steps of a story follow each other: when one fails the rest is left out, so that the first fault is the one told. Its
 * own second try is not left out: that would hide the fault.
 */
export function oneAfterAnother() {
  let broken: string | undefined
  beforeEach(({ skip, task }) => skip(broken !== undefined && broken !== task.id, 'an earlier step failed'))
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') broken ??= task.id
    else if (broken === task.id) broken = undefined
  })
}

type Told = { stage: Stage; browser: Browser; visit: Visit; page: Page }

/** A story of one visitor on a stage of its own, step after step; an error that no step saw fails the step it came in. */
export function aStory(
  begins: (told: Told) => unknown,
  { looks, before }: { looks?: Looks; before?(stage: Stage): Promise<unknown> } = {},
) {
  let stage: Stage
  let browser: Browser
  let visit: Visit
  oneAfterAnother()
  beforeAll(async () => {
    stage = await raiseStage(inject('ownerUrl'))
    await before?.(stage)
    browser = await openBrowser()
    visit = await aVisit(browser, stage, looks)
    await begins({ stage, browser, visit, page: visit.page })
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })
  afterEach(() => expect(visit.faults).toEqual([]))
}

/** Waits until what is read is as expected. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: PATIENCE_MS, interval: 40 })
