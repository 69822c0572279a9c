// Real Chromium. Each person is a context of their own; every request a page makes is kept, so that a test can say where it went.
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const pictures = fileURLToPath(new URL("../test-results/", import.meta.url));

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env["REHEARSAL_BROWSER"];
  if (!executablePath) throw new Error("REHEARSAL_BROWSER names no browser; run through make test");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
      // several pages at once must all keep drawing
      "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--disable-background-timer-throttling",
    ],
  });
}

export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
  picture(name: string): Promise<void>;
}

export interface PersonOptions {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly touch?: boolean;
}

export async function person(browser: Browser, options: PersonOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 640, height: options.height ?? 400 },
    locale: options.locale ?? "en-GB",
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
    reducedMotion: "no-preference",
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return {
    context, page, requests, complaints,
    async picture(name) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}${name}.png` });
    },
  };
}

/** Waits until what the page computes is true, looking once a frame: never a fixed time. */
export async function until(page: Page, what: string, condition: () => unknown, timeout = 30_000): Promise<void> {
  await page.waitForFunction(condition, undefined, { timeout, polling: "raf" }).catch((error: unknown) => {
    throw new Error(`never came true: ${what} (${String(error).split("\n")[0]})`);
  });
}
