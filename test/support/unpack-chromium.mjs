// Unpacks the Chromium of the npm package into TMPDIR. Its own process, for the package reads and changes the environment.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
