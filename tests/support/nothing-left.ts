import { forgetSingletons } from '#app/platform/singleton.ts'

// Files of tests share a process, and what the one before has opened is not the next one's.
forgetSingletons()
