import { config } from 'zod'

// The page may not turn text into code (content security policy), so zod must not try; imported before any schema.
config({ jitless: true })
