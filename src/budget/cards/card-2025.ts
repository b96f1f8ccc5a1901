/** What GitHub charged until the end of 2025. */
import { type RateCard, ratesOf } from './card.ts';

export const card2025: RateCard = {
  id: '2025',
  from: '2024-01-01',
  to: '2025-12-31',
  title: 'prices until 2025-12-31, with minute multipliers',
  sources: [
    // Read at revisions of 2025, when the tables still had these prices.
    'https://github.com/github/docs/blob/0fbccb0911e88db23f8b47aea8da19a8cdb80186/content/billing/reference/actions-minute-multipliers.md',
    'https://github.com/github/docs/blob/77c10b881f12c8920b5250a2c6165c3505e60887/data/reusables/billing/actions-standard-runner-prices.md',
  ],
  drawdown: 'multipliers',
  alternatives: [],
  rates: [
    ...ratesOf('linux', false, [
      ['linux_slim', 'Linux 1-core', 2],
      ['linux', 'Linux 2-core', 8],
      ['linux_arm', 'Linux 2-core (arm64)', 5],
    ]),
    ...ratesOf('windows', false, [
      ['windows', 'Windows 2-core', 16],
      ['windows_arm', 'Windows 2-core (arm64)', 10],
    ]),
    ...ratesOf('macos', false, [['macos', 'macOS 3-core or 4-core', 80]]),
    ...ratesOf('linux', true, [
      ['linux_2_core_advanced', 'Linux Advanced 2-core', 8],
      ['linux_4_core', 'Linux 4-core', 16],
      ['linux_8_core', 'Linux 8-core', 32],
      ['linux_16_core', 'Linux 16-core', 64],
      ['linux_32_core', 'Linux 32-core', 128],
      ['linux_64_core', 'Linux 64-core', 256],
      ['linux_96_core', 'Linux 96-core', 384],
      ['linux_2_core_arm', 'Linux 2-core (arm64, larger)', 5],
      ['linux_4_core_arm', 'Linux 4-core (arm64)', 10],
      ['linux_8_core_arm', 'Linux 8-core (arm64)', 20],
      ['linux_16_core_arm', 'Linux 16-core (arm64)', 40],
      ['linux_32_core_arm', 'Linux 32-core (arm64)', 80],
      ['linux_64_core_arm', 'Linux 64-core (arm64)', 160],
      ['linux_4_core_gpu', 'Linux 4-core (GPU)', 70],
    ]),
    ...ratesOf('windows', true, [
      ['windows_4_core', 'Windows 4-core', 32],
      ['windows_8_core', 'Windows 8-core', 64],
      ['windows_16_core', 'Windows 16-core', 128],
      ['windows_32_core', 'Windows 32-core', 256],
      ['windows_64_core', 'Windows 64-core', 512],
      ['windows_96_core', 'Windows 96-core', 768],
      ['windows_2_core_arm', 'Windows 2-core (arm64, larger)', 10],
      ['windows_4_core_arm', 'Windows 4-core (arm64)', 20],
      ['windows_8_core_arm', 'Windows 8-core (arm64)', 40],
      ['windows_16_core_arm', 'Windows 16-core (arm64)', 80],
      ['windows_32_core_arm', 'Windows 32-core (arm64)', 160],
      ['windows_64_core_arm', 'Windows 64-core (arm64)', 320],
      ['windows_4_core_gpu', 'Windows 4-core (GPU)', 140],
    ]),
    ...ratesOf('macos', true, [
      ['macos_l', 'macOS 12-core', 120],
      ['macos_xl', 'macOS 6-core (M1)', 160],
    ]),
  ],
};
