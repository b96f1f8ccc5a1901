/** Finds tools that scan, listen in on, or break into other machines. */
import { named } from '../named.ts';
import { lookUp, type Rule, type Table } from '../rule.ts';

const table: Table = [
  [
    named(
      'nmap masscan zmap unicornscan rustscan naabu angryip netdiscover arp-scan nbtscan enum4linux* smbmap dnsrecon dnsenum',
      'fierce amass subfinder theharvester recon-ng shodan nuclei wpscan joomscan nikto gobuster dirb dirbuster ffuf feroxbuster',
      'wfuzz whatweb onesixtyone snmpwalk wafw00f openvas nessus* autorecon smtp-user-enum sublist3r',
    ),
    'high',
    'scans other machines',
  ],
  [
    /^(?:hydra|medusa|ncrack|patator|crowbar|brutespray|thc-hydra|crackmapexec|cme|netexec|nxc|kerbrute|fcrackzip|cewl|crunch)\b/i,
    'critical',
    'guesses passwords of others',
  ],
  [
    named(
      'sqlmap msfconsole msfvenom msfcli metasploit beef-xss xsser commix searchsploit empire sliver* setoolkit',
      'routersploit exploitdb evil-winrm psexec* wmiexec* impacket-* responder bloodhound* sharphound rubeus',
      'ysoserial tplmap jsql dalfox xsstrike nosqlmap havoc cobaltstrike',
    ),
    'critical',
    'breaks into other machines',
  ],
  [
    named(
      'arpspoof ettercap bettercap dnsspoof macof mitmproxy mitmdump sslstrip yersinia dsniff driftnet urlsnarf',
      'parasite6 evilginx* wifiphisher fluxion arpoison webspy',
    ),
    'critical',
    'gets between other machines',
  ],
  [
    named(
      'aircrack-ng airodump-ng aireplay-ng airmon-ng airbase-ng wifite reaver bully kismet mdk3 mdk4',
      'hcxdumptool cowpatty pixiewps hostapd-wpe airgeddon besside-ng',
    ),
    'critical',
    'breaks into wireless networks',
  ],
  [
    /^(?:tcpdump|tshark|wireshark|dumpcap|ngrep|tcpflow|snoop)\b(?!.* -r)(?!.* -D$)(?! -D)/,
    'moderate',
    'listens in on the network',
  ],
  [/^fping -\w*g/, 'high', 'scans other machines'],
  [/^hping3?\b(?! .*(?:--flood|--faster))/, 'high', 'sends forged packets'],
  [/^(?:nping|scapy|packeth|nemesis|macchanger|sendip|packit)\b/, 'high', 'sends forged packets'],
  [/^nc .*-\w*z\w* .*\d+-\d+|^nc .*-\w*z\w* .*1-65535/, 'high', 'scans other machines'],
  [
    /^(?:responder\.py|sqlmap\.py|slowloris\.pl|nikto\.pl|linpeas\.sh|linenum\.sh|pspy\d*|linux-exploit-suggester\S*)$/i,
    'critical',
    'breaks into machines',
  ],
  [
    /^python[\d.]* (?:\S*\/)?(?:sqlmap|responder|slowloris|secretsdump|psexec|wmiexec|xsstrike|exploit|ntlmrelayx|getuserspns)\w*\.py/i,
    'critical',
    'breaks into other machines',
  ],
];

const ownMachine = /(?:^| )(?:localhost|127\.0\.0\.1|::1)(?:$| )/;

export const attackNetworks: Rule = {
  id: 'attack-networks',
  why: 'Scanning and attacking machines of others is a crime in most places, and shows on them.',
  examples: {
    match: [
      ['nmap -sS 192.0.2.0/24', 'high'],
      ['hydra -l root -P words.txt ssh://192.0.2.1', 'critical'],
      ['sqlmap -u "http://x.example/?id=1" --dump', 'critical'],
      ['arpspoof -i eth0 -t 192.0.2.2 192.0.2.1', 'critical'],
      ['sudo tcpdump -i eth0', 'moderate'],
    ],
    pass: [
      'ping -c 1 host',
      'traceroute host',
      'nc -z host 80',
      'man nmap',
      'nmap --version',
      'tcpdump -r dump.pcap',
      'nmap localhost',
    ],
  },
  check: (use) => (ownMachine.test(use.line) && !/^(?:hydra|medusa)/.test(use.name) ? [] : lookUp(use, table)),
};
